import type { DimensionSlug } from '../domain/dimension.ts'
import type { Item, ItemState } from '../domain/item.ts'
import type { Language } from '../domain/language.ts'
import type { Db } from './database.ts'
import { createForgottenItems } from './forgotten-items.ts'
import { createItemDesk } from './item-desk.ts'
import { createItemIntake } from './item-intake.ts'
import { itemSelect, toItem } from './item-row.ts'
import { type ArchiveFilter, createItemSearch } from './item-search.ts'

export function createItemStore(db: Db) {
  const select = itemSelect
  const search = createItemSearch(db)
  const byId = db.prepare<[number]>(`${select} where item.id = ?`)
  const stateOf = db.prepare<[number], { state: ItemState }>(`select state from item where id = ?`)
  const awaiting = db.prepare<{ limit: number }>(
    `${select} where item.state = 'awaiting'
     order by exists (select 1 from item_dimension where item_id = item.id) desc, item.id limit @limit`,
  )
  const unshown = db.prepare<[]>(
    `${select} where item.state = 'awaiting' and item.shown_at is null
       and exists (select 1 from item_dimension where item_id = item.id) order by item.id`,
  )
  const markShown = db.prepare<{ id: number; at: string }>(
    `update item set shown_at = @at where id = @id and shown_at is null`,
  )
  const countAwaiting = db.prepare<[], { total: number }>(`select count(*) as total from item where state = 'awaiting'`)
  const forEdition = db.prepare<{ language: string; since: string }>(
    `${select} where item.state = 'accepted' and item.decided_at >= @since and item.retracted_at is null
       and not exists (select 1 from edition_item where language = @language and item_id = item.id)
       and not exists (select 1 from urgent_item where language = @language and item_id = item.id)
     order by item.id`,
  )
  const tally = db.prepare<[], { state: ItemState; total: number }>(
    `select state, count(*) as total from item group by state`,
  )

  const insertDimension = db.prepare(
    `insert into item_dimension (item_id, dimension) values (?, ?) on conflict do nothing`,
  )
  const dropDimensions = db.prepare(`delete from item_dimension where item_id = ?`)
  const staleMessages = db.prepare(`
    update channel_message set is_stale = 1
    where id in (select message_id from channel_message_block where item_id = ?)`)

  function replaceDimensions(id: number, dimensions: readonly DimensionSlug[]): void {
    dropDimensions.run(id)
    for (const dimension of dimensions) insertDimension.run(id, dimension)
  }

  /** Accepted items are found in the archive as they are now; no others are. */
  function index(id: number): void {
    if (stateOf.get(id)?.state !== 'accepted') return
    const row = byId.get(id)
    if (row !== undefined) search.put(toItem(row))
  }

  const list = (rows: unknown[]) => rows.map(toItem)

  const parts = {
    index,
    staleMessages: (id: number) => void staleMessages.run(id),
    replaceDimensions,
    forget: search.drop,
  }

  return {
    ...createItemIntake(db, parts),
    ...createItemDesk(db, parts),
    ...createForgottenItems(db),

    find(id: number): Item | undefined {
      const row = byId.get(id)
      return row === undefined ? undefined : toItem(row)
    },

    /** The review queue: classified items first, then those without a dimension; oldest first. */
    awaitingReview(limit: number): Item[] {
      return list(awaiting.all({ limit }))
    },

    /** What awaits review with a dimension, and staff were not told of. */
    unshown(): Item[] {
      return list(unshown.all())
    },

    markShown(id: number, at: Date): void {
      markShown.run({ id, at: at.toISOString() })
    },

    countAwaiting(): number {
      return countAwaiting.get()?.total ?? 0
    },

    /** Accepted since an instant and not yet in an edition of this language. */
    forEdition(language: Language, since: Date): Item[] {
      return list(forEdition.all({ language, since: since.toISOString() }))
    },

    /** Accepted items that fit, newest first. */
    archive(filter: ArchiveFilter): Item[] {
      return search.find(filter)
    },

    tally(): Record<ItemState, number> {
      const counts = { old: 0, repeated: 0, awaiting: 0, accepted: 0, declined: 0, held: 0 }
      for (const { state, total } of tally.all()) counts[state] = total
      return counts
    },
  }
}
