import { z } from 'zod'
import { type DimensionSlug, dimensionSlugSchema } from '../domain/dimension.ts'
import { type Language, languageSchema } from '../domain/language.ts'
import type { Subscription } from '../domain/subscription.ts'
import type { Db } from './database.ts'

const rowSchema = z.object({
  id: z.number(),
  chat: z.string(),
  thread: z.number(),
  language: languageSchema,
  delivery_time: z.string(),
  time_zone: z.string(),
  status: z.enum(['active', 'paused', 'stopped']),
  news_until: z.string(),
  dimensions: z.string().nullable(),
})

function toSubscription(value: unknown): Subscription {
  const row = rowSchema.parse(value)
  return {
    id: row.id,
    chat: row.chat,
    thread: row.thread,
    language: row.language,
    deliveryTime: row.delivery_time,
    timeZone: row.time_zone,
    status: row.status,
    newsUntil: row.news_until,
    dimensions: dimensionSlugSchema.array().parse((row.dimensions ?? '').split(',').filter((slug) => slug !== '')),
  }
}

export type SubscriptionStore = ReturnType<typeof createSubscriptionStore>

export function createSubscriptionStore(db: Db) {
  const select = `select subscription.*, (select group_concat(value) from subscription_subject
    where subscription_id = subscription.id and kind = 'dimension') as dimensions from subscription`
  const byChat = db.prepare<[string, number]>(`${select} where chat = ? and thread = ?`)
  const active = db.prepare(`${select} where status = 'active' order by id`)
  const put = db.prepare<unknown[], { id: number }>(`
    insert into subscription (chat, thread, language, delivery_time, time_zone, status, news_until, created_at)
    values (@chat, @thread, @language, @deliveryTime, @timeZone, 'active', @at, @at)
    on conflict (chat, thread) do update set language = excluded.language, delivery_time = excluded.delivery_time,
      time_zone = excluded.time_zone, status = 'active',
      news_until = case when subscription.status = 'stopped' then excluded.news_until else subscription.news_until end
    returning id`)
  const dropSubjects = db.prepare(`delete from subscription_subject where subscription_id = ?`)
  const putSubject = db.prepare(
    `insert into subscription_subject (subscription_id, kind, value) values (?, 'dimension', ?)`,
  )
  const setStatus = db.prepare(
    `update subscription set status = @status where chat = @chat and thread = @thread and status <> @status`,
  )
  const advance = db.prepare(`update subscription set news_until = @until where id = @id and news_until < @until`)
  const readdress = db.prepare(`update or ignore subscription set chat = @to where chat = @from`)
  const erase = db.prepare(`delete from subscription where chat = ?`)
  const times = db.prepare<[], { delivery_time: string; time_zone: string }>(
    `select distinct delivery_time, time_zone from subscription where status = 'active'`,
  )
  const dueAt = db.prepare<{ deliveryTime: string; timeZone: string; dueAt: string }>(`${select}
    where status = 'active' and delivery_time = @deliveryTime and time_zone = @timeZone and news_until < @dueAt order by id`)
  const count = db.prepare<[], { total: number }>(`select count(*) as total from subscription where status = 'active'`)

  return {
    find(chat: string, thread: number): Subscription | undefined {
      const row = byChat.get(chat, thread)
      return row === undefined ? undefined : toSubscription(row)
    },

    active(): Subscription[] {
      return active.all().map(toSubscription)
    },

    countActive(): number {
      return count.get()?.total ?? 0
    },

    /** Registers or changes; news accepted before a new subscription are not owed to it. */
    register(
      subscription: {
        chat: string
        thread: number
        language: Language
        deliveryTime: string
        timeZone: string
        dimensions: readonly DimensionSlug[]
      },
      at: Date,
    ): number {
      const { dimensions, ...row } = subscription
      const id = put.get({ ...row, at: at.toISOString() })?.id ?? 0
      dropSubjects.run(id)
      for (const dimension of dimensions) putSubject.run(id, dimension)
      return id
    },

    /** @returns false when there is none or it has this status already */
    setStatus(chat: string, thread: number, status: Subscription['status']): boolean {
      return setStatus.run({ chat, thread, status }).changes === 1
    },

    /** Hours at which somebody takes the digest. */
    deliveryTimes(): { deliveryTime: string; timeZone: string }[] {
      return times.all().map((row) => ({ deliveryTime: row.delivery_time, timeZone: row.time_zone }))
    },

    /** Those of one delivery hour to whom nothing up to this instant was sent. */
    owed(time: { deliveryTime: string; timeZone: string }, at: Date): Subscription[] {
      return dueAt.all({ ...time, dueAt: at.toISOString() }).map(toSubscription)
    },

    /** @returns false when the digest up to this instant was made already */
    advance(id: number, until: Date): boolean {
      return advance.run({ id, until: until.toISOString() }).changes === 1
    },

    readdress(from: string, to: string): void {
      readdress.run({ from, to })
    },

    forget(chat: string): void {
      erase.run(chat)
    },
  }
}
