import type { DimensionSlug } from '../domain/dimension.ts'
import type { Item } from '../domain/item.ts'
import { type Language, languages } from '../domain/language.ts'
import type { Db } from './database.ts'
import { itemSelect, toItem } from './item-row.ts'

/** What the desk and the intake of items change in common. */
export type ItemParts = {
  /** Finds the item in the archive as it is now. */
  readonly index: (id: number) => void
  readonly forget: (id: number) => void
  /** What shows the item in a channel is drawn anew. */
  readonly staleMessages: (id: number) => void
  readonly replaceDimensions: (id: number, dimensions: readonly DimensionSlug[]) => void
}

/** What staff decide about items: titles, dimensions, acceptance, publication and what is taken back. */
export function createItemDesk(db: Db, { index, forget, staleMessages, replaceDimensions }: ItemParts) {
  const entitle = db.prepare(`
    update item set title = @title, titled_by = @by, version = version + 1 where id = @id and version = @version`)
  const correctTitle = db.prepare(`update item set title = @title, titled_by = @by where id = @id`)
  const dropTitles = db.prepare(`delete from item_title where item_id = ?`)
  const putTitle = db.prepare(`
    insert into item_title (item_id, language, title, by, at) values (@id, @language, @title, @by, @at)
    on conflict (item_id, language) do update set title = excluded.title, by = excluded.by, at = excluded.at`)
  const settle = db.prepare(`
    update item set state = @to, version = version + 1, decided_by = @by, decided_at = @at, decided_rule = null, held_until = @heldUntil
    where id = @id and version = @version and state in ('awaiting', 'held')`)
  const reopen = db.prepare(`
    update item set state = 'awaiting', version = version + 1, decided_by = null, decided_at = null, decided_rule = null,
      held_until = null, queued_at = @at
    where id = @id and version = @version and state in ('accepted', 'declined', 'held') and retracted_at is null
      and not exists (select 1 from edition_item where item_id = item.id)
      and not exists (select 1 from urgent_item where item_id = item.id)`)
  const releaseHeld = db.prepare<{ today: string; at: string }, { id: number }>(`
    update item set state = 'awaiting', version = version + 1, decided_by = null, decided_at = null, held_until = null,
      queued_at = @at
    where state = 'held' and (held_until is null or held_until <= @today) returning id`)
  const bump = db.prepare(
    `update item set version = version + 1 where id = @id and version = @version and state = 'awaiting'`,
  )
  const touch = db.prepare(`update item set version = version + 1 where id = ?`)
  const joinStory = db.prepare(`
    update item set state = 'repeated', same_story_as = @story, version = version + 1
    where id = @id and state = 'accepted' and retracted_at is null`)
  const followStory = db.prepare(`update item set same_story_as = @story where same_story_as = @id`)
  const joined = db.prepare<[number], { story: number }>(`
    select same_story_as as story from item
    where id = ? and state = 'repeated' and exists (select 1 from edition_item where item_id = item.id)`)
  const retract = db.prepare(
    `update item set retracted_at = @at, version = version + 1 where id = @id and retracted_at is null`,
  )
  const markUrgent = db.prepare(`
    insert into urgent_item (item_id, language, published_at, published_by) values (@id, @language, @at, @by)
    on conflict do nothing`)
  const publishedIn = db.prepare<{ id: number }, { language: Language }>(`
    select language from edition_item where item_id = @id union select language from urgent_item where item_id = @id`)
  const recentlyPublished = db.prepare<{ limit: number; before: number }>(`
    ${itemSelect} where item.id < @before and item.state <> 'repeated' and (exists (select 1 from edition_item where item_id = item.id)
      or exists (select 1 from urgent_item where item_id = item.id))
    order by item.id desc limit @limit`)
  const publishedBetween = db.prepare<{ language: string; after: string; until: string }>(`
    ${itemSelect} where item.retracted_at is null and item.state <> 'repeated' and item.id in (
      select item_id from edition_item join edition on edition.id = edition_id
        where edition_item.language = @language and edition.published_at > @after and edition.published_at <= @until
      union
      select item_id from urgent_item where language = @language and published_at > @after and published_at <= @until)
    order by item.id`)
  const declineStale = db.prepare(`
    update item set state = 'declined', version = version + 1, decided_at = @at, decided_rule = 'too-old'
    where state = 'awaiting' and max(fetched_at, coalesce(queued_at, '')) < @before`)
  const list = (rows: unknown[]) => rows.map(toItem)

  return {
    /** Staff's title for every reader. @returns false when the card shows an older version */
    entitle(id: number, version: number, title: string, by: number): boolean {
      if (entitle.run({ id, version, title, by }).changes === 0) return false
      staleMessages(id)
      index(id)
      return true
    },

    /** A corrected title is for all readers: titles for one language, which may repeat the error, go. */
    correctTitle(id: number, title: string, by: number): void {
      correctTitle.run({ id, title, by })
      dropTitles.run(id)
    },

    /** Staff's title for the readers of one language. */
    entitleFor(id: number, language: Language, title: string, by: number, at: Date): void {
      putTitle.run({ id, language, title, by, at: at.toISOString() })
      touch.run(id)
      staleMessages(id)
      index(id)
    },

    /**
     * @param heldUntil the day on which a held item comes back
     * @returns false when somebody else was quicker or the card shows an older version
     */
    settle(
      id: number,
      version: number,
      to: 'accepted' | 'declined' | 'held',
      decision: { by: number | null; at: Date; heldUntil?: string },
    ): boolean {
      const { by, at, heldUntil = null } = decision
      if (settle.run({ id, version, to, by, at: at.toISOString(), heldUntil }).changes === 0) return false
      if (to === 'accepted') index(id)
      return true
    },

    /** Back to the queue; false when it is published already, or not settled, or the card shows an older version. */
    reopen(id: number, version: number, at: Date): boolean {
      if (reopen.run({ id, version, at: at.toISOString() }).changes === 0) return false
      forget(id)
      return true
    },

    /** Held items whose day has come. @returns their ids */
    releaseHeld(today: string, at: Date): number[] {
      return releaseHeld.all({ today, at: at.toISOString() }).map(({ id }) => id)
    },

    /**
     * Published under another item's title, it is one more telling of that story from now on: the line that names its outlet keeps
     * doing so, and a correction or retraction of the story is one thing. @returns false where it is not accepted
     */
    joinStory(id: number, story: number): boolean {
      if (joinStory.run({ id, story }).changes === 0) return false
      followStory.run({ id, story })
      forget(id)
      return true
    },

    /** The item that speaks for an accepted one since an edition made one story of the two. */
    storyJoined(id: number): number | undefined {
      return joined.get(id)?.story
    },

    /** Taken back: what shows it is drawn anew. @returns false when it was before */
    retract(id: number, at: Date): boolean {
      if (retract.run({ id, at: at.toISOString() }).changes === 0) return false
      staleMessages(id)
      index(id)
      return true
    },

    /** A correction was applied: what shows the item is drawn anew. */
    markCorrected(id: number): void {
      touch.run(id)
      staleMessages(id)
      index(id)
    },

    /** @returns false when it is out in this language already */
    markUrgent(id: number, language: Language, by: number, at: Date): boolean {
      return markUrgent.run({ id, language, by, at: at.toISOString() }).changes === 1
    },

    /** The languages in whose channels it was published, in the usual order. */
    publishedIn(id: number): Language[] {
      const out = new Set(publishedIn.all({ id }).map(({ language }) => language))
      return languages.filter((language) => out.has(language))
    },

    /** Published in any channel, newest first. */
    recentlyPublished(limit: number, before = Number.MAX_SAFE_INTEGER): Item[] {
      return list(recentlyPublished.all({ limit, before }))
    },

    /** Published in a language's channel after one instant and up to another, without what was retracted. */
    publishedBetween(language: Language, after: Date, until: Date): Item[] {
      return list(publishedBetween.all({ language, after: after.toISOString(), until: until.toISOString() }))
    },

    /** @returns false when the card shows an older version */
    setDimensions(id: number, version: number, dimensions: readonly DimensionSlug[]): boolean {
      if (bump.run({ id, version }).changes === 0) return false
      replaceDimensions(id, dimensions)
      return true
    },

    /** What has waited, without coming back to the queue, since before an instant is declined by nobody in particular. @returns how many */
    declineStale(before: Date, at: Date): number {
      return declineStale.run({ before: before.toISOString(), at: at.toISOString() }).changes
    },
  }
}
