import tzLookup from '@photostructure/tz-lookup'
import type { App } from '../app.ts'
import { DomainError } from '../domain/errors.ts'
import type { Subscription, SubscriptionSettings } from '../domain/subscription.ts'
import type { Place, Turns } from '../store/subscriptions.ts'
import { sendAfterPause, takeBackMail } from './take-back-mail.ts'
import { nextDigest, nextMorning } from './timetable.ts'

export type Wish = {
  readonly chat: string
  readonly thread: number
  /** Of a group or channel. */
  readonly title?: string
  readonly settings: SubscriptionSettings
}

/** When what was chosen has its next turn. */
export function turnsOf(settings: SubscriptionSettings, now: Date): Turns {
  // Mornings are for everybody: who asked to be reminded of one event is, whatever the subscription says.
  return { digestAt: nextDigest(settings, now), remindAt: nextMorning(settings, now) }
}

/** Registers a subscription or changes the one of this chat. */
export function subscribe({ store, clock }: App, wish: Wish, by: number): Subscription {
  return store.transaction(() => {
    const at = clock.now()
    const { chat, thread, title = null, settings } = wish
    const id = store.subscriptions.register({ chat, thread }, settings, turnsOf(settings, at), at, title)
    store.ledger.recordAct({ at, actor: by, action: 'subscribed', subject: `subscriptions/${id}` })
    return getSubscription(store, id)
  })
}

/** @throws DomainError `subscription-gone` */
export function getSubscription(store: App['store'], id: number): Subscription {
  const found = store.subscriptions.findById(id)
  if (found === undefined || found.status === 'stopped') throw new DomainError({ code: 'subscription-gone' })
  return found
}

/**
 * Changes what was chosen; hours and turns follow.
 * @throws DomainError `subscription-gone`
 */
export function changeSettings({ store, clock }: App, id: number, change: Partial<SubscriptionSettings>): Subscription {
  return store.transaction(() => {
    const at = clock.now()
    const settings = { ...getSubscription(store, id), ...change }
    store.subscriptions.change(id, settings, turnsOf(settings, at), at)
    return getSubscription(store, id)
  })
}

/**
 * Nothing is sent until then; what waits to be sent neither.
 * @param until undefined: until it is resumed
 */
export function pauseSubscription(app: App, id: number, until: Date | undefined, by: number): Subscription {
  const { store, clock } = app
  return store.transaction(() => {
    const found = getSubscription(store, id)
    const done = store.subscriptions.pause(id, until)
    takeBackMail(app, found, 'paused')
    const act = { at: clock.now(), actor: by, action: 'subscription-paused', subject: `subscriptions/${id}` }
    if (done) store.ledger.recordAct(act)
    return getSubscription(store, id)
  })
}

export function resumeSubscription(app: App, id: number, by: number | null): Subscription {
  const { store, clock } = app
  return store.transaction(() => {
    const found = getSubscription(store, id)
    const at = clock.now()
    const done = store.subscriptions.resume(id, turnsOf(found, at))
    if (done) {
      sendAfterPause(app, found)
      store.ledger.recordAct({ at, actor: by, action: 'subscription-active', subject: `subscriptions/${id}` })
    }
    return getSubscription(store, id)
  })
}

/** Stops what is sent to a place, and what waits to be sent there. @returns false when there is nothing to stop */
export function unsubscribe(app: App, place: Place, by: number): boolean {
  const { store, clock } = app
  return store.transaction(() => {
    if (!store.subscriptions.stop(place)) return false
    takeBackMail(app, place, 'stopped')
    store.ledger.recordAct({ at: clock.now(), actor: by, action: 'subscription-stopped', subject: 'subscription' })
    return true
  })
}

/** The time zone of a place. The place itself is not kept. */
export function zoneAt({ latitude, longitude }: { readonly latitude: number; readonly longitude: number }): string {
  return tzLookup(latitude, longitude)
}
