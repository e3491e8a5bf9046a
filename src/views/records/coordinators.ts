import type { CalendarDate } from '../../domain/calendar.ts'
import {
  type AreaCoordination,
  coordinationDuring,
  coordinationOf,
  lacksCoordinator,
  termsToLookAfter,
} from '../../domain/coordination-on.ts'
import { type AreaSlug, type DimensionSlug, dimensionOfArea } from '../../domain/dimension.ts'
import { lookedAtFrom, type Span } from '../../domain/span.ts'
import { type Html, html } from '../html.ts'
import { type Button, inRows } from '../reply.ts'
import { type Block, bold, bullet, compose, onLine, whenLine } from './compose.ts'
import {
  areaLines,
  notesOf,
  offerText,
  overviewLine,
  recordsIn,
  stateOf,
  termText,
  vacancyLine,
} from './coordination-lines.ts'
import { roleRanking, stateRoles } from './coordinator-roles.ts'
import { areaName, areaShortName, dimensionName, stateName } from './names.ts'
import { nothingOnRecord } from './nothing-on-record.ts'
import type { RecordAnswer, RecordContext } from './record-context.ts'
import { recordButton } from './record-key.ts'
import type { AnyRecord } from './source-line.ts'

export type CoordinatorsQuery = {
  readonly areas?: readonly AreaSlug[]
  readonly dimensions?: readonly DimensionSlug[]
  readonly states?: readonly string[]
  readonly role?: 'coordinator' | 'co-coordinator'
  readonly about?: 'offers' | 'vacancies' | 'terms' | 'ranking'
  /** A day, or a span whose every term is listed; a ranking, vacancies and terms are of a day. */
  readonly on?: CalendarDate
  readonly span?: Span
}

type When = Pick<CoordinatorsQuery, 'on' | 'span'>

/** The day that terms are looked at. */
function dayOf({ on, span }: When, today: CalendarDate): CalendarDate {
  return on ?? (span === undefined ? today : lookedAtFrom(span, today))
}

function coordinationAt(area: AreaSlug, query: When, { book, today }: RecordContext): AreaCoordination {
  return query.span === undefined
    ? coordinationOf(area, book.coordinators, dayOf(query, today))
    : coordinationDuring(area, book.coordinators, query.span)
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
  const on = dayOf(query, context.today)
  const blocks: Block[] = []
  const records: AnyRecord[] = []
  for (const area of areas) {
    const found = coordinationAt(area, query, context)
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
  return compose({ blocks: [...whenLine(query, context), ...blocks], records, buttons }, context)
}

/** All areas, or those of some dimensions, by dimension. */
function overview(query: CoordinatorsQuery, context: RecordContext): RecordAnswer {
  const { book, t } = context
  const on = dayOf(query, context.today)
  const areas = areasOf(query, context)
  const found = areas.map((area) => coordinationAt(area, query, context))
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
      blocks: [heading, ...whenLine(query, context), ...blocks],
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
  if (query.about === 'ranking') return roleRanking({ ...query, areas: areasOf(query, context) }, context)
  if (query.about === 'terms' && areas.length === 0) return terms(query, context)
  if (query.about === 'vacancies' && areas.length === 0) return vacancies(query, context)
  if (areas.length > 0 && areas.length <= 4) return byArea(areas, query, context)
  if (states.length > 0) return stateRoles({ ...query, states }, context)
  return overview(query, context)
}
