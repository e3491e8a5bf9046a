import { type CalendarDate, daysBetween, firstDay, lastDay } from '../../domain/calendar.ts'
import type { Span } from '../../domain/span.ts'
import { formatDate } from '../../i18n/format.ts'
import { type Html, html } from '../html.ts'
import { bold, compose, onLine } from './compose.ts'
import { alphabetically, joinedFrom, type KnownState, stateRow } from './membership-lines.ts'
import { capitalised, text } from './names.ts'
import { nothingOnRecord } from './nothing-on-record.ts'
import type { RecordAnswer, RecordContext } from './record-context.ts'
import { spanLabel } from './span-label.ts'

type Kind = KnownState['kind']

const isUndated = ({ since, sinceBy }: KnownState) => since === undefined && sinceBy === undefined

/** The day by which a State had joined: by its date, by a bound, or by a source of that day which has it as one. */
function hadJoinedBy({ since, sinceBy, asOf }: KnownState): CalendarDate | undefined {
  const bound = since ?? sinceBy ?? asOf
  return bound === undefined || bound === null ? undefined : lastDay(bound)
}

/** “By 4 June 2002 at the latest: …”, a line for each bound. */
function boundLines(states: readonly KnownState[], context: RecordContext): readonly Html[] {
  const { t } = context
  const bounds = [...new Set(states.flatMap(({ sinceBy }) => sinceBy ?? []))].sort()
  return bounds.map((bound) => {
    const names = alphabetically(
      states.filter(({ sinceBy }) => sinceBy === bound),
      context,
    ).join(', ')
    return html`${t('records.membership.by-then', { date: formatDate(bound, t), states: names })}`
  })
}

/** Names without which a list would look complete and is not. */
function undatedLine(kind: Kind, names: readonly string[], context: RecordContext): readonly Html[] {
  const label = capitalised(context.t(`records.membership.no-date-${kind}`), context)
  return names.length === 0 ? [] : [html`${label}: ${names.join(', ')}`]
}

/** Kuwait came as the twenty-eighth of twenty-eight: after the latest accession on record all are members, dated or not. */
function areAllIn(states: readonly KnownState[], on: CalendarDate): boolean {
  const dates = states.flatMap(({ since }) => (since === undefined ? [] : (lastDay(since) ?? []))).sort()
  const newest = dates.at(-1)
  return newest !== undefined && newest <= on
}

/** Who was a member, or an observer, on a day that is past, as far as the dates on record tell; the others are named as such. */
export function membershipOn(kind: Kind, on: CalendarDate, context: RecordContext): RecordAnswer {
  const { t, book } = context
  const all = book['member-states'].filter((state) => state.kind === kind)
  const may = all.filter((state) => (joinedFrom(state) ?? '') <= on)
  const certain =
    kind === 'member' && areAllIn(all, on) ? all : may.filter((state) => (hadJoinedBy(state) ?? '9999') <= on)
  if (kind === 'member' && certain.length === 0) return nothingOnRecord(context)
  const open = may.filter((state) => !certain.includes(state))
  const organizations = kind === 'observer' ? book.organizations.filter((each) => each.kind === 'observer') : []
  const count = t(`records.membership.count-${kind}`, { count: certain.length })
  const listed =
    certain.length === 0
      ? []
      : [bold(t('records.membership.by-dates', { count })), html`${alphabetically(certain, context).join(', ')}`]
  const undated = [
    ...alphabetically(open.filter(isUndated), context),
    ...organizations.map((each) => text(each.name, context)),
  ]
  const blocks = [
    ...onLine(on, context),
    listed,
    open.filter(({ since }) => since !== undefined).map((state) => stateRow(state, context)),
    boundLines(open, context),
    undatedLine(kind, undated, context),
  ]
  return compose({ blocks, records: [...certain, ...open, ...organizations], differences: false }, context)
}

/** Of a year or less it would only be noise that the dates of some accessions are not on record. */
const longSpanDays = 366

/**
 * Who joined, or became an observer, in a span of days. Where only a bound is on record a State may have joined from the
 * beginning of CICA until then, so it is named in a line of its own, and so are in a long span those without any date.
 */
export function joinedIn(span: Span, kind: Kind, context: RecordContext): RecordAnswer {
  const { t, book } = context
  const all = book['member-states'].filter((state) => state.kind === kind)
  const beginning = all.flatMap((state) => joinedFrom(state) ?? []).sort()[0] ?? ''
  const isWithin = (first: string | undefined, last: string | undefined) =>
    first !== undefined && last !== undefined && first <= span.to && last >= span.from
  const dated = all
    .filter(({ since }) => since !== undefined && isWithin(firstDay(since), lastDay(since)))
    .sort((a, b) => (a.since ?? '').localeCompare(b.since ?? ''))
  const bound = all.filter(({ since, sinceBy }) => {
    return since === undefined && sinceBy !== undefined && isWithin(beginning, lastDay(sinceBy))
  })
  const mayBeIn = daysBetween(span.from, span.to) > longSpanDays && !(kind === 'member' && areAllIn(all, span.from))
  const undated = mayBeIn ? all.filter((state) => isUndated(state) && (hadJoinedBy(state) ?? '9999') >= span.from) : []
  const isNone = dated.length + bound.length === 0
  const none = isNone ? [html`${t(`records.membership.none-joined-${book.clearance}`)}`] : []
  const label = bold(capitalised(spanLabel(span, t), context))
  const blocks = [
    [label, ...none, ...dated.map((state) => stateRow(state, context))],
    boundLines(bound, context),
    undatedLine(kind, alphabetically(undated, context), context),
  ]
  const records = [...dated, ...bound, ...undated]
  return compose({ blocks, records, answered: records.length > 0, differences: false }, context)
}
