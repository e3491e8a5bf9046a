import { DomainError } from '../domain/errors.ts'
import type { Item } from '../domain/item.ts'
import type { Store } from '../store/store.ts'

/** @throws DomainError `item-gone` */
export function getItem(store: Store, id: number): Item {
  const item = store.items.find(id)
  if (item === undefined) throw new DomainError({ code: 'item-gone' })
  return item
}
