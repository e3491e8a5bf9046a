import type { Db } from './database.ts'
import { type OutboxRow, type OutboxState, type Raw, rowColumns, toRow } from './outbox-row.ts'

/** What was cancelled for this reason may be restored; nothing else that was taken back ever is. */
const replanned = '{"type":"replanned"}'
/** The same, where it was the reader who wanted no more of it. */
const unwanted = '{"type":"unwanted"}'

type Place = { readonly chat: string; readonly thread: number }

/** The outbox as staff see it: figures, lists, and what they may decide. */
export function createOutboxDesk(db: Db) {
  // ';' follows ':' in the order of characters, so `edition:12` never means `edition:120`.
  const inBatch = `(key = @batch or (key > @batch || ':' and key < @batch || ';'))`
  const counts = db.prepare<[], { state: OutboxState; count: number }>(
    `select state, count(*) as count from outbox group by state`,
  )
  const cancel = db.prepare(`
    update outbox set state = 'cancelled', outcome = coalesce(@outcome, outcome), next_at = null, settled_at = @at
    where ${inBatch} and state in ('pending', 'waiting') and restricted <= @most`)
  // The sending that it is part of may have been stopped or resumed meanwhile.
  const revived = `state = 'waiting', outcome = null, next_at = max(due_at, @at), settled_at = null,
    held = exists (select 1 from broadcast where broadcast.id = outbox.broadcast and stopped_at is not null)`
  const restore = db.prepare(`
    update outbox set ${revived}
    where ${inBatch} and state = 'cancelled' and outcome = '${replanned}' and settled_at >= @since and coalesce(expires_at > @at, 1)`)
  const among = (list: string) =>
    `exists (select 1 from json_each(${list}) where substr(outbox.key, 1, length(value) + 1) = value || ':')`
  const putAside = db.prepare(`
    update outbox indexed by outbox_open_chat
    set state = 'cancelled', outcome = '${unwanted}', next_at = null, settled_at = @at
    where chat = @chat and thread = @thread and settled_at is null and state in ('pending', 'waiting')
      and ${among('@batches')} and not ${among('@kept')}`)
  const takeUp = db.prepare(`
    update outbox indexed by outbox_state set ${revived}
    where state = 'cancelled' and settled_at >= @since and outcome = '${unwanted}' and chat = @chat and thread = @thread
      and ${among('@batches')} and coalesce(expires_at > @at, 1)`)
  const dropAside = db.prepare(`
    update outbox set outcome = null
    where ${inBatch} and state = 'cancelled' and outcome = '${unwanted}' and restricted <= @most`)
  const sentSince = db
    .prepare<[string], number>(`select count(*) from outbox where state = 'sent' and settled_at > ?`)
    .pluck()
  const ahead = db
    .prepare<[number, string], number>(`
    select count(*) from outbox indexed by outbox_due
    where state = 'pending' and held = 0 and priority <= ? and due_at <= ?`)
    .pluck()
  const releaseAll = db.prepare(`
    update outbox set state = 'pending'
    where state = 'waiting' and not exists (
      select 1 from outbox as earlier
      where earlier.chain = outbox.chain and earlier.id < outbox.id and earlier.settled_at is null)`)
  const byKey = db.prepare<[string], Raw>(`select ${rowColumns} from outbox where key = ?`)
  const byId = db.prepare<[number], Raw>(`select ${rowColumns} from outbox where id = ?`)
  const undecided = db.prepare<[], Raw>(
    `select ${rowColumns} from outbox where state = 'uncertain' and next_at is null order by id`,
  )
  const markSent = db.prepare(`
    update outbox set state = 'sent', message_id = coalesce(@messageId, message_id), settled_at = @at
    where id = @id and state = 'uncertain' and next_at is null`)
  const resend = db.prepare(`
    update outbox set state = 'pending', next_at = @at, settled_at = null, expires_at = null, failures = 0, repeats = 0
    where id = @id and (state = 'dead' or (state = 'uncertain' and next_at is null))`)
  const mendChain = db.prepare(`
    update outbox set state = 'waiting', next_at = @at, settled_at = null, outcome = null
    where state = 'dead' and id > @id and outcome = '{"type":"chain-broken"}' and chain = @chain`)
  const mendChat = db.prepare(`
    update outbox set state = 'waiting', next_at = @at, settled_at = null, outcome = null, failures = 0, repeats = 0
    where state = 'dead' and id <> @id and (expires_at is null or expires_at > @at)
      and (chat, settled_at, outcome) = (select chat, settled_at, outcome from outbox where id = @id and state = 'dead')`)
  const purge = db.prepare(`
    delete from outbox where id in (
      select id from outbox where state in ('sent', 'dead', 'cancelled') and settled_at < @before limit @limit)`)
  // What nobody decided on, what waits behind it, and what staff stopped and never let go on.
  const purgeUndecided = db.prepare(`
    delete from outbox where id in (
      select id from outbox where state in ('uncertain', 'waiting') and settled_at is null
        and (state = 'waiting' or next_at is null) and created_at < @before limit @limit)`)
  const purgeStopped = db.prepare(`
    delete from outbox where id in (
      select id from outbox where broadcast in (select id from broadcast where stopped_at < @before)
        and state in ('pending', 'waiting') and created_at < @before limit @limit)`)

  function cancelAs(outcome: string | null, batch: string, at: Date, of: 'everybody' | 'uncleared'): number {
    const most = of === 'everybody' ? 1 : 0
    const { changes } = cancel.run({ batch, outcome, at: at.toISOString(), most })
    dropAside.run({ batch, most })
    if (changes > 0) releaseAll.run()
    return changes
  }

  return {
    find(id: number): OutboxRow | undefined {
      const row = byId.get(id)
      return row === undefined ? undefined : toRow(row)
    },

    counts(): Record<OutboxState, number> {
      const none = { pending: 0, waiting: 0, sending: 0, sent: 0, uncertain: 0, dead: 0, cancelled: 0 }
      return { ...none, ...Object.fromEntries(counts.all().map(({ state, count }) => [state, count])) }
    },

    /** How many messages left after an instant. */
    countSentSince(instant: Date): number {
      return sentSince.get(instant.toISOString()) ?? 0
    },

    /** How many that are due go before the last of a priority. */
    countAhead(priority: number, now: Date): number {
      return ahead.get(priority, now.toISOString()) ?? 0
    },

    /** What is not yet on its way never goes. @param of whose: of all, or of readers without clearance @returns how many rows */
    cancel(batch: string, at: Date, of: 'everybody' | 'uncleared' = 'everybody'): number {
      return cancelAs(null, batch, at, of)
    },

    /** As `cancel`, until `restore`: what the mail is about has changed. */
    replan(batch: string, at: Date): number {
      return cancelAs(replanned, batch, at, 'everybody')
    },

    /** What was replanned since an instant, and is not out of date, goes after all. @returns how many rows */
    restore(batch: string, since: Date, at: Date): number {
      const { changes } = restore.run({ batch, since: since.toISOString(), at: at.toISOString() })
      if (changes > 0) releaseAll.run()
      return changes
    },

    /**
     * A reader wants no more of these batches: what is not yet on its way to this place never goes, unless `takeUp`.
     * @param kept batches that they want all the same
     */
    putAside({ chat, thread }: Place, batches: readonly string[], kept: readonly string[], at: Date): void {
      const lists = { batches: JSON.stringify(batches), kept: JSON.stringify(kept) }
      putAside.run({ chat, thread, ...lists, at: at.toISOString() })
    },

    /** What a reader put aside since an instant, is neither out of date nor taken back by anybody else, goes after all. */
    takeUp({ chat, thread }: Place, batches: readonly string[], since: Date, at: Date): void {
      const span = { since: since.toISOString(), at: at.toISOString() }
      if (takeUp.run({ chat, thread, batches: JSON.stringify(batches), ...span }).changes > 0) releaseAll.run()
    },

    /** What was put aside of a batch would mislead by now. */
    dropAside(batch: string): void {
      dropAside.run({ batch, most: 1 })
    },

    /** What became of a row; undefined where it is unknown, or forgotten. */
    stateOf(key: string): OutboxState | undefined {
      return byKey.get(key)?.state
    },

    /** Where a row's message stands, for later edits; undefined until it is sent. */
    sentMessage(key: string): { readonly chat: string; readonly messageId: number } | undefined {
      const row = byKey.get(key)
      return row?.state === 'sent' && row.message_id !== null
        ? { chat: row.chat, messageId: row.message_id }
        : undefined
    },

    /** Rows that only staff can decide: sent or not, nobody could find out. */
    uncertain(): OutboxRow[] {
      return undecided.all().map(toRow)
    },

    /** Staff saw the message. @returns false where the row is no longer theirs to decide */
    markSent(id: number, at: Date, messageId: number | null = null): boolean {
      const done = markSent.run({ id, messageId, at: at.toISOString() }).changes === 1
      if (done) releaseAll.run()
      return done
    },

    /**
     * Staff want it sent (again), and with it what was given up behind it, or for the same trouble of its chat.
     * @returns false where that is no longer open
     */
    resend(id: number, now: Date): boolean {
      const row = byId.get(id)
      const at = now.toISOString()
      if (row === undefined) return false
      const mended = mendChat.run({ id, at }).changes
      if (resend.run({ id, at }).changes !== 1) return false
      mendChain.run({ id, chain: row.chain, at })
      if (mended > 0) releaseAll.run()
      return true
    },

    /**
     * Forgets settled rows, and what was left undecided or stopped since before that instant, and with them that their keys were ever used. A few thousand at a time, so that nothing else
     * waits long for the database. @returns how many; call again until none
     */
    purge(settledBefore: Date, limit = 5000): number {
      const span = { before: settledBefore.toISOString(), limit }
      return [purge, purgeUndecided, purgeStopped].reduce((sum, statement) => sum + statement.run(span).changes, 0)
    },
  }
}
