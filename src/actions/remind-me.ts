import type { App } from '../app.ts'
import { bodyNames } from '../domain/body-names.ts'
import { createMatcher, facetsOfEvent } from '../domain/bulletin.ts'
import type { CalendarDate } from '../domain/calendar.ts'
import { DomainError } from '../domain/errors.ts'
import { eventLastDay, hasDay } from '../domain/event.ts'
import { findEvent, type KnownEvent } from '../domain/event-search.ts'
import { compileKeywords } from '../domain/keyword.ts'
import type { Language } from '../domain/language.ts'
import type { RecordBook } from '../domain/record-book.ts'
import { type Subscription, valuesOf } from '../domain/subscription.ts'
import { sendAfterAll, takeBackReminders } from './take-back-mail.ts'

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
export function remindMe(app: App, { viewer, book, today, t, eventId, toggle }: ReminderWish): ReminderDone {
  const { store, clock } = app
  return store.transaction((): ReminderDone => {
    const event = findEvent(book.events, eventId)
    if (event === undefined) throw new DomainError({ code: 'event-gone' })
    const wished = store.reminderWishes.wishesOf(viewer.id).includes(eventId)
    const last = eventLastDay(event)
    const isOff = event.status === 'cancelled' || event.status === 'postponed'
    if (!wished && (isOff || (last !== undefined && last < today))) return 'over'
    const own = store.subscriptions.find(String(viewer.id), 0)
    if (toggle && wished) {
      store.reminderWishes.toggleWish(viewer.id, eventId, t.language, clock.now())
      if (own === undefined || !isFollowed(app, own, event)) takeBackReminders(app, viewer.id, eventId)
      return 'off'
    }
    store.reminderWishes.addWish(viewer.id, eventId, t.language, clock.now())
    if (own?.status !== 'paused') sendAfterAll(app, viewer.id, eventId)
    if (!hasDay(event)) return 'on-undated'
    return own === undefined || own.status === 'stopped' || own.reminders.days.length === 0 ? 'on' : 'on-own'
  })
}

/** Whether a subscription reminds of an event by itself. */
function isFollowed({ store }: Pick<App, 'store'>, { status, reminders, subjects }: Subscription, event: KnownEvent) {
  if (status !== 'active' || !reminders.events || reminders.days.length === 0) return false
  const keywords = compileKeywords(valuesOf(subjects, 'keyword'))
  const names = bodyNames(store.records.book('restricted'))
  return createMatcher([{ facets: facetsOfEvent(event), isNews: false }], keywords, names).match(subjects).length > 0
}
