import { createHash } from 'node:crypto'
import type { App } from '../app.ts'
import type { CalendarDate } from '../domain/calendar.ts'
import {
  compileEdition,
  type EditionContent,
  editionHorizonHours,
  isEmptyEdition,
  itemsOf,
  itemsPerDimension,
  publishedIds,
} from '../domain/edition.ts'
import { DomainError } from '../domain/errors.ts'
import { type Language, languages } from '../domain/language.ts'
import { translatorFor } from '../i18n/translator.ts'
import type { PackedMessage } from '../views/channel-blocks.ts'
import { editionMessages } from '../views/edition.ts'
import type { Html } from '../views/html.ts'
import { type DaysEdition, daysEdition, takeDay } from './days-edition.ts'
import { publishMessages } from './publish-messages.ts'

/** An edition as it would go out now. `mark` changes with any letter of it. */
export type EditionDraft = {
  readonly language: Language
  readonly number: number
  readonly date: CalendarDate
  readonly content: EditionContent
  readonly packed: readonly PackedMessage[]
  readonly messages: readonly Html[]
  readonly itemIds: readonly number[]
  readonly note: string | null
  /** Staff planned it for this instant, today. */
  readonly scheduledAt: Date | null
  /** What of today's edition is still to come. */
  readonly today: DaysEdition
  /** Items that staff left out and that could still be taken back. */
  readonly droppedIds: readonly number[]
  /** Accepted items for which there is no room under their dimension. */
  readonly passedOver: number
  readonly mark: string
}

/** Languages that have a channel, in the usual order. */
export function channelLanguages({ config }: Pick<App, 'config'>): readonly Language[] {
  return languages.filter((language) => config.channels[language] !== undefined)
}

/** How many items an edition has under one dimension at most. */
export function perDimension({ store }: Pick<App, 'store'>): number {
  return Number(store.desk.setting('items-per-dimension') ?? itemsPerDimension)
}

/** The earliest instant at which an item may have been accepted to be in an edition now. */
export function editionHorizon(now: Date): Date {
  return new Date(now.getTime() - editionHorizonHours * 3_600_000)
}

/** Accepted items that staff left out of this language's edition and that could still be taken back. */
export function droppedFrom({ store, clock }: Pick<App, 'store' | 'clock'>, language: Language): readonly number[] {
  const { dropped } = store.editions.draft(language)
  const waiting = store.items.forEdition(language, editionHorizon(clock.now()))
  return waiting.filter(({ id }) => dropped.has(id)).map(({ id }) => id)
}

/** @returns undefined when no accepted item waits for an edition of this language */
export function draftEdition(app: App, language: Language): EditionDraft | undefined {
  const { store, clock, config } = app
  const now = clock.now()
  const waiting = store.items.forEdition(language, editionHorizon(now))
  const { note, scheduledAt, order, dropped } = store.editions.draft(language)
  const wishes = { order, dropped }
  const content = compileEdition({ language, items: waiting, now, wishes, perDimension: perDimension(app) })
  if (isEmptyEdition(content)) return undefined
  const number = store.editions.nextNumber(language)
  const date = clock.today(config.timeZone)
  // The channel is read by everybody: its agenda is of the public book.
  const { events } = store.records.book('public')
  const context = { t: translatorFor(language), timeZone: config.timeZone }
  const packed = editionMessages(content, { number, date, events, note }, context)
  const messages = packed.map(({ markup }) => markup)
  const mark = createHash('sha256')
    .update(messages.map((message) => message.markup).join('\n'))
    .digest('hex')
    .slice(0, 12)
  const droppedIds = waiting.filter(({ id }) => dropped.has(id)).map(({ id }) => id)
  const itemIds = publishedIds(content)
  const passedOver = waiting.length - droppedIds.length - itemIds.length
  const today = daysEdition(app, language)
  const wished = { note, scheduledAt, today, droppedIds, passedOver }
  return { language, number, date, content, packed, messages, itemIds, mark, ...wished }
}

/** The draft that staff saw. @throws DomainError `edition-empty`, or `edition-changed` when it is no longer that one */
export function seenDraft(app: App, language: Language, mark: string | undefined): EditionDraft {
  const draft = draftEdition(app, language)
  if (draft === undefined) throw new DomainError({ code: 'edition-empty' })
  if (mark !== undefined && mark !== draft.mark) throw new DomainError({ code: 'edition-changed' })
  return draft
}

/**
 * Items that another one of the edition speaks for become tellings of its story, unless they are out by themselves elsewhere, or
 * staff prefer them in some channel: by a title for it, or by leaving the other one out of it.
 */
function joinStories(app: App, content: EditionContent): void {
  const { items, editions } = app.store
  const leftOut = new Set(channelLanguages(app).flatMap((language) => [...editions.draft(language).dropped]))
  for (const { id } of itemsOf(content).filter((item) => !leftOut.has(item.id))) {
    for (const other of content.merged.get(id) ?? []) {
      const isOwn = Object.keys(items.find(other)?.titles ?? {}).length > 0
      if (!isOwn && items.publishedIn(other).length === 0) items.joinStory(other, id)
    }
  }
}

/**
 * Publishes the edition of a language: what the draft shows is what goes into the outbox, in one transaction with the
 * record that its items are published.
 * @param request.mark of the preview that staff saw; without one whatever is due now goes out
 * @param request.day whose edition it is: today's, unless it is made late
 * @param request.updateKey under which `editionOfUpdate` finds it, should the wish for it be delivered again
 * @throws DomainError `no-channel`, `edition-empty`, or `edition-changed` when it is no longer what was previewed
 */
export function publishEdition(
  app: App,
  request: {
    readonly language: Language
    readonly by: number | null
    readonly mark?: string
    readonly day?: CalendarDate
    readonly updateKey?: string
  },
): EditionDraft {
  const { store, clock, config } = app
  const { language, by, mark } = request
  const chat = config.channels[language]
  if (chat === undefined) throw new DomainError({ code: 'no-channel', language })
  return store.transaction(() => {
    const draft = seenDraft(app, language, mark)
    const at = clock.now()
    const { number, date, itemIds, messages } = draft
    joinStories(app, draft.content)
    const parts = messages.map((message) => message.markup)
    const id = store.editions.markPublished({
      language,
      number,
      date,
      parts,
      itemIds,
      at,
      by,
      updateKey: request.updateKey,
    })
    takeDay(app, language, request.day ?? date)
    publishMessages(app, { key: `edition:${id}`, chat, language, messages: draft.packed })
    const subject = `editions/${id}`
    store.ledger.recordAct({ at, actor: by, action: 'edition-published', subject, detail: { language, number } })
    return draft
  })
}
