import { contentKinds, type Frequency, type Subscription } from '../domain/subscription.ts'
import type { Db } from './database.ts'
import {
  type DueSubscription,
  dueSelect,
  rowSchema,
  subscriptionSelect,
  toDue,
  toSubscription,
} from './subscription-row.ts'

/** Private chats of staff, who see there what is on record for member States only. */
type Staff = ReadonlySet<string>

/** Whose turn it is, and that it was taken: digests, what is sent at once, mornings of reminders, ends of pauses. */
export function createSubscriptionTurns(db: Db) {
  const dueDigests = db.prepare<{ now: string; limit: number }>(
    `${dueSelect} where status = 'active' and digest_at <= @now order by digest_at, subscription.id limit @limit`,
  )
  const seenAfter = contentKinds
    .map((kind) => `${kind}_seen = case when ${kind} in (@first, @second) then @seen else ${kind}_seen end`)
    .join(', ')
  const advance = db.prepare(
    `update subscription set ${seenAfter}, digest_at = @next, weekly_owed = @owed where id = @id and digest_at = @dueAt`,
  )
  const dueAtOnce = db.prepare<{ newest: number; now: string; limit: number }>(`${dueSelect}
    where status = 'active' and at_once_seen < @newest and (at_once_from is null or at_once_from <= @now)
    order by at_once_seen, subscription.id limit @limit`)
  const advanceAtOnce = db.prepare(
    `update subscription set ${seenAfter}, at_once_seen = @seen, at_once_from = null where id = @id and at_once_seen < @seen`,
  )
  const holdAtOnce = db.prepare(`update subscription set at_once_from = @until where id = @id`)
  const dueReminders = db.prepare<{ now: string; limit: number }>(
    `${dueSelect} where status = 'active' and remind_at <= @now order by remind_at, subscription.id limit @limit`,
  )
  const advanceReminders = db.prepare(`update subscription set remind_at = @next where id = @id and remind_at = @dueAt`)
  const dueToResume = db.prepare<{ now: string; limit: number }>(
    `${subscriptionSelect} where status = 'paused' and resume_at <= @now order by resume_at limit @limit`,
  )
  const afterId = db.prepare<{ after: number; limit: number }>(
    `${dueSelect} where subscription.id > @after and status = 'active' order by subscription.id limit @limit`,
  )

  const iso = (instant: Date | undefined) => instant?.toISOString() ?? null

  return {
    /** Those whose digest is due, the longest due first. */
    dueDigests(now: Date, limit: number, staff: Staff): DueSubscription[] {
      return dueDigests.all({ now: now.toISOString(), limit }).map((row) => toDue(row, staff))
    },

    /** @returns false when this digest was made already */
    advanceDigest(
      { id, dueAt }: Pick<DueSubscription, 'id' | 'dueAt'>,
      told: readonly Frequency[],
      seen: number,
      next: Date | undefined,
    ): boolean {
      const [first = 'daily', second = first] = told
      return (
        advance.run({ id, dueAt: dueAt.toISOString(), first, second, seen, next: iso(next), owed: 0 }).changes === 1
      )
    },

    /** A digest that comes too late is left out; what it would have held comes with the next, the weekly kinds too. */
    skipDigest({ id, dueAt }: Pick<DueSubscription, 'id' | 'dueAt'>, next: Date, isWeeklyOwed: boolean): void {
      const owed = isWeeklyOwed ? 1 : 0
      advance.run({ id, dueAt: dueAt.toISOString(), first: null, second: null, seen: 0, next: iso(next), owed })
    },

    /** Those that are told at once and have not been told up to an entry. */
    dueAtOnce(upTo: number, now: Date, limit: number, staff: Staff): DueSubscription[] {
      return dueAtOnce.all({ newest: upTo, now: now.toISOString(), limit }).map((row) => toDue(row, staff))
    },

    advanceAtOnce(id: number, seen: number): boolean {
      return advanceAtOnce.run({ id, first: 'at-once', second: 'at-once', seen }).changes === 1
    },

    /** Quiet hours: nothing at once until they end. */
    holdAtOnce(id: number, until: Date): void {
      holdAtOnce.run({ id, until: until.toISOString() })
    },

    /** Those whose morning of reminders has come. */
    dueReminders(now: Date, limit: number, staff: Staff): DueSubscription[] {
      return dueReminders.all({ now: now.toISOString(), limit }).map((value) => {
        const row = rowSchema.parse(value)
        return { ...toDue(row, staff), dueAt: new Date(row.remind_at ?? 0) }
      })
    },

    advanceReminders({ id, dueAt }: Pick<DueSubscription, 'id' | 'dueAt'>, next: Date): boolean {
      return advanceReminders.run({ id, dueAt: dueAt.toISOString(), next: next.toISOString() }).changes === 1
    },

    dueToResume(now: Date, limit: number): Subscription[] {
      return dueToResume.all({ now: now.toISOString(), limit }).map((row) => toSubscription(rowSchema.parse(row)))
    },

    /** Active ones page by page, in the order of their ids. */
    activeAfter(after: number, limit: number, staff: Staff): DueSubscription[] {
      return afterId.all({ after, limit }).map((row) => toDue(row, staff))
    },
  }
}
