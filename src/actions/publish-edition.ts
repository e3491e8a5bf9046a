import { createHash } from 'node:crypto'
import type { App } from '../app.ts'
import type { CalendarDate } from '../domain/calendar.ts'
import { compileEdition, editionHorizonHours, isEmptyEdition, itemsOf } from '../domain/edition.ts'
import { DomainError } from '../domain/errors.ts'
import { type Language, languages } from '../domain/language.ts'
import { translatorFor } from '../i18n/translator.ts'
import { enqueue } from '../outbox/enqueue.ts'
import { mailInParts } from '../outbox/mail.ts'
import { editionMessages } from '../views/edition.ts'
import type { Html } from '../views/html.ts'

/** An edition as it would go out now. `mark` changes with any letter of it. */
export type EditionDraft = {
  readonly language: Language
  readonly number: number
  readonly date: CalendarDate
  readonly messages: readonly Html[]
  readonly itemIds: readonly number[]
  readonly mark: string
}

/** Languages that have a channel, in the usual order. */
export function channelLanguages({ config }: App): readonly Language[] {
  return languages.filter((language) => config.channels[language] !== undefined)
}

/** @returns undefined when no accepted item waits for an edition of this language */
export function draftEdition({ store, clock, config }: App, language: Language): EditionDraft | undefined {
  const since = new Date(clock.now().getTime() - editionHorizonHours * 3_600_000)
  const content = compileEdition(language, store.items.forEdition(language, since))
  if (isEmptyEdition(content)) return undefined
  const number = store.editions.nextNumber(language)
  const date = clock.today(config.timeZone)
  // The channel is read by everybody: its agenda is of the public book.
  const { events } = store.records.book('public')
  const messages = editionMessages(content, { number, date, events }, translatorFor(language))
  const mark = createHash('sha256')
    .update(messages.map((message) => message.markup).join('\n'))
    .digest('hex')
    .slice(0, 12)
  return { language, number, date, messages, itemIds: itemsOf(content).map((item) => item.id), mark }
}

/**
 * Publishes the edition of a language: what the draft shows is what goes into the outbox, in one transaction with the
 * record that its items are published.
 * @param request.mark of the preview that staff saw; without one whatever is due now goes out
 * @throws DomainError `no-channel`, `edition-empty`, or `edition-changed` when it is no longer what was previewed
 */
export function publishEdition(
  app: App,
  request: { readonly language: Language; readonly by: number | null; readonly mark?: string },
): EditionDraft {
  const { store, clock, config } = app
  const { language, by, mark } = request
  const chat = config.channels[language]
  if (chat === undefined) throw new DomainError({ code: 'no-channel', language })
  return store.transaction(() => {
    const draft = draftEdition(app, language)
    if (draft === undefined) throw new DomainError({ code: 'edition-empty' })
    if (mark !== undefined && mark !== draft.mark) throw new DomainError({ code: 'edition-changed' })
    const at = clock.now()
    const { number, date, itemIds, messages } = draft
    const parts = messages.map((message) => message.markup)
    const id = store.editions.markPublished({ language, number, date, parts, itemIds, at, by })
    const mail = { key: `edition:${id}`, chat, priority: 'urgent', dueAt: at, safeToRepeat: false } as const
    enqueue(store, mailInParts(mail, messages), at)
    store.ledger.recordAct({
      at,
      actor: by,
      action: 'edition-published',
      subject: `editions/${id}`,
      detail: { language, number },
    })
    return draft
  })
}
