import { createHash } from 'node:crypto'
import { readDate, type WrittenDate } from './dates.ts'
import { firstLink, type LinkCandidate } from './item-link.ts'
import type { ParsedItem } from './parse-result.ts'
import { plainText, tidy } from './plain-text.ts'

/** An element as rss-parser hands it over: its text and its attributes. */
export type RssElement = { text: string; attributes: Readonly<Record<string, string>> }

/** The elements of an item, each kind in the order in which `repair` puts the most telling first. */
export type RssItem = {
  titles: readonly RssElement[]
  links: readonly RssElement[]
  guids: readonly RssElement[]
  dates: readonly RssElement[]
  summaries: readonly RssElement[]
}

/** Longer "titles" are whole texts; views cut further. */
export const TITLE_LIMIT = 4_000
export const SUMMARY_LIMIT = 1_000

/** Chooses among what an item offers and cleans it. @param bases where its relative links may start, best first */
export function shapeItem(item: RssItem, bases: { channel: string; feed: string }): ParsedItem {
  const title = firstText(item.titles, TITLE_LIMIT)
  const summary = firstText(item.summaries, SUMMARY_LIMIT)
  const link = itemLink(item, bases)
  const date = firstDate(item.dates)
  const { publishedAt } = date
  const id = item.guids.map(({ text }) => tidy(text)).find((text) => text !== '')
  return { title, link, id: id ?? itemIdentity({ title, link, publishedAt, summary }), ...date, summary }
}

/** The first element that holds anything to read, as plain text. */
export function firstText(elements: readonly RssElement[], limit: number): string {
  for (const { text } of elements) {
    const plain = plainText(text, limit)
    if (plain !== '') return plain
  }
  return ''
}

/** The identity of an item whose feed gives none: its link, else a digest of what it says. */
export function itemIdentity(item: Omit<ParsedItem, 'id' | 'publishedUntil'>): string {
  if (item.link !== '') return item.link
  const digest = createHash('sha256').update(JSON.stringify([item.title, item.publishedAt, item.summary]))
  return `urn:sha256:${digest.digest('hex').slice(0, 32)}`
}

function itemLink({ links, guids }: RssItem, bases: { channel: string; feed: string }): string {
  const pages = links.filter(isPage)
  const [html, other] = [pages.filter(isHtml), pages.filter((link) => !isHtml(link))]
  for (const element of [...html, ...other]) {
    const inRss = element.attributes.from === 'link'
    const link = firstLink([candidate(element)], inRss ? [bases.channel, bases.feed] : [bases.feed])
    if (link !== '') return link
  }
  return firstLink(guids.filter(isPermalink).map(candidate), [])
}

function candidate({ text, attributes }: RssElement): LinkCandidate {
  const value = text.trim() === '' ? (attributes.href ?? '') : text
  return { value: value.replaceAll('&amp;', '&'), base: attributes.base ?? '' }
}

/** RFC 4287, 4.2.7.2: a link without `rel` is the alternate; `self`, `enclosure`, `replies` are other things. */
function isPage({ attributes }: RssElement): boolean {
  const rel = attributes.rel?.trim().toLowerCase() ?? 'alternate'
  return rel === '' || rel === 'alternate' || rel === 'http://www.iana.org/assignments/relation/alternate'
}

function isHtml({ attributes }: RssElement): boolean {
  const type = attributes.type ?? ''
  return type === '' || type.toLowerCase().includes('html')
}

/** RSS 2.0: a guid is an address to open unless it says otherwise. */
function isPermalink({ text, attributes }: RssElement): boolean {
  const permalink = attributes.ispermalink?.trim().toLowerCase() !== 'false'
  return attributes.from === 'guid' && permalink && /^https?:\/\//i.test(text.trim())
}

function firstDate(elements: readonly RssElement[]): Dating {
  for (const { text } of elements) {
    const date = readDate(text)
    if (date !== null) return datingOf(date)
  }
  return datingOf(null)
}

type Dating = Pick<ParsedItem, 'publishedAt' | 'publishedUntil'>

/** What an item says of a date that was read. */
export function datingOf(date: WrittenDate | null): Dating {
  const publishedAt = date?.at.toISOString() ?? null
  return date?.until === undefined ? { publishedAt } : { publishedAt, publishedUntil: date.until.toISOString() }
}
