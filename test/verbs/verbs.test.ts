import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { importRecords } from '#src/actions/import-records.ts'
import { createClock } from '#src/clock.ts'
import { ConfigError } from '#src/config.ts'
import { parseRecordsFile } from '#src/reference/parse-records.ts'
import { startSandboxTelegram } from '#src/sandbox/telegram.ts'
import { openStore } from '#src/store/store.ts'
import { ask } from '#src/verbs/ask.ts'
import { backup } from '#src/verbs/backup.ts'
import { classify } from '#src/verbs/classify.ts'
import { doctor } from '#src/verbs/doctor.ts'
import { exportRecords } from '#src/verbs/export.ts'
import { feed } from '#src/verbs/feed.ts'
import { importFrom } from '#src/verbs/import.ts'
import type { Verb } from '#src/verbs/verb.ts'
import { runChild } from '../support/child.ts'
import { type NewsServer, startNewsServer } from '../support/news-server.ts'
import { runVerb } from '../support/run-verb.ts'

// Each verb once through a process of its own, as staff at a terminal and checks from outside use it; its cases within this one.

let folder: string
let outlets: NewsServer
let environment: Record<string, string>

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cica-verbs-'))
  outlets = await startNewsServer({
    '/feed.xml': {
      format: 'rss',
      title: 'Вестник & Herald',
      items: [{ slug: 'one', title: 'Қазақстан: көлік дәлізі ашылды <b>', summary: 'Summary' }],
    },
  })
  environment = { DATABASE_PATH: join(folder, 'cica.sqlite') }
  // The first opening of a database loads the committed records.
  await runChild(['ask', 'hello'], { environment })
})
afterAll(async () => {
  await outlets.close()
  rmSync(folder, { recursive: true, force: true })
})

const verbs: Readonly<Record<string, Verb>> = {
  ask,
  classify,
  feed,
  import: importFrom,
  export: exportRecords,
  backup,
  doctor,
}

/** The same verb within this process. */
async function here([name = '', ...words]: readonly string[], input = '', more: Record<string, string> = {}) {
  const verb = verbs[name]
  if (verb === undefined) throw new Error(`No verb ${name}`)
  return runVerb(verb, { words, input, environment: { ...environment, ...more } })
}

/** The faults with which it refuses. */
const faultsOf = (words: readonly string[], more: Record<string, string> = {}) =>
  here(words, '', more).then(
    () => [],
    (error: unknown) => {
      if (error instanceof ConfigError) return error.faults
      throw error
    },
  )

const cica = (words: readonly string[], input?: string, more: Record<string, string> = {}) =>
  runChild(words, { environment: { ...environment, ...more }, ...(input === undefined ? {} : { input }) })

const jsonLines = (text: string): unknown[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

test.concurrent('ask answers a question given as arguments, as the public, in plain text', async () => {
  const { code, stdout, stderr } = await cica(['ask', 'who', 'coordinates', 'tourism?'])
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/touris/i)
  expect(stdout).not.toMatch(/<\/?[a-z]+>|&amp;/)
})

test.concurrent('ask answers JSON Lines in order, each by its id, with what it understood', async () => {
  const lines = [
    { id: 'a', text: 'who coordinates tourism?', now: '2026-11-20' },
    { id: 7, text: 'кто координирует туризм?', lang: 'ru' },
    { id: 'c', text: 'туризмді кім үйлестіреді?', clearance: 'restricted' },
    { id: 'd', text: 'what is the best pilaf in town?' },
    { id: 'e', text: '' },
    { id: 'f', text: '\u0000<b>'.repeat(500) },
  ]
  const { code, stdout } = await cica(['ask'], lines.map((line) => JSON.stringify(line)).join('\n'))
  const answers = jsonLines(stdout).map((line) =>
    z
      .strictObject({ id: z.unknown(), answered: z.boolean(), intent: z.string().nullable(), text: z.string() })
      .parse(line),
  )
  expect(code).toBe(0)
  expect(answers.map(({ id, answered }) => [id, answered])).toEqual([
    ['a', true],
    [7, true],
    ['c', true],
    ['d', false],
    ['e', false],
    ['f', false],
  ])
  expect(answers[0]?.intent).toBe('coordinators')
  expect(answers[3]).toMatchObject({ intent: null, text: expect.stringMatching(/\S/) })
  expect(answers[1]?.text).toMatch(/[а-я]{4}/)
})

test.concurrent('a line that is no question is answered by what is wrong with it, in its place', async () => {
  const input = [
    '{"id":1,"text":"who coordinates tourism?"}',
    'not json',
    '{"id":3}',
    '',
    '{"id":4,"text":"x","now":"2026-13-01"}',
    '{"id":5,"text":"who coordinates tourism?","clearance":"secret"}',
  ].join('\r\n')
  const { code, stdout } = await here(['ask'], input)
  expect(code).toBe(0)
  const lines = jsonLines(stdout)
  expect(lines).toHaveLength(5)
  expect(lines[0]).toMatchObject({ id: 1, answered: true })
  for (const line of lines.slice(1)) expect(line).toMatchObject({ error: expect.stringMatching(/\S/) })
})

test.concurrent('ask answers thousands in one process', async () => {
  const question = '{"id":"q","text":"When is the next SOC meeting?","now":"2026-11-20"}\n'
  const { code, stdout } = await here(['ask'], question.repeat(2000))
  expect(code).toBe(0)
  expect(stdout.trim().split('\n')).toHaveLength(2000)
})

test.concurrent('classify names dimensions, areas and States of news, with the reasons', async () => {
  const lines = [
    { id: 1, title: 'Kazakhstan and China open a new transport corridor', summary: null },
    { id: 2, title: 'Казахстан и Таджикистан провели учения по борьбе с терроризмом', lang: 'ru' },
    { id: 3, title: 'Brazil beats Argentina in football' },
    { id: 4 },
  ]
  const { code, stdout } = await cica(['classify'], lines.map((line) => JSON.stringify(line)).join('\n'))
  expect(code).toBe(0)
  const shape = z.strictObject({
    id: z.number(),
    dimensions: z.array(z.strictObject({ slug: z.string(), score: z.number() })),
    areas: z.array(z.string()),
    states: z.array(z.string()),
    inRegion: z.boolean().nullable(),
    reasons: z.array(z.unknown()),
  })
  const [corridor, terrorism, football, faulty] = jsonLines(stdout)
  expect(shape.parse(corridor)).toMatchObject({
    dimensions: [{ slug: 'economic' }],
    areas: expect.arrayContaining(['transport-corridors']),
    states: expect.arrayContaining(['KAZ', 'CHN']),
    inRegion: true,
  })
  expect(shape.parse(terrorism)).toMatchObject({
    dimensions: expect.arrayContaining([expect.objectContaining({ slug: 'new-challenges' })]),
    areas: expect.arrayContaining(['combating-terrorism']),
  })
  expect(shape.parse(football)).toMatchObject({ dimensions: [], inRegion: false })
  expect(faulty).toMatchObject({ error: expect.stringMatching(/\S/) })
})

test.concurrent('feed prints what the bot would read, and says what is wrong with exit code 0', async () => {
  const reach = { FEED_PRIVATE_HOSTS: outlets.host }
  const read = await cica(['feed', outlets.address('/feed.xml')], undefined, reach)
  expect([read.code, JSON.parse(read.stdout)]).toEqual([
    0,
    {
      ok: true,
      title: 'Вестник & Herald',
      encoding: 'utf-8',
      items: [
        {
          title: 'Қазақстан: көлік дәлізі ашылды',
          link: 'https://news.example/one',
          id: 'https://news.example/one',
          publishedAt: '2026-11-20T05:00:00Z',
          summary: 'Summary',
        },
      ],
    },
  ])
  const missing = await here(['feed', outlets.address('/none.xml')], '', reach)
  expect([missing.code, JSON.parse(missing.stdout)]).toEqual([
    0,
    expect.objectContaining({ ok: false, error: expect.stringContaining('404'), items: [] }),
  ])
  const guarded = await here(['feed', outlets.address('/feed.xml')])
  expect([guarded.code, JSON.parse(guarded.stdout)]).toEqual([0, expect.objectContaining({ ok: false })])
  const nothing = await here(['feed'])
  expect([nothing.code, JSON.parse(nothing.stdout)]).toEqual([
    0,
    expect.objectContaining({ ok: false, error: 'invalid-address' }),
  ])
})

const record = (more: string) => `- id: test-term
  terms:
    en: test term
  sources:
    - 'https://www.s-cica.org/'
${more}`

test.concurrent('import of what is there already changes nothing', async () => {
  const { code, stdout } = await here(['import'])
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^0 added, 0 changed, \d{3} unchanged\n$/)])
})

test.concurrent('a bad file is refused with file, line and field, and nothing of it is loaded', async () => {
  const path = join(folder, 'deadlines.yaml')
  const original = readFileSync(join(import.meta.dirname, '..', '..', 'data', 'reference', 'deadlines.yaml'), 'utf8')
  const lines = original.split('\n')
  const due = lines.findIndex((line) => /^ {2}asOf:/.test(line))
  const bad = lines
    .with(due, '  asOf: the day after tomorrow')
    .join('\n')
    .replaceAll(/^- id: (dl|deadline)?/gm, '- id: new-')
  writeFileSync(path, bad)
  const { code, stdout, stderr } = await cica(['import', path])
  expect([code, stdout]).toEqual([78, ''])
  expect(stderr).toContain(`${path}:${due + 1}: `)
  expect(stderr).toMatch(/asOf: /)
  const { stdout: exported } = await here(['export'])
  expect(exported).not.toContain('"id": "new--')
})

test.concurrent('import names a file that is not there, or that holds nothing it knows', async () => {
  expect(await faultsOf(['import', join(folder, 'nothing.yaml')])).toEqual([
    expect.stringContaining('no such file or folder'),
  ])
  const strange = join(folder, 'shopping.yaml')
  writeFileSync(strange, '- milk\n- bread\n')
  expect((await faultsOf(['import', strange])).join('\n')).toContain(strange)
  const unread = join(folder, 'glossary.yaml')
  writeFileSync(unread, record('  asOf: [unclosed'))
  expect((await faultsOf(['import', unread])).join('\n')).toMatch(/glossary\.yaml:\d+: /)
})

test.concurrent('what export writes, import takes as it was: it is the same again, and fills an empty store alike', async () => {
  const first = await here(['export'])
  const path = join(folder, 'export.json')
  writeFileSync(path, first.stdout)
  const imported = await here(['import', path], '', { DATABASE_PATH: join(folder, 'second.sqlite') })
  expect([imported.code, imported.stdout]).toEqual([0, expect.stringMatching(/^0 added, 0 changed, \d+ unchanged\n$/)])
  const parsed = parseRecordsFile(path, first.stdout)
  if (parsed.kind !== 'parsed') throw new Error(JSON.stringify(parsed.faults))
  const store = openStore(':memory:')
  const { sources, records } = {
    sources: parsed.sources.map(({ value }) => value),
    records: parsed.records.map(({ value }) => value),
  }
  importRecords(
    { store, clock: createClock(), timeZone: 'Asia/Almaty' },
    { kind: 'loaded', sources, records, feeds: [] },
  )
  const before = openStore(join(folder, 'second.sqlite'))
  const ordered = (open: typeof store) => {
    const { sources, records } = open.records.everything('restricted')
    const byKey = records.map((each): [string, unknown] => [`${each.register}/${each.body.id}`, each.body])
    return { sources, records: Object.fromEntries(byKey) }
  }
  expect(ordered(store)).toEqual(ordered(before))
  store.close()
  before.close()
})

test.concurrent('a record changed in an exported file is changed by import, once', async () => {
  const there = { DATABASE_PATH: join(folder, 'third.sqlite') }
  const { stdout } = await here(['export'], '', there)
  const path = join(folder, 'changed.json')
  writeFileSync(path, stdout.replace('"en": "Tourism"', '"en": "Tourism and travel"'))
  const once = await here(['import', path], '', there)
  expect(once.stdout).toMatch(/^0 added, [12] changed, \d+ unchanged\n$/)
  const twice = await here(['import', path], '', there)
  expect(twice.stdout).toMatch(/^0 added, 0 changed, \d+ unchanged\n$/)
})

test.concurrent('backup writes a copy that opens, and never over a file that is there', async () => {
  const path = join(folder, 'backup.sqlite')
  const made = await cica(['backup', path])
  expect([made.code, made.stdout]).toEqual([0, `${path} written\n`])
  const db = new Database(path, { readonly: true })
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(db.prepare<[], { n: number }>('select count(*) as n from record').get()?.n).toBeGreaterThan(250)
  db.close()
  expect(await faultsOf(['backup', path])).toEqual([`backup: ${path} is there already; name another file`])
  expect(await faultsOf(['backup'])).toEqual([expect.stringMatching(/^backup: name the file/)])
  const none = join(folder, 'none.sqlite')
  expect(await faultsOf(['backup', join(folder, 'b2.sqlite')], { DATABASE_PATH: none })).toHaveLength(1)
  expect(existsSync(none)).toBe(false)
})

test.concurrent('backup and doctor leave the schema of a database as it is', async () => {
  const path = join(folder, 'older.sqlite')
  const migrations = join(import.meta.dirname, '..', '..', 'src', 'store', 'migrations')
  const db = new Database(path)
  db.exec(readFileSync(join(migrations, '0001-foundation.sql'), 'utf8'))
  db.pragma('user_version = 1')
  db.close()
  const there = { DATABASE_PATH: path }
  const [copied, examined] = [await here(['backup', `${path}.copy`], '', there), await here(['doctor'], '', there)]
  expect([copied.code, examined.stdout]).toEqual([
    0,
    expect.stringMatching(/schema 1, which the next start brings to \d+/),
  ])
  for (const file of [path, `${path}.copy`]) {
    const made = new Database(file, { readonly: true })
    expect(made.pragma('user_version', { simple: true })).toBe(1)
    made.close()
  }
})

test.concurrent('doctor makes no database where there is none', async () => {
  const path = join(folder, 'nowhere', 'mistyped.sqlite')
  const { stdout } = await here(['doctor'], '', { DATABASE_PATH: path })
  expect(stdout).toContain(`none at ${path} yet: the first start makes it`)
  expect(existsSync(dirname(path))).toBe(false)
})

test.concurrent('a register in another encoding than UTF-8 is not taken in', async () => {
  const path = join(folder, 'glossary-1251.yaml')
  writeFileSync(
    path,
    Buffer.concat([Buffer.from('- id: a\n  term: '), Buffer.from([0xcc, 0xe5, 0xf0, 0xfb]), Buffer.from('\n')]),
  )
  expect(await faultsOf(['import', path])).toEqual([`${path}: the file is not UTF-8 text`])
})

test.concurrent('a line that cannot be used is answered under its id, and a mark of the encoding is no part of the first', async () => {
  const lines = ['\uFEFF{"id":"a","text":"Who coordinates tourism?"}', '{"id":"b","text":5}', '{'].join('\n')
  const { stdout } = await here(['ask'], lines)
  const answers = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(answers.map(({ id, error }) => [id, typeof error])).toEqual([
    ['a', 'undefined'],
    ['b', 'string'],
    [null, 'string'],
  ])
})

test.concurrent('doctor says of each thing that it is well, or what to do', async () => {
  const token = '1000:secret-of-the-tests-only'
  const botUser = { firstName: 'CICA', username: 'cica_test_bot' }
  const telegram = await startSandboxTelegram({ token, botUser, now: () => new Date() })
  const channel = telegram.createChannel({ title: 'EN' }).id
  const member = telegram.createChannel({ title: 'RU', bot: 'member' }).id
  const staff = telegram.createGroup({ title: 'Staff' }).id
  const telegramThere = { BOT_TOKEN: token, TELEGRAM_API_ROOT: telegram.url }
  const well = await here(['doctor'], '', {
    ...telegramThere,
    CHANNEL_EN: String(channel),
    STAFF_CHAT: String(staff),
  })
  expect(well.code).toBe(0)
  expect(
    well.stdout
      .trim()
      .split('\n')
      .map((line) => line.slice(0, 4)),
  ).toEqual(['ok  ', 'ok  ', 'ok  ', 'ok  ', 'ok  ', 'ok  '])
  expect(well.stdout).toContain('@cica_test_bot')
  const ill = await here(['doctor'], '', {
    ...telegramThere,
    CHANNEL_RU: String(member),
    STAFF_CHAT: '-555',
    BOT_TOKEN: token,
  })
  expect(ill.code).toBe(1)
  expect(ill.stdout).toMatch(/BAD {2}channel ru .*make the bot an administrator/)
  expect(ill.stdout).toMatch(/BAD {2}staff chat -555: .*check the id/)
  telegram.createGroup({ title: 'Open', username: 'cica_staff' })
  const open = await here(['doctor'], '', { ...telegramThere, STAFF_CHAT: '@cica_staff' })
  expect([open.code, open.stdout]).toEqual([
    1,
    expect.stringMatching(/BAD {2}staff chat @cica_staff: .*anybody may join/),
  ])
  await telegram.stop()
  const down = await cica(['doctor'], undefined, { ...telegramThere, DATABASE_PATH: '/proc/cica.sqlite' })
  expect(down.code).toBe(1)
  expect(down.stdout).toMatch(/BAD {2}database: /)
  expect(down.stdout).toMatch(/BAD {2}token: Telegram does not answer/)
  expect(well.stdout + ill.stdout + down.stdout + down.stderr).not.toContain('secret-of-the-tests')
})
