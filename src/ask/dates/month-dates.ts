import { addDays, dayOf } from '../../domain/calendar.ts'
import type { Span } from '../../domain/span.ts'
import { type DateScan, type FoundDate, spanOf, two } from './date-scan.ts'

/** 15.06.2022, 15/06/2022, 2022-06-15, 2022-06, 06.2022. */
const figures = /\b(\d{4})-(\d{2})(?:-(\d{2}))?\b|\b(?:(\d{1,2})[./-])?(\d{1,2})[./-](\d{4})\b/g

/** “2024-26” are years; “14/2023” without a day may be the number of a document. */
function readFigures([, isoYear, isoMonth, isoDay, day, month, year]: RegExpMatchArray):
  | Span
  | 'impossible'
  | undefined {
  if (isoYear === undefined)
    return (
      spanOf(`${year}-${two(Number(month))}${day === undefined ? '' : `-${two(Number(day))}`}`) ??
      (day === undefined ? undefined : 'impossible')
    )
  if (isoDay === undefined && Number(isoMonth) > 12 && Number(isoMonth) > Number(isoYear.slice(2)))
    return { from: dayOf(Number(isoYear), 1, 1), to: dayOf(Number(`${isoYear.slice(0, 2)}${isoMonth}`), 12, 31) }
  return spanOf(`${isoYear}-${isoMonth}${isoDay === undefined ? '' : `-${isoDay}`}`) ?? 'impossible'
}

export function scanFigures(scan: DateScan): void {
  for (const match of scan.text.matchAll(figures)) {
    const end = match.index + match[0].length
    const inside = scan.tokens.flatMap((token, index) => (token.at >= match.index && token.at < end ? [index] : []))
    const span = readFigures(match)
    if (span === 'impossible') scan.refuse(match[0], inside)
    else scan.put(span, inside)
  }
}

type Days = { readonly days: readonly number[]; readonly indexes: readonly number[] }

/** “29 April”, “April 29”, “13–14 июня”, «мамырдың 20». */
function daysBeside(scan: DateScan, month: number): Days {
  const before = scan.back(month)
  const day = scan.dayAt(before)
  if (day !== undefined) {
    const earlier = scan.back(before)
    const first = scan.dayAt(earlier)
    return first !== undefined && first < day
      ? { days: [first, day], indexes: [before, earlier] }
      : { days: [day], indexes: [before] }
  }
  const next = scan.dayAt(month + 1)
  if (next === undefined) return { days: [], indexes: [] }
  const later = scan.forth(month + 1)
  const last = scan.dayAt(later)
  return last !== undefined && last > next
    ? { days: [next, last], indexes: [month + 1, later] }
    : { days: [next], indexes: [month + 1] }
}

const listing = new Set(['and', 'и', 'және'])

/** Whether a month behind another one is of the year after: “December to February”; “March and January” need not be a range. */
function isPastNewYear(scan: DateScan, month: number, first: number, before: FoundDate): boolean {
  const back = Number(before.span.to.slice(5, 7)) - month
  return back >= (listing.has(scan.tokens[first - 1]?.key ?? '') ? 6 : 1)
}

/** The year of a range that stands only at its other end: “March to June 2024”, «2024 жылғы наурыз бен маусым». */
function yearOfRange(scan: DateScan, month: number, index: number, first: number): number | undefined {
  for (let next = index + 1; next <= index + 4; next += 1) {
    if (scan.at(next).months.size > 0) {
      const year = scan.yearNear(next, next)?.year
      if (year !== undefined) return year
      break
    }
    if (!scan.isSmall(next) && scan.dayAt(next) === undefined) break
  }
  const before = scan.found.find((each) => each.last < first && first - each.last <= 2)
  if (before === undefined) return undefined
  return Number(before.span.to.slice(0, 4)) + Number(isPastNewYear(scan, month, first, before))
}

/** “July last year”, «в сентябре прошлого года», «былтырғы қыркүйекте». */
function yearBeside(
  scan: DateScan,
  month: number,
): { readonly year: number; readonly indexes: readonly number[] } | undefined {
  for (const unit of [month + 1, month + 2, month + 3, month - 1, month - 2]) {
    if (!scan.at(unit).units.has('year') || scan.used.has(unit)) continue
    for (const cue of [unit, unit - 1]) {
      const { cues } = scan.at(cue)
      const shift =
        cues.has('past-unit') || cues.has('last') ? -1 : cues.has('next') ? 1 : cues.has('this') ? 0 : undefined
      if (shift !== undefined) return { year: scan.thisYear + shift, indexes: [unit, cue] }
    }
  }
  return undefined
}

/** A month without any year: the next or the last such month where the text says so, else the one that is meant without a word. */
function yearMeant(scan: DateScan, month: number, index: number, day: number | undefined): number {
  const cues = new Set([...scan.at(index - 1).cues, ...scan.at(index - 2).cues])
  const current = Number(scan.today.slice(5, 7))
  if (cues.has('past-unit') || cues.has('last') || cues.has('previous'))
    return month < current ? scan.thisYear : scan.thisYear - 1
  if (cues.has('next')) return month > current ? scan.thisYear : scan.thisYear + 1
  return scan.unnamedYear(month, day)
}

/** “The second half of August 2023”. */
function halfOf(scan: DateScan, month: number, whole: Span): { span: Span; indexes: readonly number[] } | undefined {
  const half = [month - 1, month - 2, month - 3].find((index) => scan.at(index).units.has('half'))
  if (half === undefined) return undefined
  const part = [half - 1, half - 2].flatMap((index) => [...scan.at(index).numbers])[0] ?? 1
  const middle = dayOf(Number(whole.from.slice(0, 4)), Number(whole.from.slice(5, 7)), 15)
  const span = part === 2 ? { from: addDays(middle, 1), to: whole.to } : { from: whole.from, to: middle }
  return { span, indexes: [half, half - 1] }
}

type Week = { readonly number: number | 'last'; readonly indexes: readonly number[] }

/** “The last week of June 2024”, «маусымның екінші аптасында». */
function weekBeside(scan: DateScan, month: number): Week | undefined {
  const beside = [month - 1, month - 2, month - 3, month + 1, month + 2, month + 3]
  const week = beside.find((index) => scan.at(index).units.has('week'))
  if (week === undefined) return undefined
  for (const index of [week - 1, week - 2]) {
    const { numbers, cues } = scan.at(index)
    const number = [...numbers][0] ?? scan.dayAt(index)
    if (number !== undefined && number <= 5) return { number, indexes: [week, index] }
    if (cues.has('last') || cues.has('past-unit')) return { number: 'last', indexes: [week, index] }
  }
  return undefined
}

/** Weeks of seven days from the first of the month on, the last one up to its end. */
function weekOf({ number }: Week, month: Span): Span {
  if (number === 'last') return { from: addDays(month.to, -6), to: month.to }
  const from = addDays(month.from, (number - 1) * 7)
  const to = addDays(from, 6)
  return { from, to: to > month.to ? month.to : to }
}

/** “May” the month stands beside a number or is written large; “may I” is a verb. */
function isVerb(scan: DateScan, index: number): boolean {
  const token = scan.tokens[index]
  if (token?.key !== 'may' || token.raw === 'May') return false
  return scan.dayAt(index - 1) === undefined && scan.yearAt(index + 1) === undefined
}

/** Months, days of a month, ranges of days. */
export function scanMonths(scan: DateScan): void {
  for (let index = 0; index < scan.tokens.length; index += 1) {
    const [month] = scan.at(index).months
    if (month === undefined || scan.used.has(index) || isVerb(scan, index)) continue
    const week = weekBeside(scan, index)
    const { days, indexes: ofDays } = week === undefined ? daysBeside(scan, index) : { days: [], indexes: week.indexes }
    const indexes = [index, ...ofDays]
    const first = Math.min(...indexes)
    const near = scan.yearNear(first, Math.max(...indexes))
    if (near !== undefined) indexes.push(near.index)
    const beside = near === undefined ? yearBeside(scan, index) : undefined
    if (beside !== undefined) indexes.push(...beside.indexes)
    const year =
      near?.year ?? beside?.year ?? yearOfRange(scan, month, index, first) ?? yearMeant(scan, month, index, days[0])
    const [from, to = from] = days.map((day) => spanOf(`${year}-${two(month)}-${two(day)}`))
    const whole = spanOf(`${year}-${two(month)}`)
    if (days.length > 0) {
      if (from !== undefined && to !== undefined) scan.put({ from: from.from, to: to.to }, indexes, days.length > 1)
      else scan.refuse(scan.written(indexes), indexes)
    } else if (whole !== undefined) {
      const half = halfOf(scan, index, whole)
      if (week !== undefined) scan.put(weekOf(week, whole), indexes)
      else scan.put(half?.span ?? whole, [...indexes, ...(half?.indexes ?? [])])
    }
  }
}
