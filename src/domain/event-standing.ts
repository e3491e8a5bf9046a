import type { CalendarDate } from './calendar.ts'
import type { Event } from './event.ts'

/** Where an event stands on a day, which is not what its record says of it: time passes by itself. */
export type EventStanding =
  | 'upcoming'
  | 'under-way'
  | 'period-open'
  | 'held'
  | 'outcome-unknown'
  | 'postponed'
  | 'cancelled'

type Dates = { readonly first: CalendarDate | undefined; readonly last: CalendarDate | undefined }

/**
 * By the dates alone: an event recorded as held is still ahead on a rehearsed day before it, and a planned one whose time is
 * over is neither upcoming nor held. Without a date only what the record says can be said. `period-open`: planned for a month
 * or a year that has begun and is not over, so that nobody can say whether it is still ahead.
 *
 * @param dates the earliest and the latest day that the event's dates may mean
 */
export function standingOn(event: Pick<Event, 'start' | 'status'>, dates: Dates, today: CalendarDate): EventStanding {
  const { first, last } = dates
  if (event.status === 'postponed' || event.status === 'cancelled') return event.status
  const over = event.status === 'held' ? 'held' : 'outcome-unknown'
  if (first === undefined || last === undefined || last < today) return over
  if (first > today) return 'upcoming'
  if (event.start === first) return 'under-way'
  return event.status === 'held' ? 'held' : 'period-open'
}
