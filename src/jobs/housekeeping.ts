import type { App } from '../app.ts'
import { lastDue } from './due-runs.ts'
import type { Job } from './job.ts'

const day = 24 * 3_600_000
/** Settled mail is kept for the desk's questions, then forgotten. */
const mailDays = 30
const formDays = 2
/** Decided requests for registration and expired invitations. */
const requestDays = 30
/** A digest never reaches back as far. */
const bulletinDays = 60
/** Lists, searches and offers behind buttons. */
const listDays = 30
/** Questions without an answer: said so in the privacy notice. */
const questionDays = 30
/** What nobody has looked at for so long is no news any more. */
const reviewDays = 3

/** Once a night: forgets what is no longer needed. */
export function createHousekeeping({ store, clock, config }: App): Job {
  return {
    name: 'housekeeping',
    run() {
      const now = clock.now()
      const dueAt = lastDue({ time: '03:30', timeZone: config.timeZone }, now)
      const before = (days: number) => new Date(now.getTime() - days * day)
      store.transaction(() => {
        if (!store.ledger.recordRun('housekeeping', dueAt, now)) return
        store.formStates.purge(before(formDays))
        store.items.declineStale(before(reviewDays), now)
        store.channelMessages.noteNumbers()
        store.outbox.purge(before(mailDays))
        store.outbox.broadcasts.purge(before(mailDays))
        store.unanswered.purge(before(questionDays))
        store.registrations.purge(before(requestDays))
        store.bulletins.purge(before(bulletinDays))
        store.desk.purge(before(listDays))
        store.feeds.purgeOffers(before(listDays))
      })
    },
  }
}
