import { Parser } from 'htmlparser2'
import { firstLink } from './item-link.ts'
import type { FeedCandidate } from './parse-result.ts'
import { plainText } from './plain-text.ts'

const FEED_TYPE =
  /^(application|text)\/(rss|atom|rdf|feed|x-rss|x-atom)\b|^application\/(feed\+)?json$|^(text|application)\/xml$/i
/** A plain link counts only where its path says what it is. */
const FEED_PATH = /(^|[/._-])(rss|atom|feed|feeds)([/._-]|$)|\.(rss|rdf|atom)$|[?&](feed|format)=(rss|atom)/i
const PAGE_LIMIT = 1_000_000
const CANDIDATE_LIMIT = 20

type Found = { value: string; title: string }

/**
 * The feeds that a web page names, in its order: `<link rel="alternate">` of a feed's type, and only where there is
 * none, links whose path looks like a feed's. Nothing is fetched.
 *
 * @param address the page's own, for relative links
 */
export function discoverFeeds(html: string, address: string): FeedCandidate[] {
  const declared: Found[] = []
  const linked: Found[] = []
  let base = ''
  let anchor: Found | null = null
  const parser = new Parser({
    onopentag(name, attributes) {
      const href = attributes.href ?? ''
      if (name === 'base' && base === '') base = href
      if (name === 'link' && isFeedLink(attributes)) declared.push({ value: href, title: attributes.title ?? '' })
      if (name === 'a' && FEED_PATH.test(href.split('#')[0] ?? '')) {
        anchor = { value: href, title: attributes.title ?? '' }
        linked.push(anchor)
      }
    },
    ontext(text) {
      if (anchor !== null && anchor.title.length < 200) anchor.title += text
    },
    onclosetag(name) {
      if (name === 'a') anchor = null
    },
  })
  parser.end(html.slice(0, PAGE_LIMIT))
  return candidates(declared.length > 0 ? declared : linked, base, address)
}

function isFeedLink({ rel = '', type = '', href = '' }: Readonly<Record<string, string>>): boolean {
  const relations = rel.toLowerCase().split(/\s+/)
  if (relations.includes('feed')) return true
  // WordPress announces its oEmbed and REST addresses as alternates of type JSON or XML.
  return relations.includes('alternate') && FEED_TYPE.test(type.trim()) && !/oembed|wp-json/.test(href)
}

function candidates(found: readonly Found[], base: string, address: string): FeedCandidate[] {
  const byAddress = new Map<string, FeedCandidate>()
  for (const { value, title } of found) {
    const link = firstLink([{ value, base }], [address])
    if (link !== '' && !byAddress.has(link)) byAddress.set(link, { address: link, title: plainText(title, 200) })
    if (byAddress.size >= CANDIDATE_LIMIT) break
  }
  return [...byAddress.values()]
}
