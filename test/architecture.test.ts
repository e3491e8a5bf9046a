import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'

// Whatever a rule below says of a room, it says of the import lines alone: that is what keeps the walls where they are.
const root = join(import.meta.dirname, '..')

type Source = { readonly path: string; readonly text: string; readonly code: string }

const sources: readonly Source[] = ['src', 'commands'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => {
      const path = `${folder}/${name}`
      const text = readFileSync(join(root, path), 'utf8')
      return { path, text, code: withoutComments(text) }
    }),
)

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')
}

type Import = { readonly from: string; readonly to: string; readonly isPackage: boolean; readonly line: string }

const imports: readonly Import[] = sources.flatMap(({ path, code }) =>
  [...code.matchAll(/^(?:import|export)\b[^'";]*?from '([^']+)'.*$|^import '([^']+)'.*$|\bimport\('([^']+)'\)/gm)].map(
    (match): Import => {
      const [line, ...named] = match
      const specifier = named.find((name) => name !== undefined) ?? ''
      const isPackage = !specifier.startsWith('.') && !specifier.startsWith('#')
      const target = specifier.startsWith('#')
        ? specifier.replace(/^#/, '')
        : relative(root, join(root, dirname(path), specifier))
      return { from: path, to: isPackage ? specifier : target, isPackage, line: line.replace(/\s+/g, ' ') }
    },
  ),
)

/** `src/views/records/due.ts` → views; a file that stands in src itself is a room of its own. */
function roomOf(path: string): string {
  const [first = '', second = ''] = path.split('/')
  return first === 'src' ? second : first
}

/** What a room may import beside itself: rooms, or single files where only those are meant. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  'clock.ts': ['domain'],
  'config.ts': ['domain'],
  'log.ts': [],
  'app.ts': ['actions', 'ask', 'clock.ts', 'config.ts', 'domain', 'feeds', 'log.ts', 'reference', 'store'],
  i18n: ['domain', 'locales'],
  store: ['domain', 'config.ts'],
  reference: ['domain'],
  views: ['domain', 'i18n'],
  feeds: ['domain', 'store', 'clock.ts'],
  ask: ['domain', 'store', 'views', 'i18n'],
  outbox: ['domain', 'store', 'src/views/reply.ts', 'src/views/html.ts', 'clock.ts', 'log.ts'],
  actions: [
    ...['domain', 'store', 'views', 'i18n', 'app.ts', 'clock.ts', 'reference'],
    ...['src/outbox/enqueue.ts', 'src/outbox/mail.ts'],
  ],
  jobs: ['actions', 'feeds', 'outbox', 'store', 'domain', 'views', 'i18n', 'app.ts', 'clock.ts', 'config.ts', 'log.ts'],
  bot: ['domain', 'views', 'i18n', 'ask', 'actions', 'outbox', 'app.ts', 'clock.ts', 'config.ts', 'log.ts'],
  web: ['store', 'views', 'domain', 'i18n', 'app.ts', 'clock.ts', 'config.ts', 'log.ts'],
  commands: [
    ...['app.ts', 'actions', 'views', 'domain', 'ask', 'i18n'],
    ...[
      'src/bot/amendment-command.ts',
      'src/bot/command.ts',
      'src/bot/request.ts',
      'src/bot/form.ts',
      'src/bot/asks-something.ts',
      'src/bot/keyword-form.ts',
      'src/bot/person-steps.ts',
    ],
  ],
}

/** They put the rest together, so they may import anything; only program.ts may import the commands. */
const wiring = ['main.ts', 'program.ts', 'run.ts', 'sandbox', 'verbs']

test('every room imports only what its place allows', () => {
  const own = imports.filter(({ isPackage }) => !isPackage)
  expect(own.length).toBeGreaterThan(300)
  const strays = own.filter(({ from, to }) => {
    const [room, target] = [roomOf(from), roomOf(to)]
    if (room === target || wiring.includes(room)) return false
    const allowed = mayImport[room] ?? []
    return !allowed.includes(target) && !allowed.includes(to)
  })
  expect(strays.map(({ from, to }) => `${from} imports ${to}`)).toEqual([])
})

test('every room is one that the house knows', () => {
  const known = [...Object.keys(mayImport), ...wiring]
  expect([...new Set(sources.map(({ path }) => roomOf(path)))].filter((room) => !known.includes(room))).toEqual([])
})

test('no files import each other in a circle', () => {
  const importsOf = Map.groupBy(
    imports.filter(({ isPackage }) => !isPackage),
    ({ from }) => from,
  )
  const settled = new Set<string>()
  const circleFrom = (file: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file]
    if (settled.has(file)) return undefined
    for (const { to } of importsOf.get(file) ?? []) {
      const circle = circleFrom(to, [...path, file])
      if (circle !== undefined) return circle
    }
    settled.add(file)
    return undefined
  }
  expect(sources.map(({ path }) => circleFrom(path, []) ?? []).filter(({ length }) => length > 0)).toEqual([])
})

test('only program.ts and the list of commands import commands, and no command imports another', () => {
  const importers = imports
    .filter(({ from, to }) => to.startsWith('commands/') && from !== 'commands/index.ts')
    .map(({ from, to }) => `${from} imports ${to}`)
  expect([...new Set(importers)]).toEqual(['src/program.ts imports commands/index.ts'])
})

test('what a command takes from the bot is types, except the form’s button', () => {
  const values = imports.filter(
    ({ from, to, line }) =>
      from.startsWith('commands/') && /^src\/bot\/(command|request)\.ts$/.test(to) && !line.startsWith('import type'),
  )
  expect(values).toEqual([])
})

test.each([
  ['grammy and its plugins', /^(grammy|@grammyjs\/)/, /^src\/bot\//],
  ['better-sqlite3', /^better-sqlite3/, /^src\/store\//],
  ['rss-parser', /^rss-parser/, /^src\/feeds\/parse-feed\.ts$/],
  ['node-cron', /^node-cron/, /^src\/jobs\/schedule\.ts$/],
  ['i18next', /^i18next/, /^src\/i18n\/translator\.ts$/],
  ['pino', /^pino/, /^src\/log\.ts$/],
  ['hono', /^(hono|@hono\/)/, /^src\/(web|sandbox)\//],
])('%s has one place', (_, name, place) => {
  const users = imports.filter(({ to, isPackage }) => isPackage && name.test(to)).map(({ from }) => from)
  expect(users.length).toBeGreaterThan(0)
  expect(users.filter((from) => !place.test(from))).toEqual([])
})

test('the domain is pure: nothing from outside it but zod', () => {
  const packages = imports.filter(({ from, isPackage }) => isPackage && from.startsWith('src/domain/'))
  expect(packages.filter(({ to }) => to !== 'zod')).toEqual([])
})

function linesWith(pattern: RegExp, where: (path: string) => boolean): string[] {
  return sources
    .filter(({ path }) => where(path))
    .flatMap(({ path, code }) =>
      code.split('\n').flatMap((line) => (pattern.test(line) ? [`${path}: ${line.trim()}`] : [])),
    )
}

test('SQL stands in the store only', () => {
  const sql = /`\s*(select\s.+\sfrom|insert into|update \w+ set|delete from|create table|pragma )\b/i
  expect(linesWith(sql, (path) => path.startsWith('src/store/')).length).toBeGreaterThan(30)
  expect(linesWith(sql, (path) => !path.startsWith('src/store/'))).toEqual([])
  expect(linesWith(/\.(prepare|pragma)\(/, (path) => !path.startsWith('src/store/'))).toEqual([])
})

test('only the clock asks what time it is', () => {
  const asking = /\bDate\.now\(\)|\bnew Date\(\)|\bDateTime\.(now|local|utc)\(\)|\bTemporal\.Now\b/
  expect(linesWith(asking, (path) => path === 'src/clock.ts').length).toBeGreaterThan(0)
  expect(linesWith(asking, (path) => path !== 'src/clock.ts')).toEqual([])
})

test('only views/html.ts escapes what Telegram reads', () => {
  // Feeds are other people's markup, mended before it is read; the sandbox is Telegram's side of the wire.
  const elsewhere = (path: string) => path !== 'src/views/html.ts' && !/^src\/(feeds|sandbox)\//.test(path)
  expect(linesWith(/&(amp|lt|gt|quot);/, (path) => path === 'src/views/html.ts').length).toBeGreaterThan(0)
  expect(linesWith(/&(amp|lt|gt|quot);/, elsewhere)).toEqual([])
  expect(linesWith(/\.markup\s*\+|\+\s*\w+\.markup\b/, elsewhere)).toEqual([])
})

test('nothing needs a build step, and no check is switched off', () => {
  const everywhere = () => true
  expect(linesWith(/^\s*(export\s+)?(declare\s+)?(const\s+)?enum\s/, everywhere)).toEqual([])
  expect(linesWith(/^\s*(export\s+)?(declare\s+)?(namespace|module)\s+\w/, everywhere)).toEqual([])
  expect(linesWith(/constructor\((.*,)?\s*(private|public|protected|readonly)\s+\w+[?:]/, everywhere)).toEqual([])
  expect(linesWith(/^\s*@\w+(\(|$)/, everywhere)).toEqual([])
  expect(linesWith(/:\s*any\b|<any>|\bas any\b|\bas unknown as\b/, everywhere)).toEqual([])
  expect(linesWith(/\bconsole\.\w+\(/, everywhere)).toEqual([])
  // The linter may be told once why a line is as it is; the types never.
  const silenced = sources.filter(({ text }) =>
    /@ts-(ignore|expect-error|nocheck)|biome-ignore(?! lint\/[\w/]+: \S)/.test(text),
  )
  expect(silenced.map(({ path }) => path)).toEqual([])
})

test('no unchecked cast: what comes from outside is parsed', () => {
  expect(
    linesWith(/\bas (?!const\b|'|")[A-Z]\w*[^'"]*$/, (path) => !path.endsWith('.d.ts')).filter(
      (line) => !/import|export \*|\* as/.test(line),
    ),
  ).toEqual([])
})

test('there are no barrels, and nothing is imported for its side effects', () => {
  const barrels = sources.filter(({ path, code }) => path.endsWith('/index.ts') && path !== 'commands/index.ts' && code)
  expect(barrels.map(({ path }) => path)).toEqual([])
  expect(linesWith(/^export (\*|\{[^}]*\}) from/, (path) => path.endsWith('index.ts'))).toEqual([])
  expect(linesWith(/^import '/, () => true)).toEqual([])
})

test('folders and files are named as the house names them', () => {
  const parts = sources.flatMap(({ path }) => path.split('/').slice(0, -1))
  expect(parts.filter((part) => /^(utils?|helpers?|types|services|common|shared|misc)$/.test(part))).toEqual([])
  const misnamed = sources.filter(({ path }) => !/^(src|commands)\/([a-z0-9-]+\/)*[a-z0-9-]+(\.d)?\.ts$/.test(path))
  expect(misnamed.map(({ path }) => path)).toEqual([])
})

test('inside src paths are relative and end in .ts; commands reach src by #src', () => {
  const strays = imports.filter(
    ({ from, to, isPackage, line }) =>
      !isPackage &&
      ((from.startsWith('src/') && line.includes("'#")) ||
        (from.startsWith('commands/') && to.startsWith('src/') && !line.includes("'#src/")) ||
        !/\.(ts|json)$/.test(to)),
  )
  expect(strays.map(({ from, to }) => `${from} imports ${to}`)).toEqual([])
})

test('nothing names a path or a host of the machine that it was written on', () => {
  const machine = /\/work\/|\/root\/|\/home\/\w+\/|registry\.npmjs|verdaccio|artifactory/
  expect(linesWith(machine, () => true)).toEqual([])
  for (const file of ['package.json', 'package-lock.json', '.env.example', 'Dockerfile', '.npmrc']) {
    const text = readFileSync(join(root, file), 'utf8')
    const found = text.split('\n').filter((line) => machine.test(line) && !line.includes('https://registry.npmjs.org/'))
    expect([file, found.slice(0, 3)]).toEqual([file, []])
  }
})
