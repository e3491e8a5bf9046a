import type { App } from '../app.ts'
import { lastDue } from './due-runs.ts'
import type { Job } from './job.ts'

const day = 24 * 3_600_000
/** Settled mail is kept for the desk's questions, then forgotten. */
const mailDays = 30
const formDays = 2
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
        store.outbox.purge(before(mailDays))
      })
    },
  }
}
