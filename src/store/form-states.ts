import type { Db } from './database.ts'

/** Where forms keep what was answered so far, so that a restart loses none. The state is JSON that only the bot reads. */
export function createFormStateStore(db: Db) {
  const read = db.prepare<[string], { state: string }>(`select state from form_state where key = ?`)
  const write = db.prepare(`
    insert into form_state (key, state, changed_at) values (@key, @state, @at)
    on conflict (key) do update set state = excluded.state, changed_at = excluded.changed_at`)
  const erase = db.prepare<[string]>(`delete from form_state where key = ?`)
  const purge = db.prepare<[string]>(`delete from form_state where changed_at < ?`)

  return {
    read(key: string): string | undefined {
      return read.get(key)?.state
    },

    write(key: string, state: string, at: Date): void {
      write.run({ key, state, at: at.toISOString() })
    },

    erase(key: string): void {
      erase.run(key)
    },

    /** Forms that nobody went on with since. @returns how many */
    purge(before: Date): number {
      return purge.run(before.toISOString()).changes
    },
  }
}
