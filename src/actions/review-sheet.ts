import type { App } from '../app.ts'
import { DomainError } from '../domain/errors.ts'
import type { Item } from '../domain/item.ts'
import { settleItem } from './settle-item.ts'

/** Keeps a list of the queue so that presses mean the items that were seen, whatever arrives meanwhile. */
export function openSheet({ store, clock }: App, items: readonly Item[]): number {
  return store.transaction(() =>
    store.desk.openSheet(
      items.map(({ id, version }) => [id, version] as const),
      clock.now(),
    ),
  )
}

/** The items of a list that still await review, and which of them are marked; undefined where the list is forgotten. */
export function sheetOf({ store }: App, id: number): { items: Item[]; marked: readonly number[] } | undefined {
  const sheet = store.desk.findSheet(id)
  if (sheet === undefined) return undefined
  const items = sheet.entries.flatMap(([itemId]) => {
    const item = store.items.find(itemId)
    return item?.state === 'awaiting' ? [item] : []
  })
  return { items, marked: sheet.marked.filter((itemId) => items.some((item) => item.id === itemId)) }
}

/** Marks an item of the list, or takes the mark away. */
export function markInSheet({ store }: App, id: number, itemId: number): void {
  store.transaction(() => {
    const sheet = store.desk.findSheet(id)
    if (sheet === undefined || !sheet.entries.some(([each]) => each === itemId)) return
    const { marked } = sheet
    store.desk.markSheet(id, marked.includes(itemId) ? marked.filter((each) => each !== itemId) : [...marked, itemId])
  })
}

/** Marks every item that awaits review; none where all were marked. */
export function markAll(app: App, id: number): void {
  app.store.transaction(() => {
    const sheet = sheetOf(app, id)
    if (sheet === undefined) return
    const all = sheet.items.map((item) => item.id)
    app.store.desk.markSheet(id, sheet.marked.length === all.length ? [] : all)
  })
}

/**
 * Settles what is marked, each item as it was listed. @returns how many were settled, and how many were passed over because they
 * changed meanwhile or have no dimension
 */
export function settleMarked(
  app: App,
  { sheetId, to, by }: { readonly sheetId: number; readonly to: 'accepted' | 'declined'; readonly by: number },
): { done: number; passed: number } {
  return app.store.transaction(() => {
    const sheet = app.store.desk.findSheet(sheetId)
    const entries = sheet?.entries.filter(([itemId]) => sheet.marked.includes(itemId)) ?? []
    const settled = entries.filter(([itemId, version]) => settleOne(app, { itemId, version, to, by }))
    app.store.desk.markSheet(sheetId, [])
    return { done: settled.length, passed: entries.length - settled.length }
  })
}

function settleOne(app: App, settling: Parameters<typeof settleItem>[1]): boolean {
  try {
    settleItem(app, settling)
    return true
  } catch (error) {
    if (error instanceof DomainError) return false
    throw error
  }
}
