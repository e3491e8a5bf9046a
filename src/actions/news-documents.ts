import { DateTime } from 'luxon'
import type { App } from '../app.ts'
import { addDays, type CalendarDate, calendarDate, firstDay, lastDay, partialDate } from '../domain/calendar.ts'
import { itemsOf } from '../domain/edition.ts'
import { DomainError } from '../domain/errors.ts'
import type { Item } from '../domain/item.ts'
import type { Language } from '../domain/language.ts'
import { capitalised, formatDate } from '../i18n/format.ts'
import { translatorFor } from '../i18n/translator.ts'
import type { Document } from '../views/document/document.ts'
import { toDocx } from '../views/document/docx.ts'
import { toMarkdown } from '../views/document/markdown.ts'
import { digestDocument, roundupDocument } from '../views/document/news-documents.ts'
import { draftRoundup } from './roundup.ts'

export type NewsFile = { readonly fileName: string; readonly bytes: Uint8Array }
export type FileFormat = 'docx' | 'markdown'

/** A quarter as records write it: `2026-Q4`. */
export type Quarter = string

export function quarterOf(date: CalendarDate): Quarter {
  return `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`
}

/** The quarter before the one that a day is in. */
export function quarterBefore(date: CalendarDate): Quarter {
  const first = firstDay(partialDate(quarterOf(date))) ?? date
  return quarterOf(addDays(first, -1))
}

/** The draft of the quarterly digest, from what was published and what was held, public records only. */
export function digestDraft(app: App, quarter: Quarter, language: Language): Document {
  const { store, config, clock } = app
  const date = partialDate(quarter)
  const [from, until] = [firstDay(date), lastDay(date)]
  if (from === undefined || until === undefined) throw new RangeError(`Not a quarter: ${quarter}`)
  const t = translatorFor(language)
  const items = published(app, language, { from, until })
  const { events } = store.records.book('public')
  const context = { t, timeZone: config.timeZone, today: clock.today(config.timeZone) }
  return digestDocument(capitalised(formatDate(date, t)), { span: { from, until }, items, events }, context)
}

function published(app: App, language: Language, { from, until }: { from: CalendarDate; until: CalendarDate }): Item[] {
  const startOf = (date: CalendarDate) => DateTime.fromISO(date, { zone: app.config.timeZone }).toJSDate()
  return app.store.items.publishedBetween(language, startOf(from), startOf(addDays(until, 1)))
}

/** @throws DomainError `roundup-empty` */
export function roundupDraftDocument(app: App, language: Language): { document: Document; until: CalendarDate } {
  const draft = draftRoundup(app, language)
  if (draft === undefined) throw new DomainError({ code: 'roundup-empty' })
  const { config, clock, store } = app
  const { events } = store.records.book('public')
  const context = { t: translatorFor(language), timeZone: config.timeZone, today: clock.today(config.timeZone) }
  const document = roundupDocument({ span: draft.week, items: itemsOf(draft.content), events }, context)
  return { document, until: calendarDate(draft.week.until) }
}

/** @param name of the file, without its ending */
export async function fileOf(document: Document, format: FileFormat, name: string): Promise<NewsFile> {
  if (format === 'docx') return { fileName: `${name}.docx`, bytes: await toDocx(document) }
  return { fileName: `${name}.md`, bytes: new TextEncoder().encode(toMarkdown(document)) }
}
