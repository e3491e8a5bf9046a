import { Parser } from 'htmlparser2'
import { tidy } from './plain-text.ts'

/** A feed as subscription lists know it. */
export type OpmlFeed = {
  title: string
  address: string
  /** The web page that the feed belongs to. */
  page?: string
  language?: string
  /** Names of the folders that it lies in, outermost first. */
  folders: string[]
}

export type OpmlResult = { kind: 'feeds'; feeds: OpmlFeed[] } | { kind: 'not-opml' }

/**
 * Reads the feeds of an OPML list (opml.org, 1.0 and 2.0), each address once, in the order of the list. Lenient as feed
 * readers are; addresses other than http and https are left out.
 */
export function parseOpml(text: string): OpmlResult {
  const feeds = new Map<string, OpmlFeed>()
  const folders: string[] = []
  let isOpml = false
  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        const name = tag.toLowerCase()
        if (name === 'opml') isOpml = true
        if (name !== 'outline') return
        const outline = new Map(Object.entries(attributes).map(([key, value]) => [key.toLowerCase(), tidy(value)]))
        const feed = readOutline(outline, folders)
        if (feed !== null && !feeds.has(feed.address)) feeds.set(feed.address, feed)
        folders.push(feed === null ? titleOf(outline) : '')
      },
      onclosetag(tag) {
        if (tag.toLowerCase() === 'outline') folders.pop()
      },
    },
    { xmlMode: true },
  )
  parser.end(text)
  return isOpml ? { kind: 'feeds', feeds: [...feeds.values()] } : { kind: 'not-opml' }
}

function readOutline(outline: ReadonlyMap<string, string>, folders: readonly string[]): OpmlFeed | null {
  const address = outline.get('xmlurl') ?? outline.get('url') ?? ''
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return null
  // An outline with `url` alone is a bookmark unless it says that it is a feed.
  if (!outline.has('xmlurl') && !/^(rss|atom|feed)$/i.test(outline.get('type') ?? '')) return null
  const page = outline.get('htmlurl') ?? ''
  const language = outline.get('language') ?? ''
  return {
    title: titleOf(outline) || address,
    address,
    ...(page === '' ? {} : { page }),
    ...(language === '' || language === 'unknown' ? {} : { language }),
    folders: folders.filter((folder) => folder !== ''),
  }
}

function titleOf(outline: ReadonlyMap<string, string>): string {
  return outline.get('title') || outline.get('text') || ''
}

/** Writes feeds as OPML 2.0; what `parseOpml` reads back is the same list, sorted into its folders. */
export function writeOpml(title: string, feeds: readonly OpmlFeed[], createdAt: Date): string {
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<opml version="2.0">',
    `  <head><title>${escapeXml(title)}</title><dateCreated>${createdAt.toUTCString()}</dateCreated></head>`,
    '  <body>',
    ...writeFolder(feeds, 0),
    '  </body>',
    '</opml>',
  ]
  return `${lines.join('\n')}\n`
}

function writeFolder(feeds: readonly OpmlFeed[], depth: number): string[] {
  const indent = '  '.repeat(depth + 2)
  const here = feeds.filter(({ folders }) => folders.length === depth).map((feed) => indent + writeOutline(feed))
  const folders = [
    ...Map.groupBy(
      feeds.filter(({ folders }) => folders.length > depth),
      ({ folders }) => folders[depth] ?? '',
    ),
  ]
  const below = folders.flatMap(([name, inside]) => [
    `${indent}<outline text="${escapeXml(name)}">`,
    ...writeFolder(inside, depth + 1),
    `${indent}</outline>`,
  ])
  return [...here, ...below]
}

function writeOutline({ title, address, page, language }: OpmlFeed): string {
  const attributes = { type: 'rss', text: title, title, xmlUrl: address, htmlUrl: page, language }
  const written = Object.entries(attributes).map(([name, value]) =>
    value === undefined ? '' : ` ${name}="${escapeXml(value)}"`,
  )
  return `<outline${written.join('')}/>`
}

function escapeXml(text: string): string {
  return tidy(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
