import { setImmediate as yieldToOthers } from 'node:timers/promises'
import { ownChannel } from '../actions/own-chats.ts'
import { staffNow } from '../actions/staff-now.ts'
import { resumeSubscription } from '../actions/subscribe.ts'
import { endOfQuiet, hasWeekday, latestAt, localNow, nextAt, nextDigest } from '../actions/timetable.ts'
import type { App } from '../app.ts'
import type { BroadcastName } from '../domain/broadcast.ts'
import type { RecordBook } from '../domain/record-book.ts'
import { contentKinds, type Frequency } from '../domain/subscription.ts'
import { translatorFor } from '../i18n/translator.ts'
import { enqueue } from '../outbox/enqueue.ts'
import { type Mail, mailInParts, type Told } from '../outbox/mail.ts'
import type { DueSubscription } from '../store/subscriptions.ts'
import { atOnceMessages, digestMessages } from '../views/digest.ts'
import type { Html } from '../views/html.ts'
import { type BulletinContent, digestContent, readBulletin } from './bulletin-content.ts'
import { clearanceOfMail } from './clearance-of-mail.ts'
import type { Job } from './job.ts'
import { manageButtons } from './manage-buttons.ts'
import { pageLength, wordsOf } from './words-of.ts'

/** Later than this a digest waits for its next hour; what it would have held comes then. */
const graceMilliseconds = 6 * 3_600_000
/** Held up for longer, what was news is none any more. */
const freshMilliseconds = 24 * 3_600_000
/** Subscribers who get the same share the work of putting it into words. */
const mostTexts = 500

type Serving = {
  readonly content: BulletinContent
  readonly texts: Map<string, Html[]>
}

/** How far a subscription had been told before it is told kinds of these frequencies. */
function toldBy(subscription: DueSubscription, told: readonly Frequency[]): Told {
  const { id, kinds, seen, dueAt, isWeeklyOwed } = subscription
  const before = contentKinds.filter((kind) => told.includes(kinds[kind])).map((kind) => [kind, seen[kind]] as const)
  const turn = { digestAt: dueAt.toISOString(), weeklyOwed: isWeeklyOwed ? 1 : 0 } as const
  const isDigest = !told.includes('at-once')
  return { subscription: id, before: { seen: Object.fromEntries(before), ...(isDigest ? turn : {}) } }
}

/** Sends each subscriber what became known since the last time and matches; nothing where there is nothing. */
export function createDigestsJob(app: App, onMail: () => void): Job {
  const { store, clock } = app

  /** What of the bulletin is for this subscriber: of the kinds that are due, not told yet, matching, and permitted. */
  function chosen(subscription: DueSubscription, told: readonly Frequency[], { things, matcher }: BulletinContent) {
    const { id, kinds, seen, isCleared, subjects } = subscription
    return matcher.match(subjects).filter((at) => {
      const thing = things[at]
      if (thing === undefined || thing.toldOf?.has(id)) return false
      if (thing.told !== undefined && thing.told.match(subjects).length > 0) return false
      const { entry, isPublic } = thing
      return told.includes(kinds[entry.kind]) && entry.id > seen[entry.kind] && (isPublic || isCleared)
    })
  }

  function messagesFor(subscription: DueSubscription, told: readonly Frequency[], at: Date, serving: Serving): Html[] {
    const { content, texts } = serving
    const positions = chosen(subscription, told, content)
    if (positions.length === 0) return []
    const { language, timeZone, isCleared } = subscription
    const { date } = localNow(timeZone, at)
    const isAtOnce = told.includes('at-once')
    const key = [language, isCleared, isAtOnce || date, positions.join(',')].join(' ')
    const known = texts.get(key)
    if (known !== undefined) return known
    const things = positions.flatMap((position) => content.things[position] ?? [])
    const book = store.records.book(isCleared ? 'restricted' : 'public')
    const context = { book, today: date, t: translatorFor(language), timeZone: app.config.timeZone }
    const made = isAtOnce
      ? atOnceMessages(digestContent(things), context)
      : digestMessages(digestContent(things), context)
    if (texts.size >= mostTexts) texts.clear()
    texts.set(key, made)
    return made
  }

  function mails(
    subscription: DueSubscription,
    broadcast: BroadcastName,
    key: string,
    { at, next, told }: { readonly at: Date; readonly next?: Date | undefined; readonly told: Told },
    messagesTo: (isCleared: boolean) => readonly Html[],
  ): Mail[] {
    const { chat, thread, language, isCleared } = subscription
    const messages = messagesTo(isCleared)
    const isChannel = ownChannel(app, { address: chat }) !== undefined
    const expiresAt = new Date(Math.min(at.getTime() + freshMilliseconds, next?.getTime() ?? Number.POSITIVE_INFINITY))
    const mail = { key, chat, thread, broadcast, priority: 'digest', dueAt: at, expiresAt, told } as const
    const buttons = manageButtons(subscription, translatorFor(language))
    const clearance = clearanceOfMail(isCleared, messages, () => messagesTo(false))
    return mailInParts({ ...mail, ...clearance, safeToRepeat: !isChannel, buttons }, messages)
  }

  function serveDigest(subscription: DueSubscription, now: Date, serving: Serving): Mail[] {
    const { id, timeZone, deliveryTime, weekday } = subscription
    // After an outage the latest hour counts, not the first that was missed.
    const dueAt = latestAt(deliveryTime, timeZone, now)
    const isWeekly = subscription.isWeeklyOwed || hasWeekday(subscription.dueAt, dueAt, timeZone, weekday)
    if (now.getTime() - dueAt.getTime() > graceMilliseconds) {
      store.subscriptions.skipDigest(subscription, nextAt(deliveryTime, timeZone, now), isWeekly)
      return []
    }
    const told: readonly Frequency[] = isWeekly ? ['daily', 'weekly'] : ['daily']
    const messagesTo = (isCleared: boolean) => messagesFor({ ...subscription, isCleared }, told, dueAt, serving)
    const next = nextDigest(subscription, now)
    if (!store.subscriptions.advanceDigest(subscription, told, serving.content.upTo, next)) return []
    const hour = dueAt.toISOString().slice(0, 16)
    return mails(
      subscription,
      `digest:${hour}`,
      `digest:${id}:${hour}`,
      { at: dueAt, next, told: toldBy(subscription, told) },
      messagesTo,
    )
  }

  function serveAtOnce(subscription: DueSubscription, now: Date, serving: Serving): Mail[] {
    const { id, quiet, timeZone } = subscription
    const { upTo } = serving.content
    const until = endOfQuiet(quiet, timeZone, now)
    if (until !== undefined) {
      store.subscriptions.holdAtOnce(id, until)
      return []
    }
    const messagesTo = (isCleared: boolean) => messagesFor({ ...subscription, isCleared }, ['at-once'], now, serving)
    if (!store.subscriptions.advanceAtOnce(id, upTo)) return []
    const told = toldBy(subscription, ['at-once'])
    return mails(subscription, `at-once:${upTo}`, `at-once:${id}:${upTo}`, { at: now, told }, messagesTo)
  }

  /** The bulletin is read again where a page reaches further back or follows words that were not looked for. */
  function reader(upTo: number) {
    let read: { book: RecordBook; after: number; words: ReadonlySet<string>; serving: Serving } | undefined
    return (page: readonly DueSubscription[], frequencies: readonly Frequency[]): Serving => {
      const seen = page.flatMap(({ kinds, seen }) =>
        contentKinds.filter((kind) => frequencies.includes(kinds[kind])).map((kind) => seen[kind]),
      )
      const after = Math.min(upTo, ...seen)
      // Records that were restricted between two pages are not told to the second.
      const book = store.records.book('public')
      const words = wordsOf(page, store.subscriptions)
      const isCovered = read !== undefined && read.after <= after && [...words].every((word) => read?.words.has(word))
      if (read === undefined || !isCovered || read.book !== book) {
        const further = {
          after: Math.min(after, read?.after ?? after),
          words: new Set([...(read?.words ?? []), ...words]),
        }
        const subjects = [...further.words].map((value) => ({ kind: 'keyword', value }) as const)
        const content = readBulletin(app, { after: further.after, upTo }, [{ subjects }])
        read = { ...further, book, serving: { content, texts: new Map() } }
      }
      return read.serving
    }
  }

  async function serveAll(
    due: (limit: number) => DueSubscription[],
    frequencies: readonly Frequency[],
    serve: (subscription: DueSubscription, now: Date, serving: Serving) => Mail[],
  ): Promise<void> {
    const read = reader(store.bulletins.newest())
    for (;;) {
      const count = store.transaction(() => {
        const page = due(pageLength)
        if (page.length === 0) return 0
        const now = clock.now()
        const serving = read(page, frequencies)
        enqueue(
          store,
          page.flatMap((subscription) => serve(subscription, now, serving)),
          now,
        )
        return page.length
      })
      if (count === 0) return
      onMail()
      // People who write meanwhile are answered between two pages.
      await yieldToOthers()
    }
  }

  function endPauses(): void {
    for (const { id } of store.subscriptions.dueToResume(clock.now(), pageLength)) resumeSubscription(app, id, null)
  }

  return {
    name: 'digests',
    async run() {
      endPauses()
      await serveAll(
        (limit) => store.subscriptions.dueDigests(clock.now(), limit, staffNow(app)),
        ['daily', 'weekly'],
        serveDigest,
      )
      const newest = store.bulletins.newest()
      await serveAll(
        (limit) => store.subscriptions.dueAtOnce(newest, clock.now(), limit, staffNow(app)),
        ['at-once'],
        serveAtOnce,
      )
    },
  }
}
