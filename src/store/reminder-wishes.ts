import type { Language } from '../domain/language.ts'
import type { Db } from './database.ts'

export type Wisher = { readonly person: number; readonly language: Language }

/** Who asked to be reminded of a single event. */
export function createReminderWishStore(db: Db) {
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

  const forgetEvents = db.prepare(`delete from reminder_wish where event_id in (select value from json_each(?))`)

  return {
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

    /** Nobody is reminded of these any more. */
    forgetEvents(eventIds: readonly string[]): void {
      forgetEvents.run(JSON.stringify(eventIds))
    },

    /** The event became another one: who asked to be reminded of it is reminded of that. */
    moveWishes(from: string, to: string): void {
      moveWishes.run({ from, to })
    },
  }
}
