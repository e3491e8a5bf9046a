import { existsSync, mkdtempSync, rmdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { asDatabaseFault, type Db, newestSchema } from './database.ts'

export type DatabaseState =
  /** Not made yet; the first start makes it. */
  | { readonly kind: 'absent' }
  | {
      readonly kind: 'there'
      /** The schema of the file, and the one that the next start brings it to. */
      readonly schema: number
      readonly newest: number
      /** What SQLite finds wrong; empty when the file is sound. */
      readonly faults: readonly string[]
      readonly records: number
    }

/** The file as it is: its schema is left alone, for an older program may be running on it. */
const openAsIs = (path: string): Db => new Database(path, { timeout: 5000, fileMustExist: true })

function faultsOf(db: Db): string[] {
  const rows: unknown = db.pragma('integrity_check')
  const found = Array.isArray(rows) ? rows.map((row) => String(Object.values(Object(row))[0])) : []
  return found.filter((line) => line !== 'ok')
}

/** That a file can be made there is tried with a folder, which says the same and leaves nothing behind. */
function tryFolder(path: string): void {
  let folder = dirname(path)
  while (!existsSync(folder)) folder = dirname(folder)
  try {
    rmdirSync(mkdtempSync(join(folder, '.cica-')))
  } catch (error) {
    throw asDatabaseFault(path, error)
  }
}

/**
 * How a database file stands; changes nothing.
 * @throws ConfigError in one clear line when it cannot be read, or could not be made
 */
export function examineDatabase(path: string): DatabaseState {
  if (!existsSync(path)) {
    tryFolder(path)
    return { kind: 'absent' }
  }
  try {
    const db = openAsIs(path)
    try {
      const schema = Number(db.pragma('user_version', { simple: true }))
      const records = schema === 0 ? 0 : db.prepare<[], number>('select count(*) from record').pluck().get()
      return { kind: 'there', schema, newest: newestSchema(), faults: faultsOf(db), records: records ?? 0 }
    } finally {
      db.close()
    }
  } catch (error) {
    throw asDatabaseFault(path, error)
  }
}

/**
 * Writes a consistent copy, also while the bot runs.
 * @throws ConfigError when the database cannot be read or the copy not be written
 */
export async function copyDatabase(path: string, to: string): Promise<void> {
  try {
    const db = openAsIs(path)
    try {
      await db.backup(to)
    } finally {
      db.close()
    }
  } catch (error) {
    throw asDatabaseFault(path, error)
  }
}
