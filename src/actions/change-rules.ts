import type { App } from '../app.ts'
import { normalisePhrase } from '../domain/block-words.ts'
import { itemsPerDimensionBounds } from '../domain/edition.ts'
import { DomainError } from '../domain/errors.ts'
import type { Feed } from '../store/feeds.ts'
import { perDimension } from './publish-edition.ts'

export type FeedRules = Pick<Feed, 'language' | 'defaultDimension' | 'autoAccept'>

/** How the desk treats a feed's items from now on. @throws DomainError `feed-unknown` */
export function changeFeedRules(app: App, id: string, change: Partial<FeedRules>, by: number): Feed {
  const { store, clock } = app
  return store.transaction(() => {
    const before = store.feeds.find(id)
    if (before === undefined) throw new DomainError({ code: 'feed-unknown', name: id })
    const { language, defaultDimension, autoAccept } = before
    const rules: FeedRules = { language, defaultDimension, autoAccept, ...change }
    store.feeds.changeRules(id, rules)
    const detail = { from: { language, defaultDimension, autoAccept }, to: rules }
    store.ledger.recordAct({ at: clock.now(), actor: by, action: 'feed-rules', subject: `feeds/${id}`, detail })
    return { ...before, ...rules }
  })
}

/** @throws DomainError `block-word-unclear`, `block-word-known` */
export function addBlockWord({ store, clock }: App, text: string, by: number): string {
  const phrase = normalisePhrase(text)
  if (phrase === undefined) throw new DomainError({ code: 'block-word-unclear' })
  store.transaction(() => {
    if (!store.desk.addBlockWord(phrase, by, clock.now())) throw new DomainError({ code: 'block-word-known', phrase })
    record({ store, clock }, by, 'block-word-added', { phrase })
  })
  return phrase
}

/** @returns the phrase, or undefined when it was gone already */
export function dropBlockWord({ store, clock }: App, id: number, by: number): string | undefined {
  return store.transaction(() => {
    const phrase = store.desk.dropBlockWord(id)
    if (phrase !== undefined) record({ store, clock }, by, 'block-word-dropped', { phrase })
    return phrase
  })
}

/** @returns how many items an edition has under a dimension from now on */
export function changePerDimension(app: App, to: number, by: number): number {
  const { least, most } = itemsPerDimensionBounds
  const wanted = Math.min(most, Math.max(least, Math.round(to)))
  const { store, clock } = app
  store.transaction(() => {
    const detail = { name: 'items-per-dimension', from: perDimension(app), to: wanted }
    store.desk.changeSetting('items-per-dimension', String(wanted), by, clock.now())
    record(app, by, 'setting-changed', detail)
  })
  return wanted
}

/** ISO weekday (1 is Monday) of the weekly round-up, or null for none. */
export function changeRoundupWeekday(app: App, weekday: number | null, by: number): void {
  const { store, clock } = app
  store.transaction(() => {
    store.desk.changeSetting('roundup-weekday', weekday === null ? 'never' : String(weekday), by, clock.now())
    record(app, by, 'setting-changed', { name: 'roundup-weekday', to: weekday })
  })
}

/** What was learnt from a correction is forgotten. @throws DomainError `correction-gone` */
export function undoCorrection({ store, clock }: App, id: number, by: number): void {
  store.transaction(() => {
    const found = store.desk.findCorrection(id)
    if (found === undefined || !store.desk.dropCorrection(id)) throw new DomainError({ code: 'correction-gone' })
    const { itemId, was, stands } = found
    const detail = { was, stands }
    store.ledger.recordAct({
      at: clock.now(),
      actor: by,
      action: 'correction-undone',
      subject: `items/${itemId}`,
      detail,
    })
  })
}

function record(
  { store, clock }: Pick<App, 'store' | 'clock'>,
  by: number,
  action: string,
  detail: Record<string, unknown>,
) {
  store.ledger.recordAct({ at: clock.now(), actor: by, action, subject: 'desk', detail })
}
