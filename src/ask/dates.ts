import { addDays, type CalendarDate, calendarDate } from '../domain/calendar.ts'
import type { Span } from '../domain/span.ts'
import { DateScan, type FoundDate } from './dates/date-scan.ts'
import { scanFigures, scanMonths } from './dates/month-dates.ts'
import { scanRelative } from './dates/relative-dates.ts'
import { scanParts, scanYears } from './dates/year-dates.ts'
import type { Notions } from './notions.ts'

export type DatesFound = {
  /** Each date or range named, in the order of the text. */
  readonly spans: readonly Span[]
  /** Tokens that a date is made of. */
  readonly used: ReadonlySet<number>
  /** Named, and in no calendar: “30 February”. */
  readonly impossible: readonly string[]
}

/** Open ends of “since 2020” and “before 2010”: outside of everything on record. */
const farPast = calendarDate('1990-01-01')
const farFuture = calendarDate('2099-12-31')

/** Whether a span has no end: “since 2020”. */
export function isOpenAhead({ to }: Span): boolean {
  return to >= farFuture
}

/** Days, months, quarters, half-years, years, ranges and words like “next month”, as a question names them. */
export function datesIn(
  notions: Notions,
  text: string,
  days: { readonly today: CalendarDate; readonly looksBack?: boolean },
): DatesFound {
  const scan = new DateScan(notions, text, days)
  scanFigures(scan)
  scanMonths(scan)
  scanParts(scan)
  scanYears(scan)
  scanRelative(scan)
  return { spans: spansOf(scan), used: scan.used, impossible: scan.impossible }
}

const ablative = /[днт][ае]н$/u

/** Two dates with nothing but “to”, «по» or a dash between them are one range, and so is «наурыздан мамырға дейін». */
function isRange(one: FoundDate, next: FoundDate, scan: DateScan): boolean {
  const { tokens, text } = scan
  const between = next.first - one.last
  if (between < 1 || between > 2 || one.span.from >= next.span.from) return false
  if (between === 2 || text.slice(tokens[one.last]?.at ?? 0, tokens[next.first]?.at ?? 0).includes('-')) return true
  return ablative.test(tokens[one.last]?.key ?? '') && scan.at(next.last + 1).after.has('until')
}

/** “Since” and “before” open an end. */
function opened({ span, first, last, closed }: FoundDate, scan: DateScan): Span {
  if (closed) return span
  // “Before the 2010s”: the article stands between.
  const before = scan.tokens[first - 1]?.key === 'the' ? first - 2 : first - 1
  const cues = new Set([...scan.at(before).cues, ...scan.at(last + 1).after, ...scan.at(last + 2).after])
  const wholeYear = span.to.endsWith('-12-31') && span.from.endsWith('-01-01')
  if (cues.has('after')) return { from: addDays(span.to, 1), to: farFuture }
  if (cues.has('since')) return { from: span.from, to: farFuture }
  if (cues.has(wholeYear ? 'until' : 'before-date')) return { from: farPast, to: addDays(span.from, -1) }
  return span
}

function spansOf(scan: DateScan): readonly Span[] {
  const sorted = [...scan.found].sort((a, b) => a.first - b.first)
  const spans: Span[] = []
  for (let index = 0; index < sorted.length; index += 1) {
    const [one, next] = sorted.slice(index, index + 2)
    if (one === undefined) break
    if (next !== undefined && isRange(one, next, scan)) {
      spans.push({ from: one.span.from, to: next.span.to })
      index += 1
    } else spans.push(opened(one, scan))
  }
  return spans
}
