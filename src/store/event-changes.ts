import { type Event, eventSchema } from '../domain/event.ts'
import type { Language } from '../domain/language.ts'
import type { Db } from './database.ts'

/** What was last announced of an event, and what holds now. */
export type EventChange = {
  readonly id: number
  readonly before: Event
  readonly after: Event
  readonly wasPublic: boolean
  readonly isPublic: boolean
  /** The subscription up to which it was told; 0 where nobody has been told. */
  readonly toldUpTo: number
}

type Row = {
  id: number
  event_id: string
  before: string
  after: string
  was_public: number
  is_public: number
  told_up_to: number
}

function toChange(row: Row): EventChange {
  return {
    id: row.id,
    before: eventSchema.parse(JSON.parse(row.before)),
    after: eventSchema.parse(JSON.parse(row.after)),
    wasPublic: row.was_public === 1,
    isPublic: row.is_public === 1,
    toldUpTo: row.told_up_to,
  }
}

export type EventChangeStore = ReturnType<typeof createEventChangeStore>

/** Moved, postponed and cancelled events on their way to those who count on them, and who asked to be reminded of one. */
export function createEventChangeStore(db: Db) {
  const untold = db.prepare<[string], Row>(
    `select * from event_change where event_id = ? and told_at is null and told_up_to = 0`,
  )
  const add = db.prepare(`
    insert into event_change (event_id, before, after, was_public, is_public, at)
    values (@eventId, @before, @after, @wasPublic, @isPublic, @at)`)
  const amend = db.prepare(`update event_change set after = @after, is_public = @isPublic where id = @id`)
  const drop = db.prepare(`delete from event_change where id = ?`)
  const next = db.prepare<[], Row>(`select * from event_change where told_at is null order by id limit 1`)
  const advance = db.prepare(`update event_change set told_up_to = @upTo where id = @id and told_up_to < @upTo`)
  const finish = db.prepare(`update event_change set told_at = @at where id = @id and told_at is null`)
  const count = db.prepare<[string], { total: number }>(`select count(*) as total from event_change where event_id = ?`)
  const addWish = db.prepare(`
    insert into reminder_wish (person, event_id, language, created_at) values (@person, @eventId, @language, @at)
    on conflict do nothing`)
  const dropWish = db.prepare(`delete from reminder_wish where person = ? and event_id = ?`)
  const wishesOf = db.prepare<[number], { eventId: string }>(
    `select event_id as eventId from reminder_wish where person = ?`,
  )
  const wishers = db.prepare<[string], Wisher>(
    `select person, language from reminder_wish where event_id = ? order by person`,
  )
  const allWishes = db.prepare<[], Wisher & { eventId: string }>(
    `select person, language, event_id as eventId from reminder_wish order by person`,
  )
  const moveWishes = db.prepare(`update or replace reminder_wish set event_id = @to where event_id = @from`)

  return {
    /**
     * A change that nobody has been told of yet takes up a further one: who corrects a slip at once tells nobody of it.
     * @returns undefined where the two cancel each other out
     */
    add(
      change: {
        readonly before: Event
        readonly after: Event
        readonly wasPublic: boolean
        readonly isPublic: boolean
      },
      isSame: (before: Event, after: Event) => boolean,
      at: Date,
    ): void {
      const { before, after, wasPublic, isPublic } = change
      const open = untold.get(before.id)
      if (open === undefined) {
        add.run({
          eventId: before.id,
          before: JSON.stringify(before),
          after: JSON.stringify(after),
          wasPublic: wasPublic ? 1 : 0,
          isPublic: isPublic ? 1 : 0,
          at: at.toISOString(),
        })
      } else if (isSame(toChange(open).before, after)) drop.run(open.id)
      else amend.run({ id: open.id, after: JSON.stringify(after), isPublic: isPublic ? 1 : 0 })
    },

    /** The oldest that not everybody has been told of. */
    next(): EventChange | undefined {
      const row = next.get()
      return row === undefined ? undefined : toChange(row)
    },

    advance(id: number, upTo: number): boolean {
      return advance.run({ id, upTo }).changes === 1
    },

    finish(id: number, at: Date): boolean {
      return finish.run({ id, at: at.toISOString() }).changes === 1
    },

    /** How often an event was changed: the sequence of its calendar file. */
    countOf(eventId: string): number {
      return count.get(eventId)?.total ?? 0
    },

    /** @returns whether the person is reminded of the event now */
    toggleWish(person: number, eventId: string, language: Language, at: Date): boolean {
      if (dropWish.run(person, eventId).changes === 1) return false
      addWish.run({ person, eventId, language, at: at.toISOString() })
      return true
    },

    addWish(person: number, eventId: string, language: Language, at: Date): void {
      addWish.run({ person, eventId, language, at: at.toISOString() })
    },

    wishesOf(person: number): string[] {
      return wishesOf.all(person).map(({ eventId }) => eventId)
    },

    wishers(eventId: string): Wisher[] {
      return wishers.all(eventId)
    },

    allWishes(): (Wisher & { eventId: string })[] {
      return allWishes.all()
    },

    /** The event became another one: who asked to be reminded of it is reminded of that. */
    moveWishes(from: string, to: string): void {
      moveWishes.run({ from, to })
    },
  }
}

export type Wisher = { readonly person: number; readonly language: Language }
