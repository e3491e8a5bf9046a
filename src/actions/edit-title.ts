import type { App } from '../app.ts'
import { DomainError } from '../domain/errors.ts'
import type { Item } from '../domain/item.ts'
import type { Language } from '../domain/language.ts'
import { getItem } from './get-item.ts'

/** What staff type is taken as they type it; only line breaks and spaces are mended. */
export const longestTitle = 300

/** @throws DomainError `title-empty`, `title-too-long` */
export function parseTitle(text: string): string {
  const title = text.replace(/\s+/g, ' ').trim()
  if (!/\p{L}/u.test(title)) throw new DomainError({ code: 'title-empty' })
  if (title.length > longestTitle) throw new DomainError({ code: 'title-too-long', limit: longestTitle })
  return title
}

/**
 * Gives an item a title of staff's own, for all readers.
 * @throws DomainError `out-of-date` when the item changed since its card was drawn, `title-empty`, `title-too-long`
 */
export function editTitle(
  { store, clock }: App,
  edit: { readonly itemId: number; readonly version: number; readonly title: string; readonly by: number },
): Item {
  const { itemId, version, by } = edit
  const title = parseTitle(edit.title)
  return store.transaction(() => {
    const before = getItem(store, itemId)
    if (before.title === title) return before
    if (!store.items.entitle(itemId, version, title, by)) throw new DomainError({ code: 'out-of-date' })
    const detail = { from: before.title, to: title }
    store.ledger.recordAct({ at: clock.now(), actor: by, action: 'item-title', subject: `items/${itemId}`, detail })
    return getItem(store, itemId)
  })
}

/**
 * Gives an item a title for the readers of one language, such as a translation, before it goes out: of a post readers are told what
 * was corrected.
 * @throws DomainError `title-empty`, `title-too-long`, `item-gone`, `item-published`
 */
export function editTitleFor(
  app: App,
  edit: { readonly itemId: number; readonly language: Language; readonly title: string; readonly by: number },
): Item {
  const { store, clock } = app
  const { itemId, language, by } = edit
  const title = parseTitle(edit.title)
  return store.transaction(() => {
    const before = getItem(store, itemId)
    if (store.items.publishedIn(itemId).includes(language)) throw new DomainError({ code: 'item-published' })
    const at = clock.now()
    store.items.entitleFor(itemId, language, title, by, at)
    const detail = { language, from: before.titles[language] ?? before.title, to: title }
    store.ledger.recordAct({ at, actor: by, action: 'item-title', subject: `items/${itemId}`, detail })
    return getItem(store, itemId)
  })
}
