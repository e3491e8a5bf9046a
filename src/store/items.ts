import type { DimensionSlug } from '../domain/dimension.ts'
import type { Item, ItemState, Judgement, Offered } from '../domain/item.ts'
import type { Language } from '../domain/language.ts'
import type { Db } from './database.ts'
import { createItemDesk } from './item-desk.ts'
import { itemSelect, toItem } from './item-row.ts'
import { type ArchiveFilter, createItemSearch } from './item-search.ts'

/** What is known of an item that a feed offers again. */
export type KnownItem = {
  readonly id: number
  readonly title: string
  readonly feedTitle: string
  readonly titledBy: number | null
  readonly state: ItemState
}

export type NewItem = Offered & {
  readonly feedId: string
  readonly language: Language | null
  readonly state: ItemState
  readonly sameStoryAs: number | null
  readonly judgement: Judgement
  readonly confidence: number | null
  /** The rule that accepted or declined it, where one did. */
  readonly decidedRule: string | null
  readonly storyKeys: readonly string[]
  readonly fetchedAt: Date
}

/** Titles that one new item is compared with. */
const candidatesCompared = 8

export type ItemStore = ReturnType<typeof createItemStore>

export function createItemStore(db: Db) {
  const select = itemSelect
  const search = createItemSearch(db)
  const byId = db.prepare<[number]>(`${select} where item.id = ?`)
  const stateOf = db.prepare<[number], { state: ItemState }>(`select state from item where id = ?`)
  const awaiting = db.prepare<{ limit: number }>(
    `${select} where item.state = 'awaiting'
     order by exists (select 1 from item_dimension where item_id = item.id) desc, item.id limit @limit`,
  )
  const unshown = db.prepare<[]>(
    `${select} where item.state = 'awaiting' and item.shown_at is null
       and exists (select 1 from item_dimension where item_id = item.id) order by item.id`,
  )
  const markShown = db.prepare<{ id: number; at: string }>(
    `update item set shown_at = @at where id = @id and shown_at is null`,
  )
  const countAwaiting = db.prepare<[], { total: number }>(`select count(*) as total from item where state = 'awaiting'`)
  const known = db.prepare<[string, string], KnownItem>(
    `select id, title, coalesce(feed_title, title) as feedTitle, titled_by as titledBy, state from item where feed_id = ? and guid = ?`,
  )
  const byLink = db.prepare<[string], { id: number; same_story_as: number | null }>(
    `select id, same_story_as from item where canonical_link = ? and state <> 'old' order by id limit 1`,
  )
  // A pair of words in more stories than this says nothing; the newest of them are looked at.
  const withKey = db
    .prepare<[string], number>(`select item_id from item_story_key where key = ? order by item_id desc limit 10`)
    .pluck()
  const told = db.prepare<
    { ids: string; since: string; feedId: string },
    { id: number; title: string; story: number }
  >(`
    select id, title, coalesce(same_story_as, id) as story from item
    where id in (select value from json_each(@ids)) and fetched_at >= @since and feed_id <> @feedId and state <> 'old'`)
  const putStoryKey = db.prepare(`insert into item_story_key (key, item_id) values (?, ?) on conflict do nothing`)
  const insert = db.prepare(`
    insert into item (feed_id, guid, link, canonical_link, title, feed_title, summary, language, published_at, fetched_at, state,
      same_story_as, in_region, judgement, confidence, decided_at, decided_rule)
    values (@feedId, @guid, @link, @canonicalLink, @title, @feedTitle, @summary, @language, @publishedAt, @fetchedAt, @state,
      @sameStoryAs, @inRegion, @judgement, @confidence, @decidedAt, @decidedRule)
    on conflict (feed_id, guid) do nothing`)
  const insertDimension = db.prepare(
    `insert into item_dimension (item_id, dimension) values (?, ?) on conflict do nothing`,
  )
  const dropDimensions = db.prepare(`delete from item_dimension where item_id = ?`)
  const dropConcerns = db.prepare(`delete from item_concerns where item_id = ?`)
  const insertConcern = db.prepare(
    `insert into item_concerns (item_id, member_state) values (?, ?) on conflict do nothing`,
  )
  const retitle = db.prepare(`
    update item set title = @title, feed_title = @feedTitle, summary = @summary, version = version + 1 where id = @id`)
  const noteFeedTitle = db.prepare(`
    update item set feed_title = @feedTitle, summary = @summary, version = version + 1 where id = @id`)
  const staleMessages = db.prepare(`
    update channel_message set is_stale = 1
    where id in (select message_id from channel_message_block where item_id = ?)`)
  const corrected = db.prepare<[number]>(`select 1 from correction where item_id = ? and was <> stands`)
  const rejudge = db.prepare(`
    update item set judgement = @judgement, confidence = @confidence, in_region = @inRegion where id = @id`)
  const forEdition = db.prepare<{ language: string; since: string }>(
    `${select} where item.state = 'accepted' and item.decided_at >= @since and item.retracted_at is null
       and not exists (select 1 from edition_item where language = @language and item_id = item.id)
       and not exists (select 1 from urgent_item where language = @language and item_id = item.id)
     order by item.id`,
  )
  const acceptedBetween = db.prepare<{ after: string; until: string }>(
    `${select} where item.state = 'accepted' and item.decided_at > @after and item.decided_at <= @until
       and item.retracted_at is null order by item.id`,
  )
  const tally = db.prepare<[], { state: ItemState; total: number }>(
    `select state, count(*) as total from item group by state`,
  )

  function replaceDimensions(id: number, dimensions: readonly DimensionSlug[]): void {
    dropDimensions.run(id)
    for (const dimension of dimensions) insertDimension.run(id, dimension)
  }

  /** Accepted items are found in the archive as they are now; no others are. */
  function index(id: number): void {
    if (stateOf.get(id)?.state !== 'accepted') return
    const row = byId.get(id)
    if (row !== undefined) search.put(toItem(row))
  }

  const list = (rows: unknown[]) => rows.map(toItem)

  return {
    ...createItemDesk(db, {
      index,
      staleMessages: (id) => void staleMessages.run(id),
      replaceDimensions,
      forget: search.drop,
    }),

    find(id: number): Item | undefined {
      const row = byId.get(id)
      return row === undefined ? undefined : toItem(row)
    },

    /** The review queue: classified items first, then those without a dimension; oldest first. */
    awaitingReview(limit: number): Item[] {
      return list(awaiting.all({ limit }))
    },

    /** What awaits review with a dimension, and staff were not told of. */
    unshown(): Item[] {
      return list(unshown.all())
    },

    markShown(id: number, at: Date): void {
      markShown.run({ id, at: at.toISOString() })
    },

    countAwaiting(): number {
      return countAwaiting.get()?.total ?? 0
    },

    known(feedId: string, guid: string): KnownItem | undefined {
      return known.get(feedId, guid)
    },

    /** The item that tells this story already, by its link. */
    findStoryByLink(canonicalLink: string): number | undefined {
      const row = byLink.get(canonicalLink)
      return row === undefined ? undefined : (row.same_story_as ?? row.id)
    },

    /** Items of other outlets that may tell the same story: the caller compares the titles. */
    storyCandidates(
      keys: readonly string[],
      feedId: string,
      since: Date,
    ): { id: number; title: string; story: number }[] {
      const shared = new Map<number, number>()
      for (const key of keys) for (const id of withKey.all(key)) shared.set(id, (shared.get(id) ?? 0) + 1)
      // Those that share most first: of a true repetition hardly any pair is missing.
      const likely = [...shared].sort(([a, m], [b, n]) => n - m || a - b).slice(0, candidatesCompared)
      if (likely.length === 0) return []
      const ids = likely.map(([id]) => id)
      const found = told.all({ ids: JSON.stringify(ids), since: since.toISOString(), feedId })
      return found.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
    },

    /** @returns the new id, or undefined when this feed has offered this guid before */
    add(item: NewItem): number | undefined {
      const {
        feedId,
        guid,
        link,
        canonicalLink,
        title,
        feedTitle,
        summary,
        language,
        publishedAt,
        state,
        sameStoryAs,
        judgement,
      } = item
      const fetchedAt = item.fetchedAt.toISOString()
      const inRegion = judgement.inRegion === null ? null : Number(judgement.inRegion)
      const decidedAt = state === 'accepted' || state === 'declined' ? fetchedAt : null
      const { confidence, decidedRule } = item
      const row = {
        feedId,
        guid,
        link,
        canonicalLink,
        title,
        feedTitle,
        summary,
        language,
        publishedAt,
        state,
        sameStoryAs,
      }
      const result = insert.run({
        ...row,
        ...{ fetchedAt, inRegion, decidedAt, confidence, decidedRule },
        judgement: JSON.stringify(judgement),
      })
      if (result.changes === 0) return undefined
      const id = Number(result.lastInsertRowid)
      for (const key of item.storyKeys) putStoryKey.run(key, id)
      for (const { slug } of judgement.dimensions) insertDimension.run(id, slug)
      for (const state of judgement.states) insertConcern.run(id, state)
      if (item.state === 'accepted') index(id)
      return id
    },

    /**
     * The feed changed its title. A title of staff's own stays; what is out already is drawn anew.
     * @param title for readers; undefined where staff's stays
     */
    retitle(id: number, title: string | undefined, feedTitle: string, summary: string | null): void {
      if (title === undefined) noteFeedTitle.run({ id, feedTitle, summary })
      else {
        retitle.run({ id, title, feedTitle, summary })
        staleMessages.run(id)
      }
      index(id)
    },

    /** A new title may tell something else: for items on which nobody has decided yet. What staff said of one stays. */
    rejudge(id: number, judgement: Judgement, confidence: number | null): void {
      if (corrected.get(id) !== undefined) return
      const inRegion = judgement.inRegion === null ? null : Number(judgement.inRegion)
      rejudge.run({ id, judgement: JSON.stringify(judgement), confidence, inRegion })
      replaceDimensions(
        id,
        judgement.dimensions.map(({ slug }) => slug),
      )
      dropConcerns.run(id)
      for (const state of judgement.states) insertConcern.run(id, state)
    },

    /** Accepted since an instant and not yet in an edition of this language. */
    forEdition(language: Language, since: Date): Item[] {
      return list(forEdition.all({ language, since: since.toISOString() }))
    },

    /** What was accepted after one instant and up to another: the material of a digest. */
    acceptedBetween(after: Date, until: Date): Item[] {
      return list(acceptedBetween.all({ after: after.toISOString(), until: until.toISOString() }))
    },

    /** Accepted items that fit, newest first. */
    archive(filter: ArchiveFilter): Item[] {
      return search.find(filter)
    },

    tally(): Record<ItemState, number> {
      const counts = { old: 0, repeated: 0, awaiting: 0, accepted: 0, declined: 0, held: 0 }
      for (const { state, total } of tally.all()) counts[state] = total
      return counts
    },
  }
}
