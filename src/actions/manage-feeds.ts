import type { App } from '../app.ts'
import { DomainError } from '../domain/errors.ts'
import type { Feed, FeedOffer } from '../store/feeds.ts'

/** A feed's name stands in the data of its buttons, of which Telegram allows 64 bytes. */
const longestId = 32

/** A short name for a feed's address: `astanatimes-com`, numbered where it is taken. */
export function idFor(address: string, taken: (id: string) => boolean): string {
  const base = new URL(address).host
    .replace(/^www\./, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, longestId)
  let id = base
  for (let number = 2; taken(id); number += 1) id = `${base}-${number}`
  return id
}

/**
 * A feed's address as it is kept and compared: a host in capitals, a place on the page or how the list that names it counts its readers
 * make no other feed of it.
 */
export function plainAddress(address: string): string {
  const url = new URL(address)
  url.hash = ''
  const counting = [...url.searchParams.keys()].filter((name) => /^utm_/i.test(name))
  for (const name of counting) url.searchParams.delete(name)
  return url.href
}

/** @throws DomainError `feed-known` */
export function addFeed(
  { store, clock }: App,
  feed: { readonly address: string; readonly name: string; readonly by: number },
): Feed {
  return store.transaction(() => {
    const { address, name, by } = feed
    const id = idFor(address, (candidate) => store.feeds.find(candidate) !== undefined)
    const added = store.feeds.add(
      { id, name, address, language: null, state: null, status: 'enabled', note: null },
      clock.now(),
    )
    const found = store.feeds.findByAddress(address)
    if (!added || found === undefined) throw new DomainError({ code: 'feed-known', name: found?.name ?? name })
    store.ledger.recordAct({
      at: clock.now(),
      actor: by,
      action: 'feed-added',
      subject: `feeds/${id}`,
      detail: { address },
    })
    return found
  })
}

/** By its id or address, by its name as lists show it, or by how only its name begins. */
export function findFeedNamed({ store }: App, text: string): Feed | undefined {
  if (text === '') return undefined
  const feeds = store.feeds.list()
  const lower = text.toLowerCase()
  const named = feeds.filter(({ name }) => name.toLowerCase() === lower)
  const beginning = feeds.filter(({ name }) => name.toLowerCase().startsWith(lower))
  const [first, second] = named.length > 0 ? named : beginning
  return store.feeds.find(text) ?? store.feeds.findByAddress(text) ?? (second === undefined ? first : undefined)
}

/** @throws DomainError `feed-unknown` */
export function getFeedNamed(app: App, text: string): Feed {
  const found = findFeedNamed(app, text)
  if (found === undefined) throw new DomainError({ code: 'feed-unknown', name: text })
  return found
}

/** @throws DomainError `feed-unknown` */
export function removeFeed({ store, clock }: App, id: string, by: number): 'removed' | 'disabled' {
  return store.transaction(() => {
    const done = store.feeds.remove(id)
    if (done === 'unknown') throw new DomainError({ code: 'feed-unknown', name: id })
    store.ledger.recordAct({ at: clock.now(), actor: by, action: `feed-${done}`, subject: `feeds/${id}` })
    return done
  })
}

/** @throws DomainError `feed-unknown` */
export function switchFeed({ store, clock }: App, id: string, status: Feed['status'], by: number): Feed {
  return store.transaction(() => {
    if (!store.feeds.setStatus(id, status, status === 'enabled' ? clock.now() : null)) {
      throw new DomainError({ code: 'feed-unknown', name: id })
    }
    store.ledger.recordAct({ at: clock.now(), actor: by, action: `feed-${status}`, subject: `feeds/${id}` })
    const feed = store.feeds.find(id)
    if (feed === undefined) throw new DomainError({ code: 'feed-unknown', name: id })
    return feed
  })
}

/** Keeps feeds that a page named, so that a press can add one of them. */
export function offerFeeds(
  { store, clock }: App,
  candidates: readonly { readonly address: string; readonly title: string }[],
): FeedOffer[] {
  return store.transaction(() => candidates.slice(0, 8).map((candidate) => store.feeds.offer(candidate, clock.now())))
}
