import { addDays, type CalendarDate, isCalendarDate } from '../domain/calendar.ts'
import type { Event } from '../domain/event.ts'

/** What stands in a calendar, in one reader's language. */
export type CalendarEntry = {
  readonly id: string
  readonly title: string
  readonly start: CalendarDate
  readonly end: CalendarDate
  /** The instant of the beginning, where it is known and the event is of one day. */
  readonly begins: Date | undefined
  readonly place: string | undefined
  readonly description: readonly string[]
  readonly status: Event['status']
  /** How often date, place or status changed: calendars take the entry with the higher number. */
  readonly sequence: number
  readonly address: string | undefined
}

/** The same event has the same name for ever, whoever takes the file and how often: RFC 5545, 3.8.4.7. */
const domain = 'events.s-cica.org'

/** RFC 5545, 3.3.11: these four are written with a backslash, and a line break as `\n`. */
function escaped(text: string): string {
  return text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r?\n/g, '\\n')
}

/** RFC 5545, 3.1: at most 75 octets a line, cut between characters; what follows begins with a space. */
function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    // The space at the beginning of a continued line counts too.
    if (octets + size > (parts.length === 0 ? 75 : 74)) {
      parts.push(part)
      part = ''
      octets = 0
    }
    part += character
    octets += size
  }
  return [...parts, part].join('\r\n ')
}

const day = (date: CalendarDate) => date.replaceAll('-', '')
const instant = (at: Date) => `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`

const statuses: Record<Event['status'], string> = {
  planned: 'TENTATIVE',
  confirmed: 'CONFIRMED',
  held: 'CONFIRMED',
  postponed: 'CANCELLED',
  cancelled: 'CANCELLED',
}

/** Whole days end with the day after the last: RFC 5545, 3.6.1. An hour of the end is never on record, so none is made up. */
function times({ start, end, begins }: CalendarEntry): string[] {
  if (begins !== undefined && start === end) return [`DTSTART:${instant(begins)}`]
  return [`DTSTART;VALUE=DATE:${day(start)}`, `DTEND;VALUE=DATE:${day(addDays(end, 1))}`]
}

function eventLines(entry: CalendarEntry, stamp: Date): string[] {
  const { id, title, place, description, status, sequence, address } = entry
  return [
    'BEGIN:VEVENT',
    `UID:${id}@${domain}`,
    `DTSTAMP:${instant(stamp)}`,
    `SEQUENCE:${sequence}`,
    ...times(entry),
    `SUMMARY:${escaped(title)}`,
    ...(place === undefined ? [] : [`LOCATION:${escaped(place)}`]),
    ...(description.length === 0 ? [] : [`DESCRIPTION:${escaped(description.join('\n'))}`]),
    ...(address === undefined ? [] : [`URL:${address}`]),
    `STATUS:${statuses[status]}`,
    // Whole days must not show as busy time.
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]
}

/**
 * A calendar file after RFC 5545.
 * @param stamp when it was made
 */
export function calendarFile(entries: readonly CalendarEntry[], stamp: Date): Uint8Array {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//CICA Secretariat//CICA bot//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...entries.flatMap((entry) => eventLines(entry, stamp)),
    'END:VCALENDAR',
  ]
  return new TextEncoder().encode(`${lines.map(folded).join('\r\n')}\r\n`)
}

/** The days of an event that can stand in a calendar; undefined where its day is not known. */
export function calendarDays({ start, end }: Pick<Event, 'start' | 'end'>) {
  if (start === undefined || !isCalendarDate(start)) return undefined
  return { start, end: end !== undefined && isCalendarDate(end) ? end : start }
}
