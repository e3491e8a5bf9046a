import { type Clearance, clearanceSchema } from '../domain/access.ts'
import { type Language, languageSchema } from '../domain/language.ts'
import type { Db } from './database.ts'

/** A question that nothing on record answered, as it was last written, and how often. Never who asked. */
export type UnansweredQuestion = {
  readonly id: number
  readonly language: Language
  readonly text: string
  readonly visibility: Clearance
  readonly count: number
  readonly firstAt: Date
  readonly lastAt: Date
}

type Row = {
  id: number
  language: string
  text: string
  visibility: string
  count: number
  first_at: string
  last_at: string
}

function toQuestion(row: Row): UnansweredQuestion {
  const { id, text, count, first_at, last_at } = row
  return {
    ...{ id, text, count },
    language: languageSchema.parse(row.language),
    visibility: clearanceSchema.parse(row.visibility),
    firstAt: new Date(first_at),
    lastAt: new Date(last_at),
  }
}

/** More than staff could ever read; whoever floods the bot pushes out questions that were asked once, the oldest first. */
const mostQuestions = 5000

export function createUnansweredStore(db: Db, most = mostQuestions) {
  // One that was settled and is asked again is open again, and counted anew: what was done for it did not help.
  const note = db.prepare(`
    insert into unanswered_question (language, levelled, text, visibility, first_at, last_at)
    values (@language, @levelled, @text, @visibility, @at, @at)
    on conflict (language, levelled) do update set
      count = case when settled_at is null then count + 1 else 1 end,
      first_at = case when settled_at is null then first_at else excluded.first_at end,
      visibility = case when excluded.visibility = 'public' then 'public' else visibility end,
      text = case when excluded.visibility = 'public' or visibility = 'restricted' then excluded.text else text end,
      last_at = excluded.last_at,
      settled_at = null`)
  const makeRoom = db.prepare(`
    delete from unanswered_question where id in (
      select id from unanswered_question where not (language = @language and levelled = @levelled)
      order by count, last_at limit max(0, (select count(*) from unanswered_question) - @most))`)
  const open = db.prepare<{ clearance: Clearance; language: string | null; limit: number; offset: number }, Row>(`
    select id, language, text, visibility, count, first_at, last_at from unanswered_question
    where settled_at is null and (@language is null or language = @language)
      and (@clearance = 'restricted' or visibility = 'public')
    order by count desc, last_at desc, id limit @limit offset @offset`)
  const counts = db.prepare<{ clearance: Clearance }, { language: string; total: number }>(`
    select language, count(*) as total from unanswered_question
    where settled_at is null and (@clearance = 'restricted' or visibility = 'public') group by language`)
  const find = db.prepare<[number], Row>(
    `select id, language, text, visibility, count, first_at, last_at from unanswered_question where id = ? and settled_at is null`,
  )
  const settle = db.prepare(`update unanswered_question set settled_at = @at where id = @id and settled_at is null`)
  const remove = db.prepare(`delete from unanswered_question where id = ?`)
  const purge = db.prepare(`delete from unanswered_question where last_at < ?`)

  return {
    /** Counts a question; call inside a transaction. The store never grows beyond its limit. */
    note(question: {
      readonly language: Language
      readonly levelled: string
      readonly text: string
      readonly visibility: Clearance
      readonly at: Date
    }): void {
      const { language, levelled } = question
      note.run({ ...question, at: question.at.toISOString() })
      makeRoom.run({ language, levelled, most })
    },

    /** Those not settled, the most frequent first. */
    open(asked: {
      readonly clearance: Clearance
      readonly language?: Language | undefined
      readonly limit: number
      readonly offset?: number
    }): UnansweredQuestion[] {
      const { clearance, language = null, limit, offset = 0 } = asked
      return open.all({ clearance, language, limit, offset }).map(toQuestion)
    },

    /** How many different ones are open, by language. */
    counts(clearance: Clearance): ReadonlyMap<Language, number> {
      return new Map(counts.all({ clearance }).map(({ language, total }) => [languageSchema.parse(language), total]))
    },

    /** @returns undefined where it is settled or gone */
    find(id: number): UnansweredQuestion | undefined {
      const row = find.get(id)
      return row === undefined ? undefined : toQuestion(row)
    },

    /** @returns false where somebody else was quicker */
    settle(id: number, at: Date): boolean {
      return settle.run({ id, at: at.toISOString() }).changes === 1
    },

    remove(id: number): boolean {
      return remove.run(id).changes === 1
    },

    /** Forgets what was not asked since then. */
    purge(before: Date): void {
      purge.run(before.toISOString())
    },
  }
}
