import { z } from 'zod'
import { type Clearance, clearanceSchema } from '../domain/access.ts'
import { keyOf, restrictions, type Weighed } from '../domain/openness.ts'
import { isRegisterName } from '../domain/registers.ts'
import type { Db } from './database.ts'

const rowSchema = z.object({ register: z.string(), id: z.string(), body: z.string(), attested: z.string() })
const attestedSchema = z.array(z.string())
const bodySchema = z.looseObject({})
const sourceRow = z.object({ id: z.string(), visibility: clearanceSchema })

/** Everything, whoever may see it: what the visibility of records is worked out from. */
export type Weights = { readonly records: readonly Weighed[]; readonly sources: ReadonlyMap<string, Clearance> }

/** Keeps the list of the records that stay restricted although a source of theirs is public. */
export function createOpenness(db: Db) {
  const records = db.prepare(`
    select r.register, r.id, r.body,
      (select json_group_array(source_id) from (
         select source_id from record_source rs
         where rs.register = r.register and rs.record_id = r.id and rs.relation = 'attests' order by rs.position)) as attested
    from record r order by r.register, r.position, r.id`)
  const sources = db.prepare(`select id, visibility from source`)
  const release = db.prepare(`delete from record_held`)
  const hold = db.prepare(`insert into record_held (register, record_id, reason) values (@register, @id, @reason)`)
  const versions = db.prepare<[], { id: number; register: string; recordId: string; body: string; attested: string }>(
    `select id, register, record_id as recordId, body, attested from record_version`,
  )
  const holdVersion = db.prepare(`update record_version set held = @held where id = @id and held <> @held`)

  function toWeighed(row: unknown): Weighed {
    const { register, id, body, attested } = rowSchema.parse(row)
    if (!isRegisterName(register)) throw new Error(`The store holds a register this program does not know: ${register}`)
    return {
      register,
      id,
      body: bodySchema.parse(JSON.parse(body)),
      sources: attestedSchema.parse(JSON.parse(attested)),
    }
  }

  function weights(): Weights {
    const visibilities = sources.all().map((row) => sourceRow.parse(row))
    return {
      records: records.all().map(toWeighed),
      sources: new Map(visibilities.map(({ id, visibility }) => [id, visibility])),
    }
  }

  return {
    weights,

    /** Call in the transaction that changed records or sources. */
    weigh(): void {
      const now = weights()
      const found = restrictions(now.records, now.sources)
      release.run()
      for (const record of now.records) {
        const reason = found.get(keyOf(record))
        if (reason === undefined || reason.kind === 'sources') continue
        hold.run({ register: record.register, id: record.id, reason: JSON.stringify(reason) })
      }
      // An old version is judged like a record of today: among today's records, by today's sources.
      const old = versions
        .all()
        .map((row) => ({ row, weighed: toWeighed({ ...row, id: `${row.recordId}@${row.id}` }) }))
      if (old.length === 0) return
      const judged = restrictions([...now.records, ...old.map(({ weighed }) => weighed)], now.sources)
      for (const { row, weighed } of old) {
        const reason = judged.get(keyOf(weighed))
        holdVersion.run({ id: row.id, held: reason === undefined || reason.kind === 'sources' ? 0 : 1 })
      }
    },
  }
}

export type OpennessKeeper = ReturnType<typeof createOpenness>
