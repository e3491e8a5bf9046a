import {
  type CalendarDate,
  firstDay,
  isCalendarDate,
  lastDay,
  type PartialDate,
  partialDate,
} from '../../domain/calendar.ts'
import type { Span } from '../../domain/span.ts'
import { formatDate, formatRange } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translator.ts'

function covers(date: PartialDate, { from, to }: Span): boolean {
  return firstDay(date) === from && lastDay(date) === to
}

/** The year, half-year, quarter, month or day that a span is exactly, where it is one. */
function wholePeriod(span: Span): PartialDate | undefined {
  const year = span.from.slice(0, 4)
  const parts = ['', '-H1', '-H2', '-Q1', '-Q2', '-Q3', '-Q4', span.from.slice(4, 7), span.from.slice(4)]
  return parts.map((part) => partialDate(`${year}${part}`)).find((date) => covers(date, span))
}

/** Years outside of everything on record: a question about a time “since” or “before” a date has them for its open end. */
const [earliest, latest] = ['1990', '2099']

/** The year alone where a span begins or ends with one. */
const yearOr = (date: CalendarDate, day: string): PartialDate =>
  partialDate(date.endsWith(day) ? date.slice(0, 4) : date)

/** “August 2023” for a whole month, “2023” for a year, “2018–2020” for years, “2010 and later” for an open end, else both days. */
export function spanLabel(span: Span, t: Translate): string {
  if (span.to.startsWith(latest)) return t('records.span.onwards', { date: formatDate(yearOr(span.from, '-01-01'), t) })
  if (span.from.startsWith(earliest)) return t('records.span.up-to', { date: formatDate(yearOr(span.to, '-12-31'), t) })
  const period = wholePeriod(span)
  if (period !== undefined) return formatDate(period, t)
  const years = span.from.endsWith('-01-01') && span.to.endsWith('-12-31')
  return years
    ? t('records.span.years', { from: span.from.slice(0, 4), to: span.to.slice(0, 4) })
    : formatRange(span.from, span.to, t)
}

/** “since 2010”; Russian bends the name of a month or a year after a preposition, so there a label stands before it. */
export function sinceLabel(date: PartialDate, t: Translate): string {
  return t(isCalendarDate(date) ? 'records.term.since' : 'records.term.since-period', { date: formatDate(date, t) })
}

/** “until 2023”, likewise. */
export function untilLabel(date: PartialDate, t: Translate): string {
  return t(isCalendarDate(date) ? 'records.term.until' : 'records.term.until-period', { date: formatDate(date, t) })
}
