import { z } from 'zod'
import { type ContentKind, contentKinds } from '../domain/subscription.ts'
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

export type BulletinStore = ReturnType<typeof createBulletinStore>

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

  return {
    /** The entries after one and up to another, but none of before an instant. */
    between(after: number, upTo: number, since: Date): BulletinEntry[] {
      return between.all(after, upTo, since.toISOString()).map((row) => rowSchema.parse(row))
    },

    /** The subscriptions that had been told of an item when it was reopened: accepted again, it is not told to them again. */
    toldOf(itemId: number): ReadonlySet<number> {
      return new Set(toldOf.all(itemId).map(({ subscription }) => subscription))
    },

    newest(): number {
      return newest.get()?.id ?? 0
    },

    add(entry: Omit<BulletinEntry, 'id'>, at: Date): void {
      add.run({ ...entry, at: at.toISOString() })
    },

    /** @returns how many were forgotten; the newest always stays, for the numbers go on from it */
    purge(before: Date): number {
      return purge.run(before.toISOString()).changes
    },
  }
}
