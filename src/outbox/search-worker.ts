import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { outgoing } from './mail.ts'
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

  async function searchNext(): Promise<void> {
    const row = store.outbox.toReconcile(parts.clock.now())
    if (row === undefined) return
    const { payload } = outgoing(row)
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
