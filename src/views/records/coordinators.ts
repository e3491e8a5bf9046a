import type { CalendarDate } from '../../domain/calendar.ts'
import { type Coordination, termState } from '../../domain/coordination.ts'
import {
  type AreaCoordination,
  coordinationOf,
  lacksCoordinator,
  rolesOf,
  termsToLookAfter,
} from '../../domain/coordination-on.ts'
import { type AreaSlug, type DimensionSlug, dimensionOfArea } from '../../domain/dimension.ts'
import { formatDate, formatRange } from '../../i18n/format.ts'
import { type Html, html } from '../html.ts'
import type { Button } from '../reply.ts'
import { type Block, bold, bullet, compose, noteLines, rowsOfTwo } from './compose.ts'
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
  readonly about?: 'offers' | 'vacancies' | 'terms'
  readonly on?: CalendarDate
}

/** “2024–2025” where a term is whole years, else the days. */
function termDates({ from, until }: Pick<Known, 'from' | 'until'>, { t }: RecordContext): string {
  if (from !== undefined && until !== undefined) {
    const wholeYears = from.endsWith('-01-01') && until.endsWith('-12-31')
    if (!wholeYears) return formatRange(from, until, t)
    return from.slice(0, 4) === until.slice(0, 4) ? from.slice(0, 4) : `${from.slice(0, 4)}–${until.slice(0, 4)}`
  }
  if (from !== undefined) return t('records.term.since', { date: formatDate(from, t) })
  return until === undefined ? '' : t('records.term.until', { date: formatDate(until, t) })
}

/** “ (term 2024–2025; it ended on 31 December 2025 …)”; empty where no source gives a term. */
function termText(record: Known, on: CalendarDate, context: RecordContext): string {
  const { t } = context
  const dates = termDates(record, context)
  if (dates === '') return ''
  if (record.until === undefined) return ` (${dates})`
  const state = termState(record, on)
  const term = t('records.term.label', { dates })
  if (state.kind === 'not-begun') return ` (${term})`
  const last = formatDate(record.until, t)
  if (state.kind === 'ended') return ` (${term}; ${t('records.term.ended', { date: last })})`
  return state.kind === 'ends-soon' ? ` (${term}; ${t('records.term.ends', { date: last })})` : ` (${term})`
}

function holders(records: readonly Known[], on: CalendarDate, context: RecordContext): string {
  return records.map((record) => `${stateName(record.state ?? '', context)}${termText(record, on, context)}`).join(', ')
}

/** What is neither an appointment nor an offer, in words: a role that no source names is never given one. */
function otherRole(record: Known, { t }: RecordContext): string {
  return t(record.role === 'concept-paper-author' ? 'records.coordinators.author' : 'records.coordinators.unspecified')
}

/** “co-coordinator (under consideration as of …)”. */
function offerText(record: Known, { t }: RecordContext): string {
  const date = record.asOf === null ? t('date.undated') : formatDate(record.asOf, t)
  return `${t(`records.role.${record.role}`)} (${t('records.coordinators.offer-state', { date })})`
}

const stateOf = (record: Known, context: RecordContext) => stateName(record.state ?? '', context)

function areaLines(
  found: AreaCoordination,
  query: CoordinatorsQuery,
  on: CalendarDate,
  context: RecordContext,
): Html[] {
  const { t, book } = context
  const { coordinators, coCoordinators, others, offers, vacancies } = found
  const rows: string[] = []
  if (coordinators.length > 0) {
    const label = t('records.coordinators.coordinator', { count: coordinators.length })
    rows.push(`${label}: ${holders(coordinators, on, context)}`)
  } else if (vacancies.length > 0) rows.push(t('records.coordinators.vacant'))
  else rows.push(t(`records.coordinators.none-${book.clearance}`))
  if (coCoordinators.length > 0) {
    const label = t('records.coordinators.co-coordinator', { count: coCoordinators.length })
    rows.push(`${label}: ${holders(coCoordinators, on, context)}`)
  } else if (query.role === 'co-coordinator') rows.push(t(`records.coordinators.no-co-${book.clearance}`))
  rows.push(...others.map((record) => `${stateOf(record, context)}: ${otherRole(record, context)}`))
  const offered = (record: Known) =>
    `${t('records.coordinators.offer')}: ${stateOf(record, context)}, ${offerText(record, context)}`
  rows.push(...offers.map(offered))
  return rows.map((row) => html`${row}`)
}

function recordsIn(found: AreaCoordination): readonly Known[] {
  return [...found.coordinators, ...found.coCoordinators, ...found.vacancies, ...found.others, ...found.offers]
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
    ...recordButton(t('records.button.concept-paper'), 'papers', 'show', { a: [area] }),
    ...recordButton(t('records.button.meetings'), 'meetings', 'show', { a: [area] }),
  ]
}

function onLine(query: CoordinatorsQuery, { t, today }: RecordContext): Block[] {
  return query.on === undefined || query.on === today
    ? []
    : [[html`<i>${t('records.on-date', { date: formatDate(query.on, t) })}</i>`]]
}

/** Of several records each note says whose it is. */
function notesOf(records: readonly Known[], context: RecordContext): readonly Html[] {
  return records.flatMap((record) => {
    const notes = noteLines(record, context)
    if (records.length === 1 || record.state === undefined) return notes
    return notes.map((note) => html`${stateName(record.state ?? '', context)}: ${note}`)
  })
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
  const buttons = rowsOfTwo(areaButtons(areas, context))
  return compose({ blocks: [...onLine(query, context), ...blocks], records, buttons }, context)
}

function roleLine(record: Known, on: CalendarDate, context: RecordContext): Html {
  const { t } = context
  const area = areaName(record.area, context)
  if (record.status === 'offered') {
    return bullet(
      `${area}: ${t('records.coordinators.offer').toLocaleLowerCase(t.language)}, ${offerText(record, context)}`,
    )
  }
  if (record.status === 'role-not-specified') return bullet(`${area}: ${otherRole(record, context)}`)
  return bullet(`${area}: ${t(`records.role.${record.role}`)}${termText(record, on, context)}`)
}

const isRole = ({ status }: Pick<Coordination, 'status'>) => status === 'appointed'

/** What States coordinate. */
function byState(states: readonly string[], query: CoordinatorsQuery, context: RecordContext): RecordAnswer {
  const { book, t } = context
  const on = query.on ?? context.today
  const inScope = (record: Known) =>
    query.dimensions === undefined || query.dimensions.includes(dimensionOfArea[record.area])
  const records: Known[] = []
  const blocks = states.map((state): Block => {
    const roles = rolesOf(state, book.coordinators).filter(inScope)
    records.push(...roles)
    const none = html`${t(`records.coordinators.state-none-${book.clearance}`)}`
    const listed = roles.map((record) => roleLine(record, on, context))
    return [bold(stateName(state, context)), ...(roles.some(isRole) ? [] : [none]), ...listed]
  })
  const notes = records.length === 1 ? records.flatMap((record) => noteLines(record, context)) : []
  const areas = [...new Set(records.map((record) => record.area))]
  const buttons = areas.slice(0, 4).flatMap((area) => {
    return recordButton(areaShortName(area, context), 'coordinators', 'show', { a: [area] })
  })
  const all = [...onLine(query, context), ...blocks, ...(notes.length === 0 ? [] : [notes])]
  return compose({ blocks: all, records, buttons: rowsOfTwo(buttons) }, context)
}

function overviewLine(found: AreaCoordination, on: CalendarDate, context: RecordContext): Html {
  const { t, book } = context
  const { coordinators, coCoordinators, vacancies } = found
  const ended = (record: Known) => (termState(record, on).kind === 'ended' ? ` (${t('records.term.over')})` : '')
  const names = (records: readonly Known[]) =>
    records.map((record) => `${stateName(record.state ?? '', context)}${ended(record)}`).join(', ')
  const first =
    coordinators.length > 0
      ? names(coordinators)
      : t(
          vacancies.length > 0
            ? 'records.coordinators.short-vacant'
            : `records.coordinators.short-none-${book.clearance}`,
        )
  const second =
    coCoordinators.length > 0
      ? `; ${t('records.coordinators.short-co', { count: coCoordinators.length })}: ${names(coCoordinators)}`
      : ''
  return bullet(`${areaShortName(found.area, context)}: ${first}${second}`)
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
          recordButton(dimensionName(id, context).replace('*', ''), 'coordinators', 'show', { d: [id] }),
        )
      : areas.flatMap((area) => recordButton(areaShortName(area, context), 'coordinators', 'show', { a: [area] }))
  const heading: Block = [bold(t('records.coordinators.heading'))]
  const records = found.flatMap(({ coordinators, coCoordinators, vacancies }) => [
    ...coordinators,
    ...coCoordinators,
    ...vacancies,
  ])
  return compose(
    {
      blocks: [heading, ...onLine(query, context), ...blocks],
      records,
      buttons: rowsOfTwo(buttons),
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
  const rows = open.map((found) => overviewLine(found, on, context))
  const heading = bold(
    t(rows.length === 0 ? 'records.coordinators.all-filled' : `records.coordinators.vacancies-${book.clearance}`),
  )
  const records = open.flatMap((found) => [...found.coordinators, ...found.vacancies])
  return compose({ blocks: [[heading], rows], records, differences: false }, context)
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
  return compose({ blocks: [[heading], rows], records: found }, context)
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
  if (asked.length > 0 && areas.length === 0) return nothingOnRecord(context)
  if (query.about === 'offers') return offersView(query, context)
  if (query.about === 'terms' && areas.length === 0) return terms(query, context)
  if (query.about === 'vacancies' && areas.length === 0) return vacancies(query, context)
  if (areas.length > 0 && areas.length <= 4) return byArea(areas, query, context)
  if (states.length > 0) return byState(states, query, context)
  return overview(query, context)
}
