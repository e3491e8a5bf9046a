import { type CalendarDate, firstDay } from './calendar.ts'
import type { TreatyAction } from './ratification.ts'
import type { AttestedRecord } from './record-book.ts'

type Known = AttestedRecord<'treaty-actions'>

/** What one State did about a treaty, oldest act first. */
export type StateAndTreaty = { readonly state: string; readonly actions: readonly Known[] }

/** Acts that bind the State once they are with the depositary. A domestic law is none of them. */
const bindingActs: readonly TreatyAction['action'][] = [
  'ratification',
  'acceptance',
  'approval',
  'accession',
  'deposit',
]

export function isBindingAct(action: TreatyAction['action']): boolean {
  return bindingActs.includes(action)
}

/** Acts known on a day; one whose year is not stated is kept, because no day can be named on which it was unknown. */
export function actionsOn(actions: readonly Known[], treaty: string, on: CalendarDate): readonly Known[] {
  return actions
    .filter((action) => action.treaty === treaty)
    .filter((action) => ((action.date === undefined ? undefined : firstDay(action.date)) ?? '') <= on)
}

/** States that have at least one act on record, those with a binding act first. */
export function statesWithActs(actions: readonly Known[]): readonly StateAndTreaty[] {
  const groups = new Map<string, Known[]>()
  for (const action of actions) {
    if (action.state === undefined) continue
    const group = groups.get(action.state)
    if (group === undefined) groups.set(action.state, [action])
    else group.push(action)
  }
  const bound = (each: StateAndTreaty) => (each.actions.some(({ action }) => isBindingAct(action)) ? 0 : 1)
  return [...groups].map(([state, own]) => ({ state, actions: own })).sort((a, b) => bound(a) - bound(b))
}
