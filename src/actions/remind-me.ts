import type { App } from '../app.ts'
import type { CalendarDate } from '../domain/calendar.ts'
import { DomainError } from '../domain/errors.ts'
import { eventLastDay, hasDay } from '../domain/event.ts'
import { findEvent } from '../domain/event-search.ts'
import type { Language } from '../domain/language.ts'
import type { RecordBook } from '../domain/record-book.ts'

export type ReminderWish = {
  readonly viewer: { readonly id: number }
  readonly book: RecordBook
  readonly today: CalendarDate
  readonly t: { readonly language: Language }
  readonly eventId: string
  /** A second press ends it; otherwise it only begins. */
  readonly toggle: boolean
}

/** `on-own`: reminded at the times of one's own subscription. `on-undated`: once the day is known. `over`: the event does not lie ahead. */
export type ReminderDone = 'on' | 'on-own' | 'on-undated' | 'off' | 'over'

/**
 * “Remind me” under an event: the person is reminded of it, with a subscription or without.
 * @throws DomainError `event-gone` where it is not on the viewer's record
 */
export function remindMe(
  { store, clock }: App,
  { viewer, book, today, t, eventId, toggle }: ReminderWish,
): ReminderDone {
  return store.transaction((): ReminderDone => {
    const event = findEvent(book.events, eventId)
    if (event === undefined) throw new DomainError({ code: 'event-gone' })
    const wished = store.reminderWishes.wishesOf(viewer.id).includes(eventId)
    const last = eventLastDay(event)
    const isOff = event.status === 'cancelled' || event.status === 'postponed'
    if (!wished && (isOff || (last !== undefined && last < today))) return 'over'
    if (toggle && wished) {
      store.reminderWishes.toggleWish(viewer.id, eventId, t.language, clock.now())
      return 'off'
    }
    store.reminderWishes.addWish(viewer.id, eventId, t.language, clock.now())
    if (!hasDay(event)) return 'on-undated'
    const own = store.subscriptions.find(String(viewer.id), 0)
    return own === undefined || own.status === 'stopped' || own.reminders.days.length === 0 ? 'on' : 'on-own'
  })
}
