import type { App } from '../app.ts'
import { DomainError } from '../domain/errors.ts'
import { isLanguage } from '../domain/language.ts'
import { shortened } from '../domain/shortened.ts'
import type { Feed } from '../store/feeds.ts'
import { idFor, plainAddress } from './manage-feeds.ts'

/** The feeds as a file that other feed readers take, in two folders: those that are polled, and the others. */
export function exportFeeds({ store, clock, feedLists }: App): { fileName: string; bytes: Uint8Array; count: number } {
  const feeds = store.feeds.list()
  const listed = feeds.map(({ name, address, language, status }) => ({
    title: name,
    address,
    folder: status,
    ...(language === null ? {} : { language }),
  }))
  const bytes = feedLists.write('CICA Daily News', listed, clock.now())
  return { fileName: `cica-feeds-${clock.now().toISOString().slice(0, 10)}.opml`, bytes, count: feeds.length }
}

/** Feeds of one list, at most: a file is no way to poll half of the web. */
export const mostFeeds = 500
/** In UTF-16 units: names stand in lists and on cards. */
const longestName = 120

/** `passedOver`: feeds of the list for which there was no room. */
export type ImportedFeeds = { readonly added: readonly Feed[]; readonly known: number; readonly passedOver: number }

/**
 * Takes in the feeds of a list, switched off: staff choose which to poll.
 * @throws DomainError `list-unreadable`
 */
export function importFeeds(app: App, bytes: Uint8Array, by: number): ImportedFeeds {
  const { store, clock, feedLists } = app
  const listed = feedLists.read(bytes)
  if (listed === undefined) throw new DomainError({ code: 'list-unreadable' })
  return store.transaction(() => {
    const taken = listed.slice(0, mostFeeds)
    const added = taken.flatMap(({ title, address: named, language }) => {
      const address = plainAddress(named)
      const id = idFor(address, (candidate) => store.feeds.find(candidate) !== undefined)
      const tag = language?.toLowerCase().slice(0, 2)
      const feed = {
        id,
        name: shortened(title, longestName),
        address,
        language: isLanguage(tag) ? tag : null,
        state: null,
        note: null,
      }
      if (!store.feeds.add({ ...feed, status: 'disabled' }, null)) return []
      return store.feeds.find(id) ?? []
    })
    const detail = { added: added.map(({ id }) => id) }
    if (added.length > 0)
      store.ledger.recordAct({ at: clock.now(), actor: by, action: 'feeds-imported', subject: 'feeds', detail })
    return { added, known: taken.length - added.length, passedOver: listed.length - taken.length }
  })
}
