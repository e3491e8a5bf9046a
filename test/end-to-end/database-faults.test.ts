import { createHash } from 'node:crypto'
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openRecords } from '#src/app.ts'
import { createClock } from '#src/clock.ts'
import { ConfigError } from '#src/config.ts'
import { openStore } from '#src/store/store.ts'
import { runChild } from '../support/child.ts'

// Each test waits for a process of its own, so they go side by side.

let folder: string
let sound: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cica-database-'))
  chmodSync(folder, 0o755)
  sound = join(folder, 'sound.sqlite')
  openStore(sound).close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function faultsOn(path: string): readonly string[] {
  try {
    openRecords({ databasePath: path, timeZone: 'Asia/Almaty' }, createClock()).close()
    return []
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.faults
  }
}

/** It never comes as far as Telegram. */
function startOn(path: string, user: { readonly uid?: number } = {}) {
  const environment = { BOT_TOKEN: '1000:secret-of-the-tests-only', TELEGRAM_API_ROOT: 'http://127.0.0.1:9' }
  return runChild([], { ...user, environment: { ...environment, DATABASE_PATH: path } })
}

test.each([
  [
    'is no database',
    (path: string) =>
      writeFileSync(path, 'Minutes of the meeting, which somebody saved under the wrong name. '.repeat(40)),
    /not a database; .*nothing was overwritten/,
  ],
  [
    'is damaged',
    (path: string) => {
      const bytes = readFileSync(sound)
      bytes.fill(0x5a, 100, 8192)
      writeFileSync(path, bytes)
    },
    /damaged; restore a backup/,
  ],
  [
    'is damaged further in',
    (path: string) => {
      const bytes = readFileSync(sound)
      bytes.fill(0x5a, 12_288)
      writeFileSync(path, bytes)
    },
    /damaged; restore a backup/,
  ],
  [
    'is cut off',
    (path: string) => writeFileSync(path, readFileSync(sound).subarray(0, 20_000)),
    /damaged; restore a backup/,
  ],
  [
    'was written by a newer program',
    (path: string) => {
      copyFileSync(sound, path)
      const db = new Database(path)
      db.pragma('user_version = 9000')
      db.close()
    },
    /is of schema 9000, this program knows \d+: start the newer program, or restore a backup/,
  ],
])('a database that %s is refused with one clear line, and stays as it was', (name, make, line) => {
  const path = join(folder, `${name.replaceAll(' ', '-')}.sqlite`)
  make(path)
  const hash = () => createHash('sha256').update(readFileSync(path)).digest('hex')
  const before = hash()
  // Within this process; that its line is all that a person sees is shown by the tests below.
  expect(faultsOn(path)).toEqual([expect.stringMatching(line)])
  expect(faultsOn(path)[0]).toContain(path)
  expect(hash()).toBe(before)
})

test.concurrent('its line is all that is printed, and the exit code is 78', async () => {
  const path = join(folder, 'printed.sqlite')
  writeFileSync(path, 'no database at all, but long enough to be looked at. '.repeat(40))
  const { code, stdout, stderr } = await startOn(path)
  expect([code, stdout]).toEqual([78, ''])
  expect(stderr).toBe(
    `DATABASE_PATH: ${path}: not a database; name another file or restore a backup (nothing was overwritten)\n`,
  )
})

test.concurrent('a database that another program has locked ends it with one clear line', async () => {
  const path = join(folder, 'locked.sqlite')
  copyFileSync(sound, path)
  const db = new Database(path)
  db.pragma('journal_mode = delete')
  db.exec('begin exclusive')
  const { code, stderr } = await startOn(path)
  db.close()
  expect(code).toBe(78)
  expect(stderr.trim().split('\n')).toEqual([expect.stringMatching(/locked by another program; stop that one/)])
})

test.concurrent('a database that it may not write ends it with one clear line', async () => {
  const place = join(folder, 'read-only')
  mkdirSync(place)
  const path = join(place, 'cica.sqlite')
  copyFileSync(sound, path)
  chmodSync(path, 0o444)
  chmodSync(place, 0o555)
  // For root nothing is read-only.
  const user = process.getuid?.() === 0 ? { uid: 65_534 } : {}
  const { code, stderr } = await startOn(path, user)
  chmodSync(place, 0o755)
  expect(code).toBe(78)
  expect(stderr.trim().split('\n')).toEqual([expect.stringMatching(/read-only|let this user/)])
})
