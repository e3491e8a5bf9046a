import { endOfDay, instantOn, localDay, localNow, morningHour, startInstant } from '../actions/timetable.ts'
import type { App } from '../app.ts'
import { bodyNames } from '../domain/body-names.ts'
import { createMatcher, type Facets, facetsOfDeadline, facetsOfEvent, type Matcher } from '../domain/bulletin.ts'
import type { CalendarDate } from '../domain/calendar.ts'
import { findEvent, type KnownEvent } from '../domain/event-search.ts'
import { compileKeywords } from '../domain/keyword.ts'
import type { Language } from '../domain/language.ts'
import type { RecordBook } from '../domain/record-book.ts'
import { type Recall, recallOf } from '../domain/reminder.ts'
import { type Subject, valuesOf } from '../domain/subscription.ts'
import { translatorFor } from '../i18n/translator.ts'
import type { Html } from '../views/html.ts'
import { type Beginning, deadlineReminder, eventReminder } from '../views/reminder.ts'
import { toMessages } from '../views/reply.ts'

/** A morning that was missed by more is left out: the next reminder comes nearer to the day. */
export const morningGraceMilliseconds = 12 * 3_600_000

/** One thing to be recalled on a morning, whoever is to be told. */
export type Due = {
  readonly of: 'events' | 'deadlines'
  readonly id: string
  readonly recall: Recall
  readonly facets: Facets
  readonly isPublic: boolean
  /** Unique for the thing, its date and how far ahead it is: a moved event is recalled anew. */
  readonly key: string
  /** After this instant the reminder would mislead. */
  readonly expiresAt: Date
}

export type MorningRecalls = { readonly due: readonly Due[]; readonly matcher: Matcher; readonly today: CalendarDate }

/** What is to be recalled this morning in a zone. A cancelled or postponed event, or a deadline that was withdrawn, never is. */
function dueOn(app: App, timeZone: string, today: CalendarDate): Due[] {
  const { store, config } = app
  const { events, deadlines } = store.records.book('restricted')
  const morning = { today, at: (day: CalendarDate) => instantOn(day, morningHour, timeZone) }
  const make = (
    record: { readonly id: string; readonly visibility: string },
    of: Due['of'],
    date: string | undefined,
    recall: Recall | undefined,
    rest: { facets: Facets; expiresAt: Date },
  ): Due[] => {
    if (recall === undefined) return []
    const ahead = recall.kind === 'month' ? 'month' : recall.ahead
    const key = `reminder:${of === 'events' ? 'event' : 'deadline'}:${record.id}:${date ?? ''}:${ahead}`
    return [{ of, id: record.id, recall, isPublic: record.visibility === 'public', key, ...rest }]
  }
  const ends = endOfDay(today, timeZone)
  return [
    ...events
      .filter(({ status }) => status !== 'cancelled' && status !== 'postponed')
      .flatMap((event) => {
        const begins = startInstant(event, config.timeZone)
        // By the reader's own calendar: 02:00 in Astana is the evening before in New York.
        const date = begins === undefined ? event.start : localDay(begins, timeZone)
        const recall = recallOf(date, begins, morning)
        const expiresAt = begins !== undefined && begins < ends ? begins : ends
        return make(event, 'events', event.start, recall, { facets: facetsOfEvent(event), expiresAt })
      }),
    ...deadlines.flatMap((deadline) => {
      const recall = deadline.withdrawnOn === undefined ? recallOf(deadline.due, undefined, morning) : undefined
      return make(deadline, 'deadlines', deadline.due, recall, { facets: facetsOfDeadline(deadline), expiresAt: ends })
    }),
  ]
}

export function morningRecalls(
  app: App,
  timeZone: string,
  at: Date,
  subscribers: readonly { readonly subjects: readonly Subject[] }[],
): MorningRecalls {
  const today = localNow(timeZone, at).date
  const due = dueOn(app, timeZone, today)
  const keywords = compileKeywords(subscribers.flatMap(({ subjects }) => valuesOf(subjects, 'keyword')))
  const names = bodyNames(app.store.records.book('restricted'))
  const things = due.map(({ facets }) => ({ facets, isNews: false }))
  return { due, matcher: createMatcher(things, keywords, names), today }
}

function beginningOf(event: KnownEvent, { config }: Pick<App, 'config'>): Beginning | undefined {
  const at = startInstant(event, config.timeZone)
  return at === undefined ? undefined : { at, timeZone: config.timeZone }
}

type Reader = { readonly language: Language; readonly isCleared: boolean }

export type Addressee = Reader & {
  readonly chat: string
  readonly thread: number
  readonly now: Date
  /** The end of the quiet hours that it is. */
  readonly heldUntil?: Date | undefined
}

/** Puts reminders into words, once for all readers of a language and clearance. */
export function createReminderTexts(app: App) {
  const byBook = new WeakMap<RecordBook, Map<string, Html[]>>()
  return (due: Due, { language, isCleared }: Reader, today: CalendarDate): Html[] => {
    const book = app.store.records.book(isCleared ? 'restricted' : 'public')
    // A document may be restricted while a long morning is under way.
    const texts = byBook.get(book) ?? new Map<string, Html[]>()
    byBook.set(book, texts)
    const key = `${due.key} ${language} ${today}`
    const known = texts.get(key)
    if (known !== undefined) return known
    const context = { book, today, t: translatorFor(language) }
    const event = due.of === 'events' ? findEvent(book.events, due.id) : undefined
    const blocks =
      event === undefined
        ? due.of === 'deadlines'
          ? deadlineReminder(due.id, due.recall, context)
          : []
        : eventReminder(event, due.recall, beginningOf(event, app), context)
    const made = toMessages(blocks)
    texts.set(key, made)
    return made
  }
}
