import type { App } from '../app.ts'
import type { DimensionSlug } from '../domain/dimension.ts'
import type { Language } from '../domain/language.ts'
import type { Subscription } from '../domain/subscription.ts'

export type Wish = {
  readonly chat: string
  readonly thread: number
  readonly language: Language
  readonly deliveryTime: string
  readonly timeZone: string
  readonly dimensions: readonly DimensionSlug[]
}

/** Registers a subscription or changes the one of this chat. */
export function subscribe({ store, clock }: App, wish: Wish, by: number): void {
  store.transaction(() => {
    store.subscriptions.register(wish, clock.now())
    store.ledger.recordAct({ at: clock.now(), actor: by, action: 'subscribed', subject: 'subscription' })
  })
}

/** @returns false when there is nothing to change */
export function changeSubscription(
  { store, clock }: App,
  place: { readonly chat: string; readonly thread: number },
  status: Subscription['status'],
  by: number,
): boolean {
  return store.transaction(() => {
    const changed = store.subscriptions.setStatus(place.chat, place.thread, status)
    if (changed)
      store.ledger.recordAct({ at: clock.now(), actor: by, action: `subscription-${status}`, subject: 'subscription' })
    return changed
  })
}
