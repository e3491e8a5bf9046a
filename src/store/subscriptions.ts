import { contentKinds, type Subscription, type SubscriptionSettings } from '../domain/subscription.ts'
import type { Db } from './database.ts'
import { rowSchema, subscriptionSelect, toSubscription } from './subscription-row.ts'
import { createSubscriptionTurns } from './subscription-turns.ts'

export type { DueSubscription } from './subscription-row.ts'

/** When a subscription's turn comes; undefined where it never does. */
export type Turns = { readonly digestAt: Date | undefined; readonly remindAt: Date | undefined }

export type Place = { readonly chat: string; readonly thread: number }

/** Subscriptions of a group and of the supergroup that it became, for the same place. */
export type Twin = { readonly leftBehind: number; readonly kept: number; readonly thread: number }

export type SubscriptionStore = ReturnType<typeof createSubscriptionStore>

export function createSubscriptionStore(db: Db) {
  const select = subscriptionSelect
  const byChat = db.prepare<[string, number]>(`${select} where chat = ? and thread = ?`)
  const byId = db.prepare<[number]>(`${select} where subscription.id = ?`)
  const ofManager = db.prepare<[number]>(`${select} join managed_chat on managed_chat.chat = subscription.chat
    where managed_chat.person = ? and status <> 'stopped' order by title, subscription.id`)
  const insert = db.prepare<unknown[], { id: number }>(`
    insert into subscription (chat, thread, title, language, time_zone, delivery_time, status, news, news_seen, events,
      events_seen, deadlines, deadlines_seen, ratification, ratification_seen, papers, papers_seen, reminder_days,
      remind_events, remind_deadlines, created_at)
    values (@chat, @thread, @title, 'en', 'UTC', '09:00', 'active', 'off', @seen, 'off', @seen, 'off', @seen, 'off', @seen,
      'off', @seen, '[]', 0, 0, @at)
    on conflict (chat, thread) do update set title = coalesce(excluded.title, title)
    returning id`)
  const setSeen = contentKinds
    // A kind that was off is told from now on; one that was on goes on where it stopped.
    .map((kind) => `${kind}_seen = case when ${kind} = 'off' then @seen else ${kind}_seen end, ${kind} = @${kind}`)
    .join(', ')
  const none = Number.MAX_SAFE_INTEGER
  const lowest = `nullif(min(${contentKinds.map((kind) => `iif(${kind} = 'at-once', ${kind}_seen, ${none})`).join(', ')}), ${none})`
  // A turn that is due and not yet served stays due: the job serves it by what is chosen now, and sets the next one.
  const put = db.prepare(`
    update subscription set language = @language, time_zone = @timeZone, delivery_time = @deliveryTime, weekday = @weekday,
      quiet_from = @quietFrom, quiet_until = @quietUntil, reminder_days = @reminderDays, remind_events = @remindEvents,
      remind_deadlines = @remindDeadlines, ${setSeen}, at_once_from = null,
      digest_at = iif(digest_at <= @at, digest_at, @digestAt), remind_at = iif(remind_at <= @at, remind_at, @remindAt)
    where id = @id`)
  const settleAtOnce = db.prepare<[number]>(`update subscription set at_once_seen = ${lowest} where id = ?`)
  const dropSubjects = db.prepare(`delete from subscription_subject where subscription_id = ?`)
  const putSubject = db.prepare(
    `insert into subscription_subject (subscription_id, kind, value) values (?, ?, ?) on conflict do nothing`,
  )
  const setStatus = db.prepare(
    `update subscription set status = @status, resume_at = @resumeAt
     where id = @id and (status <> @status or resume_at is not @resumeAt)`,
  )
  const allSeen = contentKinds.map((kind) => `${kind}_seen = @seen`).join(', ')
  const resume = db.prepare(`
    update subscription set status = 'active', resume_at = null, ${allSeen}, digest_at = @digestAt, remind_at = @remindAt
    where id = @id and status <> 'active'`)
  const stopChat = db.prepare(
    `update subscription set status = 'stopped', resume_at = null where chat = @chat and thread = @thread and status <> 'stopped'`,
  )
  const stopTopics = db.prepare<[string]>(
    `update subscription set status = 'stopped', resume_at = null where chat = ? and status <> 'stopped'`,
  )
  const newest = db.prepare<[], { id: number | null }>(`select max(id) as id from bulletin`)

  const keywords = db.prepare<[], { value: string }>(
    `select distinct value from subscription_subject where kind = 'keyword'`,
  )
  const twins = db.prepare<{ from: string; to: string }, Twin>(`
    select left_behind.id as leftBehind, kept.id as kept, kept.thread from subscription as left_behind
    join subscription as kept on kept.chat = @to and kept.thread = left_behind.thread
    where left_behind.chat = @from`)
  const readdress = db.prepare(`update or ignore subscription set chat = @to where chat = @from`)
  const dropManaged = db.prepare(`update or replace managed_chat set chat = @to where chat = @from`)
  const erase = db.prepare(`delete from subscription where chat = ?`)
  const count = db.prepare<[], { total: number }>(`select count(*) as total from subscription where status = 'active'`)
  const putManaged = db.prepare(`
    insert into managed_chat (person, chat, title, kind) values (@person, @chat, @title, @kind)
    on conflict (person, chat) do update set title = excluded.title`)
  const managedBy = db.prepare<[number], ManagedChat>(
    `select chat, title, kind from managed_chat where person = ? order by title`,
  )
  const managersOf = db.prepare<[string], { person: number; title: string }>(
    `select person, title from managed_chat where chat = ? order by person`,
  )

  const iso = (instant: Date | undefined) => instant?.toISOString() ?? null
  const newestEntry = () => newest.get()?.id ?? 0
  const one = (row: unknown) => (row === undefined ? undefined : toSubscription(rowSchema.parse(row)))

  /** @param turns those after `at` */
  function change(id: number, settings: SubscriptionSettings, turns: Turns, at: Date): void {
    const { language, timeZone, deliveryTime, weekday, quiet, kinds, reminders } = settings
    put.run({
      ...{ id, language, timeZone, deliveryTime, weekday },
      ...kinds,
      quietFrom: quiet?.from ?? null,
      quietUntil: quiet?.until ?? null,
      reminderDays: JSON.stringify(reminders.days),
      remindEvents: reminders.events ? 1 : 0,
      remindDeadlines: reminders.deadlines ? 1 : 0,
      digestAt: iso(turns.digestAt),
      remindAt: iso(turns.remindAt),
      seen: newestEntry(),
      at: iso(at),
    })
    settleAtOnce.run(id)
    dropSubjects.run(id)
    for (const { kind, value } of settings.subjects) putSubject.run(id, kind, value)
  }

  return {
    ...createSubscriptionTurns(db),

    find(chat: string, thread: number): Subscription | undefined {
      return one(byChat.get(chat, thread))
    },

    findById(id: number): Subscription | undefined {
      return one(byId.get(id))
    },

    countActive(): number {
      return count.get()?.total ?? 0
    },

    /** Registers, or wakes the paused or stopped one of this place; what became known before is not owed to a new one. */
    register(
      { chat, thread }: Place,
      settings: SubscriptionSettings,
      turns: Turns,
      at: Date,
      title: string | null = null,
    ): number {
      const before = one(byChat.get(chat, thread))
      const seen = newestEntry()
      const id = insert.get({ chat, thread, title, seen, at: at.toISOString() })?.id ?? 0
      if (before !== undefined && before.status !== 'active') resume.run({ id, seen, digestAt: null, remindAt: null })
      change(id, settings, turns, at)
      return id
    },

    change,

    /** Nothing is sent until then, or until it is resumed. */
    pause(id: number, resumeAt: Date | undefined): boolean {
      return setStatus.run({ id, status: 'paused', resumeAt: iso(resumeAt) }).changes === 1
    },

    /** What became known meanwhile is not sent later. */
    resume(id: number, turns: Turns): boolean {
      const seen = newestEntry()
      const done = resume.run({ id, seen, digestAt: iso(turns.digestAt), remindAt: iso(turns.remindAt) }).changes === 1
      if (done) settleAtOnce.run(id)
      return done
    },

    /** @returns false when there is none or it is stopped already */
    stop({ chat, thread }: Place): boolean {
      return stopChat.run({ chat, thread }).changes === 1
    },

    /** The chat is gone, with all its topics. */
    stopChat(chat: string): void {
      stopTopics.run(chat)
    },

    /** Everybody's own words. */
    keywords(): string[] {
      return keywords.all().map(({ value }) => value)
    },

    /**
     * A group became a supergroup. Where that has a subscription already, the group's stops: its chat would be sent
     * everything twice.
     * @returns those that had one each
     */
    readdress(from: string, to: string): Twin[] {
      const both = twins.all({ from, to })
      readdress.run({ from, to })
      stopTopics.run(from)
      dropManaged.run({ from, to })
      return both
    },

    forget(chat: string): void {
      erase.run(chat)
    },

    /** A person has to do with a group or channel: it is offered in their private chat. */
    noteManaged(person: number, managed: ManagedChat): void {
      putManaged.run({ person, ...managed })
    },

    managedBy(person: number): ManagedChat[] {
      return managedBy.all(person)
    },

    /** Who set up what is sent to a group or channel. */
    managersOf(chat: string): { person: number; title: string }[] {
      return managersOf.all(chat)
    },

    /** Subscriptions of the groups and channels that a person manages. */
    ofManager(person: number): Subscription[] {
      return ofManager.all(person).map((row) => toSubscription(rowSchema.parse(row)))
    },
  }
}

export type ManagedChat = { readonly chat: string; readonly title: string; readonly kind: 'group' | 'channel' }
