import type { CalendarDate } from '../../domain/calendar.ts'
import { rolesDuring, rolesOn, type TermGroup, termGroupOf, termGroups } from '../../domain/coordination-on.ts'
import { type AreaSlug, type DimensionSlug, dimensionOfArea } from '../../domain/dimension.ts'
import { lookedAtFrom, type Span } from '../../domain/span.ts'
import { type Html, html } from '../html.ts'
import { inRows } from '../reply.ts'
import { type Block, bold, bullet, compose, noteLines, onLine, whenLine } from './compose.ts'
import { roleLine } from './coordination-lines.ts'
import { areaShortName, stateName } from './names.ts'
import type { RecordAnswer, RecordContext } from './record-context.ts'
import { recordButton } from './record-key.ts'

type Known = RecordContext['book']['coordinators'][number]

const isAppointed = ({ status }: Pick<Known, 'status'>) => status === 'appointed'

type Roles = { readonly roles: readonly Known[]; readonly on: CalendarDate }

function inGroup(name: TermGroup, { roles, on }: Roles, today: CalendarDate): readonly Known[] {
  return roles.filter((record) => termGroupOf(record, on, today) === name)
}

/** What runs first, and under a title each what is over, what has yet to begin and what may not have begun by then. */
function byTerm(
  { roles, on }: Roles,
  linesOf: (group: readonly Known[]) => readonly Html[],
  { t, today }: RecordContext,
): readonly Html[] {
  return termGroups.flatMap((name) => {
    const group = inGroup(name, { roles, on }, today)
    if (group.length === 0) return []
    return name === 'running' ? linesOf(group) : [html`${t(`records.term.group-${name}`)}:`, ...linesOf(group)]
  })
}

/** What ended is no part of the number; it is said beside it, for a term may have been extended without a record of it. */
function totalLine({ roles, on }: Roles, { t, today }: RecordContext): readonly Html[] {
  const appointed = { roles: roles.filter(isAppointed), on }
  const count = inGroup('running', appointed, today).length
  const ended = inGroup('ended', appointed, today).length
  if (count + ended < 2) return []
  const all = count + ended
  return [html`${ended === 0 ? t('records.total', { count }) : t('records.total-ended', { count, all })}`]
}

type StateRoles = {
  readonly states: readonly string[]
  readonly dimensions?: readonly DimensionSlug[]
  readonly on?: CalendarDate
  readonly span?: Span
}

/** What States coordinate, or coordinated on a day or in a span of days. */
export function stateRoles(query: StateRoles, context: RecordContext): RecordAnswer {
  const { book, t, today } = context
  const { span } = query
  const on = query.on ?? (span === undefined ? today : lookedAtFrom(span, today))
  const known = span === undefined ? rolesOn(book.coordinators, on) : rolesDuring(book.coordinators, span)
  const inScope = (record: Known) =>
    query.dimensions === undefined || query.dimensions.includes(dimensionOfArea[record.area])
  const records: Known[] = []
  const blocks = query.states.map((state): Block => {
    const roles = known.filter((record) => record.state === state && inScope(record))
    records.push(...roles)
    const none = roles.some(isAppointed) ? [] : [html`${t(`records.coordinators.state-none-${book.clearance}`)}`]
    const listed = byTerm({ roles, on }, (group) => group.map((record) => roleLine(record, on, context)), context)
    return [bold(stateName(state, context)), ...none, ...listed, ...totalLine({ roles, on }, context)]
  })
  const notes = records.length === 1 ? records.flatMap((record) => noteLines(record, context)) : []
  const areas = [...new Set(records.map((record) => record.area))]
  const buttons = areas.slice(0, 4).flatMap((area) => {
    return recordButton(areaShortName(area, context), 'coordinators', 'open', { a: [area] })
  })
  const all = [...whenLine(query, context), ...blocks, ...(notes.length === 0 ? [] : [notes])]
  return compose({ blocks: all, records, buttons: inRows(buttons) }, context)
}

/** Each State with the number of its roles, most first. */
function tally(roles: readonly Known[], context: RecordContext): readonly Html[] {
  const counts = new Map<string, number>()
  for (const { state } of roles) if (state !== undefined) counts.set(state, (counts.get(state) ?? 0) + 1)
  return [...counts]
    .map(([state, count]) => ({ name: stateName(state, context), count }))
    .sort((a, b) => b.count - a.count || a.name.localeCompare(b.name, context.t.language))
    .map(({ name, count }) => bullet(`${name}: ${count}`))
}

type Ranking = {
  readonly areas: readonly AreaSlug[]
  readonly role?: 'coordinator' | 'co-coordinator'
  readonly on?: CalendarDate
}

/** Who has most roles, by the appointments on the viewer's record. */
export function roleRanking(query: Ranking, context: RecordContext): RecordAnswer {
  const { book, t } = context
  const on = query.on ?? context.today
  const inScope = ({ area, role }: Known) =>
    query.areas.includes(area) && (query.role === undefined || role === query.role)
  const roles = rolesOn(book.coordinators, on).filter((record) => isAppointed(record) && inScope(record))
  const runs = inGroup('running', { roles, on }, context.today).length > 0
  const none = runs ? [] : [html`${t(`records.coordinators.state-none-${book.clearance}`)}`]
  const rows = byTerm({ roles, on }, (group) => tally(group, context), context)
  const heading = bold(t(`records.coordinators.ranking-${book.clearance}`))
  const blocks = [[heading], ...onLine(query.on, context), [...none, ...rows]]
  return compose({ blocks, records: roles, differences: false }, context)
}
