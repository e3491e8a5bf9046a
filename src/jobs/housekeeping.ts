import { setImmediate as yieldToOthers } from 'node:timers/promises'
import type { App } from '../app.ts'
import { addDays } from '../domain/calendar.ts'
import { eventLastDay } from '../domain/event.ts'
import { lastDue } from './due-runs.ts'
import type { Job } from './job.ts'

const day = 24 * 3_600_000
/** Settled mail is kept for the desk's questions, then forgotten; so is what nobody decided on or let go on. */
const mailDays = 30
const formDays = 2
/** Telegram keeps what was not confirmed for a day. */
const updateDays = 2
/** Decided requests for registration and expired invitations. */
const requestDays = 30
/** A digest never reaches back as far. */
const bulletinDays = 60
/** Items that were not accepted: nobody asks for them any more, and their feeds have others. */
const itemDays = 60
/** Lists, searches and offers behind buttons. */
const listDays = 30
/** Wishes to be reminded of an event, and who was told of its changes, so long after it. */
const eventDays = 30
/** Questions without an answer: said so in the privacy notice. */
const questionDays = 30
/** What nobody has looked at for so long is no news any more. */
const reviewDays = 3
/** Items forgotten in one transaction. */
const itemsAtOnce = 200

/** Once a night: forgets what is no longer needed. What is much goes in several transactions, for others want to write too. */
export function createHousekeeping({ store, clock, config }: App): Job {
  const before = (days: number) => new Date(clock.now().getTime() - days * day)

  function forgetLittle(now: Date): void {
    store.formStates.purge(before(formDays))
    store.handledUpdates.purge(before(updateDays))
    store.editions.forgetUpdates(before(updateDays))
    store.items.declineStale(before(reviewDays), now)
    store.channelMessages.noteNumbers()
    store.unanswered.purge(before(questionDays))
    store.registrations.purge(before(requestDays))
    store.bulletins.purge(before(bulletinDays))
    store.desk.purge(before(listDays))
    store.feeds.purgeOffers(before(listDays))
    forgetPastEvents()
  }

  function forgetPastEvents(): void {
    const until = addDays(clock.today(config.timeZone), -eventDays)
    const past = store.records
      .book('restricted')
      .events.filter((event) => (eventLastDay(event) ?? until) < until)
      .map(({ id }) => id)
    store.reminderWishes.forgetEvents(past)
    // How often an event that lies ahead was changed is the sequence of its calendar file.
    store.recordChanges.purge(before(eventDays), past)
  }

  async function forgetMail(): Promise<void> {
    while (store.outbox.purge(before(mailDays)) > 0) await yieldToOthers()
    store.outbox.broadcasts.purge(before(mailDays))
  }

  async function forgetItems(): Promise<void> {
    let last: number | undefined = 0
    while (last !== undefined) {
      const after: number = last
      last = store.transaction(() => store.items.forgetOld(before(itemDays), after, itemsAtOnce))
      await yieldToOthers()
    }
  }

  return {
    name: 'housekeeping',
    async run() {
      const now = clock.now()
      const dueAt = lastDue({ time: '03:30', timeZone: config.timeZone }, now)
      if (store.ledger.hasRun('housekeeping', dueAt)) return
      // All of it may be repeated; the night is over when all of it is done.
      store.transaction(() => forgetLittle(now))
      await forgetMail()
      await forgetItems()
      store.ledger.recordRun('housekeeping', dueAt, now)
    },
  }
}
