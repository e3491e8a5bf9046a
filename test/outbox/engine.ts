import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import { clockOf } from '#src/clock.ts'
import { createLog } from '#src/log.ts'
import { createDelivery, type DeliveryParts } from '#src/outbox/deliver.ts'
import { enqueue } from '#src/outbox/enqueue.ts'
import type { Mail } from '#src/outbox/mail.ts'
import { createPace } from '#src/outbox/pace.ts'
import { createChatStore } from '#src/store/chats.ts'
import { type Db, openDatabase } from '#src/store/database.ts'
import { createOutboxStore } from '#src/store/outbox.ts'
import { StrictTelegram } from './strict-telegram.ts'

export const staffChat = '-500'
export const channel = '-1001'

export const clock = clockOf(() => new Date())
export const log = createLog({ level: 'silent' })

export function storeOf(db: Db) {
  return {
    db,
    outbox: createOutboxStore(db),
    chats: createChatStore(db),
    transaction: <T>(work: () => T): T => db.transaction(work).immediate(),
  }
}
export type TestStore = ReturnType<typeof storeOf>

/** Mail with what a test does not care about filled in. */
export function mail(key: string, chat: string, rest: Partial<Mail> = {}): Mail {
  return {
    key,
    chat,
    payload: { kind: 'message', html: `<b>${key}</b>` },
    priority: 'digest',
    dueAt: new Date(),
    safeToRepeat: true,
    ...rest,
  }
}

/**
 * An engine over a database file and a Telegram in memory; time is vitest's. `kill` leaves everything as a `kill -9` would:
 * no call is awaited, no outcome recorded; `restart` opens the file again.
 */
export function createEngine({
  pays = false,
  ...rest
}: Partial<DeliveryParts> & { random?: () => number; pays?: boolean } = {}) {
  vi.useFakeTimers({ now: new Date('2026-11-20T04:00:00Z') })
  const folder = mkdtempSync(join(tmpdir(), 'outbox-'))
  const telegram = new StrictTelegram(() => Date.now())
  let current = boot()

  function boot() {
    const store = storeOf(openDatabase(join(folder, 'test.sqlite')))
    // What a power cut may take is not what these tests cut; the rest of a commit is the same.
    store.db.pragma('synchronous = off')
    const pace = createPace({ clock, pays })
    const delivery = createDelivery({
      ...{ store, sender: telegram, inspector: telegram, staffChat, pace, clock, log },
      channels: [channel],
      random: () => 0,
      ...rest,
    })
    return { store, pace, delivery }
  }

  return {
    telegram,
    get store() {
      return current.store
    },
    get pace() {
      return current.pace
    },
    get delivery() {
      return current.delivery
    },
    enqueue(...mails: readonly Mail[]): number {
      return current.store.transaction(() => enqueue(current.store, mails, new Date()))
    },
    kill(): void {
      const now = Date.now()
      // Clearing the timers sets vitest's clock back to its start.
      vi.clearAllTimers()
      vi.setSystemTime(now)
      current.store.db.close()
    },
    restart(): void {
      current = boot()
      current.delivery.start()
    },
    /** Lets so many seconds pass. */
    async pass(seconds: number): Promise<void> {
      await vi.advanceTimersByTimeAsync(seconds * 1000)
    },
    async end(): Promise<void> {
      vi.clearAllTimers()
      current.store.db.close()
      vi.useRealTimers()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
