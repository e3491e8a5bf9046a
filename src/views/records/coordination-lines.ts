import type { CalendarDate } from '../../domain/calendar.ts'
import { termState } from '../../domain/coordination.ts'
import { type AreaCoordination, termGroupOf } from '../../domain/coordination-on.ts'
import { formatDate, formatRange } from '../../i18n/format.ts'
import { type Html, html } from '../html.ts'
import { bold, bullet, noteLines } from './compose.ts'
import { areaName, areaShortName, stateName } from './names.ts'
import type { RecordContext } from './record-context.ts'
import { sinceLabel, untilLabel } from './span-label.ts'

type Known = RecordContext['book']['coordinators'][number]

/** “2024–2025” where a term is whole years, else the days. */
function termDates({ from, until }: Pick<Known, 'from' | 'until'>, { t }: RecordContext): string {
  if (from !== undefined && until !== undefined) {
    const wholeYears = from.endsWith('-01-01') && until.endsWith('-12-31')
    if (!wholeYears) return formatRange(from, until, t)
    return from.slice(0, 4) === until.slice(0, 4) ? from.slice(0, 4) : `${from.slice(0, 4)}–${until.slice(0, 4)}`
  }
  if (from !== undefined) return sinceLabel(from, t)
  return until === undefined ? '' : untilLabel(until, t)
}

/** “term begins on 1 June 2027”. */
function beginning({ from }: Pick<Known, 'from'>, { t }: RecordContext): string {
  return t('records.term.to-begin', { date: from === undefined ? t('date.undated') : formatDate(from, t) })
}

/** “ (term 2024–2025; it ended on 31 December 2025 …)”; empty where no source gives a term. */
export function termText(record: Known, on: CalendarDate, context: RecordContext): string {
  const { t } = context
  const dates = termDates(record, context)
  if (dates === '') return ''
  const state = termState(record, on)
  if (record.until === undefined) return state.kind === 'not-begun' ? ` (${beginning(record, context)})` : ` (${dates})`
  const term = t('records.term.label', { dates })
  if (state.kind === 'not-begun' && record.from !== undefined) {
    return ` (${term}; ${t('records.term.begins', { date: formatDate(record.from, t) })})`
  }
  const last = formatDate(record.until, t)
  if (state.kind === 'ended') return ` (${term}; ${t('records.term.ended', { date: last })})`
  return state.kind === 'ends-soon' ? ` (${term}; ${t('records.term.ends', { date: last })})` : ` (${term})`
}

/** Of an earlier day nothing may tell whether a role had begun by then. */
function unknownBeginning(record: Known, on: CalendarDate, { t, today }: RecordContext): string {
  const isUnknown = termGroupOf(record, on, today) === 'beginning-unknown'
  return isUnknown ? ` (${t('records.term.beginning-unknown')})` : ''
}

function holders(records: readonly Known[], on: CalendarDate, context: RecordContext): string {
  const term = (record: Known) => termText(record, on, context) || unknownBeginning(record, on, context)
  return records.map((record) => `${stateName(record.state ?? '', context)}${term(record)}`).join(', ')
}

/** What is neither an appointment nor an offer, in words: a role that no source names is never given one. */
function otherRole(record: Known, { t }: RecordContext): string {
  return t(record.role === 'concept-paper-author' ? 'records.coordinators.author' : 'records.coordinators.unspecified')
}

/** “co-coordinator (under consideration as of …)”. */
export function offerText(record: Known, { t }: RecordContext): string {
  const date = record.asOf === null ? t('date.undated') : formatDate(record.asOf, t)
  return `${t(`records.role.${record.role}`)} (${t('records.coordinators.offer-state', { date })})`
}

/** The State of a record; a vacancy has none. */
export function stateOf(record: Known, context: RecordContext): string {
  return stateName(record.state ?? '', context)
}

/** A place was vacant on the day of the source; what came after it is not on record. */
function vacant(vacancies: readonly Known[], { t }: RecordContext): string {
  const dates = vacancies.flatMap((record) => record.asOf ?? [])
  const [date] = dates
  return t('records.coordinators.vacant', { date: date === undefined ? t('date.undated') : formatDate(date, t) })
}

/** Everything on record of one area, a line each; a co-coordinator is missed aloud where one was asked for. */
export function areaLines(
  found: AreaCoordination,
  query: { readonly role?: 'coordinator' | 'co-coordinator' },
  on: CalendarDate,
  context: RecordContext,
): Html[] {
  const { t, book } = context
  const { coordinators, coCoordinators, others, offers, vacancies } = found
  const rows: string[] = []
  if (coordinators.length > 0) {
    const label = t('records.coordinators.coordinator', { count: coordinators.length })
    rows.push(`${label}: ${holders(coordinators, on, context)}`)
  } else if (vacancies.length > 0) rows.push(vacant(vacancies, context))
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

/** The records that {@link areaLines} speaks of. */
export function recordsIn(found: AreaCoordination): readonly Known[] {
  return [...found.coordinators, ...found.coCoordinators, ...found.vacancies, ...found.others, ...found.offers]
}

/** Of several records each note says whose it is; what is the same for several States is said once. */
export function notesOf(records: readonly Known[], context: RecordContext): readonly Html[] {
  if (records.length === 1) return records.flatMap((record) => noteLines(record, context))
  const notes = records.flatMap((record) => noteLines(record, context).map((note) => ({ record, note })))
  const shared = new Map<string, { note: Html; states: string[] }>()
  for (const { record, note } of notes) {
    const states = record.state === undefined ? [] : [stateOf(record, context)]
    const known = shared.get(note.markup)
    if (known === undefined) shared.set(note.markup, { note, states })
    else known.states.push(...states)
  }
  const named = [...shared.values()].map(({ note, states }) => ({ note, name: states.join(', ') }))
  // Several notes on one State stand under its name once.
  return named.map(({ note, name }, index) =>
    name === '' || name === named[index - 1]?.name ? note : html`${bold(`${name}.`)} ${note}`,
  )
}

/** What a State has to do with an area, by the area's name. */
export function roleLine(record: Known, on: CalendarDate, context: RecordContext): Html {
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

/** In a list only what keeps a term from running is told of it. */
function shortTerm(record: Known, on: CalendarDate, context: RecordContext): string {
  const { kind } = termState(record, on)
  if (kind === 'not-begun') return ` (${beginning(record, context)})`
  return kind === 'ended' ? ` (${context.t('records.term.over')})` : unknownBeginning(record, on, context)
}

function namesOf(records: readonly Known[], on: CalendarDate, context: RecordContext): string {
  return records.map((record) => `${stateOf(record, context)}${shortTerm(record, on, context)}`).join(', ')
}

/** An area without a coordinator in one line: the heading says that, the line who was it or will be, and who helps. */
export function vacancyLine(found: AreaCoordination, on: CalendarDate, context: RecordContext): Html {
  const { t } = context
  const { coordinators, coCoordinators, vacancies } = found
  const parts = [
    ...(coordinators.length > 0 ? [namesOf(coordinators, on, context)] : []),
    ...(coordinators.length === 0 && vacancies.length > 0 ? [t('records.coordinators.short-vacant')] : []),
    ...(coCoordinators.length > 0
      ? [
          `${t('records.coordinators.short-co', { count: coCoordinators.length })}: ${namesOf(coCoordinators, on, context)}`,
        ]
      : []),
  ]
  const area = areaName(found.area, context)
  return bullet(parts.length === 0 ? area : `${area} — ${parts.join('; ')}`)
}

/** An area in one line of a list: its coordinator or that none is on record, and its co-coordinators. */
export function overviewLine(found: AreaCoordination, on: CalendarDate, context: RecordContext): Html {
  const { t, book } = context
  const { coordinators, coCoordinators, vacancies } = found
  const names = (records: readonly Known[]) => namesOf(records, on, context)
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
