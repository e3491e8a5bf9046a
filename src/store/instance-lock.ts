import Database from 'better-sqlite3'

export type InstanceLock = { release(): void }

/**
 * One running bot a database. The lock is an exclusive transaction on a small file beside it, so the system lets go of it
 * when the process dies, however it dies.
 * @returns undefined while another process holds it
 */
export function takeInstanceLock(databasePath: string): InstanceLock | undefined {
  if (databasePath === ':memory:') return { release: () => {} }
  const db = new Database(`${databasePath}.running`, { timeout: 0 })
  try {
    db.exec('begin exclusive')
    return { release: () => db.close() }
  } catch (error) {
    db.close()
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')) return undefined
    throw error
  }
}
