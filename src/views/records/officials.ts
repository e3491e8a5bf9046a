import { type CalendarDate, firstDay } from '../../domain/calendar.ts'
import { heldOffice, isDated } from '../../domain/chair-on.ts'
import { formatDate, formatRange } from '../../i18n/format.ts'
import { html } from '../html.ts'
import { type Block, bold, compose, noteLines } from './compose.ts'
import { stateName, text } from './names.ts'
import { nothingOnRecord } from './nothing-on-record.ts'
import type { RecordAnswer, RecordContext } from './record-context.ts'

type Known = RecordContext['book']['officials'][number]

export type OfficialsQuery = {
  readonly officials?: readonly string[]
  readonly office?: string
  readonly on?: CalendarDate
  readonly which?: 'current' | 'first' | 'previous' | 'all'
}

function officeText(official: Known, context: RecordContext): string {
  return official.officeWording === undefined
    ? context.t(`records.office.${official.office}`)
    : text(official.officeWording, context)
}

function tenure({ from, until }: Known, { t }: RecordContext): string {
  if (from !== undefined && until !== undefined) return formatRange(from, until, t)
  if (from !== undefined) return t('records.term.since', { date: formatDate(from, t) })
  return until === undefined ? t('records.officials.no-dates') : t('records.term.until', { date: formatDate(until, t) })
}

function officialBlock(official: Known, context: RecordContext): Block {
  const state = official.state === undefined ? '' : ` (${stateName(official.state, context)})`
  return [
    html`${bold(text(official.name, context))}${state} — ${officeText(official, context)}; ${tenure(official, context)}`,
    ...noteLines(official, context),
  ]
}

const begins = (official: Known) => (official.from === undefined ? '' : (firstDay(official.from) ?? ''))

/** Those in office on a day; of those without any date only where nobody dated fits. */
function inOffice(own: readonly Known[], on: CalendarDate): readonly Known[] {
  const fitting = own.filter((official) => heldOffice(official, on))
  const dated = fitting.filter((official) => official.from !== undefined)
  return dated.length > 0 ? dated : fitting
}

/** In office now: a new Deputy Secretary General beside another one is told too, for there may be two. */
function current(own: readonly Known[], today: CalendarDate): readonly Known[] {
  const serving = own.filter((official) => heldOffice(official, today) && (isDated(official) || official.asOf !== null))
  const since = serving.filter((official) => official.until === undefined)
  return since.length > 0 ? since : serving
}

function chosen(query: OfficialsQuery, { book, today }: RecordContext): readonly Known[] {
  if (query.officials !== undefined)
    return query.officials.flatMap((id) => book.officials.find((each) => each.id === id) ?? [])
  const own = book.officials.filter((official) => query.office === undefined || official.office === query.office)
  if (query.on !== undefined) return inOffice(own, query.on)
  switch (query.which) {
    case 'current':
      return current(own, today)
    case 'first':
      return [...own].sort((a, b) => (begins(a) || '9999').localeCompare(begins(b) || '9999')).slice(0, 1)
    case 'previous': {
      const ended = own.filter((official) => official.until !== undefined && !heldOffice(official, today))
      return ended.slice(-1)
    }
    default:
      return own
  }
}

/** Holders of the offices of the Secretariat, as the public pages name them. */
export function officialsView(query: OfficialsQuery, context: RecordContext): RecordAnswer {
  const found = chosen(query, context).filter((official) => begins(official) <= context.today)
  if (found.length === 0) return nothingOnRecord(context)
  return compose({ blocks: found.map((official) => officialBlock(official, context)), records: found }, context)
}
