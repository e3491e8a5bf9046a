import { type Deadline, deadlineSchema } from '../domain/deadline.ts'
import { type Event, eventSchema } from '../domain/event.ts'
import type { Db } from './database.ts'

/** A record as it was last announced, and as it is now. */
export type ChangedRecord =
  | { readonly register: 'events'; readonly before: Event; readonly after: Event }
  | { readonly register: 'deadlines'; readonly before: Deadline; readonly after: Deadline }

/** Who could know of the record before, and may know of it now. */
type Openness = { readonly wasPublic: boolean; readonly isPublic: boolean }

export type RecordChange = ChangedRecord &
  Openness & {
    readonly id: number
    /** The subscription up to which it was told; 0 where nobody has been told. */
    readonly toldUpTo: number
  }

type Row = {
  id: number
  register: 'events' | 'deadlines'
  before: string
  after: string
  was_public: number
  is_public: number
  told_up_to: number
  at: string
}

export type Added = { readonly kind: 'noted' } | { readonly kind: 'taken-back'; readonly since: Date }

function toChange(row: Row): RecordChange {
  const { id } = row
  const [before, after]: [unknown, unknown] = [JSON.parse(row.before), JSON.parse(row.after)]
  const rest = { id, wasPublic: row.was_public === 1, isPublic: row.is_public === 1, toldUpTo: row.told_up_to }
  return row.register === 'events'
    ? { register: 'events', before: eventSchema.parse(before), after: eventSchema.parse(after), ...rest }
    : { register: 'deadlines', before: deadlineSchema.parse(before), after: deadlineSchema.parse(after), ...rest }
}

/** Events and deadlines that moved or were called off, on their way to those who count on them. */
export function createRecordChangeStore(db: Db) {
  const untold = db.prepare<{ register: string; recordId: string }, Row>(`
    select * from record_change
    where record_id = @recordId and register = @register and told_at is null and told_up_to = 0`)
  const add = db.prepare(`
    insert into record_change (register, record_id, before, after, was_public, is_public, at)
    values (@register, @recordId, @before, @after, @wasPublic, @isPublic, @at)`)
  const amend = db.prepare(`update record_change set after = @after, is_public = @isPublic where id = @id`)
  const drop = db.prepare(`delete from record_change where id = ?`)
  const next = db.prepare<[], Row>(`select * from record_change where told_at is null order by id limit 1`)
  const advance = db.prepare(`update record_change set told_up_to = @upTo where id = @id and told_up_to < @upTo`)
  const finish = db.prepare(`update record_change set told_at = @at where id = @id and told_at is null`)
  const ofRecord = db
    .prepare<[string, string], number>(`select id from record_change where register = ? and record_id = ?`)
    .pluck()
  const count = db.prepare<[string], { total: number }>(
    `select count(*) as total from record_change where record_id = ? and register = 'events'`,
  )

  const purge = db.prepare(`
    delete from record_change where told_at < @before
      and (register <> 'events' or record_id in (select value from json_each(@eventIds)))`)

  return {
    /**
     * A change that nobody has been told of yet takes up a further one: who corrects a slip at once tells nobody of it.
     * @returns `taken-back` with the instant of the first change, where nothing is left to be told
     * @param isBack whether the record is again as it was before the change that nobody was told of
     */
    add(change: ChangedRecord & Openness, isBack: (first: RecordChange) => boolean, at: Date): Added {
      const { register, before, after, wasPublic, isPublic } = change
      const row = untold.get({ register, recordId: before.id })
      const fields = { after: JSON.stringify(after), isPublic: isPublic ? 1 : 0 }
      if (row === undefined) {
        const opened = { wasPublic: wasPublic ? 1 : 0, at: at.toISOString() }
        add.run({ register, recordId: before.id, before: JSON.stringify(before), ...opened, ...fields })
      } else if (isBack(toChange(row))) {
        drop.run(row.id)
        return { kind: 'taken-back', since: new Date(row.at) }
      } else amend.run({ id: row.id, ...fields })
      return { kind: 'noted' }
    },

    /** The oldest that not everybody has been told of. */
    next(): RecordChange | undefined {
      const row = next.get()
      return row === undefined ? undefined : toChange(row)
    },

    advance(id: number, upTo: number): boolean {
      return advance.run({ id, upTo }).changes === 1
    },

    finish(id: number, at: Date): boolean {
      return finish.run({ id, at: at.toISOString() }).changes === 1
    },

    /** The changes of a record that some may not have read of yet. */
    of(register: string, recordId: string): number[] {
      return ofRecord.all(register, recordId)
    },

    /** Forgets what everybody was told of before an instant: of deadlines, and of these events. */
    purge(before: Date, eventIds: readonly string[]): void {
      purge.run({ before: before.toISOString(), eventIds: JSON.stringify(eventIds) })
    },

    /** How often an event was changed: the sequence of its calendar file. */
    countOfEvent(eventId: string): number {
      return count.get(eventId)?.total ?? 0
    },
  }
}
