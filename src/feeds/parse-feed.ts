import { setImmediate as nextTurn } from 'node:timers/promises'
import Parser from 'rss-parser'
import { z } from 'zod'
import { decode } from './decode.ts'
import { discoverFeeds } from './discover.ts'
import { firstLink } from './item-link.ts'
import { parseJsonFeed } from './parse-json-feed.ts'
import type { ParsedFeed, ParsedItem, ParseFailure, ParseResult } from './parse-result.ts'
import { plainText, tidy } from './plain-text.ts'
import { repair } from './repair.ts'
import { shapeItem, TITLE_LIMIT } from './shape-feed.ts'

export type FeedDocument = {
  bytes: Uint8Array
  /** The Content-Type header as sent, '' for none. */
  contentType: string
  /** Where the document came from, after redirects: what relative links start from at last. */
  address: string
}

/**
 * Reads RSS (0.9x, 1.0, 2.0, RDF), Atom or JSON Feed; of a web page it gives the feeds that the page names. What a
 * document is, is told by the document: servers send feeds as text/html and pages as application/rss+xml.
 * Never rejects over what is in the document.
 */
export async function parseFeed({ bytes, contentType, address }: FeedDocument): Promise<ParseResult> {
  const { text, encoding } = decode(bytes, contentType)
  const failed = (code: ParseFailure['code']): ParseResult => ({ kind: 'failed', reason: { code }, encoding })
  if (text.trim() === '') return failed('empty-body')
  if (/^[\s\ufeff]*[{[]/.test(text)) {
    const parsed = parseJsonFeed(text, address)
    return parsed.kind === 'feed' ? { ...parsed, encoding } : failed(parsed.code)
  }
  const repaired = repair(text)
  if (repaired.kind === 'repaired') {
    return { ...(await readRss(repaired.documents, address)), encoding, complete: repaired.complete }
  }
  if (repaired.kind === 'too-deep') return failed('too-deep')
  const candidates = discoverFeeds(text, address)
  if (candidates.length > 0) return { kind: 'page-with-feeds', candidates, encoding }
  return failed(repaired.kind === 'web-page' ? 'web-page' : 'not-a-feed')
}

/** xml2js gives an element as a string, or as an object where it has attributes. */
const element = z
  .union([z.string(), z.object({ _: z.string().optional(), $: z.record(z.string(), z.string()).optional() })])
  .transform((value) => {
    if (typeof value === 'string') return { text: value, attributes: {} }
    return { text: value._ ?? '', attributes: value.$ ?? {} }
  })
const elements = z.array(element).default([])
const rss = z.object({
  title: z.string().default(''),
  link: z.string().default(''),
  language: z.string().default(''),
  items: z.array(
    z.object({ titles: elements, links: elements, guids: elements, dates: elements, summaries: elements }),
  ),
})

/** rss-parser keeps only the first element of a kind and drops attributes, unless each kind is asked for by name. */
const all = (element: string, name: string): [string, string, { keepArray: boolean }] => [
  element,
  name,
  { keepArray: true },
]

/** @param documents at least one, of the same channel */
async function readRss(
  documents: readonly string[],
  address: string,
): Promise<Omit<ParsedFeed, 'encoding' | 'complete'>> {
  const items: ParsedItem[] = []
  let channel = { title: '', link: '', language: '' }
  for (const xml of documents) {
    // A feed of thousands of items takes most of a second; chats get their turn in between.
    await nextTurn()
    const feed = rss.parse(await createParser().parseString(xml))
    const bases = { channel: firstLink([{ value: feed.link, base: '' }], [address]), feed: address }
    items.push(...feed.items.map((item) => shapeItem(item, bases)))
    channel = feed
  }
  const language = tidy(channel.language)
  const home = firstLink([{ value: channel.link, base: '' }], [address])
  return {
    kind: 'feed',
    title: plainText(channel.title, TITLE_LIMIT),
    ...(language === '' ? {} : { language }),
    ...(home === '' ? {} : { home }),
    items,
  }
}

function createParser(): Parser<Record<string, unknown>, Record<string, unknown>> {
  return new Parser({
    customFields: {
      item: [
        all('title', 'titles'),
        all('link', 'links'),
        all('guid', 'guids'),
        all('pubDate', 'dates'),
        all('summary', 'summaries'),
      ],
    },
  })
}
