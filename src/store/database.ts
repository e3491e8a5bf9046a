import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { ConfigError } from '../config.ts'

export type Db = Database.Database

const migrationsFolder = join(import.meta.dirname, 'migrations')

/**
 * Opens the database file, made if absent, and brings its schema up to this program's.
 * @param path a file, or `:memory:`
 * @throws ConfigError in one clear line when the file is locked, read-only, damaged, no database, or newer than the program;
 *   nothing of it is overwritten then
 */
export function openDatabase(path: string): Db {
  try {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true })
    const db = new Database(path, { timeout: 5000 })
    try {
      prepareConnection(db)
      migrate(db, path)
      return db
    } catch (error) {
      db.close()
      throw error
    }
  } catch (error) {
    throw asDatabaseFault(path, error)
  }
}

/** What stops the program because of its database file, in one clear line. */
export function asDatabaseFault(path: string, error: unknown): ConfigError {
  return error instanceof ConfigError ? error : new ConfigError([`DATABASE_PATH: ${path}: ${reasonOf(error)}`])
}

/**
 * SQLite looks at the value of `= ?` and `limit ?` to guess how many rows they leave, and so plans a statement with an order or a
 * join anew at every run, which takes longer than most runs do. At `= +?` it does not look; the value is the same.
 */
export function plannedOnce(sql: string): string {
  return sql.replaceAll(/(=|\blimit)(\s*)(?=[@?])/gi, '$1$2+')
}

function prepareConnection(db: Db): void {
  const prepare = db.prepare.bind(db)
  db.prepare = <B extends unknown[] | NonNullable<unknown>, R>(sql: string) => prepare<B, R>(plannedOnce(sql))
  db.pragma('journal_mode = wal')
  // A commit must survive a power cut: an outbox row marked as sent may not be forgotten.
  db.pragma('synchronous = full')
  db.pragma('foreign_keys = on')
  db.pragma('trusted_schema = off')
  // SQLite's own 2 MB make a large poll read the same pages of keys again and again (test/bench/ingest.ts).
  db.pragma('cache_size = -16384')
}

/** SQL files by their number: `0001-foundation.sql` brings `user_version` to 1. */
function migrationFiles(): { version: number; file: string }[] {
  return readdirSync(migrationsFolder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => ({ version: Number(file.slice(0, 4)), file }))
}

/** The schema that this program brings a database to. */
export function newestSchema(): number {
  return migrationFiles().at(-1)?.version ?? 0
}

function migrate(db: Db, path: string): void {
  const files = migrationFiles()
  const newest = newestSchema()
  db.transaction(() => {
    const found = Number(db.pragma('user_version', { simple: true }))
    if (found > newest) {
      throw new ConfigError([
        `DATABASE_PATH: ${path} is of schema ${found}, this program knows ${newest}: start the newer program, or restore a backup`,
      ])
    }
    for (const { version, file } of files.filter((each) => each.version > found)) {
      db.exec(readFileSync(join(migrationsFolder, file), 'utf8'))
      db.pragma(`user_version = ${version}`)
    }
  }).immediate()
}

const reasons: Record<string, string> = {
  SQLITE_BUSY: 'locked by another program; stop that one, then start again',
  SQLITE_LOCKED: 'locked by another program; stop that one, then start again',
  SQLITE_READONLY: 'read-only; let this user write the file and its folder',
  SQLITE_CANTOPEN: 'cannot be opened; let this user read and write the file and its folder',
  SQLITE_CORRUPT: 'damaged; restore a backup (nothing was overwritten)',
  SQLITE_NOTADB: 'not a database; name another file or restore a backup (nothing was overwritten)',
  SQLITE_FULL: 'the disk is full',
  EACCES: 'cannot be opened; let this user read and write the file and its folder',
  EROFS: 'read-only; let this user write the file and its folder',
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const known = Object.keys(reasons).find((prefix) => code === prefix || code.startsWith(`${prefix}_`))
  return known === undefined ? (error instanceof Error ? error.message : String(error)) : (reasons[known] ?? code)
}
