import { z } from 'zod'
import type { Clearance } from '../domain/access.ts'
import { isRegisterName, type RegisterName } from '../domain/registers.ts'
import type { Db } from './database.ts'

/** What a record said and since when, as a viewer may know it; `body` has the sources that they may see. */
export type RecordVersion = StoredVersion & { readonly body: Readonly<Record<string, unknown>> }
type StoredVersion = { readonly register: RegisterName; readonly id: string; readonly changedAt: Date }

/** Of one record: what holds now, and what held last before the day that was asked about, where a viewer may know of it. */
export type RecordChange = { readonly after: RecordVersion; readonly before: RecordVersion | undefined }

const versionRow = z.object({
  register: z.string(),
  id: z.string(),
  changed_at: z.string(),
  body: z.string(),
  attested: z.string(),
})

const ids = z.array(z.string())
const bodySchema = z.looseObject({ id: z.string() })

type Replaced = {
  readonly register: RegisterName
  readonly id: string
  readonly changedAt: string
  readonly replacedAt: string
  readonly body: string
  /** Ids as a JSON list. */
  readonly attested: string
}

/** What records said before they were changed. Who may see it follows from its own sources, as they stand now. */
export function createRecordVersions(db: Db) {
  const keepVersion = db.prepare(`
    insert into record_version (register, record_id, changed_at, replaced_at, body, attested)
    values (@register, @id, @changedAt, @replacedAt, @body, @attested)`)
  const changedSince = db.prepare<{ clearance: Clearance; since: string }>(`
    select r.register, r.id, r.changed_at, r.body,
      (select json_group_array(source_id) from (
         select rs.source_id from record_source rs join source s on s.id = rs.source_id
         where rs.register = r.register and rs.record_id = r.id and rs.relation = 'attests'
           and (@clearance = 'restricted' or s.visibility = 'public') order by rs.position)) as attested
    from record r
    where r.changed_at >= @since
      and (r.added_at is not null or exists (
        select 1 from record_version v where v.register = r.register and v.record_id = r.id))
      and (@clearance = 'restricted' or (
        exists (
          select 1 from record_source rs join source s on s.id = rs.source_id
          where rs.register = r.register and rs.record_id = r.id and rs.relation = 'attests' and s.visibility = 'public')
        and not exists (select 1 from record_held h where h.register = r.register and h.record_id = r.id)))
    order by r.changed_at desc, r.register, r.position`)
  const lastBefore = db.prepare<{ clearance: Clearance; since: string; register: string; id: string }>(`
    select v.register, v.record_id as id, v.changed_at, v.body,
      (select json_group_array(a.value) from json_each(v.attested) a join source s on s.id = a.value
       where @clearance = 'restricted' or s.visibility = 'public') as attested
    from record_version v join record r on r.register = v.register and r.id = v.record_id
    where v.register = @register and v.record_id = @id
      -- What the store was filled with was so before anything is known of changes.
      and (v.changed_at < @since or (r.added_at is null and v.id = (
        select min(o.id) from record_version o where o.register = v.register and o.record_id = v.record_id)))
      and (@clearance = 'restricted' or (v.held = 0 and exists (
        select 1 from json_each(v.attested) a join source s on s.id = a.value where s.visibility = 'public')))
    order by v.id desc limit 1`)
  const filledAt = db.prepare<[], { at: string | null }>(
    `select min(at) as at from (select min(changed_at) as at from record union all select min(changed_at) from record_version)`,
  )

  function toVersion(row: unknown): RecordVersion {
    const { register, id, changed_at, body, attested } = versionRow.parse(row)
    if (!isRegisterName(register)) throw new Error(`The store holds a register this program does not know: ${register}`)
    const fields = bodySchema.parse(JSON.parse(body))
    return {
      register,
      id,
      changedAt: new Date(changed_at),
      body: { ...fields, sources: ids.parse(JSON.parse(attested)) },
    }
  }

  return {
    keep(version: Replaced): void {
      keepVersion.run(version)
    },

    /** What a viewer of this clearance may know was added or changed from an instant on, the latest first. */
    changedSince(clearance: Clearance, since: Date): RecordChange[] {
      const from = since.toISOString()
      return changedSince.all({ clearance, since: from }).map((row) => {
        const after = toVersion(row)
        const { register, id } = after
        const before = lastBefore.get({ clearance, since: from, register, id })
        return { after, before: before === undefined ? undefined : toVersion(before) }
      })
    },

    /** When the oldest of the records came in: of the time before nothing is known. */
    filledAt(): Date | undefined {
      const at = filledAt.get()?.at ?? undefined
      return at === undefined ? undefined : new Date(at)
    },
  }
}
