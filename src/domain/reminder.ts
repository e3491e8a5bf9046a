import { addDays, type CalendarDate, isCalendarDate } from './calendar.ts'
import type { Deadline } from './deadline.ts'
import type { Event } from './event.ts'

/** Days ahead on which an event or a deadline is recalled; 0 is the morning of the day. */
export const reminderOffsets = [7, 1, 0] as const
export type ReminderOffset = (typeof reminderOffsets)[number]

/** `start` is part of what makes a reminder one: a moved event is owed its reminders anew. */
export type OwedReminder<T> = { readonly record: T; readonly start: CalendarDate; readonly offset: ReminderOffset }

function owed<T>(record: T, date: string | undefined, today: CalendarDate): OwedReminder<T>[] {
  // A month or a quarter has no morning to be reminded on: only days are recalled.
  if (date === undefined || !isCalendarDate(date)) return []
  const offset = reminderOffsets.find((days) => addDays(today, days) === date)
  return offset === undefined ? [] : [{ record, start: date, offset }]
}

/** Events that are recalled on a day: planned or confirmed ones only, so a cancelled or postponed one never is. */
export function eventRemindersOn<T extends Pick<Event, 'start' | 'status'>>(
  events: readonly T[],
  today: CalendarDate,
): OwedReminder<T>[] {
  return events
    .filter((event) => event.status === 'planned' || event.status === 'confirmed')
    .flatMap((event) => owed(event, event.start, today))
}

export function deadlineRemindersOn<T extends Pick<Deadline, 'due'>>(
  deadlines: readonly T[],
  today: CalendarDate,
): OwedReminder<T>[] {
  return deadlines.flatMap((deadline) => owed(deadline, deadline.due, today))
}
