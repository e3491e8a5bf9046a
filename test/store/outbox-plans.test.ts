import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Db, openDatabase } from '#src/store/database.ts'
import { createOutboxStore } from '#src/store/outbox.ts'
import { createPersonalDataStore } from '#src/store/personal-data.ts'
import { createRegistrationStore } from '#src/store/registrations.ts'

let db: Db
beforeEach(() => {
  db = openDatabase(':memory:')
})
afterEach(() => db.close())

/** Statements of a store that hold these words, each with how SQLite goes about it. */
function plans(create: (db: Db) => unknown, words: string): { sql: string; steps: string[] }[] {
  const prepare = vi.spyOn(db, 'prepare')
  create(db)
  const statements = prepare.mock.calls.map(([sql]) => sql).filter((sql) => sql.includes(words))
  prepare.mockRestore()
  return statements.map((sql) => {
    const explain = db.prepare<[], { detail: string }>(`explain query plan ${sql.replaceAll(/@\w+|\?/g, 'null')}`)
    return { sql, steps: explain.all().map(({ detail }) => detail) }
  })
}

/** Those that read all of what was sent in thirty days; everybody else waits meanwhile. */
const scans = (create: (db: Db) => unknown) =>
  plans(create, 'outbox').filter(({ steps }) => steps.some((step) => step.startsWith('SCAN outbox')))

test('what is kept of a person is found, and erased, without reading the whole outbox', () => {
  expect(plans(createPersonalDataStore, 'outbox').length).toBeGreaterThan(2)
  expect(scans(createPersonalDataStore)).toEqual([])
})

test('the card of a request is dropped without reading the whole outbox', () => {
  expect(plans(createRegistrationStore, 'outbox').length).toBeGreaterThan(0)
  expect(scans(createRegistrationStore)).toEqual([])
})

test('the numbers of a channel’s posts are found by the channel', () => {
  const [plan] = plans(createOutboxStore, 'message_id > ?')
  expect(plan?.steps).toEqual([expect.stringContaining('outbox_chat (chat=? AND message_id>?)')])
})
