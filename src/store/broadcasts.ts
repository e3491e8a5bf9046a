import { type BroadcastKind, type BroadcastName, type BroadcastProgress, broadcastKinds } from '../domain/broadcast.ts'
import type { Db } from './database.ts'
import type { OutboxState } from './outbox-row.ts'

export type Broadcast = {
  readonly id: number
  readonly kind: BroadcastKind
  readonly priority: number
  readonly beganAt: Date
  readonly isStopped: boolean
  /** The row that wrote the message which shows how far it is. */
  readonly messageKey: string | undefined
  /** The last row that wrote or edited it, and what it reads since then. */
  readonly shownKey: string | undefined
  readonly shown: string | undefined
  readonly shownAt: Date | undefined
  /** How many such rows there have been. */
  readonly revision: number
}

type Row = {
  id: number
  name: string
  priority: number
  began_at: string
  stopped_at: string | null
  message_key: string | null
  shown_key: string | null
  shown: string | null
  shown_at: string | null
  revision: number
}

function toBroadcast(row: Row): Broadcast {
  return {
    id: row.id,
    kind: broadcastKinds.find((kind) => row.name.startsWith(`${kind}:`)) ?? 'bulk',
    priority: row.priority,
    beganAt: new Date(row.began_at),
    isStopped: row.stopped_at !== null,
    messageKey: row.message_key ?? undefined,
    shownKey: row.shown_key ?? undefined,
    shown: row.shown ?? undefined,
    shownAt: row.shown_at === null ? undefined : new Date(row.shown_at),
    revision: row.revision,
  }
}

/** Sendings of one thing to many, and how far each is. */
export function createBroadcastStore(db: Db) {
  const select = `select id, name, priority, began_at, stopped_at, message_key, shown_key, shown, shown_at, revision from broadcast`
  const begin = db.prepare<unknown[], { id: number; stopped_at: string | null }>(`
    insert into broadcast (name, priority, began_at) values (@name, @priority, @at)
    on conflict (name) do update set finished_at = null
    returning id, stopped_at`)
  const byId = db.prepare<[number], Row>(`${select} where id = ?`)
  const open = db.prepare<[], Row>(`${select} where finished_at is null order by id`)
  const counts = db.prepare<[number], { state: OutboxState; count: number }>(
    `select state, count(*) as count from outbox where broadcast = ? group by state`,
  )
  const later = db
    .prepare<[number, string], number>(
      `select count(*) from outbox where broadcast = ? and state = 'pending' and due_at > ?`,
    )
    .pluck()
  const stop = db.prepare(
    `update broadcast set stopped_at = @at where id = @id and stopped_at is null and finished_at is null`,
  )
  const resume = db.prepare(`update broadcast set stopped_at = null where id = @id and stopped_at is not null`)
  // What is on its way is held too: should it have to go again, it waits with the others.
  const hold = db.prepare(
    `update outbox set held = @held where broadcast = @id and state in ('pending', 'waiting', 'sending', 'uncertain')`,
  )
  const noteShown = db.prepare(`
    update broadcast set shown_key = @key, shown = @shown, shown_at = @at, revision = revision + 1,
      message_key = iif(@isNew, @key, message_key)
    where id = @id`)
  const finish = db.prepare(`update broadcast set finished_at = @at where id = @id and finished_at is null`)
  const purge = db.prepare(`
    delete from broadcast
    where coalesce(finished_at, stopped_at) < @before and not exists (select 1 from outbox where outbox.broadcast = broadcast.id)`)

  return {
    /** Mail is enqueued that belongs to it. @returns its number, and whether staff have stopped it */
    begin(name: BroadcastName, priority: number, at: Date): { readonly id: number; readonly isStopped: boolean } {
      const row = begin.get({ name, priority, at: at.toISOString() })
      if (row === undefined) throw new Error(`The broadcast ${name} was not kept`)
      return { id: row.id, isStopped: row.stopped_at !== null }
    },

    find(id: number): Broadcast | undefined {
      const row = byId.get(id)
      return row === undefined ? undefined : toBroadcast(row)
    },

    /** Those of which something may be left. */
    open(): Broadcast[] {
      return open.all().map(toBroadcast)
    },

    progress(id: number, now: Date): BroadcastProgress {
      const rows = counts.all(id)
      const count = (...states: readonly OutboxState[]) =>
        rows.filter(({ state }) => states.includes(state)).reduce((sum, row) => sum + row.count, 0)
      return {
        total: rows.reduce((sum, row) => sum + row.count, 0),
        sent: count('sent'),
        failed: count('dead'),
        cancelled: count('cancelled'),
        uncertain: count('uncertain'),
        left: count('pending', 'waiting', 'sending'),
        later: later.get(id, now.toISOString()) ?? 0,
      }
    },

    /** What is not yet on its way stays where it is until `resume`. @returns false when it is stopped or finished already */
    stop(id: number, at: Date): boolean {
      if (stop.run({ id, at: at.toISOString() }).changes === 0) return false
      hold.run({ id, held: 1 })
      return true
    },

    resume(id: number): boolean {
      if (resume.run({ id }).changes === 0) return false
      hold.run({ id, held: 0 })
      return true
    },

    /** An outbox row was written that shows `shown`, in a new message or in the one that is there. */
    noteShown(id: number, { key, shown, isNew }: { key: string; shown: string; isNew: boolean }, at: Date): void {
      noteShown.run({ id, key, shown, isNew: isNew ? 1 : 0, at: at.toISOString() })
    },

    finish(id: number, at: Date): void {
      finish.run({ id, at: at.toISOString() })
    },

    /** Forgets those whose mail is forgotten. */
    purge(before: Date): void {
      purge.run({ before: before.toISOString() })
    },
  }
}
