import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type SandboxTelegram, startSandboxTelegram } from '#src/sandbox/telegram.ts'
import { type Child, type ChildOptions, runChild, startChild } from '../support/child.ts'
import { filledDatabase } from '../support/filled-database.ts'

const token = '1000:secret-of-the-tests-only'
const visitor = 1001
let telegram: SandboxTelegram
let folder: string
const children: Child[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cica-process-'))
  telegram = await startSandboxTelegram({
    token,
    botUser: { firstName: 'CICA', username: 'cica_test_bot' },
    now: () => new Date(),
  })
  telegram.createUser({ id: visitor, firstName: 'Visitor', languageCode: 'en' })
})
afterEach(async () => {
  await Promise.all(children.splice(0).map((child) => child.kill()))
})
afterAll(async () => {
  await telegram.stop()
  rmSync(folder, { recursive: true, force: true })
})

function start(environment: Record<string, string>, options: Omit<ChildOptions, 'environment'> = {}): Child {
  const child = startChild([], {
    ...options,
    environment: { BOT_TOKEN: token, TELEGRAM_API_ROOT: telegram.url, ...environment },
  })
  children.push(child)
  return child
}

async function ask(text: string): Promise<string> {
  const after = telegram.visible(visitor).at(-1)?.messageId ?? 0
  telegram.sendText(visitor, text)
  return (await telegram.waitForMessage(visitor, '', { after, timeoutMs: 15_000 })).text
}

/** A database with the committed records, which the first start on a machine takes a while to read. */
const filled = (name: string) => filledDatabase(new Date().toISOString(), join(folder, name))

const withoutToken = (text: string) => !text.includes('secret-of-the-tests')

test('starts on a fresh machine, answers by the clock it was given, and ends in order when it is told to', async () => {
  const environment = { CLOCK_START: '2025-11-25T03:00:00Z' }
  const child = start({ ...environment, DATABASE_PATH: join(folder, 'not', 'yet', 'there', 'cica.sqlite') })
  await child.says('"msg":"running"')
  expect(await ask('/meetings')).toContain('2025')
  const { code, stderr, stdout } = await child.stop()
  expect([code, stdout]).toEqual([0, ''])
  expect(stderr.split('\n').filter((line) => /"level":[456]0/.test(line))).toEqual([])
  expect(withoutToken(stderr)).toBe(true)
})

test('a token that Telegram does not know ends it with one clear line and exit code 78', async () => {
  const child = start({ BOT_TOKEN: '2000:another-secret', DATABASE_PATH: filled('unknown.sqlite') })
  const { code, stderr } = await child.ended
  expect(code).toBe(78)
  const plain = stderr.split('\n').filter((line) => line !== '' && !line.startsWith('{'))
  expect(plain).toEqual(['BOT_TOKEN: Telegram does not know this token; take a new one from BotFather'])
  expect(stderr).not.toContain('another-secret')
})

test('while Telegram is down it waits and says so, without the token, and can be told to stop', async () => {
  const child = start({ TELEGRAM_API_ROOT: 'http://127.0.0.1:9', DATABASE_PATH: filled('down.sqlite') })
  await child.says(/Telegram does not answer; trying again[\s\S]*trying again/)
  const { code, stderr } = await child.stop()
  expect(code).toBe(0)
  expect(stderr).toContain('ECONNREFUSED')
  expect(withoutToken(stderr)).toBe(true)
})

test('every fault of the configuration is told together, with exit code 78 and without the token', async () => {
  const { code, stdout, stderr } = await runChild([], {
    environment: {
      BOT_TOKEN: token,
      EDITION_TIME: 'noon',
      TIME_ZONE: 'Mars',
      CLOCK_START: '2026-11-20T00:00:00Z',
      HTTP_PORT: 'x',
    },
  })
  expect([code, stdout]).toEqual([78, ''])
  expect(
    stderr
      .trim()
      .split('\n')
      .map((line) => line.split(':')[0])
      .sort(),
  ).toEqual(['EDITION_TIME', 'HTTP_PORT', 'TIME_ZONE'])
  expect(withoutToken(stderr)).toBe(true)
})

test('settings are read from the file .env where it is started; the environment itself goes first', async () => {
  writeFileSync(join(folder, '.env'), 'EDITION_TIME=25:00\nTIME_ZONE=Mars/Crater\n')
  const { code, stderr } = await runChild(['doctor'], { folder, environment: { TIME_ZONE: 'Asia/Tokyo' } })
  expect([code, stderr]).toEqual([78, 'EDITION_TIME: not a time of day (09:00)\n'])
})

test('a word that is no verb is answered with the list of verbs and exit code 78', async () => {
  const { code, stderr } = await runChild(['publsh'])
  expect(code).toBe(78)
  expect(stderr).toContain('There is no “publsh”; there are: run, ask, classify, feed, import, export, backup, doctor')
})

test('a second process on the same database waits, says so, and takes over when the first stops', async () => {
  const environment = { DATABASE_PATH: filled('shared.sqlite') }
  const first = start(environment)
  await first.says('"msg":"running"')
  const second = start(environment)
  await second.says('another instance runs on this database; waiting for it to stop')
  expect(second.stderr()).not.toContain('"msg":"running"')
  expect(await ask('/help')).toContain('/coordinators')
  const third = start(environment)
  await third.says('another instance runs on this database')
  expect((await third.stop()).code).toBe(0)
  await first.kill()
  await second.says('"msg":"running"')
  expect(await ask('/about')).toContain('CICA')
})

test('a second process with the same token on another database says so, waits, and leaves the first in peace', async () => {
  const first = start({ DATABASE_PATH: filled('one.sqlite') })
  await first.says('"msg":"running"')
  await ask('/help')
  const second = start({ DATABASE_PATH: filled('two.sqlite') })
  await Promise.race([first, second].map((child) => child.says('another instance of the bot runs with this token')))
  expect([first.process.exitCode, second.process.exitCode]).toEqual([null, null])
  const before = telegram.visible(visitor).length
  await ask('/about')
  await telegram.waitFor(() => telegram.pendingUpdates().length === 0, 15_000)
  expect(telegram.visible(visitor)).toHaveLength(before + 2)
})

test('a port that is taken ends it with one clear line', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const { code, stderr } = await start({ DATABASE_PATH: filled('port.sqlite'), HTTP_PORT: String(port) }).ended
  server.close()
  expect(code).toBe(78)
  expect(stderr.trim().split('\n')).toEqual([expect.stringMatching(/^HTTP_PORT: .*EADDRINUSE/)])
})
