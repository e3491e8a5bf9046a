import { addDays, addMonths, type CalendarDate, calendarDate, dayOf } from '../../domain/calendar.ts'
import type { Span } from '../../domain/span.ts'
import { type DateScan, spanOf } from './date-scan.ts'

type Relative = { readonly span: Span | undefined; readonly indexes: readonly number[] }

/** “Tomorrow”, “this year”, “until the end of the year”. */
function byItself(scan: DateScan, index: number): Relative | undefined {
  const { cues } = scan.at(index)
  const shift = cues.has('tomorrow') ? 1 : cues.has('yesterday') ? -1 : cues.has('today') ? 0 : undefined
  if (shift !== undefined) {
    const day = addDays(scan.today, shift)
    return { span: { from: day, to: day }, indexes: [index] }
  }
  if (cues.has('this-year')) return { span: spanOf(String(scan.thisYear)), indexes: [index] }
  if (!cues.has('year-end')) return undefined
  const indexes = scan.tokens.flatMap((_, each) => (scan.at(each).cues.has('year-end') ? [each] : []))
  return { span: { from: scan.today, to: dayOf(scan.thisYear, 12, 31) }, indexes }
}

/** “In the next 30 days”, «за последние три месяца». */
function byAmount(scan: DateScan, index: number): Relative | undefined {
  const { cues } = scan.at(index)
  const ahead = cues.has('next')
  if (!ahead && !cues.has('past-unit') && !cues.has('last')) return undefined
  for (const next of [index + 1, index + 2]) {
    const [amount] = scan.at(next).amounts
    const { units } = scan.at(next + 1)
    if (amount === undefined || scan.used.has(next)) continue
    const signed = ahead ? amount : -amount
    const other = units.has('day')
      ? addDays(scan.today, signed)
      : units.has('week')
        ? addDays(scan.today, signed * 7)
        : units.has('month')
          ? addMonths(scan.today, signed)
          : units.has('year')
            ? addMonths(scan.today, signed * 12)
            : undefined
    if (other === undefined) continue
    const span = ahead ? { from: scan.today, to: other } : { from: other, to: scan.today }
    return { span, indexes: [index, next, next + 1] }
  }
  return undefined
}

/** The year, quarter, month or week so many of them after the present one. */
function unitSpan(units: ReadonlySet<string>, shift: number, today: CalendarDate): Span | undefined {
  const firstOfMonth = calendarDate(`${today.slice(0, 7)}-01`)
  if (units.has('year')) return spanOf(String(Number(today.slice(0, 4)) + shift))
  if (units.has('month')) return spanOf(addMonths(firstOfMonth, shift).slice(0, 7))
  if (units.has('quarter')) {
    const day = addMonths(firstOfMonth, shift * 3)
    return spanOf(`${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`)
  }
  if (!units.has('week')) return undefined
  const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7
  const monday = addDays(today, shift * 7 - weekday)
  return { from: monday, to: addDays(monday, 6) }
}

/** “Next month”, «в прошлом году», «осы апта», «былтыр». */
function byUnit(scan: DateScan, index: number): Relative | undefined {
  const { cues } = scan.at(index)
  const shift = cues.has('next') ? 1 : cues.has('past-unit') ? -1 : cues.has('this') ? 0 : undefined
  if (shift === undefined) return undefined
  // Kazakh has one word for “last year”.
  for (const next of shift === -1 ? [index + 1, index] : [index + 1]) {
    const span = scan.used.has(next) ? undefined : unitSpan(scan.at(next).units, shift, scan.today)
    if (span !== undefined) return { span, indexes: [index, next] }
  }
  return undefined
}

/** “This Monday”, «в прошлую пятницу», «келесі сейсенбі»: a day of this week, of the last or of the next one. */
function byWeekday(scan: DateScan, index: number): Relative | undefined {
  const unit = [...scan.at(index).units].find((each) => each.startsWith('weekday-'))
  if (unit === undefined) return undefined
  const before = [index - 1, index - 2].find((each) => scan.at(each).cues.size > 0) ?? index
  const cues = new Set([...scan.at(before).cues, ...scan.at(index).cues])
  const shift = cues.has('next') ? 1 : cues.has('past-unit') || cues.has('last') ? -1 : 0
  const week = unitSpan(new Set(['week']), shift, scan.today)
  if (week === undefined) return undefined
  const day = addDays(week.from, Number(unit.slice('weekday-'.length)) - 1)
  return { span: { from: day, to: day }, indexes: [index, before] }
}

/** Dates that count from today. */
export function scanRelative(scan: DateScan): void {
  for (let index = 0; index < scan.tokens.length; index += 1) {
    if (scan.used.has(index)) continue
    const relative = byItself(scan, index) ?? byAmount(scan, index) ?? byUnit(scan, index) ?? byWeekday(scan, index)
    if (relative !== undefined) scan.put(relative.span, relative.indexes)
  }
}
