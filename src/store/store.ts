import { createAmendmentStore } from './amendments.ts'
import { createBulletinStore } from './bulletins.ts'
import { createChannelMessageStore } from './channel-messages.ts'
import { createChatStore } from './chats.ts'
import { type Db, openDatabase } from './database.ts'
import { createDeskStore } from './desk.ts'
import { createEditionStore } from './editions.ts'
import { createFeedStore } from './feeds.ts'
import { createFormStateStore } from './form-states.ts'
import { createHandledUpdates } from './handled-updates.ts'
import { createItemStore } from './items.ts'
import { createLedger } from './ledger.ts'
import { createOpenness } from './openness.ts'
import { createOutboxStore } from './outbox.ts'
import { createPeopleStore } from './people.ts'
import { createPersonalDataStore } from './personal-data.ts'
import { createRecordChangeStore } from './record-changes.ts'
import { createRecordStore } from './records.ts'
import { createRegistrationStore } from './registrations.ts'
import { createReminderWishStore } from './reminder-wishes.ts'
import { createSourceStore } from './sources.ts'
import { createSubscriptionStore } from './subscriptions.ts'
import { createUnansweredStore } from './unanswered.ts'

export type Store = ReturnType<typeof openStore>

/** Everything that is remembered. @throws ConfigError when the database cannot be used */
export function openStore(path: string) {
  return createStore(openDatabase(path))
}

function createStore(db: Db) {
  const openness = createOpenness(db)
  const records = createRecordStore(db, openness)
  return {
    records,
    sources: createSourceStore(db, openness, records.noteChange),
    unanswered: createUnansweredStore(db),
    people: createPeopleStore(db),
    registrations: createRegistrationStore(db),
    personalData: createPersonalDataStore(db),
    chats: createChatStore(db),
    feeds: createFeedStore(db),
    items: createItemStore(db),
    editions: createEditionStore(db),
    channelMessages: createChannelMessageStore(db),
    amendments: createAmendmentStore(db),
    desk: createDeskStore(db),
    subscriptions: createSubscriptionStore(db),
    bulletins: createBulletinStore(db),
    recordChanges: createRecordChangeStore(db),
    reminderWishes: createReminderWishStore(db),
    outbox: createOutboxStore(db),
    ledger: createLedger(db),
    formStates: createFormStateStore(db),
    handledUpdates: createHandledUpdates(db),

    /** All or nothing; synchronous, so nothing else comes between. */
    transaction<T>(work: () => T): T {
      return db.transaction(work).immediate()
    },

    /** The number of the newest migration that was applied. */
    schemaVersion(): number {
      return Number(db.pragma('user_version', { simple: true }))
    },

    close(): void {
      db.close()
    },
  }
}
