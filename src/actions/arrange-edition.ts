import { DateTime } from 'luxon'
import type { App } from '../app.ts'
import { itemsOf } from '../domain/edition.ts'
import { DomainError } from '../domain/errors.ts'
import type { Language } from '../domain/language.ts'
import { daysEdition } from './days-edition.ts'
import { draftEdition, type EditionDraft, editionHorizon, seenDraft } from './publish-edition.ts'

/** A change to the edition that staff saw: its mark keeps a repeated press from being carried out twice. */
export type Arrangement = {
  readonly language: Language
  readonly mark: string | undefined
  readonly by: number
}

function record(app: App, { language, by }: Arrangement, action: string, detail: Record<string, unknown>): void {
  const subject = `editions/next-${language}`
  app.store.ledger.recordAct({ at: app.clock.now(), actor: by, action, subject, detail })
}

/**
 * Moves an item one place up or down under its dimension.
 * @throws DomainError `edition-empty`, `edition-changed`
 */
export function moveItem(app: App, change: Arrangement & { itemId: number; by: number; to: 'up' | 'down' }): void {
  const { language, mark, itemId, to } = change
  app.store.transaction(() => {
    const { content } = seenDraft(app, language, mark)
    const own = content.sections.find(({ items }) => items.some(({ id }) => id === itemId))?.items.map(({ id }) => id)
    if (own === undefined) throw new DomainError({ code: 'edition-changed' })
    const from = own.indexOf(itemId)
    const target = to === 'up' ? from - 1 : from + 1
    if (target < 0 || target >= own.length) return
    const moved = own.toSpliced(from, 1).toSpliced(target, 0, itemId)
    // Every item gets its place: what was only ranked so far stays where staff saw it.
    const order = itemsOf(content).map(({ id }) => id)
    let next = 0
    const placed = order.map((id) => (own.includes(id) ? (moved[next++] ?? id) : id))
    app.store.editions.placeItems(language, placed)
    record(app, change, 'edition-moved', { itemId, to })
  })
}

/**
 * Leaves an item out of this language's editions, with those that it speaks for.
 * @throws DomainError `edition-empty`, `edition-changed`
 */
export function dropItem(app: App, change: Arrangement & { itemId: number }): void {
  const { language, mark, itemId } = change
  app.store.transaction(() => {
    const { content } = seenDraft(app, language, mark)
    if (!itemsOf(content).some(({ id }) => id === itemId)) throw new DomainError({ code: 'edition-changed' })
    for (const id of [itemId, ...(content.merged.get(itemId) ?? [])]) app.store.editions.leaveOut(language, id)
    record(app, change, 'edition-item-dropped', { itemId })
  })
}

/** Takes back into the edition what was left out of it and is still fresh. @returns how many items */
export function takeBackDropped(app: App, change: Omit<Arrangement, 'mark'>): number {
  return app.store.transaction(() => {
    const count = app.store.editions.takeBack(change.language, editionHorizon(app.clock.now()))
    if (count > 0) record(app, { ...change, mark: undefined }, 'edition-items-taken-back', { count })
    return count
  })
}

/** A note is read before the news; longer ones belong into a message of their own. */
export const longestNote = 700

/** Adds the Secretariat's note to the next edition, or takes it away (null). */
export function changeNote(app: App, change: Omit<Arrangement, 'mark'> & { note: string | null }): void {
  const note =
    change.note
      ?.replace(/[ \t]+/g, ' ')
      .replace(/ ?\n ?/g, '\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
      .slice(0, longestNote) ?? null
  app.store.transaction(() => {
    app.store.editions.changeNote(change.language, note === '' ? null : note)
    record(app, { ...change, mark: undefined }, 'edition-note', { note })
  })
}

/**
 * Plans the next edition of a language for a time of today (Secretariat's zone), or takes the plan back (null).
 * @throws DomainError `schedule-past` when that time is over, `edition-out` when today's edition is out
 */
export function scheduleEdition(app: App, change: Omit<Arrangement, 'mark'> & { time: string | null }): Date | null {
  const { store, clock, config } = app
  const { language, time } = change
  const at = time === null ? null : instantToday(clock.now(), time, config.timeZone)
  if (at !== null && at <= clock.now()) throw new DomainError({ code: 'schedule-past', time: time ?? '' })
  store.transaction(() => {
    if (at !== null && daysEdition(app, language) === 'out')
      throw new DomainError({ code: 'edition-out', time: config.editionTime })
    store.editions.schedule(language, at)
    record(app, { ...change, mark: undefined }, 'edition-scheduled', { at: at?.toISOString() ?? null })
  })
  return at
}

function instantToday(now: Date, time: string, timeZone: string): Date {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return DateTime.fromJSDate(now, { zone: timeZone }).set({ hour, minute, second: 0, millisecond: 0 }).toJSDate()
}

/** The draft as it is now, whatever staff saw before. @throws DomainError `edition-empty` */
export function currentDraft(app: App, language: Language): EditionDraft {
  const draft = draftEdition(app, language)
  if (draft === undefined) throw new DomainError({ code: 'edition-empty' })
  return draft
}
