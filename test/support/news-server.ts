import { createHash } from 'node:crypto'
import { type FeedServer, startFeedServer } from '../feeds/feed-server.ts'

export type NewsItem = { readonly slug: string; readonly title: string; readonly summary?: string }
/** `page`: a web page that names the feed of its first item's slug. */
type Format = 'rss' | 'atom' | 'json' | 'page'

export type NewsServer = FeedServer & {
  address(path: string): string
  /** Something new stands in the feed, above what was there. */
  publish(path: string, ...items: NewsItem[]): void
  /** The outlet changes the title of what it published. */
  retitle(path: string, slug: string, title: string): void
  /** From now on the feed answers with this status instead; 200 lets it work again. */
  answerWith(path: string, status: number): void
}

/** Outlets on 127.0.0.1 whose feeds change while a test runs; each answers conditional requests. */
export async function startNewsServer(
  outlets: Readonly<
    Record<string, { readonly format: Format; readonly title: string; readonly items: readonly NewsItem[] }>
  >,
): Promise<NewsServer> {
  const items = new Map(Object.entries(outlets).map(([path, outlet]) => [path, [...outlet.items]]))
  const statuses = new Map<string, number>()
  const routes = Object.fromEntries(
    Object.entries(outlets).map(([path, { format, title }]) => {
      const route: Parameters<typeof startFeedServer>[0][string] = (request, response) => {
        const status = statuses.get(path) ?? 200
        if (status !== 200) return void response.writeHead(status).end()
        const body = documents[format](title, items.get(path) ?? [])
        const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 12)}"`
        if (request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end()
        response.writeHead(200, { 'content-type': types[format], etag }).end(body)
      }
      return [path, route]
    }),
  )
  const server = await startFeedServer(routes)
  return {
    ...server,
    address: (path) => `${server.origin}${path}`,
    publish(path, ...fresh) {
      items.set(path, [...fresh, ...(items.get(path) ?? [])])
    },
    retitle(path, slug, title) {
      items.set(
        path,
        (items.get(path) ?? []).map((item) => (item.slug === slug ? { ...item, title } : item)),
      )
    },
    answerWith(path, status) {
      statuses.set(path, status)
    },
  }
}

const types: Readonly<Record<Format, string>> = {
  rss: 'application/rss+xml; charset=utf-8',
  atom: 'application/atom+xml; charset=utf-8',
  json: 'application/feed+json; charset=utf-8',
  page: 'text/html; charset=utf-8',
}

const linkOf = ({ slug }: NewsItem) => `https://news.example/${slug}`
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const documents: Readonly<Record<Format, (title: string, items: readonly NewsItem[]) => string>> = {
  rss: (
    title,
    items,
  ) => `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>${escaped(title)}</title>
${items.map((item) => `<item><title>${escaped(item.title)}</title><link>${linkOf(item)}</link><guid>${linkOf(item)}</guid><description>${escaped(item.summary ?? '')}</description><pubDate>Fri, 20 Nov 2026 05:00:00 GMT</pubDate></item>`).join('\n')}
</channel></rss>`,
  atom: (
    title,
    items,
  ) => `<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>${escaped(title)}</title><id>urn:feed</id><updated>2026-11-20T05:00:00Z</updated>
${items.map((item) => `<entry><title>${escaped(item.title)}</title><link href="${linkOf(item)}"/><id>${linkOf(item)}</id><updated>2026-11-20T05:00:00Z</updated><summary>${escaped(item.summary ?? '')}</summary></entry>`).join('\n')}
</feed>`,
  json: (title, items) =>
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title,
      items: items.map((item) => ({
        id: linkOf(item),
        url: linkOf(item),
        title: item.title,
        content_text: item.summary ?? '',
        date_published: '2026-11-20T05:00:00Z',
      })),
    }),
  page: (title, items) =>
    `<!doctype html><html><head><title>${escaped(title)}</title>${items
      .map(
        (item) =>
          `<link rel="alternate" type="application/rss+xml" title="${escaped(item.title)}" href="/${item.slug}">`,
      )
      .join('')}</head><body></body></html>`,
}
