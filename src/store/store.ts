import { createChatStore } from './chats.ts'
import { type Db, openDatabase } from './database.ts'
import { createEditionStore } from './editions.ts'
import { createFeedStore } from './feeds.ts'
import { createFormStateStore } from './form-states.ts'
import { createItemStore } from './items.ts'
import { createLedger } from './ledger.ts'
import { createOutboxStore } from './outbox.ts'
import { createPeopleStore } from './people.ts'
import { createRecordStore } from './records.ts'
import { createSubscriptionStore } from './subscriptions.ts'

export type Store = ReturnType<typeof openStore>

/** Everything that is remembered. @throws ConfigError when the database cannot be used */
export function openStore(path: string) {
  return createStore(openDatabase(path))
}

function createStore(db: Db) {
  return {
    records: createRecordStore(db),
    people: createPeopleStore(db),
    chats: createChatStore(db),
    feeds: createFeedStore(db),
    items: createItemStore(db),
    editions: createEditionStore(db),
    subscriptions: createSubscriptionStore(db),
    outbox: createOutboxStore(db),
    ledger: createLedger(db),
    formStates: createFormStateStore(db),

    /** All or nothing; synchronous, so nothing else comes between. */
    transaction<T>(work: () => T): T {
      return db.transaction(work).immediate()
    },

    /** Writes a consistent copy while the bot runs. */
    async backup(path: string): Promise<void> {
      await db.backup(path)
    },

    /** @returns what SQLite finds wrong; empty when the file is sound */
    integrityFaults(): string[] {
      const rows: unknown = db.pragma('integrity_check')
      const found = Array.isArray(rows) ? rows.map((row) => String(Object.values(Object(row))[0])) : []
      return found.filter((line) => line !== 'ok')
    },

    schemaVersion(): number {
      return Number(db.pragma('user_version', { simple: true }))
    },

    close(): void {
      db.close()
    },
  }
}
