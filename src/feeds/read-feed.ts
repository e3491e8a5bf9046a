import type { Fetcher } from './fetch-feed.ts'
import type { FetchFailure } from './fetch-result.ts'
import { parseFeed } from './parse-feed.ts'
import type { ParseFailure } from './parse-result.ts'

/** What the verb `feed URL` prints. On failure the title is '' and there are no items. */
export type FeedReading = {
  ok: boolean
  /** `code` of the failure and its parameters, for a person at a terminal: `http-status status=404`. */
  error?: string
  title: string
  encoding: string
  items: { title: string; link: string; id: string; publishedAt: string | null; summary: string }[]
  /** Feeds that the address's web page names, where it is no feed itself. */
  candidates?: { address: string; title: string }[]
}

/** Fetches and parses a feed as the bot does, without what it remembers of earlier polls. Never rejects over a feed. */
export async function readFeed(address: string, fetcher: Fetcher): Promise<FeedReading> {
  const fetched = await fetcher.fetchFeed(address)
  if (fetched.kind === 'failed') return failure(fetched.reason)
  if (fetched.kind === 'not-modified') return failure({ code: 'not-modified' })
  const parsed = await parseFeed({ ...fetched, address: fetched.finalAddress })
  const { encoding } = parsed
  if (parsed.kind === 'failed') return { ...failure(parsed.reason), encoding }
  if (parsed.kind === 'page-with-feeds') {
    return { ...failure({ code: 'page-with-feeds' }), encoding, candidates: parsed.candidates }
  }
  const items = parsed.items.map(({ title, link, id, publishedAt, summary }) => {
    return { title, link, id, publishedAt: wholeSeconds(publishedAt), summary }
  })
  return { ok: true, title: parsed.title, encoding, items }
}

function failure(reason: FetchFailure | ParseFailure | { code: 'not-modified' | 'page-with-feeds' }): FeedReading {
  const { code, ...parameters } = reason
  const details = Object.entries(parameters).map(([name, value]) => ` ${name}=${value}`)
  return { ok: false, error: `${code}${details.join('')}`, title: '', encoding: '', items: [] }
}

/** Feeds date to the second; the form without a fraction is the one that people and other programs write. */
function wholeSeconds(instant: string | null): string | null {
  return instant === null ? null : instant.replace('.000Z', 'Z')
}
