import { type CalendarDate, firstDay, lastDay, type PartialDate, partialDate } from '../../domain/calendar.ts'
import { formatDate, formatRange } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translator.ts'

type Span = { readonly from: CalendarDate; readonly to: CalendarDate }

function covers(date: PartialDate, { from, to }: Span): boolean {
  return firstDay(date) === from && lastDay(date) === to
}

/** The year, half-year, quarter, month or day that a span is exactly, where it is one. */
function wholePeriod(span: Span): PartialDate | undefined {
  const year = span.from.slice(0, 4)
  const parts = ['', '-H1', '-H2', '-Q1', '-Q2', '-Q3', '-Q4', span.from.slice(4, 7), span.from.slice(4)]
  return parts.map((part) => partialDate(`${year}${part}`)).find((date) => covers(date, span))
}

/** “August 2023” for a whole month, “2023” for a year, else both days. */
export function spanLabel(span: Span, t: Translate): string {
  const period = wholePeriod(span)
  return period === undefined ? formatRange(span.from, span.to, t) : formatDate(period, t)
}
