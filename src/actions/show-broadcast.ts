import type { App } from '../app.ts'
import { messagesPerSecond } from '../domain/broadcast.ts'
import { enqueue } from '../outbox/enqueue.ts'
import type { Broadcast } from '../store/broadcasts.ts'
import { broadcastView } from '../views/broadcast.ts'
import { staffTranslator } from './tell-staff.ts'

type Teller = Pick<App, 'store' | 'clock' | 'config'>

/** The pace is measured over so long; before that the usual one is taken. */
const measuredSeconds = 20

/** Seconds until the last of a broadcast has left; undefined while nothing leaves. */
function secondsLeft({ store, clock, config }: Teller, { priority, beganAt }: Broadcast): number | undefined {
  const now = clock.now().getTime()
  const seconds = Math.min(measuredSeconds, (now - beganAt.getTime()) / 1000)
  const sent = store.outbox.countSentSince(new Date(now - seconds * 1000))
  const perSecond =
    seconds < measuredSeconds ? messagesPerSecond[config.paidBroadcast ? 'paid' : 'free'] : sent / seconds
  return perSecond === 0 ? undefined : store.outbox.countAhead(priority, clock.now()) / perSecond
}

/**
 * Writes how far a broadcast is into its message in the staff chat, or a new one where there is none or it is lost. Call it
 * inside a transaction.
 * @returns false when there is nothing to write
 */
export function showBroadcast(app: Teller, broadcast: Broadcast): boolean {
  const { store, clock, config } = app
  if (config.staffChat === undefined) return false
  const now = clock.now()
  const { id, kind, beganAt, isStopped, messageKey, shown, revision } = broadcast
  const progress = store.outbox.broadcasts.progress(id, now)
  const state = progress.left === 0 ? 'finished' : isStopped ? 'stopped' : 'going'
  const view = broadcastView(
    {
      ...{ id, kind, beganAt, progress, state },
      timeZone: config.timeZone,
      secondsLeft: secondsLeft(app, broadcast),
      secondsTaken: (now.getTime() - beganAt.getTime()) / 1000,
    },
    staffTranslator(app),
  )
  const html = view.text.markup
  if (html === shown) return false
  const isLost = broadcast.shownKey !== undefined && store.outbox.stateOf(broadcast.shownKey) === 'dead'
  const message = messageKey === undefined || isLost ? undefined : store.outbox.sentMessage(messageKey)
  // Written, but not known where: it is there, or on its way.
  if (messageKey !== undefined && !isLost && message === undefined) return false
  const key = `staff:broadcast:${id}:${revision + 1}`
  const buttons = view.buttons.map((row) => [...row])
  const payload =
    message === undefined
      ? ({ kind: 'message', html, buttons } as const)
      : ({ kind: 'edit', messageId: message.messageId, html, buttons } as const)
  // One chain: what is said later is never overtaken by what was said before.
  const mail = { key, chain: `staff:broadcast:${id}`, chat: config.staffChat, dueAt: now, safeToRepeat: true } as const
  enqueue(store, [{ ...mail, priority: 'urgent', payload }], now)
  store.outbox.broadcasts.noteShown(id, { key, shown: html, isNew: message === undefined }, now)
  return true
}
