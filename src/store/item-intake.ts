import type { ItemState, Judgement, Offered } from '../domain/item.ts'
import type { Language } from '../domain/language.ts'
import type { Db } from './database.ts'
import type { ItemParts } from './item-desk.ts'

/** What is known of an item that a feed offers again. */
export type KnownItem = {
  readonly id: number
  readonly title: string
  readonly feedTitle: string
  readonly canonicalLink: string | null
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

/** An item behind the same link, and the item that first told its story. */
export type LinkedTelling = {
  readonly feedId: string
  readonly link: string | null
  readonly title: string
  readonly story: number
}

/** An item whose title has words in common with another, and the item that first told its story. */
export type Telling = {
  readonly id: number
  readonly feedId: string
  readonly guid: string
  readonly title: string
  readonly feedTitle: string
  readonly publishedAt: string | null
  readonly story: number
}

/** Titles that one new item is compared with. */
const candidatesCompared = 8

/**
 * A further telling goes unseen only behind a story that readers have, that staff may still give them, or that a person
 * declined: what a rule declined, time overtook or the Secretariat took back says nothing against another outlet's.
 */
const isTold = `(story.state in ('awaiting', 'held') or (story.state = 'accepted' and story.retracted_at is null)
  or (story.state = 'declined' and story.decided_by is not null))`

const slugsOf = (judgement: Judgement) => judgement.dimensions.map(({ slug }) => slug)

/** How items come in from their feeds, and change with them. */
export function createItemIntake(db: Db, { index, staleMessages, replaceDimensions }: ItemParts) {
  const known = db.prepare<[string, string], KnownItem>(
    `select id, title, coalesce(feed_title, title) as feedTitle, canonical_link as canonicalLink, titled_by as titledBy, state
     from item where feed_id = ? and guid = ?`,
  )
  const byLink = db.prepare<{ canonicalLink: string; since: string; limit: number }, LinkedTelling>(`
    select item.feed_id as feedId, item.link, item.title, story.id as story
    from item join item as story on story.id = coalesce(item.same_story_as, item.id)
    where item.canonical_link = @canonicalLink and item.fetched_at >= @since and ${isTold} order by item.id desc limit @limit`)
  // A pair of words in more stories than this says nothing; the newest of them are looked at.
  const withKey = db
    .prepare<[string], number>(`select item_id from item_story_key where key = ? order by item_id desc limit 10`)
    .pluck()
  const told = db.prepare<{ ids: string; since: string; feedId: string }, Telling>(`
    select item.id, item.feed_id as feedId, item.guid, item.title, coalesce(item.feed_title, item.title) as feedTitle,
      item.published_at as publishedAt, story.id as story
    from item join item as story on story.id = coalesce(item.same_story_as, item.id)
    where item.id in (select value from json_each(@ids)) and item.fetched_at >= @since
      and (item.feed_id = @feedId or ${isTold})`)
  const putStoryKey = db.prepare(`insert into item_story_key (key, item_id) values (?, ?) on conflict do nothing`)
  const insert = db.prepare(`
    insert into item (feed_id, guid, link, canonical_link, title, feed_title, summary, language, published_at, fetched_at, state,
      same_story_as, in_region, judgement, confidence, decided_at, decided_rule)
    values (@feedId, @guid, @link, @canonicalLink, @title, @feedTitle, @summary, @language, @publishedAt, @fetchedAt, @state,
      @sameStoryAs, @inRegion, @judgement, @confidence, @decidedAt, @decidedRule)
    on conflict (feed_id, guid) do nothing`)
  const dropConcerns = db.prepare(`delete from item_concerns where item_id = ?`)
  const insertConcern = db.prepare(
    `insert into item_concerns (item_id, member_state) values (?, ?) on conflict do nothing`,
  )
  const retitle = db.prepare(`
    update item set title = @title, feed_title = @feedTitle, summary = @summary, version = version + 1 where id = @id`)
  // Behind a title that stays, the summary of what is out stays too: it is in urgent posts, and the archive is searched by it.
  const noteFeedTitle = db.prepare(`
    update item set feed_title = @feedTitle, version = version + 1,
      summary = iif(exists (select 1 from edition_item where item_id = @id) or exists (select 1 from urgent_item where item_id = @id),
        summary, @summary)
    where id = @id`)
  const corrected = db.prepare<[number]>(`select 1 from correction where item_id = ? and was <> stands`)
  const rejudge = db.prepare(`
    update item set judgement = @judgement, confidence = @confidence, in_region = @inRegion where id = @id`)

  return {
    known(feedId: string, guid: string): KnownItem | undefined {
      return known.get(feedId, guid)
    },

    /** The latest items behind a link: the caller judges whether they tell the same story. */
    linked(canonicalLink: string, since: Date): LinkedTelling[] {
      return byLink.all({ canonicalLink, since: since.toISOString(), limit: candidatesCompared })
    },

    /**
     * Items that may tell the same story, whatever became of them where they are of this same feed: the caller compares
     * the titles.
     */
    storyCandidates(keys: readonly string[], feedId: string, since: Date): Telling[] {
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
      const { fetchedAt, judgement, storyKeys, ...row } = item
      const result = insert.run({
        ...row,
        fetchedAt: fetchedAt.toISOString(),
        inRegion: judgement.inRegion === null ? null : Number(judgement.inRegion),
        decidedAt: item.state === 'accepted' || item.state === 'declined' ? fetchedAt.toISOString() : null,
        judgement: JSON.stringify(judgement),
      })
      if (result.changes === 0) return undefined
      const id = Number(result.lastInsertRowid)
      for (const key of storyKeys) putStoryKey.run(key, id)
      replaceDimensions(id, slugsOf(judgement))
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
        staleMessages(id)
      }
      index(id)
    },

    /** A new title may tell something else: for items on which nobody has decided yet. What staff said of one stays. */
    rejudge(id: number, judgement: Judgement, confidence: number | null): void {
      if (corrected.get(id) !== undefined) return
      const inRegion = judgement.inRegion === null ? null : Number(judgement.inRegion)
      rejudge.run({ id, judgement: JSON.stringify(judgement), confidence, inRegion })
      replaceDimensions(id, slugsOf(judgement))
      dropConcerns.run(id)
      for (const state of judgement.states) insertConcern.run(id, state)
    },
  }
}
