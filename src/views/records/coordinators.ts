import type { CalendarDate } from '../../domain/calendar.ts'
import type { Coordination } from '../../domain/coordination.ts'
import {
  coordinationOf,
  lacksCoordinator,
  rolesOn,
  type TermGroup,
  termGroupOf,
  termGroups,
  termsToLookAfter,
} from '../../domain/coordination-on.ts'
import { type AreaSlug, type DimensionSlug, dimensionOfArea } from '../../domain/dimension.ts'
import { type Html, html } from '../html.ts'
import { type Button, inRows } from '../reply.ts'
import { type Block, bold, bullet, compose, noteLines, onLine } from './compose.ts'
import {
  areaLines,
  notesOf,
  offerText,
  overviewLine,
  recordsIn,
  roleLine,
  stateOf,
  termText,
  vacancyLine,
} from './coordination-lines.ts'
import { areaName, areaShortName, dimensionName, stateName } from './names.ts'
import { nothingOnRecord } from './nothing-on-record.ts'
import type { RecordAnswer, RecordContext } from './record-context.ts'
import { recordButton } from './record-key.ts'
import type { AnyRecord } from './source-line.ts'

type Known = RecordContext['book']['coordinators'][number]

export type CoordinatorsQuery = {
  readonly areas?: readonly AreaSlug[]
  readonly dimensions?: readonly DimensionSlug[]
  readonly states?: readonly string[]
  readonly role?: 'coordinator' | 'co-coordinator'
  readonly about?: 'offers' | 'vacancies' | 'terms' | 'ranking'
  readonly on?: CalendarDate
}

function areasOf(query: CoordinatorsQuery, { book }: RecordContext): readonly AreaSlug[] {
  const { areas, dimensions } = query
  if (areas !== undefined && areas.length > 0) return areas
  const all = book.areas.map((area) => area.id)
  return dimensions === undefined || dimensions.length === 0
    ? all
    : all.filter((area) => dimensions.includes(dimensionOfArea[area]))
}

const isListed = (slug: AreaSlug, { book }: RecordContext) => book.areas.some((area) => area.id === slug)

function areaButtons(areas: readonly AreaSlug[], context: RecordContext): readonly Button[] {
  const { t } = context
  const [area] = areas
  if (area === undefined || areas.length > 1 || !isListed(area, context)) return []
  return [
    ...recordButton(t('records.button.concept-paper'), 'papers', 'open', { a: [area] }),
    ...recordButton(t('records.button.meetings'), 'meetings', 'open', { a: [area] }),
  ]
}

/** One to four areas, each with everything on record. */
function byArea(areas: readonly AreaSlug[], query: CoordinatorsQuery, context: RecordContext): RecordAnswer {
  const { book, t } = context
  const on = query.on ?? context.today
  const blocks: Block[] = []
  const records: AnyRecord[] = []
  for (const area of areas) {
    const found = coordinationOf(area, book.coordinators, on)
    const named = (query.states ?? []).flatMap((state): Html[] => {
      const has = recordsIn(found).some((record) => record.state === state)
      if (has) return []
      return [html`${t(`records.coordinators.no-role-${book.clearance}`, { state: stateName(state, context) })}`]
    })
    const notes = areas.length > 1 ? [] : notesOf(recordsIn(found), context)
    blocks.push([bold(areaName(area, context)), ...named, ...areaLines(found, query, on, context)])
    if (notes.length > 0) blocks.push(notes)
    records.push(...recordsIn(found))
  }
  const buttons = inRows(areaButtons(areas, context))
  return compose({ blocks: [...onLine(query.on, context), ...blocks], records, buttons }, context)
}

const isRole = ({ status }: Pick<Coordination, 'status'>) => status === 'appointed'

/** What runs first, and under a title each what is over, what has yet to begin and what may not have begun by then. */
function byTerm(
  roles: readonly Known[],
  query: CoordinatorsQuery,
  context: RecordContext,
  linesOf: (group: readonly Known[]) => readonly Html[],
): readonly Html[] {
  const on = query.on ?? context.today
  return termGroups.flatMap((name) => {
    const group = roles.filter((record) => termGroupOf(record, on, context.today) === name)
    if (group.length === 0) return []
    return name === 'running' ? linesOf(group) : [html`${context.t(`records.term.group-${name}`)}:`, ...linesOf(group)]
  })
}

/** No source may tell of an extension: what ended is no part of the number, and is said beside it. */
function totalLine(roles: readonly Known[], on: CalendarDate, { t, today }: RecordContext): readonly Html[] {
  const inGroup = (name: TermGroup) =>
    roles.filter((record) => isRole(record) && termGroupOf(record, on, today) === name).length
  const [count, ended] = [inGroup('running'), inGroup('ended')]
  if (count + ended < 2) return []
  return [
    html`${ended === 0 ? t('records.total', { count }) : t('records.total-ended', { count, all: count + ended })}`,
  ]
}

/** What States coordinate. */
function byState(states: readonly string[], query: CoordinatorsQuery, context: RecordContext): RecordAnswer {
  const { book, t } = context
  const on = query.on ?? context.today
  const inScope = (record: Known) =>
    query.dimensions === undefined || query.dimensions.includes(dimensionOfArea[record.area])
  const records: Known[] = []
  const blocks = states.map((state): Block => {
    const roles = rolesOn(book.coordinators, on).filter((record) => record.state === state && inScope(record))
    records.push(...roles)
    const none = html`${t(`records.coordinators.state-none-${book.clearance}`)}`
    const listed = byTerm(roles, query, context, (group) => group.map((record) => roleLine(record, on, context)))
    const total = totalLine(roles, on, context)
    return [bold(stateName(state, context)), ...(roles.some(isRole) ? [] : [none]), ...listed, ...total]
  })
  const notes = records.length === 1 ? records.flatMap((record) => noteLines(record, context)) : []
  const areas = [...new Set(records.map((record) => record.area))]
  const buttons = areas.slice(0, 4).flatMap((area) => {
    return recordButton(areaShortName(area, context), 'coordinators', 'open', { a: [area] })
  })
  const all = [...onLine(query.on, context), ...blocks, ...(notes.length === 0 ? [] : [notes])]
  return compose({ blocks: all, records, buttons: inRows(buttons) }, context)
}

/** All areas, or those of some dimensions, by dimension. */
function overview(query: CoordinatorsQuery, context: RecordContext): RecordAnswer {
  const { book, t } = context
  const on = query.on ?? context.today
  const areas = areasOf(query, context)
  const found = areas.map((area) => coordinationOf(area, book.coordinators, on))
  const dimensions = book.dimensions.filter(({ id }) => areas.some((area) => dimensionOfArea[area] === id))
  const blocks = dimensions.map(({ id }): Block => {
    const own = found.filter(({ area }) => dimensionOfArea[area] === id)
    return [bold(dimensionName(id, context)), ...own.map((each) => overviewLine(each, on, context))]
  })
  const buttons =
    dimensions.length > 1
      ? dimensions.flatMap(({ id }) =>
          recordButton(dimensionName(id, context).replace('*', ''), 'coordinators', 'open', { d: [id] }),
        )
      : areas.flatMap((area) => recordButton(areaShortName(area, context), 'coordinators', 'open', { a: [area] }))
  const heading: Block = [bold(t('records.coordinators.heading'))]
  const records = found.flatMap(({ coordinators, coCoordinators, vacancies }) => [
    ...coordinators,
    ...coCoordinators,
    ...vacancies,
  ])
  return compose(
    {
      blocks: [heading, ...onLine(query.on, context), ...blocks],
      records,
      buttons: inRows(buttons),
      differences: false,
    },
    context,
  )
}

function vacancies(query: CoordinatorsQuery, context: RecordContext): RecordAnswer {
  const { book, t } = context
  const on = query.on ?? context.today
  const open = areasOf(query, context)
    .map((area) => coordinationOf(area, book.coordinators, on))
    .filter((found) => lacksCoordinator(found, on))
  const rows = open.map((found) => vacancyLine(found, on, context))
  const heading = bold(
    t(rows.length === 0 ? 'records.coordinators.all-filled' : `records.coordinators.vacancies-${book.clearance}`),
  )
  const records = open.flatMap((found) => [...found.coordinators, ...found.vacancies])
  return compose({ blocks: [[heading], ...onLine(query.on, context), rows], records, differences: false }, context)
}

function terms(query: CoordinatorsQuery, context: RecordContext): RecordAnswer {
  const { book, t } = context
  const on = query.on ?? context.today
  const areas = areasOf(query, context)
  const found = termsToLookAfter(book.coordinators, on).filter(({ area }) => areas.includes(area))
  const rows = found.map((record) => {
    const role = t(`records.role.${record.role}`)
    return bullet(
      `${stateName(record.state ?? '', context)}, ${role}: ${areaName(record.area, context)}${termText(record, on, context)}`,
    )
  })
  const heading = bold(
    t(rows.length === 0 ? `records.coordinators.no-terms-${book.clearance}` : 'records.coordinators.terms'),
  )
  return compose({ blocks: [[heading], ...onLine(query.on, context), rows], records: found }, context)
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

/** Who has most roles, by the appointments on the viewer's record. */
function ranking(query: CoordinatorsQuery, context: RecordContext): RecordAnswer {
  const { book, t } = context
  const on = query.on ?? context.today
  const areas = areasOf(query, context)
  const roles = rolesOn(book.coordinators, on).filter(
    (record) =>
      isRole(record) && areas.includes(record.area) && (query.role === undefined || record.role === query.role),
  )
  const running = roles.some((record) => termGroupOf(record, on, context.today) === 'running')
  const none = running ? [] : [html`${t(`records.coordinators.state-none-${book.clearance}`)}`]
  const rows = byTerm(roles, query, context, (group) => tally(group, context))
  const heading = bold(t(`records.coordinators.ranking-${book.clearance}`))
  const blocks = [[heading], ...onLine(query.on, context), [...none, ...rows]]
  return compose({ blocks, records: roles, differences: false }, context)
}

/** Offers are restricted: a public book holds none, and the answer is the same whether there are any. */
function offersView(query: CoordinatorsQuery, context: RecordContext): RecordAnswer {
  const { book, t } = context
  const areas = areasOf(query, context)
  const offers = book.coordinators.filter((record) => record.status === 'offered' && areas.includes(record.area))
  if (offers.length === 0) {
    const none = html`${t(`records.coordinators.no-offers-${book.clearance}`)}`
    return compose({ blocks: [[none]], records: [], answered: false }, context)
  }
  const rows = offers.map((record) =>
    bullet(`${areaName(record.area, context)}: ${stateOf(record, context)}, ${offerText(record, context)}`),
  )
  return compose({ blocks: [[bold(t('records.coordinators.offers'))], rows], records: offers }, context)
}

/** Who coordinates what: one answer for every way of asking. */
export function coordinatorsView(query: CoordinatorsQuery, context: RecordContext): RecordAnswer {
  const asked = query.areas ?? []
  const areas = asked.filter((area) => isListed(area, context))
  const states = query.states ?? []
  if (query.areas !== undefined && areas.length === 0) return nothingOnRecord(context)
  if (query.about === 'offers') return offersView(query, context)
  if (query.about === 'ranking') return ranking(query, context)
  if (query.about === 'terms' && areas.length === 0) return terms(query, context)
  if (query.about === 'vacancies' && areas.length === 0) return vacancies(query, context)
  if (areas.length > 0 && areas.length <= 4) return byArea(areas, query, context)
  if (states.length > 0) return byState(states, query, context)
  return overview(query, context)
}
