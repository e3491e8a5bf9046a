import { z } from 'zod'
import { type DimensionSlug, dimensionSlugSchema } from '../domain/dimension.ts'
import { type FeedFault, feedFaultSchema } from '../domain/feed-fault.ts'
import type { Language } from '../domain/language.ts'
import type { Db } from './database.ts'

export type Feed = {
  readonly id: string
  readonly name: string
  readonly address: string
  readonly language: Language | null
  readonly state: string | null
  readonly status: 'enabled' | 'disabled'
  readonly note: string | null
  readonly etag: string | null
  readonly lastModified: string | null
  /** Polled successfully once: what it offers from now on is news. */
  readonly primed: boolean
  readonly polledAt: string | null
  readonly nextPollAt: string | null
  readonly failures: number
  readonly fault: FeedFault | null
  readonly faultReported: boolean
  /** For items in which the classifier finds none. */
  readonly defaultDimension: DimensionSlug | null
  /** Items of at least this confidence (0 to 1) are accepted without review; null where none are. */
  readonly autoAccept: number | null
}

/** A feed that a page or a list named, until somebody chooses it. */
export type FeedOffer = { readonly id: number; readonly address: string; readonly title: string }

const rowSchema = z.object({
  id: z.string(),
  name: z.string(),
  address: z.string(),
  language: z.enum(['en', 'ru', 'kk']).nullable(),
  state: z.string().nullable(),
  status: z.enum(['enabled', 'disabled']),
  note: z.string().nullable(),
  etag: z.string().nullable(),
  last_modified: z.string().nullable(),
  primed: z.number(),
  polled_at: z.string().nullable(),
  next_poll_at: z.string().nullable(),
  failures: z.number(),
  fault: z.string().nullable(),
  fault_reported: z.number(),
  default_dimension: dimensionSlugSchema.nullable(),
  auto_accept: z.number().nullable(),
})

function toFeed(row: unknown): Feed {
  const {
    last_modified,
    primed,
    polled_at,
    next_poll_at,
    fault,
    fault_reported,
    default_dimension,
    auto_accept,
    ...rest
  } = rowSchema.parse(row)
  return {
    ...rest,
    lastModified: last_modified,
    primed: primed === 1,
    polledAt: polled_at,
    nextPollAt: next_poll_at,
    fault: fault === null ? null : feedFaultSchema.parse(JSON.parse(fault)),
    faultReported: fault_reported === 1,
    defaultDimension: default_dimension,
    autoAccept: auto_accept,
  }
}

export type NewFeed = Pick<Feed, 'id' | 'name' | 'address' | 'language' | 'state' | 'status' | 'note'>

export function createFeedStore(db: Db) {
  const all = db.prepare(`select * from feed order by status desc, name`)
  const byId = db.prepare<[string]>(`select * from feed where id = ?`)
  const byAddress = db.prepare<[string]>(`select * from feed where address = ?`)
  const due = db.prepare<{ now: string; limit: number }>(
    `select * from feed where status = 'enabled' and (next_poll_at is null or next_poll_at <= @now) order by next_poll_at limit @limit`,
  )
  const insert = db.prepare(`
    insert into feed (id, name, address, language, state, status, note, next_poll_at)
    values (@id, @name, @address, @language, @state, @status, @note, @nextPollAt)
    on conflict do nothing`)
  const drop = db.prepare<[string]>(`delete from feed where id = ?`)
  const hasItems = db.prepare<[string], { found: number }>(
    `select exists (select 1 from item where feed_id = ?) as found`,
  )
  const setStatus = db.prepare(`
    update feed set status = @status, next_poll_at = @nextPollAt, failures = 0, fault = null, fault_reported = 0 where id = @id`)
  const succeeded = db.prepare(`
    update feed set primed = 1, polled_at = @at, next_poll_at = @nextPollAt, failures = 0, fault = null, fault_reported = 0,
      etag = @etag, last_modified = @lastModified, address = @address where id = @id`)
  const failed = db.prepare(`
    update feed set polled_at = @at, next_poll_at = @nextPollAt, failures = failures + 1, fault = @fault where id = @id`)
  const reported = db.prepare<[string]>(`update feed set fault_reported = 1 where id = ? and fault_reported = 0`)
  const lengthReported = db.prepare<[string]>(
    `update feed set length_reported = 1 where id = ? and length_reported = 0`,
  )
  const setRules = db.prepare(`
    update feed set language = @language, default_dimension = @defaultDimension, auto_accept = @autoAccept where id = @id`)
  const offer = db.prepare(`insert into feed_offer (address, title, offered_at) values (@address, @title, @at)`)
  const findOffer = db.prepare<[number], FeedOffer>(`select id, address, title from feed_offer where id = ?`)
  const purgeOffers = db.prepare<[string]>(`delete from feed_offer where offered_at < ?`)
  const tally = db.prepare<[], { enabled: number; failing: number; total: number }>(`
    select count(*) filter (where status = 'enabled') as enabled, count(*) filter (where status = 'enabled' and failures > 0) as failing,
      count(*) as total from feed`)

  return {
    list(): Feed[] {
      return all.all().map(toFeed)
    },

    find(id: string): Feed | undefined {
      const row = byId.get(id)
      return row === undefined ? undefined : toFeed(row)
    },

    findByAddress(address: string): Feed | undefined {
      const row = byAddress.get(address)
      return row === undefined ? undefined : toFeed(row)
    },

    due(now: Date, limit: number): Feed[] {
      return due.all({ now: now.toISOString(), limit }).map(toFeed)
    },

    /** @returns false when a feed of this id or address is there already */
    add(feed: NewFeed, nextPollAt: Date | null): boolean {
      return insert.run({ ...feed, nextPollAt: nextPollAt?.toISOString() ?? null }).changes === 1
    },

    /** A feed whose items are kept is switched off instead, so that they keep their source. */
    remove(id: string): 'removed' | 'disabled' | 'unknown' {
      if (byId.get(id) === undefined) return 'unknown'
      if (hasItems.get(id)?.found === 1) {
        setStatus.run({ id, status: 'disabled', nextPollAt: null })
        return 'disabled'
      }
      drop.run(id)
      return 'removed'
    },

    setStatus(id: string, status: Feed['status'], nextPollAt: Date | null): boolean {
      return setStatus.run({ id, status, nextPollAt: nextPollAt?.toISOString() ?? null }).changes === 1
    },

    markPolled(
      id: string,
      poll: { at: Date; nextPollAt: Date; etag: string | null; lastModified: string | null; address: string },
    ): void {
      succeeded.run({ ...poll, id, at: poll.at.toISOString(), nextPollAt: poll.nextPollAt.toISOString() })
    },

    markFailed(id: string, poll: { at: Date; nextPollAt: Date; fault: FeedFault }): void {
      failed.run({
        id,
        at: poll.at.toISOString(),
        nextPollAt: poll.nextPollAt.toISOString(),
        fault: JSON.stringify(poll.fault),
      })
    },

    /** How the desk treats the feed's items. @returns false where there is no such feed */
    changeRules(id: string, rules: Pick<Feed, 'language' | 'defaultDimension' | 'autoAccept'>): boolean {
      const { language, defaultDimension, autoAccept } = rules
      return setRules.run({ id, language, defaultDimension, autoAccept }).changes === 1
    },

    /** Kept so that a button can mean it: addresses are longer than buttons' data. */
    offer(feed: { readonly address: string; readonly title: string }, at: Date): FeedOffer {
      const { address, title } = feed
      return { id: Number(offer.run({ address, title, at: at.toISOString() }).lastInsertRowid), address, title }
    },

    findOffer(id: number): FeedOffer | undefined {
      return findOffer.get(id)
    },

    purgeOffers(before: Date): void {
      purgeOffers.run(before.toISOString())
    },

    /** @returns false when staff were told of this failure already */
    markFaultReported(id: string): boolean {
      return reported.run(id).changes === 1
    },

    /** @returns false when staff were told before that it is too long to be read whole */
    markLengthReported(id: string): boolean {
      return lengthReported.run(id).changes === 1
    },

    tally(): { enabled: number; failing: number; total: number } {
      return tally.get() ?? { enabled: 0, failing: 0, total: 0 }
    },
  }
}
