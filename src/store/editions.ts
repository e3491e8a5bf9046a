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
    parts: z.array(z.string()).parse(JSON.parse(parts)),
    publishedAt: published_at,
  }))

export type EditionStore = ReturnType<typeof createEditionStore>

export function createEditionStore(db: Db) {
  const last = db.prepare<[string]>(
    `select id, language, number, date, parts, published_at from edition where language = ? order by number desc limit 1`,
  )
  const insert = db.prepare(`
    insert into edition (language, number, date, parts, published_at, published_by)
    values (@language, @number, @date, @parts, @publishedAt, @publishedBy)`)
  const insertItem = db.prepare(`insert into edition_item (language, item_id, edition_id) values (?, ?, ?)`)

  return {
    last(language: Language): PublishedEdition | undefined {
      const row = last.get(language)
      return row === undefined ? undefined : rowSchema.parse(row)
    },

    nextNumber(language: Language): number {
      return (this.last(language)?.number ?? 0) + 1
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
    }): number {
      const { language, number, date, by } = edition
      const row = {
        language,
        number,
        date,
        parts: JSON.stringify(edition.parts),
        publishedAt: edition.at.toISOString(),
        publishedBy: by,
      }
      const id = Number(insert.run(row).lastInsertRowid)
      for (const itemId of edition.itemIds) insertItem.run(language, itemId, id)
      return id
    },
  }
}
