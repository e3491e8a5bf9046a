import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { openRecords } from '#src/app.ts'
import { createClock } from '#src/clock.ts'
import { ConfigError, loadConfig } from '#src/config.ts'
import { registerNames } from '#src/domain/registers.ts'
import { openStore } from '#src/store/store.ts'
import { exportRecords } from '#src/verbs/export.ts'
import { importFrom } from '#src/verbs/import.ts'

let folder: string
let database: string
let filled: string
beforeAll(() => {
  filled = mkdtempSync(join(tmpdir(), 'cica-filled-'))
  openRecords({ databasePath: join(filled, 'filled.sqlite'), timeZone: 'Asia/Almaty' }, createClock()).close()
})
afterAll(() => rmSync(filled, { recursive: true, force: true }))
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cica-export-'))
  database = join(folder, 'one.sqlite')
  cpSync(join(filled, 'filled.sqlite'), database)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function run(verb: typeof exportRecords, words: readonly string[], path = database): Promise<string> {
  const output = new PassThrough()
  const chunks: Buffer[] = []
  output.on('data', (chunk: Buffer) => chunks.push(chunk))
  const config = loadConfig({ DATABASE_PATH: path })
  expect(await verb({ words, input: new PassThrough(), output, config })).toBe(0)
  output.end()
  return Buffer.concat(chunks).toString('utf8')
}

function saved(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const lists = z.record(z.string(), z.array(z.looseObject({ id: z.string(), visibility: z.string().optional() })))

/** A store that was never filled from the committed files. */
function emptyStore(name: string): string {
  const path = join(folder, name)
  openStore(path).close()
  return path
}

function everythingIn(path: string) {
  const store = openRecords({ databasePath: path, timeZone: 'Asia/Almaty' }, createClock())
  try {
    return store.records.everything('restricted')
  } finally {
    store.close()
  }
}

test('each register is exported with the sources that it names, and import takes it back unchanged', async () => {
  for (const name of registerNames) {
    const text = await run(exportRecords, [name])
    const parsed = lists.parse(JSON.parse(text))
    expect(Object.keys(parsed).sort()).toEqual(['sources', name].sort())
    const count = parsed[name]?.length
    expect(count).toBeGreaterThan(0)
    expect(await run(importFrom, [saved('one.json', text)])).toBe(`0 added, 0 changed, ${count} unchanged\n`)
  }
})

test('an export as YAML says the same and is taken back unchanged', async () => {
  const yaml = await run(exportRecords, ['events', 'deadlines', '--yaml'])
  expect(yaml).toMatch(/^sources:\n {2}- id: /)
  expect(await run(importFrom, [saved('two.yaml', yaml)])).toMatch(/^0 added, 0 changed, \d+ unchanged\n$/)
})

test('a change in an exported register comes back as one changed record', async () => {
  const parsed = lists.parse(JSON.parse(await run(exportRecords, ['events'])))
  const [first, ...rest] = parsed.events ?? []
  const changed = { ...parsed, events: [{ ...first, title: { en: 'Renamed' } }, ...rest] }
  expect(await run(importFrom, [saved('changed.json', JSON.stringify(changed))])).toMatch(/^0 added, 1 changed, /)
})

test('a whole export makes the same records and sources of another database', async () => {
  const text = await run(exportRecords, [])
  const other = emptyStore('other.sqlite')
  // `import` fills an empty database from the committed files first; what is there already stays as it is.
  expect(await run(importFrom, [saved('all.json', text)], other)).toMatch(/^0 added, 0 changed, /)
  expect(everythingIn(other)).toEqual(everythingIn(database))
})

test('after a document was cleared the whole export is taken back, entries of two documents included', async () => {
  const store = openRecords({ databasePath: database, timeZone: 'Asia/Almaty' }, createClock())
  const restricted = store.records
    .everything('restricted')
    .sources.filter(({ visibility }) => visibility === 'restricted')
  for (const { id } of restricted.slice(0, 4)) {
    store.transaction(() => store.sources.setVisibility(id, 'public', new Date('2026-11-20T06:00:00Z')))
  }
  store.close()
  const text = await run(exportRecords, [])
  expect(await run(importFrom, [saved('all.json', text)])).toMatch(/^0 added, 0 changed, \d+ unchanged\n$/)
  const before = everythingIn(database)
  const other = emptyStore('other.sqlite')
  await run(importFrom, [saved('again.json', text)], other)
  expect(everythingIn(other)).toEqual(before)
})

test('a public export of a register holds nothing restricted, not even a source', async () => {
  const text = await run(exportRecords, ['events', '--public'])
  expect(text).not.toMatch(/"visibility": "restricted"/)
  expect(text).toMatch(/"visibility": "public"/)
})

test('a register that does not exist and an option that was mistyped are refused, and nothing is printed', async () => {
  for (const words of [['meetings'], ['events', '--pubic'], ['--Public']]) {
    await expect(run(exportRecords, words)).rejects.toThrow(ConfigError)
  }
})
