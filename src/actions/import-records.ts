import type { Clock } from '../clock.ts'
import type { ReferenceSet } from '../reference/reference-set.ts'
import type { ImportCount } from '../store/records.ts'
import type { Store } from '../store/store.ts'

type Loaded = Extract<ReferenceSet, { kind: 'loaded' }>

/** Takes in records, sources and feeds that were found sound. What is there already and the same stays untouched. */
export function importRecords(store: Store, clock: Clock, { sources, records, feeds }: Loaded): ImportCount {
  return store.transaction(() => {
    const at = clock.now()
    const tally = store.records.load(sources, records, at.toISOString())
    for (const { id, name, address, language, state, enabled, status } of feeds) {
      const feed = { id, name, address, language, state: state ?? null, note: status.en }
      store.feeds.add({ ...feed, status: enabled ? 'enabled' : 'disabled' }, at)
    }
    if (tally.added + tally.changed > 0) {
      store.ledger.recordAct({ at, actor: null, action: 'records-imported', subject: 'records', detail: { ...tally } })
    }
    return tally
  })
}
