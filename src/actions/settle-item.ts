import type { App } from '../app.ts'
import { DomainError } from '../domain/errors.ts'
import type { Item } from '../domain/item.ts'
import { getItem } from './get-item.ts'

export type Settling = {
  readonly itemId: number
  /** The version that the pressed card shows. */
  readonly version: number
  readonly to: 'accepted' | 'declined'
  readonly by: number
}

/**
 * Accepts or declines an item. Repeating one's own decision changes nothing, so an update delivered twice does no harm.
 * @throws DomainError `item-settled` when somebody else was quicker, `out-of-date` when the card is of an older version,
 *   `item-without-dimension` when there is no heading to accept it under
 */
export function settleItem({ store, clock }: App, { itemId, version, to, by }: Settling): Item {
  return store.transaction(() => {
    const item = getItem(store, itemId)
    if (item.state === to && item.decidedBy === by) return item
    if (item.state !== 'awaiting' && item.state !== 'held')
      throw new DomainError({ code: 'item-settled', state: item.state })
    if (to === 'accepted' && item.dimensions.length === 0) throw new DomainError({ code: 'item-without-dimension' })
    if (!store.items.settle(itemId, version, to, by, clock.now())) throw new DomainError({ code: 'out-of-date' })
    store.ledger.recordAct({ at: clock.now(), actor: by, action: `item-${to}`, subject: `items/${itemId}` })
    return getItem(store, itemId)
  })
}
