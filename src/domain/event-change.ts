import { type CalendarDate, precisionOf } from './calendar.ts'
import { type Event, eventLastDay } from './event.ts'

/** What people who count on an event must know of a change; other changes of its record concern nobody. */
export type EventDifference = {
  readonly kind: 'cancelled' | 'postponed' | 'resumed' | 'moved' | 'changed'
  readonly fields: readonly ('date' | 'hour' | 'place' | 'mode')[]
}

type Known = Pick<Event, 'status' | 'start' | 'end' | 'startTime' | 'place' | 'mode'>

const isOff = ({ status }: Pick<Event, 'status'>) => status === 'cancelled' || status === 'postponed'

/** An event on one day may name it as its end too. */
const datesOf = ({ start, end }: Known) => `${start ?? ''}–${end ?? start ?? ''}`

export function differenceOf(before: Known, after: Known): EventDifference | undefined {
  const fields: EventDifference['fields'] = [
    ...(datesOf(before) === datesOf(after) ? [] : (['date'] as const)),
    ...(before.startTime === after.startTime ? [] : (['hour'] as const)),
    ...(JSON.stringify(before.place) === JSON.stringify(after.place) ? [] : (['place'] as const)),
    ...(before.mode === after.mode ? [] : (['mode'] as const)),
  ]
  if (after.status === 'cancelled') return before.status === 'cancelled' ? undefined : { kind: 'cancelled', fields }
  if (after.status === 'postponed') return before.status === 'postponed' ? undefined : { kind: 'postponed', fields }
  // A report that it took place is no change of plans.
  if (after.status === 'held') return undefined
  if (isOff(before)) return { kind: 'resumed', fields }
  if (fields.length === 0) return undefined
  return { kind: fields.includes('date') ? 'moved' : 'changed', fields }
}

/** Whether anybody is, or will be, reminded of an event: it lies ahead on a day, or in a month. */
export function isCountedOn(event: Pick<Event, 'status' | 'start' | 'end'>, today: CalendarDate): boolean {
  const last = eventLastDay(event)
  if (last === undefined || last < today || event.start === undefined) return false
  return ['day', 'month'].includes(precisionOf(event.start))
}
