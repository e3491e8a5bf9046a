import { showBroadcast } from '../actions/show-broadcast.ts'
import type { App } from '../app.ts'
import { messagesPerSecond } from '../domain/broadcast.ts'
import type { Broadcast } from '../store/broadcasts.ts'
import type { Job } from './job.ts'

/** A broadcast that takes less is over before anybody could read how far it is. */
const longSeconds = 20
/**
 * Between two edits, of all broadcasts together: a group takes 20 edits a minute, and the cards that staff press need their
 * share.
 */
const editSeconds = 6
/** After an edit that Telegram refused (the message was deleted, the chat takes no mail). */
const lostSeconds = 60

/** Shows staff how far long sendings are, each in one message that is edited, and notes when nothing is left of one. */
export function createBroadcastsJob(app: App, onMail: () => void): Job {
  const { store, clock, config } = app
  const { outbox } = store

  /** By the usual pace: an outage does not make ten digests long. */
  function isLong({ id }: Broadcast, now: Date): boolean {
    const { left, later } = outbox.broadcasts.progress(id, now)
    return left - later >= longSeconds * messagesPerSecond[config.paidBroadcast ? 'paid' : 'free']
  }

  function isDue({ shownKey, shownAt }: Broadcast, now: Date): boolean {
    if (shownKey === undefined || shownAt === undefined) return true
    const state = outbox.stateOf(shownKey)
    const age = (now.getTime() - shownAt.getTime()) / 1000
    // What was written before is still on its way: a chat at its limit gets no more to wait for.
    return state === 'dead' ? age >= lostSeconds : state === 'sent' || state === undefined
  }

  /** The one that was shown the longest ago, at most every few seconds. */
  function showNext(open: readonly Broadcast[], now: Date): boolean {
    const since = (broadcast: Broadcast) => broadcast.shownAt?.getTime() ?? 0
    if (open.some((broadcast) => now.getTime() - since(broadcast) < editSeconds * 1000)) return false
    const shown = open.filter(
      (broadcast) => isDue(broadcast, now) && (broadcast.messageKey !== undefined || isLong(broadcast, now)),
    )
    return shown.toSorted((a, b) => since(a) - since(b)).some((broadcast) => showBroadcast(app, broadcast))
  }

  /** The last word on each is said at once, for it is the last. */
  function settleFinished(open: readonly Broadcast[], now: Date): boolean {
    const finished = open.filter(({ id }) => outbox.broadcasts.progress(id, now).left === 0)
    const told = finished.filter((broadcast) => {
      if (broadcast.messageKey !== undefined && !isDue(broadcast, now)) return false
      const isShown = broadcast.messageKey !== undefined && showBroadcast(app, broadcast)
      outbox.broadcasts.finish(broadcast.id, now)
      return isShown
    })
    return told.length > 0
  }

  return {
    name: 'broadcasts',
    run() {
      const isTold = store.transaction(() => {
        const now = clock.now()
        const isLastSaid = settleFinished(outbox.broadcasts.open(), now)
        return showNext(outbox.broadcasts.open(), now) || isLastSaid
      })
      if (isTold) onMail()
    },
  }
}
