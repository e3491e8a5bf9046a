import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { commands } from '../commands/index.ts'

const root = join(import.meta.dirname, '..')
const read = (file: string) => (existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : '')
const readme = read('README.md')
const lines = readme.split('\n')
const manifest = z
  .object({
    dependencies: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()),
    scripts: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(read('package.json')))

/** The names that config.ts reads, as its schema lists them. */
const variables = [...read('src/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map(([, name]) => name ?? '')

test('each command has its line in the README', () => {
  const missing = commands.filter(({ name }) => !lines.some((line) => line.includes(`/${name}`)))
  expect(missing.map(({ name }) => name)).toEqual([])
})

test('the README names no command that does not exist', () => {
  const names = new Set<string>(commands.map(({ name }) => name))
  const named = [...readme.matchAll(/`\/([a-z_]+)(?=[ `[])/g)].map(([, name]) => name ?? '')
  // Paths of the web server stand there too.
  expect(named.filter((name) => !names.has(name) && name !== 'health')).toEqual([])
})

test('each environment variable stands in the README and in .env.example, and no other', () => {
  const example = [...read('.env.example').matchAll(/^([A-Z][A-Z_]+)=/gm)].map(([, name]) => name ?? '')
  expect(variables.length).toBeGreaterThan(15)
  expect(example.toSorted()).toEqual(variables.toSorted())
  expect(variables.filter((name) => !readme.includes(name))).toEqual([])
})

test('each dependency has its line that says why this one', () => {
  const names = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)]
  const missing = names.filter(
    (name) => !lines.some((line) => line.includes(`\`${name}\``) && line.length > name.length + 15),
  )
  expect(missing).toEqual([])
})

test('the first screen holds the two commands for a fresh machine', () => {
  const screen = lines.slice(0, 40).join('\n')
  expect(screen).toContain('npm ci && npm start')
  expect(screen).toContain('npm ci && npm test')
})

test('each verb of the terminal stands in the README', () => {
  const verbs = ['ask', 'classify', 'feed', 'import', 'export', 'backup', 'doctor']
  expect(verbs.filter((verb) => !new RegExp(`npm run -s cica -- ${verb}\\b|\`${verb}\\b`).test(readme))).toEqual([])
})

test('the test command of the README is the one that .ci/run runs', () => {
  const ci = read('.ci/run')
  expect(ci).toContain('npm ci && npm test')
  expect(
    ci
      .trim()
      .split('\n')
      .findLast((line) => line.includes('grep')),
  ).toContain('passed')
})

test('every script that the README names exists', () => {
  const named = [...readme.matchAll(/npm run (?:-s )?([a-z:]+)/g)].map(([, name]) => name ?? '')
  expect([...new Set(named)].filter((name) => manifest.scripts[name] === undefined)).toEqual([])
})

test('the README names no path or host of the machine that it was written on', () => {
  expect(readme.length).toBeGreaterThan(1000)
  expect(lines.filter((line) => /\/work\/|\/root\/|\/home\/\w+\/|registry\.npmjs/.test(line))).toEqual([])
})
