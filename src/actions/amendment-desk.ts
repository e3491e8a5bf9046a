import type { App } from '../app.ts'
import type { AmendmentKind } from '../domain/amendment.ts'
import { DomainError } from '../domain/errors.ts'
import type { Item } from '../domain/item.ts'
import type { Language } from '../domain/language.ts'
import { searchTerms } from '../domain/search-words.ts'
import type { StoredAmendment } from '../store/amendments.ts'
import { amendPage } from '../views/amendment.ts'
import { buttonData } from '../views/reply.ts'
import { amended } from './amend-item.ts'
import { keepQuery } from './archive-search.ts'
import { getItem } from './get-item.ts'

/** Accepted items looked at, at once and in all. */
const batchSize = 50
const mostBatches = 20

/** A page of published items that staff may mean: those with these words, else the latest; before an item where one is given. */
export type PublishedPage = { readonly words: string; readonly before?: number }

function publishedItems({ store }: App, { words, before }: PublishedPage): Item[] {
  const terms = searchTerms(words)
  if (terms.length === 0) return store.items.recentlyPublished(amendPage, before)
  const found: Item[] = []
  let next = before
  // The archive has what is only accepted too: a day's worth of it may stand before the first that is out.
  for (let batch = 0; batch < mostBatches && found.length < amendPage; batch += 1) {
    const items = store.items.archive({ terms, limit: batchSize, ...(next === undefined ? {} : { before: next }) })
    found.push(...items.filter(({ id }) => store.items.publishedIn(id).length > 0))
    next = items.at(-1)?.id
    if (items.length < batchSize) break
  }
  return found.slice(0, amendPage)
}

/** @returns also what the button to the page before carries, where there may be one: it goes on with the same words */
export function publishedPage(
  app: App,
  command: 'correct' | 'retract',
  page: PublishedPage,
): { items: readonly Item[]; earlier: string | undefined } {
  const items = publishedItems(app, page)
  const last = items.at(-1)
  if (items.length < amendPage || last === undefined) return { items, earlier: undefined }
  if (searchTerms(page.words).length === 0) return { items, earlier: buttonData(command, 'before', last.id) }
  const key = keepQuery(app, { states: [], areas: [], words: page.words })
  return { items, earlier: buttonData(command, 'page', key, last.id) }
}

/** @throws DomainError `item-gone`, `item-not-published`, `item-retracted` */
export function publishedItem({ store }: App, itemId: number): { item: Item; channels: readonly Language[] } {
  const item = getItem(store, itemId)
  const channels = store.items.publishedIn(itemId)
  if (item.state === 'repeated' || channels.length === 0) throw new DomainError({ code: 'item-not-published' })
  if (item.retractedAt !== null) throw new DomainError({ code: 'item-retracted' })
  return { item, channels }
}

/** The item as it would read, and the channels in which it would be another. */
export function asProposed(
  { store, clock }: App,
  amendment: StoredAmendment,
): { id: number; kind: AmendmentKind; item: Item; channels: readonly Language[] } {
  const item = amended(getItem(store, amendment.itemId), amendment, clock.now())
  const { only } = amendment.note
  const channels = only === undefined ? store.items.publishedIn(item.id) : [only]
  return { id: amendment.id, kind: amendment.kind, item, channels }
}
