import type { App } from '../app.ts'
import { dayIn } from '../clock.ts'
import type { Item } from '../domain/item.ts'
import { matches, type Subscription } from '../domain/subscription.ts'
import { translatorFor } from '../i18n/translator.ts'
import { enqueue } from '../outbox/enqueue.ts'
import { type Mail, mailInParts } from '../outbox/mail.ts'
import { digestMessages } from '../views/edition.ts'
import { dueRun } from './due-runs.ts'
import type { Job } from './job.ts'

/** Later than this a digest waits for the next hour of delivery; what it would have held comes then. */
const graceHours = 6
/** Subscriptions served in one transaction, so that nothing else waits long for the database. */
const atOnce = 500

/** Sends each subscriber what was accepted since the last digest and matches; nothing where there is nothing. */
export function createDigestsJob(app: App, onMail: () => void): Job {
  const { store, clock } = app

  function serve(subscription: Subscription, dueAt: Date, itemsSince: (since: string) => readonly Item[]): Mail[] {
    const items = itemsSince(subscription.newsUntil).filter((item) => matches(subscription, item))
    if (!store.subscriptions.advance(subscription.id, dueAt) || items.length === 0) return []
    const { id, chat, thread, language, timeZone } = subscription
    const t = translatorFor(language)
    const key = `digest:${id}:${dueAt.toISOString().slice(0, 16)}`
    const mail = { key, chat, thread, priority: 'digest', dueAt, safeToRepeat: true } as const
    const buttons = [
      [
        { text: t('news.digest-manage'), data: 'subscriptions:show:' },
        { text: t('news.digest-stop'), data: 'subscriptions:leave:' },
      ],
    ]
    return mailInParts({ ...mail, buttons }, digestMessages(items, dayIn(dueAt, timeZone), t))
  }

  return {
    name: 'digests',
    run() {
      for (const { deliveryTime, timeZone } of store.subscriptions.deliveryTimes()) {
        const { kind, dueAt } = dueRun({ time: deliveryTime, timeZone }, clock.now(), graceHours)
        if (kind === 'missed') continue
        const owed = store.subscriptions.owed({ deliveryTime, timeZone }, dueAt)
        if (owed.length === 0) continue
        const known = new Map<string, readonly Item[]>()
        const itemsSince = (since: string) => {
          const items = known.get(since) ?? store.items.acceptedBetween(new Date(since), dueAt)
          known.set(since, items)
          return items
        }
        for (let start = 0; start < owed.length; start += atOnce) {
          store.transaction(() => {
            const mails = owed
              .slice(start, start + atOnce)
              .flatMap((subscription) => serve(subscription, dueAt, itemsSince))
            enqueue(store, mails, clock.now())
          })
        }
        onMail()
      }
    },
  }
}
