import type { Clock } from '../clock.ts'
import type { ReferenceSet } from '../reference/reference-set.ts'
import type { ImportCount } from '../store/records.ts'
import type { Store } from '../store/store.ts'
import { announceChanges, booksNow } from './announce-changes.ts'

const keyOf = ({ register, body }: Loaded['records'][number]) => `${register}/${body.id}`

type Loaded = Extract<ReferenceSet, { kind: 'loaded' }>

export type Imported = ImportCount & {
  /** New records that their file holds for restricted, by `register/id`: public, because their document was cleared in the chat. */
  readonly opened: readonly string[]
}

export type Desk = {
  readonly store: Store
  readonly clock: Clock
  /** The Secretariat's. */
  readonly timeZone: string
}

/** Takes in records, sources and feeds that were found sound. What is there already and the same stays untouched. */
export function importRecords(desk: Desk, { sources, records, feeds }: Loaded): Imported {
  const { store, clock } = desk
  return store.transaction(() => {
    const at = clock.now()
    const before = booksNow(store)
    const knownBefore = store.records.known().records
    const tally = store.records.load(sources, records, at.toISOString())
    store.outbox.closeToPublic()
    for (const { id, name, address, language, state, enabled, status } of feeds) {
      const feed = { id, name, address, language, state: state ?? null, note: status.en }
      store.feeds.add({ ...feed, status: enabled ? 'enabled' : 'disabled' }, at)
    }
    if (tally.added + tally.changed > 0) {
      store.ledger.recordAct({ at, actor: null, action: 'records-imported', subject: 'records', detail: { ...tally } })
      noteChanges(desk, before)
    }
    const filed = records.filter(({ body }) => body.visibility === 'restricted').map(keyOf)
    const knownNow = filed.length === 0 ? knownBefore : store.records.known().records
    const opened = filed.filter((key) => !knownBefore.has(key) && knownNow.get(key) === 'public')
    return { ...tally, opened }
  })
}

/** Books that were read in a transaction that fails must not be believed after it. */
function noteChanges(desk: Desk, before: ReturnType<typeof booksNow>): void {
  try {
    announceChanges(desk, before)
  } catch (error) {
    desk.store.records.forgetBooks()
    throw error
  }
}
