import { createBroadcastStore } from './broadcasts.ts'
import type { Db } from './database.ts'
import { createOutboxDesk } from './outbox-desk.ts'
import {
  type ClaimRequest,
  type NewOutboxRow,
  type OutboxChange,
  type OutboxRow,
  type Raw,
  rowColumns,
  toRow,
} from './outbox-row.ts'
import { createToldMail } from './told-mail.ts'

export type { ClaimVerdict, OutboxChange, OutboxRow, OutboxState } from './outbox-row.ts'

export type OutboxStore = ReturnType<typeof createOutboxStore>

export function createOutboxStore(db: Db) {
  // Left to itself, SQLite takes the index by state here and reads all that is pending (0.4 s for 100,000 rows).
  const priorities = db.prepare<[], { priority: number }>(`
    with recursive each (priority) as (
      select min(priority) from outbox indexed by outbox_due where state = 'pending' and held = 0
      union all
      select (
        select min(priority) from outbox indexed by outbox_due
        where state = 'pending' and held = 0 and priority > each.priority)
      from each where each.priority is not null)
    select priority from each where priority is not null`)
  const due = db.prepare<[number, string, number], Raw>(`
    select ${rowColumns} from outbox indexed by outbox_due
    where state = 'pending' and held = 0 and priority = ? and next_at <= ? order by next_at, id limit ?`)
  const nextDue = db.prepare<[number], { nextAt: string | null }>(`
    select min(next_at) as nextAt from outbox indexed by outbox_due
    where state = 'pending' and held = 0 and priority = ?`)
  const openInChain = db.prepare<[string], { id: number }>(
    `select id from outbox where chain = ? and settled_at is null limit 1`,
  )
  const insert = db.prepare(`
    insert into outbox (key, chain, chat, thread, priority, state, due_at, next_at, expires_at, safe_to_repeat, outcome,
      created_at, settled_at, payload, broadcast, restricted, public_too, held, subscription, told_before)
    values (@key, @chain, @chat, @thread, @priority, @state, @dueAt, @dueAt, @expiresAt, @safeToRepeat, @outcome,
      @createdAt, @settledAt, @payload, @broadcast, @restricted, @publicToo, @held, @subscription, @toldBefore)
    on conflict (key) do nothing`)
  const begin = db.prepare(
    `update outbox set state = 'sending', attempts = attempts + 1, after_id = @afterId where id = @id and state = 'pending'`,
  )
  const postpone = db.prepare(`update outbox set next_at = @nextAt where id = @id and state = 'pending'`)
  const sending = db.prepare<[], Raw>(`select ${rowColumns} from outbox where state = 'sending' order by id`)
  const toReconcile = db.prepare<[string], Raw>(`
    select ${rowColumns} from outbox where state = 'uncertain' and next_at <= ? order by next_at, id limit 1`)
  const finish = db.prepare(`
    update outbox set state = @state, message_id = coalesce(@messageId, message_id), outcome = @outcome, next_at = null,
      settled_at = @at
    where id = @id and state in ('pending', 'sending', 'uncertain')`)
  const again = db.prepare(`
    update outbox set state = 'pending', next_at = @nextAt, failures = @failures, repeats = @repeats, plain = @plain,
      outcome = @outcome
    where id = @id and state in ('sending', 'uncertain')`)
  const doubt = db.prepare(`
    update outbox set state = 'uncertain', next_at = @nextAt, failures = @failures, outcome = @outcome
    where id = @id and state in ('sending', 'uncertain')`)
  const releaseNext = db.prepare(`
    update outbox set state = 'pending'
    where id = (select min(id) from outbox where chain = @chain and settled_at is null) and state = 'waiting'`)
  const breakChain = db.prepare(`
    update outbox set state = 'dead', outcome = '{"type":"chain-broken"}', next_at = null, settled_at = @at
    where chain = @chain and settled_at is null and state = 'waiting'`)
  const stopChat = db.prepare(`
    update outbox set state = 'dead', outcome = @outcome, next_at = null, settled_at = @at
    where chat = @chat and settled_at is null and state in ('pending', 'waiting')
      and (@thread is null or thread = @thread)`)
  const stopRestricted = db.prepare(`
    update outbox set state = 'dead', outcome = @outcome, next_at = null, settled_at = @at
    where chat = @chat and settled_at is null and state in ('pending', 'waiting') and restricted = 1 and public_too = 0`)
  const closeToPublic = db.prepare(`
    update outbox indexed by outbox_public_too set public_too = 0
    where public_too = 1 and state in ('pending', 'waiting', 'sending', 'uncertain', 'dead', 'cancelled')`)
  const readdress = db.prepare(`update outbox set chat = @to where chat = @from and settled_at is null`)
  // Parts of one text are numbered behind its key: where the first was made, all were.
  const cancelRepeats = db.prepare(`
    update outbox indexed by outbox_open_chat set state = 'cancelled', next_at = null, settled_at = @at
    where chat = @chat and thread = @thread and settled_at is null and state in ('pending', 'waiting')
      and instr(chain || ':', @mark) > 0 and exists (
        select 1 from outbox as twin
        where twin.key = replace(outbox.chain || ':', @mark, @twin) || '1' and twin.state not in ('cancelled', 'dead'))`)
  const takenIds = db.prepare<[string, number], { messageId: number }>(
    `select message_id as messageId from outbox where state = 'sent' and chat = ? and message_id > ?`,
  )
  const recent = db.prepare<[string], { chat: string; at: string }>(`
    select chat, settled_at as at from outbox where state = 'sent' and settled_at > ? order by settled_at`)

  const earlier = db
    .prepare<{ chat: string; id: number; priority: number; dueAt: string }, number>(`
    select 1 from outbox indexed by outbox_open_chat
    where chat = @chat and settled_at is null and id < @id and priority = @priority
      and (state = 'sending' or (state = 'uncertain' and next_at is not null)
        or (held = 0 and state = 'pending' and due_at <= @dueAt))
    limit 1`)
    .pluck()

  function changed(result: { changes: number }, id: number): void {
    if (result.changes !== 1) throw new Error(`Outbox row ${id} is not in a state that this change begins with`)
  }

  /** What settles a row also frees or breaks what waits behind it. */
  function settle(row: Pick<OutboxRow, 'id' | 'chain'>, change: OutboxChange, outcome: string, at: Date): void {
    const { id, chain } = row
    if (change.kind === 'again') {
      const { failures, repeats } = change
      const nextAt = change.nextAt.toISOString()
      changed(again.run({ id, nextAt, failures, repeats, plain: change.plain ? 1 : 0, outcome }), id)
    } else if (change.kind === 'uncertain') {
      const nextAt = change.nextAt?.toISOString() ?? null
      changed(doubt.run({ id, nextAt, failures: change.failures, outcome }), id)
    } else {
      const messageId = change.kind === 'sent' ? change.messageId : null
      changed(finish.run({ id, state: change.kind, messageId, outcome, at: at.toISOString() }), id)
      if (change.kind === 'sent') releaseNext.run({ chain })
      else breakChain.run({ chain, at: at.toISOString() })
    }
  }

  /** Marks due rows of one priority as being sent, until `limit`; what may not go yet is postponed, so it is read once. */
  function claimOf(priority: number, limit: number, request: ClaimRequest): OutboxRow[] {
    const claimed: OutboxRow[] = []
    const now = request.now.toISOString()
    while (claimed.length < limit) {
      const page = due.all(priority, now, Math.max(16, limit))
      for (const row of page.map(toRow)) {
        if (claimed.length === limit) break
        const verdict = request.judge(row)
        if (verdict.kind === 'enough') return claimed
        if (verdict.kind === 'dead') settle(row, { kind: 'dead' }, verdict.outcome, request.now)
        else if (verdict.kind === 'later') postpone.run({ id: row.id, nextAt: verdict.at.toISOString() })
        else {
          changed(begin.run({ id: row.id, afterId: verdict.afterId }), row.id)
          claimed.push({ ...row, state: 'sending', attempts: row.attempts + 1, afterId: verdict.afterId })
        }
      }
      if (page.length === 0) break
    }
    return claimed
  }

  return {
    ...createOutboxDesk(db),
    ...createToldMail(db),
    broadcasts: createBroadcastStore(db),

    /** @param status of the chat: mail to one that takes none is recorded as dead at once. @returns false: known key */
    add(row: NewOutboxRow, status: 'open' | 'blocked' | 'gone', at: Date): boolean {
      const refused = status !== 'open'
      const state = refused ? 'dead' : openInChain.get(row.chain) === undefined ? 'pending' : 'waiting'
      return (
        insert.run({
          ...row,
          state,
          dueAt: row.dueAt.toISOString(),
          expiresAt: row.expiresAt?.toISOString() ?? null,
          safeToRepeat: row.safeToRepeat ? 1 : 0,
          restricted: row.restricted ? 1 : 0,
          publicToo: row.publicToo ? 1 : 0,
          held: row.held ? 1 : 0,
          subscription: row.subscription ?? null,
          toldBefore: row.toldBefore ?? null,
          outcome: refused ? JSON.stringify({ type: status, earlier: true }) : null,
          createdAt: at.toISOString(),
          settledAt: refused ? at.toISOString() : null,
        }).changes === 1
      )
    },

    /**
     * Marks due rows as being sent, in one transaction: the most urgent first, of these the longest due. A row found in
     * this state after a start was on its way when the process died.
     */
    claim: db.transaction((request: ClaimRequest): OutboxRow[] => {
      const claimed: OutboxRow[] = []
      for (const { priority } of priorities.all()) {
        if (claimed.length < request.limit) claimed.push(...claimOf(priority, request.limit - claimed.length, request))
      }
      return claimed
    }).immediate,

    settle,

    /** When the next row may go; undefined where none waits. */
    nextDueAt(): Date | undefined {
      const times = priorities.all().map(({ priority }) => nextDue.get(priority)?.nextAt)
      const first = times.filter((time) => typeof time === 'string').sort()[0]
      return first === undefined ? undefined : new Date(first)
    },

    /** Something of the same priority that was due no later has yet to go to the chat, or is being looked for there. */
    hasEarlier({ chat, id, priority, dueAt }: Pick<OutboxRow, 'chat' | 'id' | 'priority' | 'dueAt'>): boolean {
      return earlier.get({ chat, id, priority, dueAt: dueAt.toISOString() }) !== undefined
    },

    /** Rows that a stopped process left on their way. */
    sending(): OutboxRow[] {
      return sending.all().map(toRow)
    },

    /** The row of unknown outcome whose turn it is to be looked for. */
    toReconcile(now: Date): OutboxRow | undefined {
      const row = toReconcile.get(now.toISOString())
      return row === undefined ? undefined : toRow(row)
    },

    /** Everything open of a chat (of one forum topic, where given) dies with this outcome. @returns how many rows */
    stopChat(chat: string, thread: number | null, outcome: string, at: Date): number {
      return stopChat.run({ chat, thread, outcome, at: at.toISOString() }).changes
    },

    /** A reader has lost clearance: what the public is not told in the same words dies with this outcome. */
    stopRestricted(chat: string, outcome: string, at: Date): void {
      stopRestricted.run({ chat, outcome, at: at.toISOString() })
    },

    /** Records have changed: of nothing that was made for readers with clearance is it known any more that the public may read it. */
    closeToPublic(): void {
      closeToPublic.run()
    },

    /** A group became a supergroup: every open row goes there. @returns how many rows */
    readdress(from: string, to: string): number {
      return readdress.run({ from, to }).changes
    },

    /** What waits for a place and was made for it a second time, with `mark` in its key where the other has `twin`, never goes. */
    cancelRepeats(place: { chat: string; thread: number }, mark: string, twin: string, at: Date): void {
      cancelRepeats.run({ chat: place.chat, thread: place.thread, mark, twin, at: at.toISOString() })
    },

    /** Message numbers after `afterId` of a chat that are known to be other rows'. */
    takenMessageIds(chat: string, afterId: number): ReadonlySet<number> {
      return new Set(takenIds.all(chat, afterId).map((row) => row.messageId))
    },

    /** What was sent after an instant, oldest first: the pace of a new process begins with it. */
    sentSince(instant: Date): { chat: string; at: Date }[] {
      return recent.all(instant.toISOString()).map(({ chat, at }) => ({ chat, at: new Date(at) }))
    },
  }
}
