import { createHash } from 'node:crypto'
import { DateTime } from 'luxon'
import type { App } from '../app.ts'
import { addDays, type CalendarDate, calendarDate } from '../domain/calendar.ts'
import { compileEdition, type EditionContent, isEmptyEdition } from '../domain/edition.ts'
import { DomainError } from '../domain/errors.ts'
import type { Language } from '../domain/language.ts'
import { translatorFor } from '../i18n/translator.ts'
import type { PackedMessage } from '../views/channel-blocks.ts'
import { roundupMessages } from '../views/roundup.ts'
import { publishMessages } from './publish-messages.ts'

/** A week is told by its best: fewer items than seven editions had. */
const itemsPerSection = 3
const usualWeekday = 5

/** ISO weekday of the round-up (1 is Monday; Friday unless staff set another), or null for none. */
export function roundupWeekday({ store }: Pick<App, 'store'>): number | null {
  const set = store.desk.setting('roundup-weekday')
  if (set === undefined) return usualWeekday
  return set === 'never' ? null : Number(set)
}

/** The seven days that end with a day: what a round-up made on it tells of. */
export type Week = { readonly from: CalendarDate; readonly until: CalendarDate }

export type RoundupDraft = {
  readonly language: Language
  readonly week: Week
  readonly content: EditionContent
  readonly packed: readonly PackedMessage[]
  readonly mark: string
  /** It went out already. */
  readonly isOut: boolean
}

/** A round-up is known by the ISO week of its last day: one for a week and channel. */
function weekName(until: CalendarDate): string {
  return DateTime.fromISO(until).toFormat("kkkk-'W'WW")
}

const startOf = (date: CalendarDate, zone: string) => DateTime.fromISO(date, { zone }).toJSDate()

/** A round-up that went out longer before the week than this was not the one before it. */
const gapDays = 6

/**
 * The round-up goes on where the last one ended: what came out later that day was in none. Where there was none it tells of
 * seven times twenty-four hours.
 */
function beginOf({ store, clock, config }: App, language: Language, week: Week): Date {
  const last = store.editions.roundupBefore(language, weekName(week.until))
  const isNext = last !== undefined && last >= startOf(addDays(week.from, -gapDays), config.timeZone)
  return isNext ? last : new Date(clock.now().getTime() - 7 * 24 * 3_600_000)
}

/** @returns undefined when nothing was published in this channel in the week */
export function draftRoundup(app: App, language: Language): RoundupDraft | undefined {
  const { store, clock, config } = app
  const now = clock.now()
  const until = calendarDate(DateTime.fromJSDate(now, { zone: config.timeZone }).toFormat('yyyy-MM-dd'))
  const week = { from: addDays(until, -6), until }
  const items = store.items.publishedBetween(language, beginOf(app, language, week), now)
  const content = compileEdition({ language, items, now, perDimension: itemsPerSection })
  if (isEmptyEdition(content)) return undefined
  const { events } = store.records.book('public')
  const packed = roundupMessages(content, { week, events }, { t: translatorFor(language), timeZone: config.timeZone })
  const mark = createHash('sha256')
    .update(packed.map(({ markup }) => markup.markup).join('\n'))
    .digest('hex')
    .slice(0, 12)
  return { language, week, content, packed, mark, isOut: store.editions.hasRoundup(language, weekName(until)) }
}

/**
 * Publishes the round-up of the week in its channel, once.
 * @throws DomainError `no-channel`, `roundup-empty`, `roundup-changed`, `roundup-out`
 */
export function publishRoundup(
  app: App,
  { language, by, mark }: { readonly language: Language; readonly by: number | null; readonly mark?: string },
): RoundupDraft {
  const { store, clock, config } = app
  const chat = config.channels[language]
  if (chat === undefined) throw new DomainError({ code: 'no-channel', language })
  return store.transaction(() => {
    const draft = draftRoundup(app, language)
    if (draft === undefined) throw new DomainError({ code: 'roundup-empty' })
    const week = weekName(draft.week.until)
    if (!store.editions.markRoundup(language, week, by, clock.now())) throw new DomainError({ code: 'roundup-out' })
    if (mark !== undefined && mark !== draft.mark) throw new DomainError({ code: 'roundup-changed' })
    publishMessages(app, { key: `roundup:${week}:${language}`, chat, language, messages: draft.packed })
    const detail = { language, week }
    store.ledger.recordAct({ at: clock.now(), actor: by, action: 'roundup-published', subject: 'editions', detail })
    return draft
  })
}
