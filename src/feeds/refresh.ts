import type { Clock } from '../clock.ts'
import type { Classification, Classifier } from '../domain/classify.ts'
import type { FeedFault } from '../domain/feed-fault.ts'
import type { ItemState, Judgement, Offered } from '../domain/item.ts'
import { fingerprintTitle, isSameStory, storyKeys } from '../domain/story.ts'
import type { Feed } from '../store/feeds.ts'
import type { Store } from '../store/store.ts'
import { canonicalLink } from './canonical-link.ts'
import type { Fetcher } from './fetch-feed.ts'
import type { FetchFailure } from './fetch-result.ts'
import { parseFeed } from './parse-feed.ts'
import type { ParsedFeed, ParsedItem, ParseFailure } from './parse-result.ts'
import { visibleText } from './plain-text.ts'

export type RefreshDeps = {
  readonly store: Store
  readonly clock: Clock
  readonly classifier: Classifier
  readonly fetcher: Fetcher
  readonly pollMinutes: number
  /** `auto`: what has a dimension and concerns the region is accepted without review. */
  readonly editionMode: 'review' | 'auto'
  /** Between 0 and 1; spreads polls, so that feeds added together are not always polled together. */
  readonly random: () => number
}

export type RefreshOutcome =
  | { readonly kind: 'read'; readonly fresh: readonly number[]; readonly recovered: boolean }
  | { readonly kind: 'failed'; readonly fault: FeedFault; readonly failures: number }

/** How far back an outlet may tell a story again and have it counted as the same. */
const storyHours = 72
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
    return { kind: 'read', fresh: [], recovered: feed.faultReported }
  }
  const parsed = await parseFeed({ ...fetched, address: fetched.finalAddress })
  if (parsed.kind === 'failed') return fail(feed, parsed.reason, deps)
  if (parsed.kind === 'page-with-feeds') return fail(feed, { code: 'web-page' }, deps)
  // A cut document keeps no validators, or the rest of it would never be fetched.
  const kept = parsed.complete
    ? { etag: fetched.etag ?? null, lastModified: fetched.lastModified ?? null }
    : { etag: null, lastModified: null }
  return deps.store.transaction(() => {
    const fresh = takeIn(feed, parsed, deps)
    markPolled(feed, kept, fetched.permanentAddress, deps)
    return { kind: 'read', fresh, recovered: feed.faultReported }
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

/** @returns the ids of items that nobody has seen yet */
function takeIn(feed: Feed, parsed: ParsedFeed, deps: RefreshDeps): number[] {
  const { store } = deps
  const fresh: number[] = []
  const repeated = repeatedIds(parsed.items)
  // Feeds list the newest first; taken in from the oldest, the queue reads in order.
  for (const item of parsed.items.toReversed()) {
    const offered = toOffered(item, repeated)
    if (offered === undefined) continue
    const known = store.items.known(feed.id, offered.guid)
    if (known !== undefined) {
      if (known.title !== offered.title) store.items.retitle(known.id, offered.title, offered.summary)
      continue
    }
    const id = takeInOne(feed, parsed, offered, deps)
    if (id !== undefined) fresh.push(id)
  }
  return fresh
}

function takeInOne(
  feed: Feed,
  parsed: ParsedFeed,
  offered: Offered,
  { store, clock, classifier, editionMode }: RefreshDeps,
): number | undefined {
  const claimed = feed.language ?? parsed.language
  const classification = classifier.classify({ ...offered, ...(claimed === undefined ? {} : { lang: claimed }) })
  const fingerprint = fingerprintTitle(offered.title)
  const keys = storyKeys(fingerprint)
  const since = new Date(clock.now().getTime() - storyHours * 60 * minute)
  const story =
    (offered.canonicalLink === null ? undefined : store.items.findStoryByLink(offered.canonicalLink)) ??
    store.items
      .storyCandidates(keys, feed.id, since)
      .find((candidate) => isSameStory(fingerprintTitle(candidate.title), fingerprint))?.story
  const state = stateOf(feed, story, classification, editionMode)
  const id = store.items.add({
    ...offered,
    feedId: feed.id,
    language: classification.language,
    state,
    sameStoryAs: state === 'repeated' ? (story ?? null) : null,
    judgement: toJudgement(classification),
    storyKeys: feed.primed ? keys : [],
    fetchedAt: clock.now(),
  })
  return state === 'old' || state === 'repeated' ? undefined : id
}

/** A feed's first poll brings nothing new: all that it offers then was there before anybody asked for it. */
function stateOf(
  feed: Feed,
  story: number | undefined,
  classification: Classification,
  mode: 'review' | 'auto',
): ItemState {
  if (!feed.primed) return 'old'
  if (story !== undefined) return 'repeated'
  if (mode === 'review') return 'awaiting'
  return classification.dimensions.length > 0 && classification.inRegion !== false ? 'accepted' : 'declined'
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
    summary: item.summary === '' || item.summary === title ? null : item.summary,
    publishedAt: item.publishedAt,
  }
}

function toJudgement({ dimensions, areas, states, inRegion, reasons }: Classification): Judgement {
  const terms = reasons.flatMap((reason) => (reason.kind === 'area' ? [reason.term] : []))
  return { dimensions, areas, states, inRegion, reasons: [...new Set(terms)] }
}
