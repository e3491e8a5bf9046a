import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { decideRegistration, requestRegistration } from '#src/actions/register-person.ts'
import { enqueue } from '#src/outbox/enqueue.ts'
import { openDatabase } from '#src/store/database.ts'
import { createTestApp } from '../support/test-app.ts'

const source = readFileSync(new URL('../../src/store/personal-data.ts', import.meta.url), 'utf8')

/** Columns that hold somebody's Telegram number, by the names this code base gives them. */
const personal = /^(?:person|actor|by|\w+_by)$/

const columns = z.array(z.object({ table: z.string(), column: z.string() }))

/** What the schema has, whoever adds a migration. */
function personalColumns() {
  const db = openDatabase(':memory:')
  const all = columns.parse(
    db
      .prepare(
        `select m.name as "table", c.name as "column" from sqlite_schema m join pragma_table_info(m.name) c
         where m.type = 'table' and m.name not like 'sqlite_%' order by 1, 2`,
      )
      .all(),
  )
  db.close()
  return all.filter(({ column }) => personal.test(column))
}

test('there are columns that hold a person', () => {
  expect(personalColumns().length).toBeGreaterThan(10)
})

test('/forget reaches every column in which a person may be', () => {
  const missed = personalColumns().filter(
    ({ table, column }) =>
      !source.includes(`update ${table} set ${column} = `) &&
      !source.includes(`delete from ${table} where ${column} = @id`),
  )
  expect(missed).toEqual([])
})

test('/mydata shows what is kept under every column in which a person may be', () => {
  const missed = personalColumns().filter(
    ({ table, column }) =>
      !new RegExp(`select [^\`]* from ${table}\\s+where (?:[^\`]* or )?${column} = @id`).test(source),
  )
  expect(missed).toEqual([])
})

test('/mydata gives the text of what was sent, and of nothing that was held back', () => {
  const { app, clock } = createTestApp()
  const { outbox } = app.store
  const at = clock.now()
  const base = { chat: '1002', priority: 'reminder', dueAt: at, safeToRepeat: true, restricted: true } as const
  const texts = ['sent', 'held back'].map(
    (text) => ({ ...base, key: text, payload: { kind: 'message', html: text } }) as const,
  )
  app.store.transaction(() => enqueue(app.store, texts, at))
  const [row] = outbox.claim({ now: at, limit: 1, judge: () => ({ kind: 'go', afterId: null }) })
  if (row === undefined) throw new Error('nothing was due')
  outbox.settle(row, { kind: 'sent', messageId: 5 }, '{"type":"sent"}', at)
  outbox.stopChat('1002', null, '{"type":"access-withdrawn"}', at)
  const { messages = [] } = app.store.personalData.of(1002)
  expect(messages.map(({ state, payload }) => [state, payload])).toEqual([
    ['sent', expect.stringContaining('sent')],
    ['dead', null],
  ])
})

test('/mydata of staff shows what they decided of others, and nobody’s name', () => {
  const { app } = createTestApp()
  const wanted = { person: 7, name: 'Aida', state: 'KAZ', institution: 'Ministry', role: 'delegate' } as const
  requestRegistration(app, { ...wanted, language: 'en' })
  decideRegistration(app, { id: 1, to: 'accepted', by: 1003 })
  const data = app.store.personalData.of(1003)
  expect(data).toMatchObject({
    registrationsDecided: [{ state: 'KAZ', role: 'delegate', status: 'accepted' }],
    accessGranted: [{ state: 'KAZ', role: 'delegate', granted_at: expect.stringMatching(/^2026-11-20T/) }],
  })
  expect(JSON.stringify(data)).not.toContain('Aida')
})
