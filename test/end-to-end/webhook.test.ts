import { createServer } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Harness, people, startHarness } from '../support/harness.ts'

const secret = 'a-secret-of-enough-letters'

let harness: Harness
let hook: string

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

beforeAll(async () => {
  const port = await freePort()
  hook = `http://127.0.0.1:${port}/hook/of-the-bot`
  harness = await startHarness({ environment: { WEBHOOK_URL: hook, WEBHOOK_SECRET: secret, HTTP_PORT: String(port) } })
})
afterAll(() => harness.stop())

const post = (body: string, headers: Record<string, string> = {}) =>
  fetch(hook, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })
const signed = { 'x-telegram-bot-api-secret-token': secret }

test('by webhook the bot answers as it does when it polls', async () => {
  expect((await harness.say(people.visitor, '/help')).text).toContain('What this bot can do')
  const choice = await harness.say(people.visitor, '/language')
  const { card } = await harness.press(people.visitor, choice, 'language:choose:en')
  expect(card.text).toBe('The bot now speaks English.')
  expect(
    harness.telegram.calls('setWebhook').map(({ parameters }) => [parameters.url, parameters.secret_token]),
  ).toEqual([[hook, secret]])
})

test('nobody gets in without the secret', async () => {
  const update = JSON.stringify({
    update_id: 1,
    message: {
      message_id: 1,
      date: 1,
      chat: { id: people.visitor, type: 'private' },
      from: { id: people.visitor, is_bot: false, first_name: 'x' },
      text: '/help',
    },
  })
  const before = harness.telegram.visible(people.visitor).length
  expect((await post(update)).status).toBe(401)
  expect((await post(update, { 'x-telegram-bot-api-secret-token': `${secret}x` })).status).toBe(401)
  expect((await post(update, { 'x-telegram-bot-api-secret-token': '' })).status).toBe(401)
  expect(harness.telegram.visible(people.visitor)).toHaveLength(before)
  expect((await post(update, signed)).status).toBe(200)
  expect(harness.telegram.visible(people.visitor)).toHaveLength(before + 1)
})

test.each([
  ['no JSON', 'not json'],
  ['nothing', ''],
  ['a list', '[1]'],
  ['null', 'null'],
  ['an update of no known kind', '{"update_id":7}'],
  ['an update of a later Telegram', '{"update_id":8,"tea_break":{"at":1}}'],
])('%s behind the secret does no harm', async (_, body) => {
  expect((await post(body, signed)).status).toBe(200)
  expect(harness.unexpected).toEqual([])
})

const channelPost = {
  from: { id: 777000, is_bot: false, first_name: 'Telegram' },
  sender_chat: { id: -1001, type: 'channel', title: 'News' },
  is_automatic_forward: true,
}
let updateId = 1000

/** A message as Telegram tells of it. @returns what the bot wrote for it */
async function tell(message: object, chat: number): Promise<readonly string[]> {
  const { telegram, clock } = harness
  const before = telegram.visible(chat).at(-1)?.messageId ?? 0
  updateId += 1
  clock.advance(3)
  const type = chat > 0 ? 'private' : 'supergroup'
  const from = { id: people.visitor, is_bot: false, first_name: 'x' }
  const whole = { message_id: 5000 + updateId, date: 1, chat: { id: chat, type, title: 'x' }, from, ...message }
  expect((await post(JSON.stringify({ update_id: updateId, message: whole }), signed)).status).toBe(200)
  return telegram
    .visible(chat)
    .filter(({ messageId, from: by }) => messageId > before && by === 'bot')
    .map(({ text }) => text)
}

test.each([
  ['a pinned message', { pinned_message: { message_id: 1, date: 0, chat: { id: people.visitor, type: 'private' } } }],
  ['a timer of deletion', { message_auto_delete_timer_changed: { message_auto_delete_time: 86_400 } }],
  ['leave to write', { write_access_allowed: {} }],
  ['a boost', { boost_added: { boost_count: 1 } }],
])('what Telegram reports into a private chat is nothing that anybody said: %s', async (_, message) => {
  expect(await tell(message, people.visitor)).toEqual([])
})

test.each([
  ['a sticker', { sticker: { file_id: 'a', file_unique_id: 'b', width: 1, height: 1, type: 'regular' } }],
  ['a voice message', { voice: { file_id: 'a', file_unique_id: 'b', duration: 1 } }],
  ['a contact', { contact: { phone_number: '+7', first_name: 'x' } }],
  ['a picture', { photo: [{ file_id: 'a', file_unique_id: 'b', width: 1, height: 1 }] }],
])('what somebody sends without words is answered in a private chat: %s', async (_, message) => {
  expect(await tell(message, people.visitor)).toEqual([expect.stringContaining('I read text only')])
})

test('bots and posts of a channel that stand in a group by themselves are not answered; an anonymous administrator is', async () => {
  const { id } = harness.telegram.createGroup({ title: 'Delegates', administrators: [people.administrator] })
  const bot = { id: 555, is_bot: true, first_name: 'B', username: 'other_bot' }
  const anonymous = { id: 1_087_968_824, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' }
  const command = { text: '/help@cica_test_bot' }
  const mention = { text: 'Who coordinates tourism? Ask @cica_test_bot' }
  expect(await tell({ ...command, from: bot }, id)).toEqual([])
  expect(await tell({ ...mention, from: bot }, id)).toEqual([])
  expect(await tell({ ...mention, ...channelPost }, id)).toEqual([])
  expect(await tell({ ...command, from: anonymous, sender_chat: { id, type: 'supergroup' } }, id)).toHaveLength(1)
  expect(await tell(mention, id)).toHaveLength(1)
})

test('there is nothing else at the door but the health page', async () => {
  const { origin } = new URL(hook)
  for (const path of ['/', '/hook/of-the-bot', '/hook', '/.env', '/data/var/cica.sqlite', '/health/../data']) {
    expect([path, (await fetch(`${origin}${path}`)).status]).toEqual([path, 404])
  }
  const health = await fetch(`${origin}/health`)
  expect([health.status, await health.json()]).toEqual([200, expect.objectContaining({ ok: true })])
})

test('an answer that Telegram fails to take in does not keep the update from being settled', async () => {
  const { telegram } = harness
  telegram.injectFault({ method: 'sendMessage', kind: 'http', status: 502 })
  harness.clock.advance(5)
  telegram.sendText(people.visitor, '/about')
  await harness.idle()
  expect(telegram.pendingUpdates()).toEqual([])
  harness.unexpected.splice(0)
})

test('a body of more than a megabyte is not read', async () => {
  expect((await post(`{"update_id":9,"x":"${'x'.repeat(1_100_000)}"}`, signed)).status).toBe(413)
})

test('without the webhook’s settings it polls again, and what came in between is answered', async () => {
  await harness.running.stop()
  harness.telegram.sendText(people.visitor, '/about')
  await harness.restart({ WEBHOOK_URL: '', WEBHOOK_SECRET: '' })
  await harness.telegram.waitForMessage(people.visitor, 'About this bot')
  expect(harness.telegram.calls('deleteWebhook')).toHaveLength(1)
  expect((await harness.say(people.visitor, '/help')).text).toContain('What this bot can do')
})
