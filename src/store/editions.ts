import { z } from 'zod'
import type { CalendarDate } from '../domain/calendar.ts'
import { type Language, languageSchema } from '../domain/language.ts'
import type { Db } from './database.ts'

export type PublishedEdition = {
  readonly id: number
  readonly language: Language
  readonly number: number
  readonly date: string
  /** Final markup of each message. */
  readonly parts: readonly string[]
  readonly publishedAt: string
}

/** What staff prepared: a note of the Secretariat, a time of its own, items placed by hand and items left out. */
export type EditionDraftState = {
  readonly note: string | null
  readonly scheduledAt: Date | null
  readonly order: readonly number[]
  readonly dropped: ReadonlySet<number>
}

const texts = z.array(z.string())
const rowSchema = z
  .object({
    id: z.number(),
    language: languageSchema,
    number: z.number(),
    date: z.string(),
    parts: z.string(),
    published_at: z.string(),
  })
  .transform(({ parts, published_at, ...rest }) => ({
    ...rest,
    parts: texts.parse(JSON.parse(parts)),
    publishedAt: published_at,
  }))

export function createEditionStore(db: Db) {
  const last = db.prepare<[string]>(
    `select id, language, number, date, parts, published_at from edition where language = ? order by number desc limit 1`,
  )
  const insert = db.prepare(`
    insert into edition (language, number, date, parts, published_at, published_by, update_key)
    values (@language, @number, @date, @parts, @publishedAt, @publishedBy, @updateKey)`)
  const ofUpdate = db.prepare<[string, string], { number: number; count: number }>(`
    select number, (select count(*) from edition_item join item on item.id = item_id
      where edition_id = edition.id and item.state <> 'repeated') as count
    from edition where update_key = ? and language = ?`)
  const forgetUpdates = db.prepare<[string]>(
    `update edition set update_key = null where update_key is not null and published_at < ?`,
  )
  const draft = db.prepare<[string], { note: string | null; scheduledAt: string | null }>(
    `select note, scheduled_at as scheduledAt from edition_draft where language = ?`,
  )
  const putNote = db.prepare(`
    insert into edition_draft (language, note) values (@language, @note)
    on conflict (language) do update set note = excluded.note`)
  const putSchedule = db.prepare(`
    insert into edition_draft (language, scheduled_at) values (@language, @at)
    on conflict (language) do update set scheduled_at = excluded.scheduled_at`)
  const scheduled = db.prepare<[], { language: Language; at: string }>(
    `select language, scheduled_at as at from edition_draft where scheduled_at is not null order by scheduled_at, language`,
  )
  const draftItems = db.prepare<[string], { itemId: number; position: number | null; dropped: number }>(`
    select item_id as itemId, position, dropped from edition_draft_item where language = ? order by position`)
  const place = db.prepare(`
    insert into edition_draft_item (language, item_id, position) values (@language, @itemId, @position)
    on conflict (language, item_id) do update set position = excluded.position`)
  const leaveOut = db.prepare(`
    insert into edition_draft_item (language, item_id, dropped) values (@language, @itemId, 1)
    on conflict (language, item_id) do update set dropped = 1`)
  const takeBack = db.prepare(`
    update edition_draft_item set dropped = 0 where language = @language and dropped = 1 and item_id in
      (select id from item where decided_at >= @since)`)
  const insertRoundup = db.prepare(`
    insert into roundup (language, week, published_at, published_by) values (@language, @week, @at, @by) on conflict do nothing`)
  const roundup = db.prepare<[string, string]>(`select 1 from roundup where language = ? and week = ?`)
  const lastRoundup = db.prepare<[string, string], { at: string }>(`
    select published_at as at from roundup where language = ? and week <> ? order by published_at desc limit 1`)
  const clearDraft = db.prepare<[string]>(`delete from edition_draft where language = ?`)
  const clearPlaces = db.prepare<[string]>(`delete from edition_draft_item where language = ? and dropped = 0`)
  const insertItem = db.prepare(`insert into edition_item (language, item_id, edition_id) values (?, ?, ?)`)

  return {
    last(language: Language): PublishedEdition | undefined {
      const row = last.get(language)
      return row === undefined ? undefined : rowSchema.parse(row)
    },

    /** What an update that is delivered again has published already. */
    ofUpdate(updateKey: string, language: Language): { readonly number: number; readonly count: number } | undefined {
      return ofUpdate.get(updateKey, language)
    },

    /** By which update one was asked for is of no use once Telegram no longer delivers it again. */
    forgetUpdates(before: Date): void {
      forgetUpdates.run(before.toISOString())
    },

    /** What staff prepared for the next edition of a language. */
    draft(language: Language): EditionDraftState {
      const { note = null, scheduledAt = null } = draft.get(language) ?? {}
      const rows = draftItems.all(language)
      return {
        note,
        scheduledAt: scheduledAt === null ? null : new Date(scheduledAt),
        order: rows.filter((row) => row.position !== null && row.dropped === 0).map((row) => row.itemId),
        dropped: new Set(rows.filter((row) => row.dropped === 1).map((row) => row.itemId)),
      }
    },

    changeNote(language: Language, note: string | null): void {
      putNote.run({ language, note })
    },

    /** @param at null takes the plan back */
    schedule(language: Language, at: Date | null): void {
      putSchedule.run({ language, at: at?.toISOString() ?? null })
    },

    /** Editions that staff planned for a time of their own. */
    scheduled(): { language: Language; at: Date }[] {
      return scheduled.all().map(({ language, at }) => ({ language, at: new Date(at) }))
    },

    /** Items in the order in which staff want them; others follow. */
    placeItems(language: Language, itemIds: readonly number[]): void {
      for (const [position, itemId] of itemIds.entries()) place.run({ language, itemId, position })
    },

    /** This language's editions do without the item. */
    leaveOut(language: Language, itemId: number): void {
      leaveOut.run({ language, itemId })
    },

    /** What was left out and is still fresh comes back. @returns how many */
    takeBack(language: Language, since: Date): number {
      return takeBack.run({ language, since: since.toISOString() }).changes
    },

    nextNumber(language: Language): number {
      return (this.last(language)?.number ?? 0) + 1
    },

    /** @returns false when the round-up of this week is out already */
    markRoundup(language: Language, week: string, by: number | null, at: Date): boolean {
      return insertRoundup.run({ language, week, by, at: at.toISOString() }).changes === 1
    },

    /** When the last round-up of another week went out. */
    roundupBefore(language: Language, week: string): Date | undefined {
      const row = lastRoundup.get(language, week)
      return row === undefined ? undefined : new Date(row.at)
    },

    hasRoundup(language: Language, week: string): boolean {
      return roundup.get(language, week) !== undefined
    },

    /** Its items are in no later edition of the language: the key of `edition_item` sees to that. Call inside a transaction. */
    markPublished(edition: {
      language: Language
      number: number
      date: CalendarDate
      parts: readonly string[]
      itemIds: readonly number[]
      at: Date
      by: number | null
      /** Of the update by which somebody asked for it. */
      updateKey?: string | undefined
    }): number {
      const { language, number, date, by, updateKey = null } = edition
      const row = {
        language,
        number,
        date,
        parts: JSON.stringify(edition.parts),
        publishedAt: edition.at.toISOString(),
        publishedBy: by,
        updateKey,
      }
      const id = Number(insert.run(row).lastInsertRowid)
      for (const itemId of edition.itemIds) insertItem.run(language, itemId, id)
      clearDraft.run(language)
      clearPlaces.run(language)
      return id
    },
  }
}
