import { z } from 'zod'
import { areaSlugSchema, type DimensionSlug, dimensionSlugSchema } from '../domain/dimension.ts'
import { type Item, type ItemState, itemStates, type Judgement, judgementSchema, type Offered } from '../domain/item.ts'
import { type Language, languageSchema } from '../domain/language.ts'
import type { Db } from './database.ts'

const rowSchema = z.object({
  id: z.number(),
  feed_id: z.string(),
  feed_name: z.string(),
  link: z.string().nullable(),
  title: z.string(),
  summary: z.string().nullable(),
  language: languageSchema.nullable(),
  published_at: z.string().nullable(),
  fetched_at: z.string(),
  state: z.enum(itemStates),
  version: z.number(),
  dimensions: z.string().nullable(),
  member_states: z.string().nullable(),
  in_region: z.number().nullable(),
  judgement: z.string(),
  decided_by: z.number().nullable(),
  decided_at: z.string().nullable(),
  also_in: z.string(),
})
const alsoInSchema = z.array(z.object({ feedName: z.string(), link: z.string().nullable() }))

function toItem(value: unknown): Item {
  const row = rowSchema.parse(value)
  const judgement = judgementSchema.parse(JSON.parse(row.judgement))
  return {
    id: row.id,
    feedId: row.feed_id,
    feedName: row.feed_name,
    link: row.link,
    title: row.title,
    summary: row.summary,
    language: row.language,
    publishedAt: row.published_at,
    fetchedAt: row.fetched_at,
    state: row.state,
    version: row.version,
    dimensions: dimensionSlugSchema.array().parse((row.dimensions ?? '').split(',').filter((slug) => slug !== '')),
    areas: areaSlugSchema.array().parse(judgement.areas),
    memberStates: (row.member_states ?? '').split(',').filter((state) => state !== ''),
    inRegion: row.in_region === null ? null : row.in_region === 1,
    reasons: judgement.reasons,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    alsoIn: alsoInSchema.parse(JSON.parse(row.also_in)),
  }
}

export type NewItem = Offered & {
  readonly feedId: string
  readonly language: Language | null
  readonly state: ItemState
  readonly sameStoryAs: number | null
  readonly judgement: Judgement
  readonly storyKeys: readonly string[]
  readonly fetchedAt: Date
}

export type ItemStore = ReturnType<typeof createItemStore>

export function createItemStore(db: Db) {
  const select = `
    select item.*, feed.name as feed_name,
      (select group_concat(dimension) from item_dimension where item_id = item.id) as dimensions,
      (select group_concat(member_state) from item_concerns where item_id = item.id) as member_states,
      (select json_group_array(json_object('feedName', other_feed.name, 'link', other.link))
         from item other join feed other_feed on other_feed.id = other.feed_id
         where other.same_story_as = item.id and other.state = 'repeated') as also_in
    from item join feed on feed.id = item.feed_id`
  const byId = db.prepare<[number]>(`${select} where item.id = ?`)
  const awaiting = db.prepare<{ limit: number }>(
    `${select} where item.state = 'awaiting'
     order by exists (select 1 from item_dimension where item_id = item.id) desc, item.id limit @limit`,
  )
  const countAwaiting = db.prepare<[], { total: number }>(`select count(*) as total from item where state = 'awaiting'`)
  const known = db.prepare<[string, string], { id: number; title: string; version: number; state: ItemState }>(
    `select id, title, version, state from item where feed_id = ? and guid = ?`,
  )
  const byLink = db.prepare<[string], { id: number; same_story_as: number | null }>(
    `select id, same_story_as from item where canonical_link = ? and state <> 'old' order by id limit 1`,
  )
  const candidates = db.prepare<
    { keys: string; since: string; feedId: string },
    { id: number; title: string; story: number }
  >(`
    select distinct item.id, item.title, coalesce(item.same_story_as, item.id) as story
    from json_each(@keys) wanted join item_story_key on item_story_key.key = wanted.value join item on item.id = item_id
    where item.fetched_at >= @since and item.feed_id <> @feedId and item.state <> 'old' order by item.id limit 40`)
  const putStoryKey = db.prepare(`insert into item_story_key (key, item_id) values (?, ?) on conflict do nothing`)
  const insert = db.prepare(`
    insert into item (feed_id, guid, link, canonical_link, title, summary, language, published_at, fetched_at, state, same_story_as,
      in_region, judgement, decided_at)
    values (@feedId, @guid, @link, @canonicalLink, @title, @summary, @language, @publishedAt, @fetchedAt, @state, @sameStoryAs,
      @inRegion, @judgement, @decidedAt)
    on conflict (feed_id, guid) do nothing`)
  const insertDimension = db.prepare(
    `insert into item_dimension (item_id, dimension) values (?, ?) on conflict do nothing`,
  )
  const dropDimensions = db.prepare(`delete from item_dimension where item_id = ?`)
  const insertConcern = db.prepare(
    `insert into item_concerns (item_id, member_state) values (?, ?) on conflict do nothing`,
  )
  const retitle = db.prepare(`update item set title = @title, summary = @summary, version = version + 1 where id = @id`)
  const settle = db.prepare(`
    update item set state = @to, version = version + 1, decided_by = @by, decided_at = @at
    where id = @id and version = @version and state in ('awaiting', 'held')`)
  const bump = db.prepare(
    `update item set version = version + 1 where id = @id and version = @version and state = 'awaiting'`,
  )
  const forEdition = db.prepare<{ language: string; since: string }>(
    `${select} where item.state = 'accepted' and item.decided_at >= @since
       and not exists (select 1 from edition_item where language = @language and item_id = item.id)
     order by item.id`,
  )
  const acceptedBetween = db.prepare<{ after: string; until: string }>(
    `${select} where item.state = 'accepted' and item.decided_at > @after and item.decided_at <= @until order by item.id`,
  )
  const archive = db.prepare<{ dimension: string | null; memberState: string | null; limit: number; before: number }>(
    `${select} where item.state = 'accepted' and item.id < @before
       and (@dimension is null or exists (select 1 from item_dimension where item_id = item.id and dimension = @dimension))
       and (@memberState is null or exists (select 1 from item_concerns where item_id = item.id and member_state = @memberState))
     order by item.id desc limit @limit`,
  )
  const declineStale = db.prepare(`
    update item set state = 'declined', version = version + 1, decided_at = @at where state = 'awaiting' and fetched_at < @before`)
  const tally = db.prepare<[], { state: ItemState; total: number }>(
    `select state, count(*) as total from item group by state`,
  )

  function replaceDimensions(id: number, dimensions: readonly DimensionSlug[]): void {
    dropDimensions.run(id)
    for (const dimension of dimensions) insertDimension.run(id, dimension)
  }

  const list = (rows: unknown[]) => rows.map(toItem)

  return {
    find(id: number): Item | undefined {
      const row = byId.get(id)
      return row === undefined ? undefined : toItem(row)
    },

    /** The review queue: classified items first, then those without a dimension; oldest first. */
    awaitingReview(limit: number): Item[] {
      return list(awaiting.all({ limit }))
    },

    countAwaiting(): number {
      return countAwaiting.get()?.total ?? 0
    },

    known(feedId: string, guid: string): { id: number; title: string; version: number; state: ItemState } | undefined {
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
      return candidates.all({ keys: JSON.stringify(keys), feedId, since: since.toISOString() })
    },

    /** @returns the new id, or undefined when this feed has offered this guid before */
    add(item: NewItem): number | undefined {
      const {
        feedId,
        guid,
        link,
        canonicalLink,
        title,
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
      const row = { feedId, guid, link, canonicalLink, title, summary, language, publishedAt, state, sameStoryAs }
      const result = insert.run({ ...row, fetchedAt, inRegion, decidedAt, judgement: JSON.stringify(judgement) })
      if (result.changes === 0) return undefined
      const id = Number(result.lastInsertRowid)
      for (const key of item.storyKeys) putStoryKey.run(key, id)
      for (const { slug } of judgement.dimensions) insertDimension.run(id, slug)
      for (const state of judgement.states) insertConcern.run(id, state)
      return id
    },

    retitle(id: number, title: string, summary: string | null): void {
      retitle.run({ id, title, summary })
    },

    /** @returns false when somebody else was quicker or the card shows an older version */
    settle(id: number, version: number, to: 'accepted' | 'declined' | 'held', by: number | null, at: Date): boolean {
      return settle.run({ id, version, to, by, at: at.toISOString() }).changes === 1
    },

    /** @returns false when the card shows an older version */
    setDimensions(id: number, version: number, dimensions: readonly DimensionSlug[]): boolean {
      if (bump.run({ id, version }).changes === 0) return false
      replaceDimensions(id, dimensions)
      return true
    },

    /** Accepted since an instant and not yet in an edition of this language. */
    forEdition(language: Language, since: Date): Item[] {
      return list(forEdition.all({ language, since: since.toISOString() }))
    },

    /** What was accepted after one instant and up to another: the material of a digest. */
    acceptedBetween(after: Date, until: Date): Item[] {
      return list(acceptedBetween.all({ after: after.toISOString(), until: until.toISOString() }))
    },

    /** Accepted items, newest first. */
    archive(filter: { dimension?: DimensionSlug; memberState?: string; before?: number; limit: number }): Item[] {
      const { dimension = null, memberState = null, before = Number.MAX_SAFE_INTEGER, limit } = filter
      return list(archive.all({ dimension, memberState, before, limit }))
    },

    /** What has waited since before an instant is declined by nobody in particular. @returns how many */
    declineStale(before: Date, at: Date): number {
      return declineStale.run({ before: before.toISOString(), at: at.toISOString() }).changes
    },

    tally(): Record<ItemState, number> {
      const counts = { old: 0, repeated: 0, awaiting: 0, accepted: 0, declined: 0, held: 0 }
      for (const { state, total } of tally.all()) counts[state] = total
      return counts
    },
  }
}
