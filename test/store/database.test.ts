import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ConfigError } from '#src/config.ts'
import { openDatabase, plannedOnce } from '#src/store/database.ts'
import { copyDatabase, examineDatabase } from '#src/store/examine-database.ts'
import { takeInstanceLock } from '#src/store/instance-lock.ts'
import { openStore } from '#src/store/store.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cica-store-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const migrationsFolder = join(import.meta.dirname, '..', '..', 'src', 'store', 'migrations')
const migrations = readdirSync(migrationsFolder).sort()

const numberOf = (file: string) => Number(file.slice(0, 4))

/** As an earlier program left it: the migrations before the one that is tested. */
function databaseBefore(migration: string): { readonly db: Database.Database; readonly path: string } {
  const path = join(folder, 'earlier.sqlite')
  const db = new Database(path)
  const newest = numberOf(migrations.find((file) => file.endsWith(migration)) ?? '')
  const earlier = migrations.filter((file) => numberOf(file) < newest)
  db.transaction(() => {
    for (const file of earlier) db.exec(readFileSync(join(migrationsFolder, file), 'utf8'))
  })()
  db.pragma(`user_version = ${numberOf(earlier.at(-1) ?? '')}`)
  return { db, path }
}

test('migrations are numbered without a gap, and a new database is of the newest', () => {
  expect(migrations.map(numberOf)).toEqual(migrations.map((_, index) => index + 1))
  const store = openStore(':memory:')
  expect(store.schemaVersion()).toBe(migrations.length)
  store.close()
})

test('a database is in WAL, with foreign keys on, and survives a power cut', () => {
  const db = openDatabase(join(folder, 'cica.sqlite'))
  const pragma = (name: string) => db.pragma(name, { simple: true })
  expect([pragma('journal_mode'), pragma('foreign_keys'), pragma('synchronous')]).toEqual(['wal', 1, 2])
  db.close()
})

test('every table is STRICT, so that no text slips into a number', () => {
  const db = openDatabase(':memory:')
  const tables = db
    .prepare<[], { name: string; strict: number }>(
      `select name, strict from pragma_table_list where type = 'table' and name not like 'sqlite_%'`,
    )
    .all()
  expect(tables.length).toBeGreaterThan(10)
  expect(
    tables
      .filter(({ strict }) => strict !== 1)
      .map(({ name }) => name)
      .filter((name) => !/_(data|idx|content|docsize|config)$/.test(name)),
  ).toEqual([])
  db.close()
})

test('a database of an earlier program is brought up to date without losing a row', () => {
  const path = join(folder, 'earlier.sqlite')
  const db = openDatabase(path)
  db.prepare(`insert into form_state (key, state, changed_at) values ('k', '{}', '2026-01-01')`).run()
  db.close()
  const store = openStore(path)
  expect(store.formStates.read('k')).toBe('{}')
  store.close()
})

test('rows of private chats that say nothing but that the bot may write there are cleared away, and no others', () => {
  const { db, path } = databaseBefore('-people.sql')
  const insert = db.prepare(`insert into chat (address, status, language, changed_at) values (?, ?, ?, '2026-01-01')`)
  insert.run('1', 'reachable', null)
  insert.run('2', 'blocked', null)
  insert.run('3', 'reachable', 'kk')
  insert.run('-4', 'reachable', null)
  insert.run('@five', 'reachable', null)
  db.close()
  const later = openDatabase(path)
  expect(later.prepare(`select address from chat order by address`).pluck().all()).toEqual(['-4', '2', '3', '@five'])
  later.close()
})

test('a database with rows takes in which updates were handled, and knows the feeds whose length staff were told of', () => {
  const { db, path } = databaseBefore('-handled-updates.sql')
  db.exec(`
    insert into feed (id, name, address, status) values ('long', 'Long', 'https://long', 'enabled'), ('short', 'S', 'https://s', 'enabled');
    insert into outbox (key, chain, chat, priority, state, due_at, safe_to_repeat, created_at, settled_at, message_id, payload)
    values ('staff:feed-too-long:long:1', 'x', '-1', 0, 'sent', '2026-11-01', 1, '2026-11-01', '2026-11-01', 7, '{}');
    insert into edition (language, number, date, parts, published_at) values ('en', 1, '2026-11-01', '[]', '2026-11-01T04:00:00.000Z'),
      ('en', 2, '2026-11-02', '[]', '2026-11-02T04:00:00.000Z');
    insert into chat (address, status, language, changed_at) values ('-5', 'reachable', 'kk', '2026-11-01');
    insert into chat_language (chat, language) values ('-5', 'kk');`)
  db.close()
  const store = openStore(path)
  expect(store.feeds.markLengthReported('long')).toBe(false)
  expect(store.feeds.markLengthReported('short')).toBe(true)
  expect(store.editions.last('en')?.number).toBe(2)
  expect([store.chats.find('-5')?.status, store.people.chatLanguage('-5')]).toEqual(['reachable', 'kk'])
  expect([...store.outbox.takenMessageIds('-1', 0)]).toEqual([7])
  store.close()
})

test('mail of an earlier program for readers with clearance stays theirs alone', () => {
  const { db: earlier, path } = databaseBefore('-public-mail.sql')
  earlier
    .prepare(`insert into outbox (key, chain, chat, priority, state, due_at, next_at, safe_to_repeat, created_at, payload, restricted)
      values ('reminder:1', 'reminder:1', '7', 1, 'pending', @at, @at, 1, @at, '{}', 1)`)
    .run({ at: '2026-11-20T04:00:00.000Z' })
  earlier.close()
  const store = openStore(path)
  expect(store.outbox.find(1)).toMatchObject({ key: 'reminder:1', restricted: true, publicToo: false })
  store.close()
})

test('mail of an earlier program that tells of the bulletin is taken back too, though nothing makes it anew', () => {
  const { db, path } = databaseBefore('-told-mail.sql')
  db.exec(`
    insert into subscription (chat, language, time_zone, delivery_time, status, news, news_seen, events, events_seen, deadlines,
      deadlines_seen, ratification, ratification_seen, papers, papers_seen, reminder_days, remind_events, remind_deadlines, created_at)
    values ('7', 'en', 'UTC', '09:00', 'active', 'daily', 3, 'daily', 3, 'off', 3, 'off', 3, 'off', 3, '[]', 0, 0, '2026-11-01');
    insert into outbox (key, chain, chat, priority, state, due_at, next_at, safe_to_repeat, created_at, payload)
    values ('digest:1:h:1', 'digest:1:h', '7', 2, 'pending', '2026-11-20', '2026-11-20', 1, '2026-11-20', '{}');`)
  db.close()
  const store = openStore(path)
  store.outbox.takeBackTold(new Date('2026-11-20T09:00:00Z'))
  expect(store.outbox.find(1)?.state).toBe('cancelled')
  const [subscription] = store.subscriptions.activeAfter(0, 10, new Set())
  expect(subscription?.seen.news).toBe(3)
  store.close()
})

test('a database of a newer program is refused, and left as it is', () => {
  const path = join(folder, 'newer.sqlite')
  openDatabase(path).close()
  const db = new Database(path)
  db.pragma('user_version = 9000')
  db.close()
  expect(() => openStore(path)).toThrow(ConfigError)
  const after = new Database(path, { readonly: true })
  expect(after.pragma('user_version', { simple: true })).toBe(9000)
  after.close()
})

test('a transaction is all or nothing', () => {
  const store = openStore(':memory:')
  const work = () =>
    store.transaction(() => {
      store.formStates.write('k', '{}', new Date(0))
      throw new Error('half way')
    })
  expect(work).toThrow('half way')
  expect(store.formStates.read('k')).toBeUndefined()
  store.close()
})

test('a backup taken while somebody writes is a sound database of its own', async () => {
  const store = openStore(join(folder, 'cica.sqlite'))
  store.formStates.write('before', '{}', new Date(0))
  const done = copyDatabase(join(folder, 'cica.sqlite'), join(folder, 'backup.sqlite'))
  store.formStates.write('meanwhile', '{}', new Date(0))
  await done
  store.close()
  expect(examineDatabase(join(folder, 'backup.sqlite'))).toMatchObject({ kind: 'there', faults: [] })
  const copy = openStore(join(folder, 'backup.sqlite'))
  expect(copy.formStates.read('before')).toBe('{}')
  copy.close()
})

test('one instance holds the lock of a database, and lets go of it', () => {
  const path = join(folder, 'deep', 'er', 'cica.sqlite')
  const first = takeInstanceLock(path)
  expect(first).toBeDefined()
  expect(takeInstanceLock(path)).toBeUndefined()
  first?.release()
  const second = takeInstanceLock(path)
  expect(second).toBeDefined()
  second?.release()
})

test('a copy of a database under another name has a lock of its own', () => {
  const path = join(folder, 'cica.sqlite')
  openDatabase(path).close()
  copyFileSync(path, join(folder, 'copy.sqlite'))
  const locks = [takeInstanceLock(path), takeInstanceLock(join(folder, 'copy.sqlite'))]
  expect(locks.every((lock) => lock !== undefined)).toBe(true)
  for (const lock of locks) lock?.release()
})

test('SQLite need not look at a bound value to plan a statement, and the statement means the same', () => {
  expect(plannedOnce('update a set b = @b where c=? and d <= @d and e in (?) limit ?')).toBe(
    'update a set b = +@b where c=+? and d <= +@d and e in (?) limit +?',
  )
  const db = openDatabase(':memory:')
  db.exec(`create table word (id integer primary key, text text collate nocase, rank integer)`)
  const put = db.prepare(`insert into word (text, rank) values (?, ?)`)
  for (const [text, rank] of [
    ['Aktau', 1],
    ['Almaty', 2],
    ['Astana', 2],
  ] as const)
    put.run(text, rank)
  const find = db.prepare<{ text: string; rank: string; limit: number }, { id: number }>(
    `select id from word where text <> @text and rank = @rank order by text desc limit @limit`,
  )
  // The column's own affinity and collation still rule the comparison.
  expect(find.all({ text: 'ALMATY', rank: '2', limit: 5 })).toEqual([{ id: 3 }])
  db.close()
})
