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
