import { z } from 'zod'
import { type AmendmentNote, amendmentKinds, amendmentNoteSchema } from '../domain/amendment.ts'
import type { Db } from './database.ts'

const rowSchema = z
  .object({
    id: z.number(),
    item_id: z.number(),
    kind: z.enum(amendmentKinds),
    title: z.string().nullable(),
    note: z.string(),
    state: z.enum(['proposed', 'applied', 'dropped']),
    proposed_by: z.number(),
    applied_by: z.number().nullable(),
    applied_at: z.string().nullable(),
  })
  .transform(({ item_id, note, proposed_by, applied_by, applied_at, ...rest }) => ({
    ...rest,
    itemId: item_id,
    note: amendmentNoteSchema.parse(JSON.parse(note)),
    proposedBy: proposed_by,
    appliedBy: applied_by,
    appliedAt: applied_at,
  }))

/** A correction or retraction, from its proposal on. */
export type StoredAmendment = z.infer<typeof rowSchema>

export function createAmendmentStore(db: Db) {
  const insert = db.prepare(`
    insert into amendment (item_id, kind, title, note, state, proposed_by, proposed_at)
    values (@itemId, @kind, @title, @note, 'proposed', @by, @at)`)
  const byId = db.prepare<[number]>(`select * from amendment where id = ?`)
  const apply = db.prepare(`
    update amendment set state = 'applied', applied_by = @by, applied_at = @at where id = @id and state = 'proposed'`)
  const overtaking = db.prepare<[number]>(`
    select 1 from amendment own join amendment other on other.item_id = own.item_id and other.id <> own.id
    where own.id = ? and other.state = 'applied' and other.applied_at >= own.proposed_at`)
  const drop = db.prepare<[number]>(`update amendment set state = 'dropped' where id = ? and state = 'proposed'`)

  return {
    propose(
      proposal: {
        readonly itemId: number
        readonly kind: StoredAmendment['kind']
        readonly title: string | null
        readonly note: AmendmentNote
        readonly by: number
      },
      at: Date,
    ): number {
      const row = { ...proposal, note: JSON.stringify(proposal.note), at: at.toISOString() }
      return Number(insert.run(row).lastInsertRowid)
    },

    find(id: number): StoredAmendment | undefined {
      const row = byId.get(id)
      return row === undefined ? undefined : rowSchema.parse(row)
    },

    /** Whether its item was amended otherwise after it was proposed. */
    isOvertaken(id: number): boolean {
      return overtaking.get(id) !== undefined
    },

    /** @returns false when it was applied or dropped before */
    markApplied(id: number, by: number, at: Date): boolean {
      return apply.run({ id, by, at: at.toISOString() }).changes === 1
    },

    drop(id: number): boolean {
      return drop.run(id).changes === 1
    },
  }
}
