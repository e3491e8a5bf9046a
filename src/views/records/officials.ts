import type { CalendarDate } from '../../domain/calendar.ts'
import { begins, inOfficeOn, isDated, lastEnded } from '../../domain/in-office.ts'
import { formatRange } from '../../i18n/format.ts'
import { html } from '../html.ts'
import { type Block, bold, compose, noteLines } from './compose.ts'
import { stateName, text } from './names.ts'
import { nothingOnRecord } from './nothing-on-record.ts'
import type { RecordAnswer, RecordContext } from './record-context.ts'
import { sinceLabel, untilLabel } from './span-label.ts'

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
  const own = book.officials.filter((official) => query.office === undefined || official.office === query.office)
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

/** The office was that of the Executive Director until the Sixth Summit made it the Secretary General's. */
function known(query: OfficialsQuery, context: RecordContext): readonly Known[] {
  const begun = (own: OfficialsQuery) =>
    chosen(own, context).filter((official) => (begins(official) ?? '') <= context.today)
  const found = begun(query)
  const earlier = found.length === 0 && query.office === 'secretary-general'
  return earlier ? begun({ ...query, office: 'executive-director' }) : found
}

/** Holders of the offices of the Secretariat, as the public pages name them. */
export function officialsView(query: OfficialsQuery, context: RecordContext): RecordAnswer {
  const found = known(query, context)
  if (found.length === 0) return nothingOnRecord(context)
  return compose({ blocks: found.map((official) => officialBlock(official, context)), records: found }, context)
}
