import { DateTime } from 'luxon'
import { type CalendarDate, calendarDate } from './domain/calendar.ts'

/** The only source of time: everything that asks what time it is asks this. */
export type Clock = {
  now(): Date
  /** The day it is now in a time zone (IANA name). */
  today(timeZone: string): CalendarDate
}

/** @param start an instant at which this clock starts, for rehearsals; it then runs at the usual pace. */
export function createClock(start?: Date): Clock {
  const offset = start === undefined ? 0 : start.getTime() - Date.now()
  return clockOf(() => new Date(Date.now() + offset))
}

/** A clock that shows what the function says; tests set theirs by hand. */
export function clockOf(now: () => Date): Clock {
  return { now, today: (timeZone) => dayIn(now(), timeZone) }
}

/** The day an instant falls on in a time zone. */
export function dayIn(instant: Date, timeZone: string): CalendarDate {
  return calendarDate(DateTime.fromJSDate(instant, { zone: timeZone }).toFormat('yyyy-MM-dd'))
}
