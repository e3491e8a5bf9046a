import type { Db } from './database.ts'

export type Ledger = ReturnType<typeof createLedger>

/** Which dated runs were made, and what the Secretariat did. Both are written in the transaction that does the work. */
export function createLedger(db: Db) {
  const run = db.prepare(
    `insert into job_run (job, due_at, ran_at) values (@job, @dueAt, @ranAt) on conflict do nothing`,
  )
  const lastRun = db.prepare<[string], { due_at: string }>(
    `select due_at from job_run where job = ? order by due_at desc limit 1`,
  )
  const hasRun = db.prepare<[string, string]>(`select 1 from job_run where job = ? and due_at = ?`)
  const between = db.prepare<[string, string, string]>(
    `select 1 from job_run where job = ? and due_at >= ? and due_at < ? limit 1`,
  )
  const note = db.prepare(
    `insert into audit (at, actor, action, subject, detail) values (@at, @actor, @action, @subject, @detail)`,
  )

  return {
    /** @returns false when this job has run for this due instant: then no work may be done */
    recordRun(job: string, dueAt: Date, at: Date): boolean {
      return run.run({ job, dueAt: dueAt.toISOString(), ranAt: at.toISOString() }).changes === 1
    },

    hasRun(job: string, dueAt: Date): boolean {
      return hasRun.get(job, dueAt.toISOString()) !== undefined
    },

    /** Whether it ran for an instant from one to before another. */
    hasRunBetween(job: string, from: Date, until: Date): boolean {
      return between.get(job, from.toISOString(), until.toISOString()) !== undefined
    },

    lastRun(job: string): Date | undefined {
      const row = lastRun.get(job)
      return row === undefined ? undefined : new Date(row.due_at)
    },

    recordAct(act: {
      at: Date
      actor: number | null
      action: string
      subject: string
      detail?: Record<string, unknown>
    }): void {
      const { at, actor, action, subject, detail = {} } = act
      note.run({ at: at.toISOString(), actor, action, subject, detail: JSON.stringify(detail) })
    },
  }
}
