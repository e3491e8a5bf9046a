import { DateTime } from 'luxon'
import { type CalendarDate, calendarDate, type PartialDate } from '../domain/calendar.ts'
import { contentKinds, isQuiet, type QuietHours, type SubscriptionSettings } from '../domain/subscription.ts'

/** Reminders come at this hour by the reader's own clock, whatever the hour of the digest. */
export const morningHour = '09:00'

type Daily = Pick<SubscriptionSettings, 'timeZone' | 'deliveryTime'>

/** What luxon works out for a zone takes long, and a page of subscribers asks the same five hundred times. */
const mostRemembered = 2000
function remembered<A extends readonly (string | number | Date)[], R>(work: (...given: A) => R): (...given: A) => R {
  const known = new Map<string, R>()
  return (...given) => {
    const key = given.map((each) => (each instanceof Date ? each.getTime() : each)).join(' ')
    const kept = known.get(key)
    if (kept !== undefined) return kept
    const made = work(...given)
    if (known.size >= mostRemembered) known.clear()
    known.set(key, made)
    return made
  }
}

/**
 * The next instant after another at which a clock in a zone shows a time of day. Where a clock change skips the hour, the
 * first instant after the gap; where it repeats it, the first of the two.
 */
export const nextAt = remembered((time: string, timeZone: string, after: Date): Date => {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const today = DateTime.fromJSDate(after, { zone: timeZone }).startOf('day')
  for (let days = 0; ; days += 1) {
    const due = today.plus({ days }).set({ hour, minute })
    if (due.toMillis() > after.getTime()) return due.toJSDate()
  }
})

/** The day, the weekday and the time of day that it is in a zone. */
export const localNow = remembered(
  (timeZone: string, now: Date): { date: CalendarDate; weekday: number; time: string } => {
    const local = DateTime.fromJSDate(now, { zone: timeZone })
    return { date: calendarDate(local.toFormat('yyyy-MM-dd')), weekday: local.weekday, time: local.toFormat('HH:mm') }
  },
)

/** Begin of a day in a zone. */
export function startOfDay(date: CalendarDate, timeZone: string): Date {
  return DateTime.fromISO(date, { zone: timeZone }).startOf('day').toJSDate()
}

/** End of a day in a zone: the first instant that is no more of it. */
export function endOfDay(date: CalendarDate, timeZone: string): Date {
  return DateTime.fromISO(date, { zone: timeZone }).plus({ days: 1 }).startOf('day').toJSDate()
}

/** When an event with a starting time begins; undefined where its day or its hour is not known. */
export function startInstant(
  event: { readonly start?: PartialDate | undefined; readonly startTime?: string | undefined },
  timeZone: string,
): Date | undefined {
  if (event.start?.length !== 10 || event.startTime === undefined) return undefined
  return DateTime.fromISO(`${event.start}T${event.startTime}`, { zone: timeZone }).toJSDate()
}

/** The day on which an instant falls in a zone. */
export function localDay(instant: Date, timeZone: string): CalendarDate {
  return localNow(timeZone, instant).date
}

/** Whether a weekday falls on one of the days from one instant to another, in a zone. */
export const hasWeekday = remembered((from: Date, to: Date, timeZone: string, weekday: number): boolean => {
  const last = DateTime.fromJSDate(to, { zone: timeZone })
  const days = Math.floor(
    last.startOf('day').diff(DateTime.fromJSDate(from, { zone: timeZone }).startOf('day'), 'days').days,
  )
  return days >= 6 || (last.weekday - weekday + 7) % 7 <= days
})

/** The latest instant, not after another, at which a clock in a zone shows a time of day. */
export const latestAt = remembered((time: string, timeZone: string, now: Date): Date => {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const today = DateTime.fromJSDate(now, { zone: timeZone }).startOf('day')
  for (let days = 0; ; days += 1) {
    const due = today.minus({ days }).set({ hour, minute })
    if (due.toMillis() <= now.getTime()) return due.toJSDate()
  }
})

/** When the next digest is due; undefined where nothing is sent daily or weekly. */
export function nextDigest(
  settings: Daily & Pick<SubscriptionSettings, 'kinds' | 'weekday'>,
  after: Date,
): Date | undefined {
  const { kinds, timeZone, deliveryTime, weekday } = settings
  const chosen = contentKinds.map((kind) => kinds[kind])
  if (!chosen.includes('daily') && !chosen.includes('weekly')) return undefined
  let due = nextAt(deliveryTime, timeZone, after)
  while (!chosen.includes('daily') && DateTime.fromJSDate(due, { zone: timeZone }).weekday !== weekday) {
    due = nextAt(deliveryTime, timeZone, due)
  }
  return due
}

/** The next morning of reminders. */
export function nextMorning({ timeZone }: Pick<Daily, 'timeZone'>, after: Date): Date {
  return nextAt(morningHour, timeZone, after)
}

/** When a clock in a zone shows a time of day on a day. */
export function instantOn(day: CalendarDate, time: string, timeZone: string): Date {
  return nextAt(time, timeZone, new Date(startOfDay(day, timeZone).getTime() - 1))
}

/** The end of the quiet hours that it is now; undefined outside them. */
export function endOfQuiet(quiet: QuietHours | undefined, timeZone: string, now: Date): Date | undefined {
  return quiet !== undefined && isQuiet(quiet, localNow(timeZone, now).time)
    ? nextAt(quiet.until, timeZone, now)
    : undefined
}
