import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { asDatabaseFault } from './database.ts'

export type InstanceLock = { release(): void }

/**
 * One running bot a database. The lock is an exclusive transaction on a small file beside it, so the system lets go of it
 * when the process dies, however it dies.
 * @returns undefined while another process holds it
 * @throws ConfigError when the folder of the database cannot be made or written
 */
export function takeInstanceLock(databasePath: string): InstanceLock | undefined {
  if (databasePath === ':memory:') return { release: () => {} }
  try {
    // On a fresh machine the lock comes before the database.
    mkdirSync(dirname(databasePath), { recursive: true })
    return lock(`${databasePath}.running`)
  } catch (error) {
    throw asDatabaseFault(databasePath, error)
  }
}

function lock(path: string): InstanceLock | undefined {
  const db = new Database(path, { timeout: 0 })
  try {
    db.exec('begin exclusive')
    return { release: () => db.close() }
  } catch (error) {
    db.close()
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')) return undefined
    throw error
  }
}
