import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { startSandboxTelegram } from '#src/sandbox/telegram.ts'
import { commands } from '../../commands/index.ts'
import { runChild, startChild } from '../support/child.ts'

// A copy of the project without data/reference/restricted, as it may be given to anybody.
const root = join(import.meta.dirname, '..', '..')
let copy: string

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'cica-public-'))
  for (const part of ['src', 'commands', 'locales', 'package.json']) {
    cpSync(join(root, part), join(copy, part), { recursive: true })
  }
  const restricted = join(root, 'data', 'reference', 'restricted')
  cpSync(join(root, 'data', 'reference'), join(copy, 'data', 'reference'), {
    recursive: true,
    filter: (path) => !path.startsWith(restricted),
  })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

test('without the restricted folder the bot runs, and all its commands answer', async () => {
  expect(existsSync(join(copy, 'data', 'reference', 'restricted'))).toBe(false)
  const token = '1000:secret-of-the-tests-only'
  const botUser = { firstName: 'CICA', username: 'cica_test_bot' }
  const telegram = await startSandboxTelegram({ token, botUser, now: () => new Date() })
  const environment = {
    BOT_TOKEN: token,
    TELEGRAM_API_ROOT: telegram.url,
    ADMINISTRATORS: '1',
    DATABASE_PATH: join(copy, 'bot.sqlite'),
  }
  const child = startChild([], { root: copy, environment })
  try {
    telegram.createUser({ id: 1, firstName: 'Administrator', languageCode: 'en' })
    await child.says('"msg":"running"')
    const silent = await Promise.all(
      commands.map(async ({ name }, index) => {
        // Each from a person of their own, for a chat takes one answer a second; the desk's from an administrator.
        const id = 100 + index
        telegram.createUser({ id, firstName: name, languageCode: 'en' })
        telegram.sendText(id, `/${name}`)
        const { text } = await telegram.waitForMessage(id, '', { timeoutMs: 15_000 })
        return /Something went wrong|There is no command/.test(text) ? [name, text] : []
      }),
    )
    expect(silent.flat()).toEqual([])
    // The administrator's own menu is refused for as long as he has not pressed start.
    const refused = telegram.refusedCalls().filter(({ method }) => method !== 'setMyCommands')
    expect(refused).toEqual([])
  } finally {
    const { stderr } = await child.stop()
    await telegram.stop()
    expect(stderr.split('\n').filter((line) => /"level":[56]0/.test(line))).toEqual([])
  }
})

test('without the restricted folder those cleared are told what the public is', async () => {
  const texts = readFileSync(join(root, 'test', 'ask', 'questions.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .filter((_, index) => index % 8 === 0)
    .map((line) => z.object({ text: z.string(), lang: z.string() }).parse(JSON.parse(line)))
  const input = texts
    .flatMap((question) =>
      ['public', 'restricted'].map((clearance) => JSON.stringify({ ...question, clearance, now: '2026-11-20' })),
    )
    .join('\n')
  const { code, stdout } = await runChild(['ask'], {
    root: copy,
    input,
    environment: { DATABASE_PATH: join(copy, 'ask.sqlite') },
  })
  expect(code).toBe(0)
  const answers = stdout
    .trim()
    .split('\n')
    .map((line) => z.object({ answered: z.boolean() }).parse(JSON.parse(line)))
  expect(answers).toHaveLength(texts.length * 2)
  const counts = [0, 1].map(
    (parity) => answers.filter(({ answered }, index) => answered && index % 2 === parity).length,
  )
  expect(counts[0]).toBe(counts[1])
  expect(counts[0]).toBeGreaterThan(texts.length / 3)
})
