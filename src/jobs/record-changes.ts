import { setImmediate as yieldToOthers } from 'node:timers/promises'
import { ownChannel } from '../actions/own-chats.ts'
import { clearanceOf, staffNow } from '../actions/staff-now.ts'
import { tellClosedChannels } from '../actions/tell-closed-channels.ts'
import { endOfQuiet } from '../actions/timetable.ts'
import type { App } from '../app.ts'
import { bodyNames } from '../domain/body-names.ts'
import { createMatcher } from '../domain/bulletin.ts'
import { findEvent } from '../domain/event-search.ts'
import { compileKeywords } from '../domain/keyword.ts'
import { type Language, languages } from '../domain/language.ts'
import { isPrivateChat, type Subject, valuesOf } from '../domain/subscription.ts'
import { translatorFor } from '../i18n/translator.ts'
import { enqueue } from '../outbox/enqueue.ts'
import { type Mail, mailInParts } from '../outbox/mail.ts'
import type { RecordChange } from '../store/record-changes.ts'
import type { Wisher } from '../store/reminder-wishes.ts'
import type { DueSubscription } from '../store/subscriptions.ts'
import type { Html } from '../views/html.ts'
import type { RecordContext } from '../views/records/record-context.ts'
import { type Button, toMessages } from '../views/reply.ts'
import { type ChangeSubject, subjectOf } from './change-subject.ts'
import { clearanceOfMail } from './clearance-of-mail.ts'
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

/** A change, what it is about, and how it reads to each reader; undefined where that reader knows of no such record. */
type Told = {
  readonly change: RecordChange
  readonly subject: ChangeSubject
  readonly noticeFor: (to: Addressee) => Notice | undefined
}

/**
 * Tells of a moved, postponed or cancelled event, and of a moved or withdrawn deadline, exactly those who were or would have
 * been reminded of it: its subscribers, those who pressed “remind me” and, where it is public, the channels. Batch by batch;
 * each is told once.
 */
export function createRecordChangesJob(app: App, onMail: () => void): Job {
  const { store, clock, config, log } = app

  function noticesOf(subject: ChangeSubject): Told['noticeFor'] {
    const made = new Map<string, Notice | undefined>()
    return ({ language, isCleared }) => {
      const key = `${language} ${isCleared}`
      if (made.has(key)) return made.get(key)
      const book = store.records.book(isCleared ? 'restricted' : 'public')
      const notice = noticeOf(subject, { book, today: clock.today(config.timeZone), t: translatorFor(language) })
      made.set(key, notice)
      return notice
    }
  }

  /** A change that cannot be told costs itself only: those after it are told. */
  function noticeOf(subject: ChangeSubject, context: RecordContext): Notice | undefined {
    try {
      const told = subject.notice(context)
      return told && { messages: toMessages(told.blocks), calendar: told.calendar }
    } catch (error) {
      log.error({ err: error, change: subject.broadcast }, 'a change of a record cannot be told')
      return undefined
    }
  }

  /** Who never knew that there was such a record is not told that it is another one now. */
  const mayKnow = ({ wasPublic, isPublic }: RecordChange, isCleared: boolean) => isCleared || (wasPublic && isPublic)

  function mails({ change, subject, noticeFor }: Told, to: Addressee, further: readonly (readonly Button[])[]): Mail[] {
    const notice = noticeFor(to)
    if (notice === undefined) return []
    const { chat, thread, dueAt, silent } = to
    const isPost = ownChannel(app, { address: chat }) !== undefined
    const open = mayKnow(change, false) ? noticeFor({ ...to, isCleared: false }) : undefined
    const clearance = clearanceOfMail(to.isCleared, notice.messages, () => open?.messages ?? [])
    const buttons = [...(notice.calendar.length === 0 ? [] : [notice.calendar]), ...further]
    const mail = {
      ...{ key: `change:${change.id}:${chat}:${thread}`, chat, thread, dueAt, silent },
      ...{ expiresAt: subject.expiresAt, safeToRepeat: !isPost, ...clearance },
      ...(isPost ? {} : { broadcast: subject.broadcast }),
    }
    return mailInParts({ ...mail, priority: 'urgent', ...(buttons.length === 0 ? {} : { buttons }) }, notice.messages)
  }

  function subscriberMails(
    told: Told,
    page: readonly DueSubscription[],
    wishers: ReadonlySet<number>,
    now: Date,
  ): Mail[] {
    const { change, subject } = told
    const matcher = matcherOf(subject, page)
    return page.flatMap((subscription) => {
      const { chat, thread, language, isCleared, reminders, subjects, quiet, timeZone } = subscription
      const isReminded = reminders[change.register] && reminders.days.length > 0 && matcher.match(subjects).length > 0
      const isWisher = isPrivateChat(chat) && wishers.has(Number(chat))
      if (!(isReminded || isWisher) || !mayKnow(change, isCleared)) return []
      const to = { chat, thread, language, isCleared, ...whenQuiet(subject, endOfQuiet(quiet, timeZone, now), now) }
      return mails(told, to, manageButtons(subscription, translatorFor(language)))
    })
  }

  /** Quiet hours hold it back, unless it comes, by its old date or the new, before they end. */
  function whenQuiet({ comesAt }: ChangeSubject, until: Date | undefined, now: Date) {
    if (until === undefined) return { dueAt: now, silent: false }
    const isSoon = comesAt.some((at) => at > now && at < until)
    return isSoon ? { dueAt: now, silent: true } : { dueAt: until, silent: false }
  }

  function matcherOf({ facets }: ChangeSubject, page: readonly { readonly subjects: readonly Subject[] }[]) {
    const keywords = compileKeywords(page.flatMap(({ subjects }) => valuesOf(subjects, 'keyword')))
    const things = facets.map((each) => ({ facets: each, isNews: false }))
    return createMatcher(things, keywords, bodyNames(store.records.book('restricted')))
  }

  function channelMails(told: Told, now: Date): Mail[] {
    if (!mayKnow(told.change, false)) return []
    return languages.flatMap((language) => {
      const chat = config.channels[language]
      if (chat === undefined) return []
      const to = { chat, thread: 0, language, isCleared: false, dueAt: now, silent: false }
      return mails(told, to, [])
    })
  }

  /** Those without a subscription; who has one is told with it, and who paused it not at all. */
  function wisherMails(told: Told, wishers: readonly Wisher[], now: Date): Mail[] {
    return wishers.flatMap(({ person, language }) => {
      const chat = String(person)
      const isCleared = clearanceOf(app, chat) === 'held'
      const status = store.subscriptions.find(chat, 0)?.status ?? 'stopped'
      if (status !== 'stopped' || !mayKnow(told.change, isCleared)) return []
      const to = { chat, thread: 0, language, isCleared, dueAt: now, silent: false }
      return mails(told, to, [])
    })
  }

  /**
   * Wishes move only now, to what the event has become by now: a change that was taken back or put right before everybody was
   * told of it would have carried them away for nothing.
   */
  function finish({ id, register, after }: RecordChange, now: Date): void {
    store.recordChanges.finish(id, now)
    const event = register === 'events' ? findEvent(store.records.book('restricted').events, after.id) : undefined
    if (event?.postponedTo !== undefined) store.reminderWishes.moveWishes(event.id, event.postponedTo)
  }

  /** @returns false when there is nothing left to tell */
  function tellBatch(): boolean {
    const change = store.recordChanges.next()
    if (change === undefined) return false
    const now = clock.now()
    const subject = subjectOf(change, app)
    const page = subject === undefined ? [] : store.subscriptions.activeAfter(change.toldUpTo, atOnce, staffNow(app))
    if (subject !== undefined) {
      const told = { change, subject, noticeFor: noticesOf(subject) }
      const wishers = subject.wishIds.flatMap((id) => store.reminderWishes.wishers(id))
      const first = change.toldUpTo === 0 ? [...channelMails(told, now), ...wisherMails(told, wishers, now)] : []
      const persons = new Set(wishers.map(({ person }) => person))
      enqueue(store, [...first, ...subscriberMails(told, page, persons, now)], now)
      tellClosedChannels(app, first)
    }
    const last = page.at(-1)
    if (last === undefined) finish(change, now)
    else store.recordChanges.advance(change.id, last.id)
    return true
  }

  return {
    name: 'record-changes',
    async run() {
      while (store.transaction(tellBatch)) {
        onMail()
        await yieldToOthers()
      }
    },
  }
}
