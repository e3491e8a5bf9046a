import type { App } from '../app.ts'
import { bodyNames } from '../domain/body-names.ts'
import { facetsOfItem, subjectsOf } from '../domain/bulletin.ts'
import { addDays } from '../domain/calendar.ts'
import { DomainError } from '../domain/errors.ts'
import type { Item } from '../domain/item.ts'
import { compileKeywords } from '../domain/keyword.ts'
import type { Store } from '../store/store.ts'
import { getItem } from './get-item.ts'

export type Settling = {
  readonly itemId: number
  /** The version that the pressed card shows. */
  readonly version: number
  /** `held`: back in the queue tomorrow. */
  readonly to: 'accepted' | 'declined' | 'held'
  readonly by: number
}

/**
 * Accepts, declines or holds an item. Repeating one's own decision changes nothing, so an update delivered twice does no harm.
 * @throws DomainError `item-settled` when somebody else was quicker, `out-of-date` when the card is of an older version,
 *   `item-without-dimension` when there is no heading to accept it under
 */
export function settleItem({ store, clock, config }: App, { itemId, version, to, by }: Settling): Item {
  return store.transaction(() => {
    const item = getItem(store, itemId)
    if (item.state === to && item.decidedBy === by) return item
    if (item.state !== 'awaiting' && item.state !== 'held')
      throw new DomainError({ code: 'item-settled', state: item.state })
    if (to === 'accepted' && item.dimensions.length === 0) throw new DomainError({ code: 'item-without-dimension' })
    const at = clock.now()
    const heldUntil = to === 'held' ? { heldUntil: addDays(clock.today(config.timeZone), 1) } : {}
    if (!store.items.settle(itemId, version, to, { by, at, ...heldUntil }))
      throw new DomainError({ code: 'out-of-date' })
    // An item accepted as it was classified tells which words are no reason to judge otherwise.
    if (to === 'accepted') store.desk.correct({ itemId, was: item.proposed, stands: item.dimensions, by, at })
    store.ledger.recordAct({ at, actor: by, action: `item-${to}`, subject: `items/${itemId}` })
    return getItem(store, itemId)
  })
}

/**
 * Puts a settled item back into the queue.
 * @throws DomainError `item-published` when it is out, `out-of-date` when the card is of an older version
 */
export function reopenItem({ store, clock }: App, { itemId, version, by }: Omit<Settling, 'to'>): Item {
  return store.transaction(() => {
    const item = getItem(store, itemId)
    if (item.state === 'awaiting') return item
    if (store.items.publishedIn(itemId).length > 0) throw new DomainError({ code: 'item-published' })
    noteTold(store, item)
    if (!store.items.reopen(itemId, version, clock.now())) throw new DomainError({ code: 'out-of-date' })
    const detail = { from: item.state }
    store.ledger.recordAct({ at: clock.now(), actor: by, action: 'item-reopened', subject: `items/${itemId}`, detail })
    return getItem(store, itemId)
  })
}

/**
 * Puts an accepted item back into the queue because its feed is about to make another story of it. Call it before the new title is
 * written, in that same transaction.
 * @returns false where it is out already, or not accepted
 */
export function reopenRetitled({ store, clock }: App, itemId: number): boolean {
  const item = getItem(store, itemId)
  if (item.state !== 'accepted' || store.items.publishedIn(itemId).length > 0) return false
  noteTold(store, item)
  const at = clock.now()
  if (!store.items.reopen(itemId, item.version, at)) return false
  const detail = { from: item.state, rule: 'retitled' }
  store.ledger.recordAct({ at, actor: null, action: 'item-reopened', subject: `items/${itemId}`, detail })
  return true
}

/** Accepted again, it is told to nobody twice, and to all whom it concerns then. */
function noteTold(store: Store, item: Item): void {
  const names = bodyNames(store.records.book('restricted'))
  const subjects = subjectsOf(facetsOfItem(item), compileKeywords(store.subscriptions.keywords()), names)
  store.bulletins.noteTold(item.id, subjects)
}
