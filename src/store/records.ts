import { z } from 'zod'
import { type Clearance, clearanceSchema } from '../domain/access.ts'
import type { Envelope, Source } from '../domain/record.ts'
import { createRecordBook, type RecordBook } from '../domain/record-book.ts'
import { isRegisterName, type RegisterName } from '../domain/registers.ts'
import type { Db } from './database.ts'
import type { OpennessKeeper } from './openness.ts'
import { createRecordVersions } from './record-versions.ts'
import { readSourceRow } from './source-row.ts'

/** A record as a reference file or an export holds it. */
export type StoredRecord = { readonly register: RegisterName; readonly body: Envelope }

export type ImportCount = { readonly added: number; readonly changed: number; readonly unchanged: number }

const ids = z.array(z.string())
const rowSchema = z.object({
  register: z.string(),
  body: z.string(),
  attested: z.string(),
  related: z.string(),
  visibility: clearanceSchema,
})
const bodySchema = z.looseObject({ id: z.string() })

/** A record `r` is public when a public source attests it and staff do not hold it back. */
const isOpen = `exists (
    select 1 from record_source rs join source s on s.id = rs.source_id
    where rs.register = r.register and rs.record_id = r.id and rs.relation = 'attests' and s.visibility = 'public')
  and not exists (select 1 from record_held h where h.register = r.register and h.record_id = r.id)`

/**
 * The registers. Whoever asks gets a {@link RecordBook} of their clearance: it is filled by a query that leaves restricted
 * records, remarks and sources out, so no code that serves the public ever holds one.
 */
export function createRecordStore(db: Db, openness: OpennessKeeper) {
  const versions = createRecordVersions(db)
  const recordsFor = db.prepare<{ clearance: Clearance }>(`
    select r.register, r.body,
      (select json_group_array(source_id) from (
         select rs.source_id from record_source rs join source s on s.id = rs.source_id
         where rs.register = r.register and rs.record_id = r.id and rs.relation = 'attests'
           and (@clearance = 'restricted' or s.visibility = 'public') order by rs.position)) as attested,
      (select json_group_array(source_id) from (
         select rs.source_id from record_source rs join source s on s.id = rs.source_id
         where rs.register = r.register and rs.record_id = r.id and rs.relation = 'related'
           and (@clearance = 'restricted' or s.visibility = 'public') order by rs.position)) as related,
      case when ${isOpen} then 'public' else 'restricted' end as visibility
    from record r
    where @clearance = 'restricted' or (${isOpen})
    order by r.register, r.position, r.id`)
  const knownRecords = db.prepare<[], { key: string; isOpen: 0 | 1 }>(
    `select r.register || '/' || r.id as key, ${isOpen} as isOpen from record r`,
  )
  const knownSources = db.prepare<[], { id: string; visibility: string }>(`select id, visibility from source`)
  const sourcesFor = db.prepare<{ clearance: Clearance }>(
    `select body, visibility from source where @clearance = 'restricted' or visibility = 'public' order by id`,
  )
  const bodyOf = db.prepare<[string, string], { body: string; position: number; changed_at: string }>(
    `select body, position, changed_at from record where register = ? and id = ?`,
  )
  const linksOf = db.prepare<[string, string], { source_id: string; relation: string }>(
    `select source_id, relation from record_source where register = ? and record_id = ? order by relation, position`,
  )
  const putRecord = db.prepare(`
    insert into record (register, id, position, body, changed_at, added_at)
    values (@register, @id, @position, @body, @changedAt, @addedAt)
    on conflict (register, id) do update set body = excluded.body, changed_at = excluded.changed_at`)
  const nextPosition = db.prepare<[string], { position: number }>(
    `select coalesce(max(position), 0) + 1 as position from record where register = ?`,
  )
  const dropLinks = db.prepare(`delete from record_source where register = ? and record_id = ?`)
  const putLink = db.prepare(
    `insert into record_source (register, record_id, source_id, relation, position) values (?, ?, ?, ?, ?)`,
  )
  const sourceBody = db.prepare<[string], { body: string; visibility: string }>(
    `select body, visibility from source where id = ?`,
  )
  const putSource = db.prepare(`
    insert into source (id, visibility, body) values (@id, @visibility, @body)
    on conflict (id) do update set visibility = excluded.visibility, body = excluded.body`)
  const decided = db.prepare<[string], { visibility: string }>(
    `select visibility from source_decision where source_id = ? order by id desc limit 1`,
  )
  // Asked at every question: prepared, it costs a third of what `db.pragma` does.
  const dataVersion = db.prepare('pragma data_version').pluck()
  const count = db.prepare<[], { records: number }>(`select count(*) as records from record`)

  let generation = -1
  let changes = 0
  const books = new Map<Clearance, RecordBook>()

  function readSources(clearance: Clearance): Source[] {
    return sourcesFor.all({ clearance }).map(readSourceRow)
  }

  function readRecords(clearance: Clearance) {
    return recordsFor.all({ clearance }).map((row) => {
      const { register, body, attested, related, visibility } = rowSchema.parse(row)
      if (!isRegisterName(register))
        throw new Error(`The store holds a register this program does not know: ${register}`)
      const fields = bodySchema.parse(JSON.parse(body))
      const sources = ids.parse(JSON.parse(attested))
      return { register, body: { ...fields, sources, related: ids.parse(JSON.parse(related)), visibility } }
    })
  }

  /** Counts commits of other processes too: `import` at a terminal is seen by the running bot. */
  function currentGeneration(): number {
    return Number(dataVersion.get()) * 1_000_000 + changes
  }

  /** @returns whether anything is otherwise than before */
  function putSourceOf(source: Source): boolean {
    const { visibility: filed, ...rest } = source
    const before = sourceBody.get(source.id)
    const body = JSON.stringify(rest)
    // What staff decided from the chat holds, whatever an older file says.
    const visibility = decided.get(source.id)?.visibility ?? filed
    if (before?.body === body && before.visibility === visibility) return false
    putSource.run({ id: source.id, visibility, body })
    return true
  }

  function put({ register, body }: StoredRecord, changedAt: string, addedAt: string | null): keyof ImportCount {
    const { sources, related, visibility: _, ...fields } = body
    const links = [...sources.map((id) => ['attests', id] as const), ...related.map((id) => ['related', id] as const)]
    const text = JSON.stringify(fields)
    const before = bodyOf.get(register, body.id)
    const linksBefore = linksOf.all(register, body.id).map((link) => [link.relation, link.source_id])
    if (before?.body === text && JSON.stringify(linksBefore) === JSON.stringify(links)) return 'unchanged'
    const position = before?.position ?? nextPosition.get(register)?.position ?? 1
    if (before !== undefined) {
      const attested = JSON.stringify(linksBefore.flatMap(([relation, id]) => (relation === 'attests' ? [id] : [])))
      const { body: old, changed_at } = before
      versions.keep({ register, id: body.id, changedAt: changed_at, replacedAt: changedAt, body: old, attested })
    }
    putRecord.run({ register, id: body.id, position, body: text, changedAt, addedAt })
    dropLinks.run(register, body.id)
    links.forEach(([relation, id], index) => {
      putLink.run(register, body.id, id, relation, index)
    })
    return before === undefined ? 'added' : 'changed'
  }

  return {
    /** What a viewer of this clearance may know, kept in memory until a record changes. */
    book(clearance: Clearance): RecordBook {
      const current = currentGeneration()
      if (current !== generation) books.clear()
      generation = current
      const kept = books.get(clearance)
      if (kept !== undefined) return kept
      const book = createRecordBook(clearance, readSources(clearance), readRecords(clearance))
      books.set(clearance, book)
      return book
    },

    /** Adds and changes; what is not named stays. Call inside a transaction. */
    load(sources: readonly Source[], records: readonly StoredRecord[], changedAt: string): ImportCount {
      const tally = { added: 0, changed: 0, unchanged: 0 }
      const addedAt = count.get()?.records === 0 ? null : changedAt
      const moved = sources.filter(putSourceOf).length
      for (const record of records) tally[put(record, changedAt, addedAt)] += 1
      if (moved + tally.added + tally.changed > 0) openness.weigh()
      changes += 1
      return tally
    },

    changedSince: versions.changedSince,
    filledAt: versions.filledAt,

    /** Another store changed what a book is made of: books are made anew. */
    noteChange(): void {
      changes += 1
    },

    /** What was read in a transaction that came to nothing is not believed. */
    forgetBooks(): void {
      changes += 1
    },

    /** Every record and source as reference files hold them; the whole of `export`. */
    everything(clearance: Clearance) {
      return { sources: readSources(clearance), records: readRecords(clearance) }
    },

    /** What records of a file may refer to, with the visibility of each: sources by id, records as `register/id`. */
    known(): { sources: Map<string, Clearance>; records: Map<string, Clearance> } {
      const visibility = (isPublic: boolean): Clearance => (isPublic ? 'public' : 'restricted')
      return {
        sources: new Map(knownSources.all().map((source) => [source.id, visibility(source.visibility === 'public')])),
        records: new Map(knownRecords.all().map(({ key, isOpen: open }) => [key, visibility(open === 1)])),
      }
    },

    count(): number {
      return count.get()?.records ?? 0
    },
  }
}
