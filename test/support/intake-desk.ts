import { reopenRetitled } from '#src/actions/settle-item.ts'
import { type RefreshDeps, type RefreshOutcome, refreshFeed } from '#src/feeds/refresh.ts'
import { createSorter } from '#src/feeds/sorting.ts'
import { createStoryFinder } from '#src/feeds/stories.ts'
import { createTestApp, type TestApp } from './test-app.ts'

export type Told = {
  readonly title: string
  readonly guid?: string
  readonly link?: string
  readonly date?: string
  readonly summary?: string
}

export type IntakeDesk = TestApp & {
  readonly deps: RefreshDeps
  /** A feed that was polled once already: what it offers from now on is news. */
  addFeed(name: string, home?: string): Promise<void>
  /** What the feed says from now on. */
  offer(name: string, items: readonly Told[]): void
  poll(name: string, items: readonly Told[]): Promise<RefreshOutcome>
  /** The titles and states of all items, oldest first. */
  items(): readonly (readonly [title: string, state: string])[]
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const tag = (name: string, text: string | undefined) =>
  text === undefined ? '' : `<${name}>${escaped(text)}</${name}>`

/** The feed of a site as it would be fetched. */
function rssOf(name: string, items: readonly Told[], home = `https://${name}.example/`): Uint8Array {
  const entries = items.map(
    ({ title, guid, link, date, summary }) =>
      `<item>${tag('title', title)}${tag('link', link)}${tag('pubDate', date)}${tag('description', summary)}${
        guid === undefined ? '' : `<guid isPermaLink="false">${guid}</guid>`
      }</item>`,
  )
  const channel = `<title>${name}</title><link>${home}</link>${entries.join('')}`
  return new TextEncoder().encode(`<?xml version="1.0"?><rss version="2.0"><channel>${channel}</channel></rss>`)
}

/** Feeds that say what a test wants, taken in by the real poll over a real database. */
export function createIntakeDesk(environment: Record<string, string> = {}): IntakeDesk {
  const bench = createTestApp({ environment })
  const { app, clock } = bench
  const documents = new Map<string, Uint8Array>()
  const homes = new Map<string, string>()
  const fetchFeed = (finalAddress: string) => {
    const bytes = documents.get(finalAddress) ?? new Uint8Array()
    return Promise.resolve({ kind: 'fetched', contentType: 'application/rss+xml', finalAddress, bytes } as const)
  }
  const deps = {
    store: app.store,
    clock,
    sorter: createSorter(app, app.config),
    stories: createStoryFinder(app.store),
    fetcher: { fetchFeed, close: async () => {} },
    reopen: (id: number) => reopenRetitled(app, id),
    random: () => 0.5,
    pollMinutes: 15,
  }
  const addressOf = (name: string) => `https://${name}.example/feed`

  function offer(name: string, items: readonly Told[]): void {
    documents.set(addressOf(name), rssOf(name, items, homes.get(name)))
  }

  async function poll(name: string, items: readonly Told[]): Promise<RefreshOutcome> {
    offer(name, items)
    const feed = app.store.feeds.find(name)
    if (feed === undefined) throw new Error(`There is no feed ${name}`)
    return refreshFeed(feed, deps)
  }

  return {
    ...bench,
    deps,
    offer,
    poll,
    async addFeed(name, home) {
      if (home !== undefined) homes.set(name, home)
      const feed = { id: name, name, address: addressOf(name), language: null, state: null, note: null }
      app.store.feeds.add({ ...feed, status: 'enabled' }, clock.now())
      await poll(name, [])
    },
    items() {
      const found: [string, string][] = []
      for (let id = 1; ; id += 1) {
        const item = app.store.items.find(id)
        if (item === undefined) return found
        found.push([item.title, item.state])
      }
    },
  }
}
