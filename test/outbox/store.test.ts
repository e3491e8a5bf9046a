import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Db, openDatabase } from '#src/store/database.ts'
import { createOutboxStore } from '#src/store/outbox.ts'
import { createPersonalDataStore } from '#src/store/personal-data.ts'
import { createRegistrationStore } from '#src/store/registrations.ts'
import { createEngine, mail } from './engine.ts'

let engine: ReturnType<typeof createEngine>
beforeEach(() => {
  engine = createEngine()
})
afterEach(() => engine.end())

/** The statements that a store prepares. */
function statements(create: (db: Db) => unknown = createOutboxStore): string[] {
  const db = openDatabase(':memory:')
  const prepare = vi.spyOn(db, 'prepare')
  create(db)
  return prepare.mock.calls.map(([sql]) => sql)
}

function planOf(sql: string): string[] {
  const names = [...sql.matchAll(/@(\w+)/g)].map((match) => [match[1], 0])
  const parameters = names.length > 0 ? [Object.fromEntries(names)] : [...sql.matchAll(/\?/g)].map(() => 0)
  const rows = engine.store.db.prepare<unknown[], { detail: string }>(`explain query plan ${sql}`).all(...parameters)
  return rows.map((row) => row.detail)
}

test('no question to the outbox reads it row by row, however much of it there is', () => {
  // Some statements count, each on an index that holds what it counts.
  const counting = statements().filter((sql) => sql.includes('count(*)'))
  expect(counting).toHaveLength(5)
  for (const sql of statements()) {
    const scans = planOf(sql).filter((detail) => /^SCAN (outbox|earlier)/.test(detail))
    const careless = scans.filter((detail) => !detail.includes('COVERING INDEX') || !counting.includes(sql))
    expect({ sql, careless }).toEqual({ sql, careless: [] })
  }
})

test.each([
  ['what is kept of a person', createPersonalDataStore],
  ['the card of a request', createRegistrationStore],
] as const)('%s is found, and erased, without reading the outbox row by row', (_, create) => {
  const about = statements(create).filter((sql) => sql.includes('outbox'))
  expect(about.length).toBeGreaterThan(0)
  for (const sql of about)
    expect({ sql, scans: planOf(sql).filter((detail) => detail.startsWith('SCAN outbox')) }).toEqual({ sql, scans: [] })
})

test('the numbers of a channel’s posts are found by the channel', () => {
  const numbers = statements().filter((sql) => sql.includes('message_id > ?'))
  expect(numbers.map(planOf)).toEqual([['SEARCH outbox USING INDEX outbox_chat (chat=? AND message_id>?)']])
})

test('what is due is found in the index of what is due, and not among all that is pending', () => {
  const due = statements().filter((sql) => /^\s*(select|with)[\s\S]*state = 'pending' and held = 0/.test(sql))
  expect(due).toHaveLength(4)
  for (const sql of due) {
    const wrong = planOf(sql).filter((detail) => detail.includes(' outbox ') && !detail.includes('outbox_due'))
    expect({ sql, wrong }).toEqual({ sql, wrong: [] })
  }
  expect(planOf(due.find((sql) => sql.includes('limit')) ?? '')).toEqual([
    'SEARCH outbox USING INDEX outbox_due (priority=? AND next_at<?)',
  ])
})

test('settled rows are forgotten after their time, a few at once', async () => {
  engine.enqueue(...Array.from({ length: 5 }, (_, index) => mail(`a:${index}`, `${index + 1}`)))
  engine.delivery.start()
  await engine.pass(5)
  engine.enqueue(mail('b', '9', { dueAt: new Date(Date.now() + 100_000_000) }))
  expect(engine.store.outbox.purge(new Date(Date.now() - 60_000))).toBe(0)
  expect(engine.store.outbox.purge(new Date(), 3)).toBe(3)
  expect(engine.store.outbox.purge(new Date(), 3)).toBe(2)
  expect(engine.store.outbox.counts()).toMatchObject({ sent: 0, pending: 1 })
})

test('a row cannot be settled twice', () => {
  engine.enqueue(mail('a', '1'))
  const change = { kind: 'sent', messageId: 1 } as const
  engine.store.outbox.settle({ id: 1, chain: 'a' }, change, '{}', new Date())
  expect(() => engine.store.outbox.settle({ id: 1, chain: 'a' }, change, '{}', new Date())).toThrow(/row 1/)
})

test('what staff give back to a channel brings the messages behind it along', () => {
  const { outbox } = engine.store
  engine.enqueue(mail('e:1', '1', { chain: 'e' }), mail('e:2', '1', { chain: 'e' }))
  const [claimed] = outbox.claim({ now: new Date(), limit: 5, judge: () => ({ kind: 'go', afterId: null }) })
  expect(claimed?.key).toBe('e:1')
  outbox.settle({ id: 1, chain: 'e' }, { kind: 'dead' }, '{"type":"no-rights"}', new Date())
  expect(outbox.counts()).toMatchObject({ dead: 2, pending: 0, waiting: 0 })
  expect(outbox.resend(1, new Date())).toBe(true)
  expect(outbox.counts()).toMatchObject({ pending: 1, waiting: 1, dead: 0 })
})

test('what staff give back to a channel brings along what was given up with it, unless it is out of date', () => {
  const { outbox } = engine.store
  const at = new Date()
  const soon = new Date(at.getTime() + 60_000)
  engine.enqueue(mail('a', '1'), mail('b', '1'), mail('c', '1', { expiresAt: soon }), mail('other', '2'))
  outbox.claim({ now: at, limit: 1, judge: () => ({ kind: 'go', afterId: null }) })
  outbox.settle({ id: 1, chain: 'a' }, { kind: 'dead' }, '{"type":"no-rights"}', at)
  expect(outbox.stopChat('1', null, '{"type":"no-rights"}', at)).toBe(2)
  expect(outbox.resend(1, new Date(at.getTime() + 120_000))).toBe(true)
  expect(['a', 'b', 'c', 'other'].map((key) => outbox.stateOf(key))).toEqual(['pending', 'pending', 'dead', 'pending'])
})
