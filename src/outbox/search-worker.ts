import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { OutboxRow } from '../store/outbox.ts'
import { outgoing, type Payload } from './mail.ts'
import type { Inspector } from './outcome.ts'
import type { Pace } from './pace.ts'
import { searchPost } from './reconcile.ts'
import type { DeliveryStore, Recorder } from './record.ts'

/** Looks for posts of unknown outcome, one at a time, at the pace of the staff chat through which they are read. */
export function createSearchWorker(parts: {
  readonly store: DeliveryStore
  readonly inspector: Inspector
  readonly staffChat: string
  readonly recorder: Recorder
  readonly pace: Pace
  readonly clock: Clock
  readonly log: Log
}) {
  const { store, pace, recorder, log } = parts
  let underWay: Promise<void> | undefined

  async function inspect(chat: string, messageId: number) {
    const via = store.chats.resolve(parts.staffChat)
    await pace.take('reply', via)
    const found = await parts.inspector.inspect(chat, messageId, via)
    if (found.type !== 'present') pace.giveBack(via)
    return found
  }

  function payloadOf(row: OutboxRow): Payload | undefined {
    try {
      return outgoing(row).payload
    } catch (error) {
      log.error({ err: error, row: row.id }, 'An outbox row cannot be read')
      return undefined
    }
  }

  async function searchNext(): Promise<void> {
    const row = store.outbox.toReconcile(parts.clock.now())
    if (row === undefined) return
    const payload = payloadOf(row)
    // It would be the first in line for ever, and no other post be looked for.
    if (payload === undefined) return recorder.recordSearch(row, { kind: 'unreadable' })
    const taken = store.outbox.takenMessageIds(row.chat, row.afterId ?? 0)
    const search = await searchPost({
      payload,
      afterId: row.afterId,
      taken,
      inspect: (messageId) => inspect(row.chat, messageId),
    })
    recorder.recordSearch(row, search)
  }

  return {
    /** Begins a search where one is due and none is under way. */
    look(): void {
      underWay ??= searchNext()
        .catch((error) => log.error({ err: error }, 'A search for a post failed'))
        .finally(() => {
          underWay = undefined
        })
    },

    async finished(): Promise<void> {
      await underWay
    },
  }
}
