import { type CalendarDate, firstDay } from '../../domain/calendar.ts'
import type { MemberState } from '../../domain/member-state.ts'
import { formatDate } from '../../i18n/format.ts'
import { type Html, html } from '../html.ts'
import { bullet } from './compose.ts'
import { text } from './names.ts'
import type { RecordContext } from './record-context.ts'

export type KnownState = RecordContext['book']['member-states'][number]

/** The first day on which a State may have joined; undefined where no date is on record. */
export function joinedFrom(state: Pick<MemberState, 'since'>): CalendarDate | undefined {
  return state.since === undefined ? undefined : firstDay(state.since)
}

/** “joined: 2008”, “joined by 4 June 2002 at the latest”, or that no date is on record. */
export function sinceText(state: KnownState, { t }: RecordContext): string {
  if (state.since !== undefined)
    return t(`records.membership.since-${state.kind}`, { date: formatDate(state.since, t) })
  if (state.sinceBy !== undefined) return t('records.membership.since-by', { date: formatDate(state.sinceBy, t) })
  return t(`records.membership.no-date-${state.kind}`)
}

/** A State in a list of those that joined. */
export function stateRow(state: KnownState, context: RecordContext): Html {
  const { t } = context
  return bullet(
    html`${text(state.name, context)}: ${t(`records.membership.${state.kind}`)}; ${sinceText(state, context)}`,
  )
}

export function alphabetically(states: readonly KnownState[], context: RecordContext): readonly string[] {
  const { language } = context.t
  return states.map((state) => text(state.name, context)).sort((a, b) => a.localeCompare(b, language))
}
