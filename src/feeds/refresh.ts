import type { FeedFault } from '../domain/feed-fault.ts'
import type { Feed } from '../store/feeds.ts'
import type { Fetcher } from './fetch-feed.ts'
import type { FetchFailure } from './fetch-result.ts'
import { parseFeed } from './parse-feed.ts'
import type { ParseFailure } from './parse-result.ts'
import { type Intake, type IntakeDeps, takeIn } from './take-in.ts'

export type RefreshDeps = IntakeDeps & {
  readonly fetcher: Fetcher
  readonly pollMinutes: number
  /** Between 0 and 1; spreads polls, so that feeds added together are not always polled together. */
  readonly random: () => number
}

export type RefreshOutcome =
  | (Intake & { readonly kind: 'read'; readonly recovered: boolean })
  /** Somebody removed it, or switched it off, while it was fetched. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed'; readonly fault: FeedFault; readonly failures: number }

const longestBackOffHours = 24
const minute = 60_000

/** An error of our own: logged by whoever caught it. */
type Unexpected = { readonly code: 'unexpected' }

/** Counts a poll that threw as a failure of its feed, or it would be due again at every tick. */
export const failUnexpectedly = (feed: Feed, deps: RefreshDeps): RefreshOutcome =>
  fail(feed, { code: 'unexpected' }, deps)

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
    return { kind: 'read', fresh: [], retitled: [], offered: 0, passedOver: 0, recovered: feed.faultReported }
  }
  const parsed = await parseFeed({ ...fetched, address: fetched.finalAddress })
  if (parsed.kind === 'failed') return fail(feed, parsed.reason, deps)
  if (parsed.kind === 'page-with-feeds') return fail(feed, { code: 'web-page' }, deps)
  // A cut document keeps no validators, or the rest of it would never be fetched.
  const kept = parsed.complete
    ? { etag: fetched.etag ?? null, lastModified: fetched.lastModified ?? null }
    : { etag: null, lastModified: null }
  return deps.store.transaction(() => {
    const current = deps.store.feeds.find(feed.id)
    if (current === undefined || current.status !== feed.status) return { kind: 'gone' }
    const taken = takeIn(current, parsed, deps)
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
function fail(feed: Feed, reason: FetchFailure | ParseFailure | Unexpected, deps: RefreshDeps): RefreshOutcome {
  const { store, clock, pollMinutes } = deps
  const at = clock.now()
  const backOff = Math.min(pollMinutes * 2 ** feed.failures, longestBackOffHours * 60) * minute
  const asked = reason.code === 'http-status' ? (reason.retryAfterSeconds ?? 0) * 1000 : 0
  const nextPollAt = new Date(at.getTime() + Math.max(backOff, Math.min(asked, longestBackOffHours * 60 * minute)))
  const { code, ...parameters } = reason
  const fault = { code, detail: Object.values(parameters).join(' ') }
  store.feeds.markFailed(feed.id, { at, nextPollAt, fault })
  return { kind: 'failed', fault, failures: feed.failures + 1 }
}
