import { z } from 'zod'
import { type DimensionSlug, dimensionSlugSchema } from '../domain/dimension.ts'
import type { Db } from './database.ts'

/** What staff set from the chat. */
const settingNames = ['items-per-dimension', 'roundup-weekday'] as const
export type SettingName = (typeof settingNames)[number]

export type BlockWord = { readonly id: number; readonly phrase: string; readonly addedAt: string }

/** What staff said of an item, with the item's text, as `learn` takes it. */
export type StoredCorrection = {
  readonly id: number
  readonly itemId: number
  readonly title: string
  readonly summary: string | null
  readonly lang: string | null
  readonly was: readonly DimensionSlug[]
  readonly stands: readonly DimensionSlug[]
  readonly at: string
}

const dimensions = z.string().transform((text) => dimensionSlugSchema.array().parse(JSON.parse(text)))
const correctionRow = z.object({
  id: z.number(),
  itemId: z.number(),
  title: z.string(),
  summary: z.string().nullable(),
  lang: z.string().nullable(),
  was: dimensions,
  stands: dimensions,
  at: z.string(),
})

const entries = z.array(z.tuple([z.number(), z.number()]))
const marked = z.array(z.number())
const sheetRow = z.object({
  entries: z.string().transform((text) => entries.parse(JSON.parse(text))),
  marked: z.string().transform((text) => marked.parse(JSON.parse(text))),
})
/** Items of the queue as a list showed them, [item, version] each, and those that staff marked. */
export type ReviewSheet = z.infer<typeof sheetRow>

/** Lessons come from the latest so many corrections, and as many confirmations: the vocabulary of news moves on. */
const remembered = 1500

/** What staff set, said and chose: settings, words that block items, corrections of dimensions, lists in use. */
export function createDeskStore(db: Db) {
  const setting = db.prepare<[string], { value: string }>(`select value from setting where name = ?`)
  const putSetting = db.prepare(`
    insert into setting (name, value, changed_by, changed_at) values (@name, @value, @by, @at)
    on conflict (name) do update set value = excluded.value, changed_by = excluded.changed_by, changed_at = excluded.changed_at`)
  const blockWords = db.prepare<[], BlockWord>(`select id, phrase, added_at as addedAt from block_word order by phrase`)
  const addBlockWord = db.prepare(
    `insert into block_word (phrase, added_by, added_at) values (@phrase, @by, @at) on conflict do nothing`,
  )
  const dropBlockWord = db.prepare<[number], { phrase: string }>(`delete from block_word where id = ? returning phrase`)
  const correctionColumns = `correction.id, item_id as itemId, title, summary, language as lang, was, stands, at
    from correction join item on item.id = item_id`
  const toLearn = db.prepare<{ limit: number }>(`
    select * from (select ${correctionColumns} where was <> stands order by correction.id desc limit @limit)
    union all
    select * from (select ${correctionColumns} where was = stands order by correction.id desc limit @limit)
    order by id`)
  const corrections = db.prepare<{ limit: number; before: number }>(`
    select ${correctionColumns} where was <> stands and correction.id < @before order by correction.id desc limit @limit`)
  const countCorrections = db.prepare<[], { total: number }>(
    `select count(*) as total from correction where was <> stands`,
  )
  const correctionById = db.prepare<[number]>(`select ${correctionColumns} where correction.id = ?`)
  const correctionState = db.prepare<[], { state: string }>(
    `select count(*) || ':' || coalesce(max(id), 0) || ':' || coalesce(max(at), '') as state from correction`,
  )
  const putCorrection = db.prepare(`
    insert into correction (item_id, was, stands, by, at) values (@itemId, @was, @stands, @by, @at)
    on conflict (item_id) do update set stands = excluded.stands, by = excluded.by, at = excluded.at`)
  const dropCorrection = db.prepare<[number]>(`delete from correction where id = ?`)
  const addSheet = db.prepare(`insert into review_sheet (entries, marked, created_at) values (@entries, '[]', @at)`)
  const sheet = db.prepare<[number]>(`select entries, marked from review_sheet where id = ?`)
  const markSheet = db.prepare(`update review_sheet set marked = @marked where id = @id`)
  const purgeSheets = db.prepare<[string]>(`delete from review_sheet where created_at < ?`)
  const putQuery = db.prepare(`
    insert into archive_query (key, body, used_at) values (@key, @body, @at)
    on conflict (key) do update set used_at = excluded.used_at`)
  const query = db.prepare<[string], { body: string }>(`select body from archive_query where key = ?`)
  const purgeQueries = db.prepare<[string]>(`delete from archive_query where used_at < ?`)

  return {
    setting(name: SettingName): string | undefined {
      return setting.get(name)?.value
    },

    changeSetting(name: SettingName, value: string, by: number, at: Date): void {
      putSetting.run({ name, value, by, at: at.toISOString() })
    },

    blockWords(): BlockWord[] {
      return blockWords.all()
    },

    /** @returns false when the phrase is there already */
    addBlockWord(phrase: string, by: number, at: Date): boolean {
      return addBlockWord.run({ phrase, by, at: at.toISOString() }).changes === 1
    },

    /** @returns the phrase that was there */
    dropBlockWord(id: number): string | undefined {
      return dropBlockWord.get(id)?.phrase
    },

    /** Corrections and confirmations to learn from, oldest first. */
    lessons(): StoredCorrection[] {
      return toLearn.all({ limit: remembered }).map((row) => correctionRow.parse(row))
    },

    /** Changes whenever `lessons` would. */
    correctionState(): string {
      return correctionState.get()?.state ?? ''
    },

    /** Where staff judged otherwise than the classifier, newest first. */
    corrections(limit: number, before = Number.MAX_SAFE_INTEGER): StoredCorrection[] {
      return corrections.all({ limit, before }).map((row) => correctionRow.parse(row))
    },

    countCorrections(): number {
      return countCorrections.get()?.total ?? 0
    },

    findCorrection(id: number): StoredCorrection | undefined {
      const row = correctionById.get(id)
      return row === undefined ? undefined : correctionRow.parse(row)
    },

    correct(correction: {
      itemId: number
      was: readonly DimensionSlug[]
      stands: readonly DimensionSlug[]
      by: number
      at: Date
    }): void {
      const { itemId, by } = correction
      // Sorted, so that the same set reads the same: equal ones confirm.
      const [was, stands] = [correction.was, correction.stands].map((set) => JSON.stringify(set.toSorted()))
      putCorrection.run({ itemId, was, stands, by, at: correction.at.toISOString() })
    },

    /** @returns false when it is gone already */
    dropCorrection(id: number): boolean {
      return dropCorrection.run(id).changes === 1
    },

    openSheet(entries: readonly (readonly [number, number])[], at: Date): number {
      return Number(addSheet.run({ entries: JSON.stringify(entries), at: at.toISOString() }).lastInsertRowid)
    },

    findSheet(id: number): ReviewSheet | undefined {
      const row = sheet.get(id)
      return row === undefined ? undefined : sheetRow.parse(row)
    },

    markSheet(id: number, marked: readonly number[]): void {
      markSheet.run({ id, marked: JSON.stringify(marked) })
    },

    /** Keeps a search for its further pages; nothing of who searched. */
    keepQuery(key: string, body: string, at: Date): void {
      putQuery.run({ key, body, at: at.toISOString() })
    },

    findQuery(key: string): string | undefined {
      return query.get(key)?.body
    },

    /** Lists and searches that nobody has used since. */
    purge(before: Date): void {
      purgeSheets.run(before.toISOString())
      purgeQueries.run(before.toISOString())
    },
  }
}
