import type { Clock } from '../clock.ts'
import type { FeedFault } from '../domain/feed-fault.ts'
import type { ItemState, Offered } from '../domain/item.ts'
import { cleanTitle } from '../domain/title.ts'
import type { Feed } from '../store/feeds.ts'
import type { KnownItem } from '../store/item-intake.ts'
import type { Store } from '../store/store.ts'
import { canonicalLink } from './canonical-link.ts'
import type { Fetcher } from './fetch-feed.ts'
import type { FetchFailure } from './fetch-result.ts'
import { parseFeed } from './parse-feed.ts'
import type { ParsedFeed, ParsedItem, ParseFailure } from './parse-result.ts'
import { visibleText } from './plain-text.ts'
import type { Sort, Sorted, Sorter } from './sorting.ts'
import type { StoryFinder } from './stories.ts'

export type RefreshDeps = {
  readonly store: Store
  readonly clock: Clock
  readonly sorter: Sorter
  readonly stories: StoryFinder
  readonly fetcher: Fetcher
  readonly pollMinutes: number
  /** Between 0 and 1; spreads polls, so that feeds added together are not always polled together. */
  readonly random: () => number
}

export type Retitled = { readonly id: number; readonly from: string; readonly to: string }

export type RefreshOutcome =
  | {
      readonly kind: 'read'
      readonly fresh: readonly number[]
      /** Accepted items whose title the feed has changed, and readers with it. */
      readonly retitled: readonly Retitled[]
      readonly recovered: boolean
    }
  | { readonly kind: 'failed'; readonly fault: FeedFault; readonly failures: number }

const longestBackOffHours = 24
const minute = 60_000

/** Polls one feed: fetches, parses and takes in what is new, in one transaction. Never rejects over a feed. */
export async function refreshFeed(feed: Feed, deps: RefreshDeps): Promise<RefreshOutcome> {
  const validators = {
    ...(feed.etag === null ? {} : { etag: feed.etag }),
    ...(feed.lastModified === null ? {} : { lastModified: feed.lastModified }),
  }
  const fetched = await deps.fetcher.fetchFeed(feed.address, validators)
  if (fetched.kind === 'failed') return fail(feed, fetched.reason, deps)
  if (fetched.kind === 'not-modified') {
    // A server that says so to somebody who has no copy has shown nothing yet: the feed stays as it was.
    if (Object.keys(validators).length === 0) return fail(feed, { code: 'empty-body' }, deps)
    markPolled(feed, { etag: feed.etag, lastModified: feed.lastModified }, fetched.permanentAddress, deps)
    return { kind: 'read', fresh: [], retitled: [], recovered: feed.faultReported }
  }
  const parsed = await parseFeed({ ...fetched, address: fetched.finalAddress })
  if (parsed.kind === 'failed') return fail(feed, parsed.reason, deps)
  if (parsed.kind === 'page-with-feeds') return fail(feed, { code: 'web-page' }, deps)
  // A cut document keeps no validators, or the rest of it would never be fetched.
  const kept = parsed.complete
    ? { etag: fetched.etag ?? null, lastModified: fetched.lastModified ?? null }
    : { etag: null, lastModified: null }
  return deps.store.transaction(() => {
    const taken = takeIn(feed, parsed, deps)
    markPolled(feed, kept, fetched.permanentAddress, deps)
    return { kind: 'read', ...taken, recovered: feed.faultReported }
  })
}

function markPolled(
  feed: Feed,
  kept: { etag: string | null; lastModified: string | null },
  permanentAddress: string | undefined,
  { store, clock, pollMinutes, random }: RefreshDeps,
): void {
  const at = clock.now()
  const nextPollAt = new Date(at.getTime() + pollMinutes * minute * (0.9 + random() * 0.2))
  const moved = permanentAddress !== undefined && store.feeds.findByAddress(permanentAddress) === undefined
  store.feeds.markPolled(feed.id, { at, nextPollAt, ...kept, address: moved ? permanentAddress : feed.address })
}

/** Doubling from the poll interval up to a day; a server that names a longer wait is given it. */
function fail(
  feed: Feed,
  reason: FetchFailure | ParseFailure,
  { store, clock, pollMinutes }: RefreshDeps,
): RefreshOutcome {
  const at = clock.now()
  const backOff = Math.min(pollMinutes * 2 ** feed.failures, longestBackOffHours * 60) * minute
  const asked = reason.code === 'http-status' ? (reason.retryAfterSeconds ?? 0) * 1000 : 0
  const nextPollAt = new Date(at.getTime() + Math.max(backOff, Math.min(asked, longestBackOffHours * 60 * minute)))
  const { code, ...parameters } = reason
  const fault = { code, detail: Object.values(parameters).join(' ') }
  store.feeds.markFailed(feed.id, { at, nextPollAt, fault })
  return { kind: 'failed', fault, failures: feed.failures + 1 }
}

/** @returns items that nobody has seen yet, and those that were accepted under another title */
function takeIn(feed: Feed, parsed: ParsedFeed, deps: RefreshDeps): { fresh: number[]; retitled: Retitled[] } {
  const { store } = deps
  const fresh: number[] = []
  const retitled: Retitled[] = []
  const repeated = repeatedIds(parsed.items)
  const sort = deps.sorter(feed)
  // Feeds list the newest first; taken in from the oldest, the queue reads in order.
  for (const item of parsed.items.toReversed()) {
    const offered = toOffered(item, repeated)
    if (offered === undefined) continue
    const known = store.items.known(feed.id, offered.guid)
    if (known === undefined && store.items.isForgotten(feed.id, offered.guid)) continue
    if (known === undefined) {
      const id = takeInOne({ feed, parsed, offered, sort }, deps)
      if (id !== undefined) fresh.push(id)
    } else if (known.feedTitle !== offered.feedTitle) {
      const to = retitle(known, { feed, parsed, offered, sort }, deps)
      if (known.state === 'accepted' && to !== undefined) retitled.push({ id: known.id, from: known.title, to })
    }
  }
  return { fresh, retitled }
}

type Arrival = {
  readonly feed: Feed
  readonly parsed: ParsedFeed
  readonly offered: Offered
  readonly sort: Sort
}

/**
 * A title of staff's own outlasts the feed's; what nobody has decided on yet is judged anew by the new title.
 * @returns the title that readers see from now on, where it is another
 */
function retitle(
  known: KnownItem,
  { feed, parsed, offered, sort }: Arrival,
  { store }: RefreshDeps,
): string | undefined {
  const { judgement, confidence, language } = sort(offered, parsed.language)
  const title = known.titledBy === null ? titleOf(feed, parsed, offered, language) : undefined
  store.items.retitle(known.id, title, offered.feedTitle, offered.summary)
  if (known.state === 'awaiting') store.items.rejudge(known.id, judgement, confidence)
  return title
}

function titleOf(feed: Feed, parsed: ParsedFeed, offered: Offered, language: Sorted['language']): string {
  const { feedTitle, summary, link } = offered
  return cleanTitle(feedTitle, { language, outlets: [feed.name, parsed.title], summary, link })
}

function takeInOne({ feed, parsed, offered, sort }: Arrival, deps: RefreshDeps): number | undefined {
  const { store, clock } = deps
  const sorted = sort(offered, parsed.language)
  const { story, keys } = deps.stories.find(feed, offered, clock.now())
  const state = stateOf(feed, story, sorted)
  const { language, judgement, confidence, rule } = sorted
  const id = store.items.add({
    ...offered,
    title: titleOf(feed, parsed, offered, language),
    feedId: feed.id,
    ...{ language, state, judgement, confidence },
    decidedRule: state === sorted.state ? rule : null,
    sameStoryAs: state === 'repeated' ? (story ?? null) : null,
    storyKeys: feed.primed ? keys : [],
    fetchedAt: clock.now(),
  })
  if (id !== undefined && state === 'accepted') {
    const detail = { rule, confidence, minimum: feed.autoAccept }
    store.ledger.recordAct({ at: clock.now(), actor: null, action: 'item-accepted', subject: `items/${id}`, detail })
  }
  return state === 'old' || state === 'repeated' ? undefined : id
}

/** A feed's first poll brings nothing new: all that it offers then was there before anybody asked for it. */
function stateOf(feed: Feed, story: number | undefined, sorted: Sorted): ItemState {
  if (!feed.primed) return 'old'
  return story === undefined ? sorted.state : 'repeated'
}

/** Some feeds give every item the same id: it tells nothing then, and the link tells them apart. */
function repeatedIds(items: readonly ParsedItem[]): ReadonlySet<string> {
  const seen = new Set<string>()
  return new Set(items.filter(({ id }) => seen.size === seen.add(id).size).map(({ id }) => id))
}

function toOffered(item: ParsedItem, repeated: ReadonlySet<string>): Offered | undefined {
  const title = visibleText(item.title) || item.summary.slice(0, 160)
  if (title === '') return undefined
  return {
    guid: repeated.has(item.id) ? `${item.id} ${item.link}` : item.id,
    link: item.link === '' ? null : item.link,
    canonicalLink: canonicalLink(item.link) || null,
    title,
    feedTitle: title,
    summary: item.summary === '' || item.summary === title ? null : item.summary,
    publishedAt: item.publishedAt,
  }
}
