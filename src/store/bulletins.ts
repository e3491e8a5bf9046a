import { z } from 'zod'
import { type ContentKind, contentKinds, type Subject } from '../domain/subscription.ts'
import type { Db } from './database.ts'

/** One thing that became known: an accepted item, or a record that was added or changed. */
export type BulletinEntry = {
  readonly id: number
  readonly kind: ContentKind
  /** `items`, or a register's name. */
  readonly register: string
  readonly recordId: string
}

const rowSchema = z.object({
  id: z.number(),
  kind: z.enum(contentKinds),
  register: z.string(),
  recordId: z.string(),
})

/** What became known, in order. Items enter by themselves when they are accepted (a trigger sees to it, whoever accepts). */
export function createBulletinStore(db: Db) {
  const between = db.prepare<[number, number, string]>(
    `select id, kind, register, record_id as recordId from bulletin where id > ? and id <= ? and at >= ? order by id`,
  )
  const newest = db.prepare<[], { id: number | null }>(`select max(id) as id from bulletin`)
  const add = db.prepare(
    `insert into bulletin (kind, register, record_id, at) values (@kind, @register, @recordId, @at)`,
  )
  const purge = db.prepare(`delete from bulletin where at < ? and id < (select max(id) from bulletin)`)

  const toldOf = db.prepare<[number], { subscription: number }>(
    `select subscription_id as subscription from told_item where item_id = ?`,
  )

  const noteTold = db.prepare(`
    insert into told_item (item_id, subscription_id)
    select distinct @itemId, subscription_id from subscription_subject
      join subscription on subscription.id = subscription_id
      join bulletin on register = 'items' and record_id = @recordId and news_seen >= bulletin.id
    where subscription_subject.kind = 'everything' or (subscription_subject.kind, subscription_subject.value) in
      (select value ->> 'kind', value ->> 'value' from json_each(@subjects))
    on conflict do nothing`)
  const purgeTold = db.prepare(
    `delete from told_item where (select fetched_at from item where item.id = item_id) < @before`,
  )

  return {
    /** The entries after one and up to another, but none of before an instant. */
    between(after: number, upTo: number, since: Date): BulletinEntry[] {
      return between.all(after, upTo, since.toISOString()).map((row) => rowSchema.parse(row))
    },

    /** The subscriptions that had been told of an item when it was reopened: accepted again, it is not told to them again. */
    toldOf(itemId: number): ReadonlySet<number> {
      return new Set(toldOf.all(itemId).map(({ subscription }) => subscription))
    },

    /**
     * Writes down who was told of an item that is about to be reopened: who had read as far as its entry and follows one of
     * its subjects. Call it before the change, which takes the entry away.
     */
    noteTold(itemId: number, subjects: readonly Subject[]): void {
      noteTold.run({ itemId, recordId: String(itemId), subjects: JSON.stringify(subjects) })
    },

    newest(): number {
      return newest.get()?.id ?? 0
    },

    add(entry: Omit<BulletinEntry, 'id'>, at: Date): void {
      add.run({ ...entry, at: at.toISOString() })
    },

    /**
     * Forgets entries, and who was told of items of before. @returns how many entries; the newest always stays, for the
     * numbers go on from it
     */
    purge(before: Date): number {
      purgeTold.run({ before: before.toISOString() })
      return purge.run(before.toISOString()).changes
    },
  }
}
