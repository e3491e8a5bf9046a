import type { Clearance } from '../domain/access.ts'
import type { Source } from '../domain/record.ts'
import type { Db } from './database.ts'
import type { OpennessKeeper, Weights } from './openness.ts'
import { readSourceRow } from './source-row.ts'

/** A document that became public from the chat, and when. */
export type ClearedSource = { readonly id: string; readonly clearedAt: Date }

/**
 * Documents and pages, and what staff decide of them. Books of records are told of a change by `noteChange`.
 */
export function createSourceStore(db: Db, openness: OpennessKeeper, noteChange: () => void) {
  const find = db.prepare<[string], { body: string; visibility: string }>(
    `select body, visibility from source where id = ?`,
  )
  const change = db.prepare(
    `update source set visibility = @to where id = @id and visibility <> @to and @to in ('public', 'restricted')`,
  )
  const decide = db.prepare(`insert into source_decision (source_id, visibility, decided_at) values (@id, @to, @at)`)
  const cleared = db.prepare<[string], { id: string; at: string }>(`
    select d.source_id as id, max(d.decided_at) as at from source_decision d join source s on s.id = d.source_id
    where d.visibility = 'public' and s.visibility = 'public' and d.decided_at >= ? group by d.source_id order by at desc`)

  return {
    /** @returns undefined where there is none of this symbol or address */
    find(id: string): Source | undefined {
      const row = find.get(id)
      return row === undefined ? undefined : readSourceRow(row)
    },

    /** All records and the visibility of all sources: what the outcome of a decision is worked out from. */
    weights(): Weights {
      return openness.weights()
    },

    /** Call inside a transaction. @returns false where it is so already */
    setVisibility(id: string, to: Clearance, at: Date): boolean {
      if (change.run({ id, to }).changes !== 1) return false
      decide.run({ id, to, at: at.toISOString() })
      openness.weigh()
      noteChange()
      return true
    },

    /** Documents that staff cleared from an instant on and that are public still, the latest first. */
    clearedSince(since: Date): ClearedSource[] {
      return cleared.all(since.toISOString()).map(({ id, at }) => ({ id, clearedAt: new Date(at) }))
    },
  }
}
