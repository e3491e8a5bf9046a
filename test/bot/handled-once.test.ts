import { beforeEach, expect, test } from 'vitest'
import type { Command } from '#src/bot/command.ts'
import { createBot } from '#src/bot/create-bot.ts'
import { createHousekeeping } from '#src/jobs/housekeeping.ts'
import { createPace } from '#src/outbox/pace.ts'
import { html } from '#src/views/html.ts'
import { reply } from '#src/views/reply.ts'
import { createTestApp, type TestApp } from '../support/test-app.ts'

const me = { id: 1000, is_bot: true, first_name: 'CICA', username: 'cica_test_bot' } as const
const person = { id: 77, is_bot: false, first_name: 'Officer' } as const
const chat = { id: 77, type: 'private', first_name: 'Officer' } as const

let bench: TestApp
let handled: string[]
let called: string[]
let release: (() => void)[]

beforeEach(() => {
  bench = createTestApp()
  handled = []
  called = []
  release = []
})

/** A bot as after a start: what it knows of earlier updates is in the database. Telegram takes whatever it says. */
function start(): (update: object) => Promise<void> {
  const about: Command = {
    name: 'about',
    access: 'public',
    topic: 'bot',
    handle: async ({ text }) => {
      handled.push(text)
      if (text === 'slow') await new Promise<void>((resolve) => release.push(resolve))
      if (text === 'broken') throw new Error('a bug of the test')
      return reply(html`done ${text}`)
    },
    buttons: {
      press: ({ id }) => {
        handled.push(id)
        return reply(html`pressed ${id}`)
      },
    },
  }
  const { app, clock } = bench
  const bot = createBot({ app, token: '1000:x', commands: [about], pace: createPace({ clock, pays: false }) })
  Object.assign(bot, { botInfo: me })
  bot.api.config.use((previous, method) => {
    called.push(method)
    const result = { message_id: 5, date: 1, chat, text: 'x' }
    return Promise.resolve({ ok: true, result } as unknown as Awaited<ReturnType<typeof previous>>)
  })
  return (update) => bot.handleUpdate(update as Parameters<typeof bot.handleUpdate>[0])
}

const command = (id: number, text: string) => ({
  update_id: id,
  message: {
    message_id: id,
    date: 1,
    chat,
    from: person,
    text: `/about ${text}`,
    entities: [{ type: 'bot_command', offset: 0, length: 6 }],
  },
})
const press = (id: number, data: string) => ({
  update_id: id,
  callback_query: {
    id: String(id),
    from: person,
    chat_instance: '1',
    data,
    message: { message_id: 5, date: 1, chat, text: 'x' },
  },
})

test('an update that is delivered again after a kill is not handled again', async () => {
  await start()(command(1, 'one'))
  const again = start()
  await again(command(1, 'one'))
  await again(command(2, 'two'))
  expect(handled).toEqual(['one', 'two'])
})

test('a press that is delivered again does nothing but end the waiting under the button', async () => {
  await start()(press(1, 'about:press:one'))
  called = []
  await start()(press(1, 'about:press:one'))
  expect(handled).toEqual(['one'])
  expect(called).toEqual(['answerCallbackQuery'])
})

test('what is still being handled is not handled a second time, and what the kill broke off is', async () => {
  const handle = start()
  const first = handle(command(1, 'slow'))
  await expect.poll(() => handled).toEqual(['slow'])
  const repeated = handle(command(1, 'slow'))
  // Another process knows nothing of it.
  const next = start()(command(1, 'slow'))
  await expect.poll(() => handled).toEqual(['slow', 'slow'])
  for (const letGo of release) letGo()
  await Promise.all([first, repeated, next])
  expect(handled).toEqual(['slow', 'slow'])
})

test('another message under a number that was there before is handled: numbers may begin anew', async () => {
  await start()(command(1, 'one'))
  const { message } = command(1, 'another')
  await start()({ update_id: 1, message: { ...message, date: 2 } })
  expect(handled).toEqual(['one', 'another'])
})

test('what failed was told to whoever asked, and is not tried again by itself', async () => {
  await start()(command(1, 'broken'))
  await start()(command(1, 'broken'))
  expect(handled).toEqual(['broken'])
})

test('which updates were handled is forgotten after two days', async () => {
  const { store } = bench.app
  await start()(command(1, 'one'))
  bench.clock.advance(47 * 3600)
  await start()(command(2, 'two'))
  bench.clock.advance(2 * 24 * 3600 - 3600)
  await createHousekeeping(bench.app).run()
  const key = (id: number) => [id, '', chat.id, id, 1].join('/')
  expect([store.handledUpdates.has(key(1)), store.handledUpdates.has(key(2))]).toEqual([false, true])
})
