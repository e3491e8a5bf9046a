import { createHash } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import type { Language } from '../domain/language.ts'
import { feedDocument } from './sample-feed-document.ts'
import { readSampleOutlets, type SampleItem, type SampleOutlet } from './sample-outlets.ts'

export type SampleFeed = {
  readonly id: string
  readonly title: string
  readonly url: string
  /** Of most items; the mixed outlet marks each item's own in its feed. */
  readonly language: Language
}

export type SampleFeedsOptions = {
  /** The bot's clock: items are dated by it. */
  readonly now: () => Date
  /** One outlet after the other publishes a new item this often; 40 when left out. */
  readonly secondsPerItem?: number
  /** On 127.0.0.1; a free one when left out. */
  readonly port?: number
}

/**
 * Feeds of invented news in RSS, Atom and JSON Feed, dated relative to the bot's clock, with new items appearing while
 * the sandbox runs: a feed's first poll publishes nothing old, so something must come after it.
 */
export async function startSampleFeeds(options: SampleFeedsOptions) {
  const outlets = await readSampleOutlets()
  const timetable = createTimetable(outlets, options)
  const site = new Hono()
  const server = createAdaptorServer({ fetch: site.fetch })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const port = portOf(server.address())
  const url = `http://127.0.0.1:${port}`

  site.get('/', (context) => context.html(frontPage(outlets)))
  site.get('/:outlet/feed', (context) => {
    const outlet = outlets.find(({ id }) => id === context.req.param('outlet'))
    return outlet ? sendFeed(context, outlet, { url, items: timetable(outlet) }) : context.notFound()
  })
  site.get('/:outlet/:slug', (context) => {
    const outlet = outlets.find(({ id }) => id === context.req.param('outlet'))
    const item = outlet && timetable(outlet).find(({ slug }) => slug === context.req.param('slug'))
    return outlet && item ? context.html(itemPage(outlet, item)) : context.notFound()
  })

  return {
    url,
    port,
    feeds: outlets.map(
      ({ id, title, language }): SampleFeed => ({
        id,
        title,
        url: `${url}/${id}/feed`,
        language: language === 'mixed' ? 'en' : language,
      }),
    ),
    stop: async (): Promise<void> => {
      if ('closeAllConnections' in server) server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const hourMs = 60 * 60 * 1000

/** What each outlet has published by now, newest first. */
function createTimetable(outlets: readonly SampleOutlet[], { now, secondsPerItem = 40 }: SampleFeedsOptions) {
  const startMs = now().getTime()
  return (outlet: SampleOutlet): readonly SampleItem[] => {
    const turn = outlets.indexOf(outlet)
    const archive = outlet.archive.map((item, index) => ({
      ...item,
      publishedAt: new Date(startMs - (index * 3 + 1) * hourMs - turn * 10 * 60 * 1000),
    }))
    const fresh = outlet.fresh.map((item, index) => ({
      ...item,
      publishedAt: new Date(startMs + (index * outlets.length + turn + 1) * secondsPerItem * 1000),
    }))
    const isOut = ({ publishedAt }: SampleItem) => publishedAt.getTime() <= now().getTime()
    return [...archive, ...fresh].filter(isOut).toSorted((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime())
  }
}

const contentTypes = {
  rss: 'application/rss+xml',
  atom: 'application/atom+xml',
  json: 'application/feed+json',
} as const

function sendFeed(context: Context, outlet: SampleOutlet, published: { url: string; items: readonly SampleItem[] }) {
  const body = feedDocument(outlet, published)
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const newest = published.items[0]?.publishedAt.toUTCString() ?? ''
  const headers = { etag, 'last-modified': newest, 'content-type': `${contentTypes[outlet.format]}; charset=utf-8` }
  return context.req.header('if-none-match') === etag
    ? context.body(null, 304, headers)
    : context.body(body, 200, headers)
}

const notice = 'Sample for the sandbox: this outlet does not exist and nothing of this happened.'

function frontPage(outlets: readonly SampleOutlet[]) {
  const lines = outlets.map(({ id, title, about }) => html`<li><a href="/${id}/feed">${title}</a>: ${about}</li>`)
  return html`<!doctype html><meta charset="utf-8"><title>Sample feeds</title><h1>Sample feeds</h1><p>${notice}</p><ul>${lines}</ul>`
}

function itemPage(outlet: SampleOutlet, item: SampleItem) {
  return html`<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${item.title}</title>
<p>${outlet.title}</p><h1>${item.title}</h1><p>${item.summary}</p><p><em>${notice}</em></p>`
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('The sample feeds have no port')
  return address.port
}
