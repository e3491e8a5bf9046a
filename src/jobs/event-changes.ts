import { setImmediate as yieldToOthers } from 'node:timers/promises'
import { endOfDay, endOfQuiet, startInstant } from '../actions/timetable.ts'
import type { App } from '../app.ts'
import { accessHeld, mayUse } from '../domain/access.ts'
import { createMatcher, facetsOfEvent } from '../domain/bulletin.ts'
import { eventLastDay } from '../domain/event.ts'
import { differenceOf, type EventDifference } from '../domain/event-change.ts'
import { findEvent } from '../domain/event-search.ts'
import { compileKeywords } from '../domain/keyword.ts'
import { type Language, languages } from '../domain/language.ts'
import { isPrivateChat, type Subject, valuesOf } from '../domain/subscription.ts'
import { translatorFor } from '../i18n/translator.ts'
import { enqueue } from '../outbox/enqueue.ts'
import { type Mail, mailInParts } from '../outbox/mail.ts'
import type { EventChange, Wisher } from '../store/event-changes.ts'
import type { DueSubscription } from '../store/subscriptions.ts'
import { changeButtons, changeNotice } from '../views/event-change.ts'
import type { Html } from '../views/html.ts'
import { type Button, toMessages } from '../views/reply.ts'
import { bodyNames } from './bulletin-content.ts'
import type { Job } from './job.ts'
import { manageButtons } from './manage-buttons.ts'

const atOnce = 500

type Notice = { readonly messages: readonly Html[]; readonly calendar: readonly Button[] }

type Addressee = {
  readonly chat: string
  readonly thread: number
  readonly language: Language
  readonly isCleared: boolean
  readonly dueAt: Date
  readonly silent: boolean
}

/**
 * Tells of a moved, postponed or cancelled event exactly those who were or would have been reminded of it: its subscribers,
 * those who pressed “remind me” and, where the event is public, the channels. Batch by batch; each is told once.
 */
export function createEventChangesJob(app: App, onMail: () => void): Job {
  const { store, clock, config } = app

  function noticesOf(change: EventChange, difference: EventDifference) {
    const made = new Map<string, Notice | undefined>()
    return ({ language, isCleared }: Addressee): Notice | undefined => {
      const key = `${language} ${isCleared}`
      if (made.has(key)) return made.get(key)
      const book = store.records.book(isCleared ? 'restricted' : 'public')
      const after = findEvent(book.events, change.after.id)
      const t = translatorFor(language)
      const context = { book, today: clock.today(config.timeZone), t }
      const notice =
        after === undefined
          ? undefined
          : {
              messages: toMessages(changeNotice({ before: change.before, difference }, after, context)),
              calendar: changeButtons(after, book, t),
            }
      made.set(key, notice)
      return notice
    }
  }

  /** Who never knew that there was such an event is not told that it is another one now. */
  const mayKnow = ({ wasPublic, isPublic }: EventChange, isCleared: boolean) => isCleared || (wasPublic && isPublic)

  /** The event is over by then, by its old date and by the new one. */
  function expiryOf({ before, after }: EventChange): Date {
    const days = [eventLastDay(before), eventLastDay(after)].filter((each) => each !== undefined).sort()
    const last = days.at(-1) ?? clock.today(config.timeZone)
    return endOfDay(last, config.timeZone)
  }

  function mails(
    change: EventChange,
    to: Addressee,
    notice: Notice | undefined,
    further: readonly (readonly Button[])[],
  ): Mail[] {
    if (notice === undefined) return []
    const { chat, thread, dueAt, silent } = to
    const isPost = Object.values(config.channels).includes(chat)
    const buttons = [...(notice.calendar.length === 0 ? [] : [notice.calendar]), ...further]
    const mail = {
      ...{ key: `change:${change.id}:${chat}:${thread}`, chat, thread, dueAt, silent },
      ...{ expiresAt: expiryOf(change), safeToRepeat: !isPost },
      ...(isPost ? {} : ({ broadcast: `event-change:${change.id}` } as const)),
    }
    return mailInParts({ ...mail, priority: 'urgent', ...(buttons.length === 0 ? {} : { buttons }) }, notice.messages)
  }

  function subscriberMails(
    change: EventChange,
    page: readonly DueSubscription[],
    wishers: ReadonlySet<number>,
    noticeFor: (to: Addressee) => Notice | undefined,
    now: Date,
  ): Mail[] {
    const matcher = matcherOf(change, page)
    return page.flatMap((subscription) => {
      const { chat, thread, language, isCleared, reminders, subjects, quiet, timeZone } = subscription
      const isReminded = reminders.events && reminders.days.length > 0 && matcher.match(subjects).length > 0
      const isWisher = isPrivateChat(chat) && wishers.has(Number(chat))
      if (!(isReminded || isWisher) || !mayKnow(change, isCleared)) return []
      const to = { chat, thread, language, isCleared, ...whenQuiet(change, endOfQuiet(quiet, timeZone, now), now) }
      return mails(change, to, noticeFor(to), manageButtons(subscription, translatorFor(language)))
    })
  }

  /** Quiet hours hold it back, unless the event, by its old plan or the new, begins before they end. */
  function whenQuiet({ before, after }: EventChange, until: Date | undefined, now: Date) {
    if (until === undefined) return { dueAt: now, silent: false }
    const begins = [before, after].flatMap(
      (event) => startInstant({ startTime: '00:00', ...event }, config.timeZone) ?? [],
    )
    const isSoon = begins.some((at) => at > now && at < until)
    return isSoon ? { dueAt: now, silent: true } : { dueAt: until, silent: false }
  }

  function matcherOf({ before, after }: EventChange, page: readonly { readonly subjects: readonly Subject[] }[]) {
    const keywords = compileKeywords(page.flatMap(({ subjects }) => valuesOf(subjects, 'keyword')))
    const things = [before, after].map((event) => ({ facets: facetsOfEvent(event), isNews: false }))
    return createMatcher(things, keywords, bodyNames(store.records.book('restricted')))
  }

  function channelMails(change: EventChange, noticeFor: (to: Addressee) => Notice | undefined, now: Date): Mail[] {
    if (!mayKnow(change, false)) return []
    return languages.flatMap((language) => {
      const chat = config.channels[language]
      if (chat === undefined) return []
      const to = { chat, thread: 0, language, isCleared: false, dueAt: now, silent: false }
      return mails(change, to, noticeFor(to), [])
    })
  }

  /** Those without a subscription; who has one is told with it, and who paused it not at all. */
  function wisherMails(
    change: EventChange,
    wishers: readonly Wisher[],
    noticeFor: (to: Addressee) => Notice | undefined,
    now: Date,
  ): Mail[] {
    return wishers.flatMap(({ person, language }) => {
      const chat = String(person)
      const isCleared = mayUse(accessHeld(store.people.find(person)), 'focal-point')
      const status = store.subscriptions.find(chat, 0)?.status ?? 'stopped'
      if (status !== 'stopped' || !mayKnow(change, isCleared)) return []
      const to = { chat, thread: 0, language, isCleared, dueAt: now, silent: false }
      return mails(change, to, noticeFor(to), [])
    })
  }

  /** @returns false when there is nothing left to tell */
  function tellBatch(): boolean {
    const change = store.eventChanges.next()
    if (change === undefined) return false
    const now = clock.now()
    const difference = differenceOf(change.before, change.after)
    const page = difference === undefined ? [] : store.subscriptions.activeAfter(change.toldUpTo, atOnce)
    if (difference !== undefined) {
      const noticeFor = noticesOf(change, difference)
      // A postponed event's wishes have moved to the event that it became.
      const ids = [change.after.id, change.after.postponedTo].filter((id) => id !== undefined)
      const wishers = ids.flatMap((id) => store.eventChanges.wishers(id))
      const first =
        change.toldUpTo === 0
          ? [...channelMails(change, noticeFor, now), ...wisherMails(change, wishers, noticeFor, now)]
          : []
      const persons = new Set(wishers.map(({ person }) => person))
      enqueue(store, [...first, ...subscriberMails(change, page, persons, noticeFor, now)], now)
    }
    const last = page.at(-1)
    if (last === undefined) store.eventChanges.finish(change.id, now)
    else store.eventChanges.advance(change.id, last.id)
    return true
  }

  return {
    name: 'event-changes',
    async run() {
      while (store.transaction(tellBatch)) {
        onMail()
        await yieldToOthers()
      }
    },
  }
}
