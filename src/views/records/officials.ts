import type { CalendarDate } from '../../domain/calendar.ts'
import { begins, inOfficeDuring, inOfficeOn, isDated, lastEnded } from '../../domain/in-office.ts'
import type { Span } from '../../domain/span.ts'
import { formatRange } from '../../i18n/format.ts'
import { html } from '../html.ts'
import { type Block, bold, compose, noteLines } from './compose.ts'
import { capitalised, stateName, text } from './names.ts'
import { nothingOnRecord } from './nothing-on-record.ts'
import type { RecordAnswer, RecordContext } from './record-context.ts'
import { sinceLabel, spanLabel, untilLabel } from './span-label.ts'

type Known = RecordContext['book']['officials'][number]

export type OfficialsQuery = {
  readonly officials?: readonly string[]
  readonly office?: string
  readonly on?: CalendarDate
  readonly span?: Span
  readonly which?: 'current' | 'first' | 'previous' | 'all'
}

function officeText(official: Known, context: RecordContext): string {
  return official.officeWording === undefined
    ? context.t(`records.office.${official.office}`)
    : text(official.officeWording, context)
}

function tenure({ from, until }: Known, { t }: RecordContext): string {
  if (from !== undefined && until !== undefined) return formatRange(from, until, t)
  if (from !== undefined) return sinceLabel(from, t)
  return until === undefined ? t('records.officials.no-dates') : untilLabel(until, t)
}

function officialBlock(official: Known, context: RecordContext): Block {
  const state = official.state === undefined ? '' : ` (${stateName(official.state, context)})`
  return [
    html`${bold(text(official.name, context))}${state} — ${officeText(official, context)}; ${tenure(official, context)}`,
    ...noteLines(official, context),
  ]
}

function ofIds(ids: readonly string[], { book }: RecordContext): readonly Known[] {
  return ids.flatMap((id) => book.officials.find((each) => each.id === id) ?? [])
}

function chosen(query: OfficialsQuery, context: RecordContext): readonly Known[] {
  const { book, today } = context
  if (query.officials !== undefined) return ofIds(query.officials, context)
  const own = book.officials.filter((official) => isAsked(official, query))
  if (query.span !== undefined) return inOfficeDuring(own, query.span)
  if (query.on !== undefined) return inOfficeOn(own, query.on)
  switch (query.which) {
    case 'current': {
      const serving = inOfficeOn(own, today).filter((official) => isDated(official) || official.asOf !== null)
      return serving.length > 0 ? serving : lastEnded(own, today)
    }
    case 'first':
      return [...own].sort((a, b) => (begins(a) ?? '9999').localeCompare(begins(b) ?? '9999')).slice(0, 1)
    case 'previous': {
      const before = lastEnded(own, today)
      return before.length > 0 ? before : inOfficeOn(own, today)
    }
    default:
      return own
  }
}

/** The head of the Secretariat was the Executive Director until the Sixth Summit made the office the Secretary General's. */
const headships = ['executive-director', 'secretary-general']

function isAsked(official: Known, query: OfficialsQuery): boolean {
  if (query.office === undefined || official.office === query.office) return true
  // In a span the one office may have come after the other.
  return query.span !== undefined && query.office === 'secretary-general' && headships.includes(official.office)
}

function known(query: OfficialsQuery, context: RecordContext): readonly Known[] {
  const begun = (own: OfficialsQuery) =>
    chosen(own, context).filter((official) => (begins(official) ?? '') <= context.today)
  const found = begun(query)
  const other = headships.find((office) => office !== query.office)
  const isDatedQuery = query.on !== undefined || query.span !== undefined
  const mayBeOther = query.office === 'secretary-general' || (query.office === 'executive-director' && isDatedQuery)
  return found.length === 0 && mayBeOther && other !== undefined ? begun({ ...query, office: other }) : found
}

/** Holders of the offices of the Secretariat, as the public pages name them. */
export function officialsView(query: OfficialsQuery, context: RecordContext): RecordAnswer {
  const found = known(query, context)
  if (found.length === 0) return nothingOnRecord(context)
  const heading: readonly Block[] =
    query.span === undefined ? [] : [[bold(capitalised(spanLabel(query.span, context.t), context))]]
  const blocks = [...heading, ...found.map((official) => officialBlock(official, context))]
  return compose({ blocks, records: found }, context)
}
