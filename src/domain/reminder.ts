import {
  addDays,
  type CalendarDate,
  daysBetween,
  firstDay,
  isCalendarDate,
  type PartialDate,
  precisionOf,
} from './calendar.ts'

/**
 * What is recalled on a morning. `day`: so many days before it begins (or is due), 0 on the day itself; `offsets` are the
 * days ahead that somebody must have chosen to be told now. `month`: planned for this month without a day.
 */
export type Recall =
  | { readonly kind: 'day'; readonly ahead: number; readonly offsets: readonly number[] }
  | { readonly kind: 'month'; readonly month: PartialDate }

/** How far ahead anything is recalled. */
const furthest = 30

type Morning = {
  readonly today: CalendarDate
  /** When a reader's clock shows the hour of reminders on a day. */
  readonly at: (day: CalendarDate) => Date
}

/**
 * What to say this morning of a date.
 * @param date as exactly as it is known, in the reader's own days
 * @param begins the instant, where an hour is known: a reminder after it would be of no use, so the last one before it counts
 *   as the morning of the day
 */
export function recallOf(
  date: PartialDate | undefined,
  begins: Date | undefined,
  morning: Morning,
): Recall | undefined {
  if (date === undefined) return undefined
  const { today } = morning
  // A month has no morning to be reminded on and no "tomorrow": it is announced when it begins, and not again.
  if (precisionOf(date) === 'month') return firstDay(date) === today ? { kind: 'month', month: date } : undefined
  if (!isCalendarDate(date)) return undefined
  const ahead = daysBetween(today, date)
  if (ahead < 0 || ahead > furthest) return undefined
  if (begins === undefined) return { kind: 'day', ahead, offsets: [ahead] }
  if (begins <= morning.at(today)) return undefined
  const isLast = ahead === 1 && begins <= morning.at(addDays(today, 1))
  return { kind: 'day', ahead, offsets: isLast ? [ahead, 0] : [ahead] }
}

/** Whether somebody who chose these days ahead is told. A month is told to everybody who is reminded at all. */
export function isWanted(recall: Recall, days: readonly number[]): boolean {
  if (days.length === 0) return false
  return recall.kind === 'month' || recall.offsets.some((offset) => days.includes(offset))
}
