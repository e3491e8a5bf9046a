import type { App } from '../app.ts'
import { type DimensionSlug, dimensionSlugs } from '../domain/dimension.ts'
import { DomainError } from '../domain/errors.ts'
import type { Item } from '../domain/item.ts'
import { getItem } from './get-item.ts'

export type DimensionChange = {
  readonly itemId: number
  readonly version: number
  readonly dimension: DimensionSlug
  readonly by: number
}

/**
 * Puts an item under a dimension, or takes it out of one, and remembers it as a correction from which later items are judged.
 * @throws DomainError `out-of-date` when the item changed or was settled since the card was drawn
 */
export function changeDimension({ store, clock }: App, { itemId, version, dimension, by }: DimensionChange): Item {
  return store.transaction(() => {
    const before = getItem(store, itemId)
    const toggled = before.dimensions.includes(dimension)
      ? before.dimensions.filter((each) => each !== dimension)
      : dimensionSlugs.filter((each) => each === dimension || before.dimensions.includes(each))
    if (!store.items.setDimensions(itemId, version, toggled)) throw new DomainError({ code: 'out-of-date' })
    const at = clock.now()
    store.desk.correct({ itemId, was: before.proposed, stands: toggled, by, at })
    const detail = { from: before.dimensions, to: toggled }
    store.ledger.recordAct({ at, actor: by, action: 'item-dimension', subject: `items/${itemId}`, detail })
    return getItem(store, itemId)
  })
}
