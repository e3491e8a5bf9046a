import type { App } from '../app.ts'
import type { AmendmentKind } from '../domain/amendment.ts'
import { DomainError } from '../domain/errors.ts'
import type { Item } from '../domain/item.ts'
import type { Language } from '../domain/language.ts'
import { searchTerms } from '../domain/search-words.ts'
import type { StoredAmendment } from '../store/amendments.ts'
import { amended } from './amend-item.ts'
import { getItem } from './get-item.ts'

/** Published items that staff may mean: by number, by words, or the latest. */
export function publishedItems(
  { store }: App,
  { text, before, limit }: { readonly text: string; readonly before?: number; readonly limit: number },
): Item[] {
  const terms = searchTerms(text)
  if (terms.length === 0) return store.items.recentlyPublished(limit, before)
  return store.items
    .archive({ terms, limit: limit * 3 })
    .filter(({ id }) => store.items.publishedIn(id).length > 0)
    .slice(0, limit)
}

/** @throws DomainError `item-gone`, `item-not-published`, `item-retracted` */
export function publishedItem({ store }: App, itemId: number): { item: Item; channels: readonly Language[] } {
  const item = getItem(store, itemId)
  const channels = store.items.publishedIn(itemId)
  if (channels.length === 0) throw new DomainError({ code: 'item-not-published' })
  if (item.retractedAt !== null) throw new DomainError({ code: 'item-retracted' })
  return { item, channels }
}

/** The item as it would read. */
export function asProposed(
  { store, clock }: App,
  amendment: StoredAmendment,
): { id: number; kind: AmendmentKind; item: Item; channels: readonly Language[] } {
  const item = amended(getItem(store, amendment.itemId), amendment, clock.now())
  return { id: amendment.id, kind: amendment.kind, item, channels: store.items.publishedIn(item.id) }
}
