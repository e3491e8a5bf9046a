import { setImmediate as yieldToOthers } from 'node:timers/promises'
import { ownChannel } from '../actions/own-chats.ts'
import { staffNow } from '../actions/staff-now.ts'
import { endOfQuiet, latestAt, morningHour, nextMorning } from '../actions/timetable.ts'
import type { App } from '../app.ts'
import { dayIn } from '../clock.ts'
import type { CalendarDate } from '../domain/calendar.ts'
import type { RecordBook } from '../domain/record-book.ts'
import { isWanted } from '../domain/reminder.ts'
import { isPrivateChat, usualReminderDays } from '../domain/subscription.ts'
import { translatorFor } from '../i18n/translator.ts'
import { enqueue } from '../outbox/enqueue.ts'
import { type Mail, mailInParts } from '../outbox/mail.ts'
import type { DueSubscription } from '../store/subscriptions.ts'
import { reminderButtons } from '../views/event-buttons.ts'
import type { ButtonRows } from '../views/reply.ts'
import { clearanceOfMail } from './clearance-of-mail.ts'
import type { Job } from './job.ts'
import {
  type Addressee,
  createReminderTexts,
  type Due,
  type MorningRecalls,
  morningGraceMilliseconds,
  morningRecalls,
} from './recalls.ts'
import { type Remind, remindUnsubscribed } from './remind-unsubscribed.ts'
import { pageLength, wordsOf } from './words-of.ts'

type Wishes = ReadonlyMap<number, ReadonlySet<string>>

/**
 * Reminds channels, subscribers and those who pressed “remind me”. Nothing is planned in advance: each morning is worked out
 * from the records as they are then, so a moved event is recalled by its new date and a cancelled one never.
 */
export function createRemindersJob(app: App, onMail: () => void): Job {
  const { store, clock, log } = app

  const reported = new Set<string>()

  /** A record of which no reminder can be made costs itself only, and is logged once. */
  function unlessFaulty(due: Due, make: () => Mail[]): Mail[] {
    try {
      return make()
    } catch (error) {
      if (!reported.has(due.key)) log.error({ err: error, reminder: due.key }, 'a reminder cannot be made')
      reported.add(due.key)
      return []
    }
  }

  function mails(due: Due, to: Addressee, today: CalendarDate, texts: Texts, buttons: ButtonRows): Mail[] {
    const { chat, thread } = to
    const isPost = ownChannel(app, { address: chat }) !== undefined
    // Where the quiet hours end after the event has begun, a reminder without a sound is better than none.
    const isHeld = to.heldUntil !== undefined && to.heldUntil < due.expiresAt
    const dueAt = isHeld && to.heldUntil !== undefined ? to.heldUntil : to.now
    const silent = to.heldUntil !== undefined && !isHeld
    const key = `${due.key}:${chat}:${thread}`
    const mail = { key, chat, thread, priority: 'reminder', dueAt, expiresAt: due.expiresAt, silent } as const
    // The Secretariat's own channels are few; what goes to many is watched, and stopped, as one.
    const many = isPost ? {} : ({ broadcast: `reminder:${today}` } as const)
    const told = texts(due, to, today)
    const clearance = clearanceOfMail(to.isCleared, told, () => texts(due, { ...to, isCleared: false }, today))
    return mailInParts({ ...mail, ...many, ...clearance, safeToRepeat: !isPost, buttons }, told)
  }

  function serve(
    subscription: DueSubscription,
    now: Date,
    recalls: MorningRecalls,
    wishes: Wishes,
    remind: Remind,
  ): Mail[] {
    const { chat, thread, language, isCleared, reminders, subjects, quiet, timeZone } = subscription
    if (!store.subscriptions.advanceReminders(subscription, nextMorning(subscription, now))) return []
    if (recalls.due.length === 0) return []
    // After an outage the latest morning counts, not the first that was missed.
    const morning = latestAt(morningHour, timeZone, now)
    if (now.getTime() - morning.getTime() > morningGraceMilliseconds) return []
    const matching = recalls.matcher.match(subjects)
    const wished = isPrivateChat(chat) ? wishes.get(Number(chat)) : undefined
    const t = translatorFor(language)
    const to = { chat, thread, language, isCleared, now, heldUntil: endOfQuiet(quiet, timeZone, now) }
    return recalls.due.flatMap((due, at) => {
      if (!due.isPublic && !isCleared) return []
      const isSubscribed = reminders[due.of] && matching.includes(at) && isWanted(due.recall, reminders.days)
      const days = reminders.days.length === 0 ? usualReminderDays : reminders.days
      const isWished = due.of === 'events' && wished?.has(due.id) === true && isWanted(due.recall, days)
      if (!isSubscribed && !isWished) return []
      return remind(due, to, recalls.today, () => reminderButtons(due, subscription, t))
    })
  }

  /** By zone, for in each zone another day may begin; read anew when a record changes, or who may read it. */
  function recallsReader() {
    const known = new Map<string, { book: RecordBook; words: ReadonlySet<string>; recalls: MorningRecalls }>()
    return (timeZone: string, at: Date, words: ReadonlySet<string>): MorningRecalls => {
      const key = `${timeZone} ${dayIn(at, timeZone)}`
      const kept = known.get(key)
      const book = store.records.book('public')
      if (kept?.book === book && [...words].every((word) => kept.words.has(word))) return kept.recalls
      const all = new Set([...(kept?.words ?? []), ...words])
      const subjects = [...all].map((value) => ({ kind: 'keyword', value }) as const)
      const recalls = morningRecalls(app, timeZone, at, [{ subjects }])
      known.set(key, { book, words: all, recalls })
      return recalls
    }
  }

  function wishesByPerson(): Wishes {
    const wishes = new Map<number, Set<string>>()
    for (const { person, eventId } of store.reminderWishes.allWishes()) {
      const known = wishes.get(person)
      if (known === undefined) wishes.set(person, new Set([eventId]))
      else known.add(eventId)
    }
    return wishes
  }

  async function serveSubscribers(remind: Remind): Promise<void> {
    const read = recallsReader()
    let wishes: Wishes | undefined
    for (;;) {
      const count = store.transaction(() => {
        const now = clock.now()
        const page = store.subscriptions.dueReminders(now, pageLength, staffNow(app))
        if (page.length === 0) return 0
        wishes ??= wishesByPerson()
        const known = wishes
        const words = wordsOf(page, store.subscriptions)
        const recalls = new Map(
          [...new Set(page.map(({ timeZone }) => timeZone))].map((zone) => [zone, read(zone, now, words)]),
        )
        const all = page.flatMap((subscription) => {
          const own = recalls.get(subscription.timeZone)
          return own === undefined ? [] : serve(subscription, now, own, known, remind)
        })
        enqueue(store, all, now)
        return page.length
      })
      if (count === 0) return
      onMail()
      await yieldToOthers()
    }
  }

  return {
    name: 'reminders',
    async run() {
      const texts = createReminderTexts(app)
      const remind: Remind = (due, to, today, buttons) =>
        unlessFaulty(due, () => mails(due, to, today, texts, buttons()))
      if (remindUnsubscribed(app, remind)) onMail()
      await serveSubscribers(remind)
    },
  }
}

type Texts = ReturnType<typeof createReminderTexts>
