import { setImmediate as yieldToOthers } from 'node:timers/promises'
import { ownChannel } from '../actions/own-chats.ts'
import { staffNow } from '../actions/staff-now.ts'
import { tellClosedChannels } from '../actions/tell-closed-channels.ts'
import { endOfQuiet, latestAt, morningHour, nextMorning } from '../actions/timetable.ts'
import type { App } from '../app.ts'
import { dayIn } from '../clock.ts'
import { accessHeld, mayUse } from '../domain/access.ts'
import { languages } from '../domain/language.ts'
import { isWanted } from '../domain/reminder.ts'
import { isPrivateChat, usualReminderDays } from '../domain/subscription.ts'
import { translatorFor } from '../i18n/translator.ts'
import { enqueue } from '../outbox/enqueue.ts'
import { type Mail, mailInParts } from '../outbox/mail.ts'
import type { DueSubscription } from '../store/subscriptions.ts'
import { channelEventButtons, reminderButtons, wishButtons } from '../views/event-buttons.ts'
import type { ButtonRows } from '../views/reply.ts'
import { lastDue } from './due-runs.ts'
import type { Job } from './job.ts'
import { createReminderTexts, type Due, type MorningRecalls, morningRecalls, type Reader } from './recalls.ts'
import { pageLength, wordsOf } from './words-of.ts'

/** A morning that was missed by more is left out: the next reminder comes nearer to the day. */
const graceMilliseconds = 12 * 3_600_000

const firstGraceMilliseconds = 3_600_000

type Wishes = ReadonlyMap<number, ReadonlySet<string>>

type Addressee = Reader & {
  readonly chat: string
  readonly thread: number
  readonly now: Date
  /** The end of the quiet hours that it is. */
  readonly heldUntil?: Date | undefined
}

/**
 * Reminds channels, subscribers and those who pressed “remind me”. Nothing is planned in advance: each morning is worked out
 * from the records as they are then, so a moved event is recalled by its new date and a cancelled one never.
 */
export function createRemindersJob(app: App, onMail: () => void): Job {
  const { store, clock, config, log } = app

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

  function mails(due: Due, to: Addressee, today: MorningRecalls['today'], texts: Texts, buttons: ButtonRows): Mail[] {
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
    return mailInParts(
      { ...mail, ...many, safeToRepeat: !isPost, restricted: to.isCleared, buttons },
      texts(due, to, today),
    )
  }

  function serve(
    subscription: DueSubscription,
    now: Date,
    recalls: MorningRecalls,
    wishes: Wishes,
    texts: Texts,
  ): Mail[] {
    const { chat, thread, language, isCleared, reminders, subjects, quiet, timeZone } = subscription
    if (!store.subscriptions.advanceReminders(subscription, nextMorning(subscription, now))) return []
    if (recalls.due.length === 0) return []
    // After an outage the latest morning counts, not the first that was missed.
    const morning = latestAt(morningHour, timeZone, now)
    if (now.getTime() - morning.getTime() > graceMilliseconds) return []
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
      return unlessFaulty(due, () => mails(due, to, recalls.today, texts, reminderButtons(due, subscription, t)))
    })
  }

  /** By zone, for in each zone another day may begin. */
  function recallsReader() {
    const known = new Map<string, { words: ReadonlySet<string>; recalls: MorningRecalls }>()
    return (timeZone: string, at: Date, words: ReadonlySet<string>): MorningRecalls => {
      const key = `${timeZone} ${dayIn(at, timeZone)}`
      const kept = known.get(key)
      if (kept !== undefined && [...words].every((word) => kept.words.has(word))) return kept.recalls
      const all = new Set([...(kept?.words ?? []), ...words])
      const subjects = [...all].map((value) => ({ kind: 'keyword', value }) as const)
      const recalls = morningRecalls(app, timeZone, at, [{ subjects }])
      known.set(key, { words: all, recalls })
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

  async function serveSubscribers(texts: Texts): Promise<void> {
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
          return own === undefined ? [] : serve(subscription, now, own, known, texts)
        })
        enqueue(store, all, now)
        return page.length
      })
      if (count === 0) return
      onMail()
      await yieldToOthers()
    }
  }

  /** In the Secretariat's morning: its channels, and people who are reminded of single events without a subscription. */
  function serveOthers(texts: Texts): void {
    const now = clock.now()
    const dueAt = lastDue({ time: morningHour, timeZone: config.timeZone }, now)
    const made = store.transaction(() => {
      // A bot that runs for the first time has missed nothing, unless the morning has just begun.
      const isFirst = store.ledger.lastRun('reminders') === undefined
      const grace = isFirst ? firstGraceMilliseconds : graceMilliseconds
      if (!store.ledger.recordRun('reminders', dueAt, now) || now.getTime() - dueAt.getTime() > grace) return false
      const recalls = morningRecalls(app, config.timeZone, now, [])
      const wanted = recalls.due.filter(({ recall }) => isWanted(recall, usualReminderDays))
      const posts = wanted
        .filter(({ isPublic }) => isPublic)
        .flatMap((due) => channelMails(due, now, recalls.today, texts))
      enqueue(store, [...posts, ...wishMails(wanted, now, recalls.today, texts)], now)
      tellClosedChannels(app, posts)
      return true
    })
    if (made) onMail()
  }

  function channelMails(due: Due, now: Date, today: MorningRecalls['today'], texts: Texts): Mail[] {
    return languages.flatMap((language) => {
      const chat = config.channels[language]
      if (chat === undefined) return []
      const to = { chat, thread: 0, language, isCleared: false, now }
      const t = translatorFor(language)
      return unlessFaulty(due, () => mails(due, to, today, texts, channelEventButtons(due, t)))
    })
  }

  function wishMails(wanted: readonly Due[], now: Date, today: MorningRecalls['today'], texts: Texts): Mail[] {
    const staff = staffNow(app)
    return wanted
      .filter((due) => due.of === 'events')
      .flatMap((due) =>
        store.reminderWishes.wishers(due.id).flatMap(({ person, language }) => {
          const chat = String(person)
          // Whoever has a subscription is reminded with it, in their own morning; one that is paused holds everything back.
          const status = store.subscriptions.find(chat, 0)?.status ?? 'stopped'
          const isCleared = staff.has(chat) || mayUse(accessHeld(store.people.find(person)), 'focal-point')
          if (status !== 'stopped' || (!due.isPublic && !isCleared)) return []
          const to = { chat, thread: 0, language, isCleared, now }
          const recalled = { id: due.id, hasDay: due.recall.kind === 'day' }
          const t = translatorFor(language)
          return unlessFaulty(due, () => mails(due, to, today, texts, wishButtons(recalled, true, t)))
        }),
      )
  }

  return {
    name: 'reminders',
    async run() {
      const texts = createReminderTexts(app)
      serveOthers(texts)
      await serveSubscribers(texts)
    },
  }
}

type Texts = ReturnType<typeof createReminderTexts>
