import type { CalendarDate } from './calendar.ts'

/** Days in a row, both ends included. */
export type Span = { readonly from: CalendarDate; readonly to: CalendarDate }

/** The day of a span from which terms are looked at: its last one, or today where that is sooner and the span has begun. */
export function lookedAtFrom({ from, to }: Span, today: CalendarDate): CalendarDate {
  if (to <= today) return to
  return from <= today ? today : from
}
