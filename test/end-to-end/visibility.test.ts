import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { ask } from '#src/ask/ask.ts'
import { languages } from '#src/domain/language.ts'
import type { MessageView } from '#src/sandbox/telegram/transcript.ts'
import { ask as askVerb } from '#src/verbs/ask.ts'
import { exportRecords } from '#src/verbs/export.ts'
import { joinHtml, plainText } from '#src/views/html.ts'
import { commands } from '../../commands/index.ts'
import { canariesIn, restrictedCanaries } from '../support/canaries.ts'
import { type Harness, people, startHarness } from '../support/harness.ts'
import { runVerb } from '../support/run-verb.ts'

const canaries = restrictedCanaries()
const today = '2026-11-20'

/** The bot's own evaluation set, asked here for what it must not reveal. */
const questions = readFileSync(join(import.meta.dirname, '..', 'ask', 'questions.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => z.object({ text: z.string(), lang: z.enum(languages), intent: z.string() }).parse(JSON.parse(line)))

let harness: Harness
/** Questions to which a cleared person is told something restricted, one of each kind and language. */
let revealing: readonly string[]
let group: number

beforeAll(async () => {
  harness = await startHarness({ environment: { HTTP_PORT: '0' } })
  const { app, telegram, clock } = harness
  app.store.people.grant({ id: people.focalPoint, access: 'focal-point', role: 'focal-point' }, null, clock.now())
  group = telegram.createGroup({ title: 'Delegates', members: Object.values(people) }).id
  revealing = findRevealing()
})
afterAll(() => harness.stop())

function answerFor(clearance: 'public' | 'restricted', { text, lang }: (typeof questions)[number]): string {
  const { store, lexicon, clock, config } = harness.app
  const book = store.records.book(clearance)
  const { reply } = ask({ text, language: lang, book, lexicon, today: clock.today(config.timeZone) })
  const buttons = (reply.buttons ?? []).flat().map((button) => button.text)
  return [plainText(joinHtml(reply.blocks, '\n\n')), ...buttons].join('\n')
}

function findRevealing(): string[] {
  const kinds = new Map<string, string>()
  for (const question of questions) {
    if (kinds.size === 24) break
    const kind = `${question.intent} ${question.lang}`
    if (!kinds.has(kind) && canariesIn(answerFor('restricted', question), canaries).length > 0) {
      kinds.set(kind, question.text)
    }
  }
  return [...kinds.values()]
}

const shown = (messages: readonly MessageView[]) =>
  messages.flatMap((message) => [message.text, ...message.buttons.flat().map(({ text }) => text)]).join('\n')

/** What an answer gives away beyond what the question itself said. */
const leaked = (question: string, answer: string) =>
  canariesIn(answer, canaries).filter((canary) => !question.includes(canary))

const knowsSecrets = canaries.length > 0

test.runIf(knowsSecrets)('a focal point in a private chat is told what is restricted', async () => {
  expect(canaries.length).toBeGreaterThan(300)
  expect(revealing.length).toBeGreaterThanOrEqual(8)
  const silent: string[] = []
  for (const question of revealing) {
    const answer = await harness.send(people.focalPoint, question)
    if (leaked('', shown(answer)).length === 0) silent.push(question)
  }
  expect(silent).toEqual([])
})

test.runIf(knowsSecrets).each([
  ['a member of the public in a private chat', () => ({ user: people.visitor, chat: people.visitor, name: '' })],
  ['a focal point in a group', () => ({ user: people.focalPoint, chat: group, name: '@cica_test_bot ' })],
  ['a member of the public in a group', () => ({ user: people.visitor, chat: group, name: '@cica_test_bot ' })],
  [
    'an administrator in the staff chat',
    () => ({ user: people.administrator, chat: harness.staff.id, name: '@cica_test_bot ' }),
  ],
])('%s is told nothing restricted, whatever is asked', async (_, place) => {
  const { user, chat, name } = place()
  const leaks: unknown[] = []
  for (const question of revealing) {
    const answer = await harness.send(user, `${name}${question}`, chat)
    expect(answer.length).toBeGreaterThan(0)
    const found = leaked(question, shown(answer))
    if (found.length > 0) leaks.push({ question, found })
  }
  expect(leaks).toEqual([])
})

test.runIf(knowsSecrets)('no command shows anything restricted to the public or in a group', async () => {
  const leaks: unknown[] = []
  for (const { name, where } of commands) {
    for (const [user, chat] of [
      [people.visitor, people.visitor],
      [people.focalPoint, group],
    ] as const) {
      const answer = await harness.send(user, `/${name}@cica_test_bot`, chat)
      const found = leaked('', shown(answer))
      if (found.length > 0) leaks.push({ name, where, chat, found })
    }
  }
  await harness.send(people.visitor, '/cancel')
  expect(leaks).toEqual([])
})

test.runIf(knowsSecrets)(
  'a button of a focal point’s answer, forwarded to others, opens nothing restricted',
  async () => {
    const { telegram } = harness
    const buttons = new Map<string, string>()
    for (const question of revealing) {
      for (const message of await harness.send(people.focalPoint, question)) {
        for (const { callback_data: data, text } of message.buttons.flat()) if (data) buttons.set(data, text)
      }
    }
    expect(buttons.size).toBeGreaterThan(5)
    const leaks: unknown[] = []
    const entries = [...buttons].slice(0, 24)
    for (const [user, chat] of [
      [people.visitor, people.visitor],
      [people.focalPoint, group],
    ] as const) {
      // As an old message of the bot's that was forwarded or seen by others.
      await fetch(`${telegram.url}/bot${telegram.token}/sendMessage`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          chat_id: chat,
          text: 'an old message',
          reply_markup: { inline_keyboard: entries.map(([data]) => [{ text: data, callback_data: data }]) },
        }),
      })
      const board = telegram.lastFromBot(chat)
      if (board === undefined) throw new Error('no message')
      for (const [data] of entries) {
        const known = telegram.visible(chat).find(({ messageId }) => messageId === board.messageId)
        if (known?.buttons.flat().every((button) => button.callback_data !== data)) continue
        const { notice = '', card, messages } = await harness.press(user, board, data)
        const found = leaked('', [notice, shown(messages), card.text].join('\n'))
        if (found.length > 0) leaks.push({ data, chat, found })
      }
    }
    expect(leaks).toEqual([])
  },
)

test.runIf(knowsSecrets)('an inline query of a focal point brings nothing restricted into a chat', async () => {
  const { telegram } = harness
  const leaks: unknown[] = []
  for (const question of revealing) {
    const answer = await telegram.waitForInlineAnswer(telegram.inlineQuery(people.focalPoint, question.slice(0, 250)))
    const found = leaked(question, JSON.stringify(answer).replaceAll('\\"', '"'))
    if (found.length > 0) leaks.push({ question, found })
  }
  expect(leaks).toEqual([])
})

test.runIf(knowsSecrets)('the health page names nothing of the records', async () => {
  const page = await fetch(`http://127.0.0.1:${harness.running.webPort}/health`)
  expect(page.status).toBe(200)
  expect(canariesIn(await page.text(), canaries)).toEqual([])
})

test.runIf(knowsSecrets)(
  'the verb ask tells the public nothing restricted over the whole evaluation set, and those cleared much',
  async () => {
    const lines = questions.flatMap(({ text, lang }, index) => [
      { id: `p${index}`, text, lang, now: today },
      // Those cleared are asked for only to see that there was something to reveal.
      ...(index % 8 === 0 ? [{ id: `r${index}`, text, lang, now: today, clearance: 'restricted' }] : []),
    ])
    const { stdout } = await runVerb(askVerb, {
      environment: { DATABASE_PATH: join(harness.folder, 'ask.sqlite') },
      input: lines.map((line) => JSON.stringify(line)).join('\n'),
    })
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => z.object({ id: z.string(), text: z.string() }).parse(JSON.parse(line)))
    expect(answers.map(({ id }) => id)).toEqual(lines.map(({ id }) => id))
    const found = (prefix: string) =>
      answers.flatMap(({ id, text }) =>
        id.startsWith(prefix) ? leaked(questions[Number(id.slice(1))]?.text ?? '', text) : [],
      )
    expect(found('p')).toEqual([])
    expect(new Set(found('r')).size).toBeGreaterThan(100)
  },
)

test.runIf(knowsSecrets)('export --public holds nothing restricted, and export holds everything', async () => {
  const environment = { DATABASE_PATH: join(harness.folder, 'export.sqlite') }
  const [open, whole] = [
    await runVerb(exportRecords, { words: ['--public'], environment }),
    await runVerb(exportRecords, { environment }),
  ]
  expect([open.code, whole.code]).toEqual([0, 0])
  const textOf = (json: string) => canariesIn(json.replaceAll('\\"', '"'), canaries)
  expect(textOf(open.stdout)).toEqual([])
  expect(open.stdout).not.toMatch(/"visibility": "restricted"/)
  expect(textOf(whole.stdout).length).toBeGreaterThan(canaries.length * 0.9)
})

test.runIf(knowsSecrets)('neither channels nor subscribers’ groups ever received anything restricted', () => {
  const { telegram, channels, staff } = harness
  for (const { id } of [...Object.values(channels), staff]) {
    const written = telegram.transcript(id).filter(({ from }) => from === 'bot')
    expect(canariesIn(written.map(({ text }) => text).join('\n'), canaries)).toEqual([])
  }
})
