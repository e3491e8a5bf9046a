import type { App } from '../app.ts'
import { isPrivateChat } from '../domain/subscription.ts'
import type { Place } from '../store/subscriptions.ts'

/** Beginnings of the keys of what subscribers are sent. */
const digests = ['digest', 'at-once']
const recalls = ['reminder', 'change']
const day = 86_400_000

type Parts = Pick<App, 'store' | 'clock' | 'config'>

/** Reminders of an event, and notices of its changes. */
function aboutEvent({ store }: Pick<App, 'store'>, eventId: string): string[] {
  return [`reminder:event:${eventId}`, ...store.recordChanges.of('events', eventId).map((id) => `change:${id}`)]
}

/**
 * Whoever stops or pauses a subscription is sent no more of it: what waits (for the end of quiet hours, in a long sending) is
 * taken back. What comes without a subscription too goes on: the Secretariat's own channels are reminded by themselves, and who
 * pressed “remind me” goes on being reminded of that event, unless everything is to rest. Call it inside a transaction.
 */
export function takeBackMail({ store, clock, config }: Parts, place: Place, as: 'stopped' | 'paused'): void {
  const isOwnChannel = Object.values(config.channels).includes(place.chat)
  const isPerson = isPrivateChat(place.chat) && place.thread === 0
  const wishes = as === 'stopped' && isPerson ? store.reminderWishes.wishesOf(Number(place.chat)) : []
  const kept = wishes.flatMap((id) => aboutEvent({ store }, id))
  store.outbox.putAside(place, isOwnChannel ? digests : [...digests, ...recalls], kept, clock.now())
}

/** A pause of less than a day costs no reminder: its morning does not come again. Call it inside a transaction. */
export function sendAfterPause({ store, clock }: Parts, place: Place): void {
  const at = clock.now()
  store.outbox.takeUp(place, recalls, new Date(at.getTime() - day), at)
}

/** “Remind me” was ended: what waits of that event is taken back. Call it inside a transaction. */
export function takeBackReminders({ store, clock }: Parts, person: number, eventId: string): void {
  store.outbox.putAside({ chat: String(person), thread: 0 }, aboutEvent({ store }, eventId), [], clock.now())
}

/** “Remind me” was pressed again: a press by mistake costs no reminder. Call it inside a transaction. */
export function sendAfterAll({ store, clock }: Parts, person: number, eventId: string): void {
  const at = clock.now()
  const place = { chat: String(person), thread: 0 }
  store.outbox.takeUp(place, aboutEvent({ store }, eventId), new Date(at.getTime() - day), at)
}
