import { z } from 'zod'
import { readDate } from './dates.ts'
import { firstLink } from './item-link.ts'
import type { ParsedFeed, ParsedItem, ParseFailure } from './parse-result.ts'
import { plainText, tidy, unescapedText } from './plain-text.ts'
import { datingOf, itemIdentity, SUMMARY_LIMIT, TITLE_LIMIT } from './shape-feed.ts'

/** Members of the wrong type count as missing: one odd item does not cost the others. */
const text = z.string().catch('')
const textOrNumber = z.union([z.string(), z.number().transform(String)]).catch('')
const item = z.object({
  id: textOrNumber,
  url: text,
  external_url: text,
  title: textOrNumber,
  summary: text,
  content_text: text,
  content_html: text,
  date_published: text,
  date_modified: text,
})
const jsonFeed = z.object({
  version: z.string().regex(/jsonfeed\.org\/version\//),
  title: text,
  language: text,
  home_page_url: text,
  items: z.array(z.unknown()),
})

type Result = Omit<ParsedFeed, 'encoding'> | { kind: 'failed'; code: ParseFailure['code'] }

/** Reads a JSON Feed (jsonfeed.org, versions 1 and 1.1); JSON of any other make is `not-a-feed`. */
export function parseJsonFeed(document: string, address: string): Result {
  const json = readJson(document)
  if (json === undefined) return { kind: 'failed', code: 'bad-json' }
  const feed = jsonFeed.safeParse(json)
  if (!feed.success) return { kind: 'failed', code: 'not-a-feed' }
  const { title, language, home_page_url: page, items } = feed.data
  const home = firstLink([{ value: page, base: '' }], [address])
  const bases = [home, address]
  const read = items.map((entry) => item.safeParse(entry)).flatMap((entry) => (entry.success ? [entry.data] : []))
  return {
    kind: 'feed',
    title: unescapedText(title, TITLE_LIMIT),
    ...(language === '' ? {} : { language }),
    ...(home === '' ? {} : { home }),
    items: read.map((entry) => shape(entry, bases)),
    complete: true,
  }
}

function readJson(document: string): unknown {
  try {
    return JSON.parse(document.replace(/^\ufeff/, ''))
  } catch {
    // The one thing that JSON.parse throws is that this is no JSON.
    return undefined
  }
}

function shape(entry: z.infer<typeof item>, bases: readonly string[]): ParsedItem {
  const links = [entry.url, entry.external_url].map((value) => ({ value, base: '' }))
  const date = readDate(entry.date_published) ?? readDate(entry.date_modified)
  const shaped = {
    title: unescapedText(entry.title, TITLE_LIMIT),
    link: firstLink(links, bases),
    ...datingOf(date),
    summary:
      unescapedText(entry.summary || entry.content_text, SUMMARY_LIMIT) || plainText(entry.content_html, SUMMARY_LIMIT),
  }
  return { ...shaped, id: tidy(entry.id) || itemIdentity(shaped) }
}
