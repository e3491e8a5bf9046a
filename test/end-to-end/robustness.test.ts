import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Command } from '#src/bot/command.ts'
import type { MessageView } from '#src/sandbox/telegram/transcript.ts'
import { html } from '#src/views/html.ts'
import { reply } from '#src/views/reply.ts'
import { commands } from '../../commands/index.ts'
import { type Harness, people, startHarness } from '../support/harness.ts'

const { administrator } = people
let harness: Harness

/** A command that takes as long as the test lets it. */
const held: (() => void)[] = []
const slow: Command = {
  name: 'about',
  access: 'public',
  topic: 'bot',
  handle: async ({ text }) => {
    if (text === 'stuck') await new Promise<void>((resolve) => held.push(resolve))
    if (text === 'broken') throw new Error('a bug of the test')
    return reply(html`done ${text}`)
  },
}

beforeAll(async () => {
  harness = await startHarness({
    commands: commands.map((command) => (command.name === 'about' ? slow : command)),
    handlingSeconds: 2,
    expectedErrors: [/an update failed/],
  })
})
afterAll(async () => {
  for (const release of held) release()
  await harness.stop()
})

const newPerson = (languageCode = 'en') => harness.telegram.createUser({ firstName: 'Somebody', languageCode }).id

test('a slip in a command is answered with the nearest ones that the viewer may use', async () => {
  const user = newPerson()
  expect((await harness.say(user, '/metings')).text).toBe(
    'There is no command /metings. Perhaps you meant:\n/meetings — Meetings and events: upcoming, by month, body, area or State\n\nAll commands: /help',
  )
  expect((await harness.say(user, '/sub')).text).toMatch(/\/subscribe — .*\n\/subscriptions — /)
  const menu = (await harness.say(user, '/publihs')).text
  expect(menu).toMatch(/^There is no command \/publihs\. This is what you can use:\n/)
  expect(menu).not.toContain('/publish')
})

test.each([
  ['an unknown command', '/publishh <b>', /There is no command \/publishh/],
  ['a command in capitals', '/HELP', /What this bot can do/],
  ['a command of another bot', '/help@another_bot', /./],
  ['a lone slash', '/', /./],
  ['as long a text as Telegram takes', 'meeting '.repeat(511), /./],
  ['one word of four thousand letters', 'я'.repeat(4096), /./],
  ['nothing but emoji', '🙏🏽👩‍👩‍👧‍👦🇰🇿', /./],
  ['right-to-left text', 'من ينسق السياحة؟ ‮gnp.exe', /./],
  ['control characters and half a surrogate pair', 'who\u0007 \u0000coordinates\u001b[31m tourism \ud83d', /./],
  ['HTML', '<b>who</b> <script>alert(1)</script> &lt;i&gt; </a> <a href="x">tourism', /./],
  ['SQL', '\'; drop table record; -- " or 1=1', /./],
  ['format strings and templates', '%s %n {{count}} #{7*7} $t(bot.name) $& __proto__', /./],
  ['a command with hostile words', '/coordinators <i>&\u202e"; drop table item', /./],
  ['a command that is followed by nothing but spaces', '/meetings      \n\n ', /./],
  ['zalgo', `t${'\u0301'.repeat(200)}ourism`, /./],
])('answers %s, in markup that Telegram takes', async (_, text, wanted) => {
  const user = newPerson()
  const [answer, ...more] = await harness.send(user, text)
  expect(answer?.text).toMatch(wanted)
  expect(more.length).toBeLessThanOrEqual(3)
  expect(answer?.text).not.toMatch(/Something went wrong|drop table record.*ok|\{\{|\$t\(/)
})

test('a document is answered in a private chat, and none of its business in a group', async () => {
  const { telegram } = harness
  const user = newPerson()
  await harness.say(user, '/help')
  telegram.sendDocument(user, { name: 'note.pdf', content: 'x' })
  await telegram.waitForMessage(user, 'I read text only')
  const group = telegram.createGroup({ title: 'Files', members: [user] }).id
  telegram.sendDocument(user, { name: 'note.pdf', content: 'x' }, group)
  await harness.idle()
  expect(telegram.lastFromBot(group)).toBeUndefined()
})

test('an edited message is not answered again', async () => {
  const { telegram } = harness
  const user = newPerson()
  await harness.say(user, '/help')
  const { messageId } = telegram.visible(user).find(({ from }) => from === user) ?? { messageId: 0 }
  const before = telegram.visible(user).length
  telegram.editText(user, messageId, '/start')
  await harness.idle()
  expect(telegram.visible(user)).toHaveLength(before)
})

async function board(chat: number, data: readonly string[]): Promise<MessageView> {
  const { telegram } = harness
  const response = await fetch(`${telegram.url}/bot${telegram.token}/sendMessage`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      chat_id: chat,
      text: 'from an earlier program',
      reply_markup: { inline_keyboard: data.map((each) => [{ text: each, callback_data: each }]) },
    }),
  })
  if (!response.ok) throw new Error(await response.text())
  const message = telegram.lastFromBot(chat)
  if (message === undefined) throw new Error('no message')
  return message
}

const oldButtons = [
  ...['x', ':', '::::::', 'nothing:here:1:2', 'review:nothing:1:1', 'review:accept:abc:1', 'review:accept:99999:1'],
  ...[
    'review:toggle:1.99:1',
    'review:toggle::',
    'news:before:all:x',
    'news:before::',
    'news:show:cookery',
    'publish:draft:xx:0',
  ],
  ...['publish:draft:en', 'status:sent:99999', 'status:resend:x', 'language:choose:xx', 'form:next', 'form:'],
  ...[
    '__proto__:constructor:x',
    'constructor:show:x',
    'help:__proto__:x',
    'start:toString:x',
    'meetings:show:%00',
    'meetings:page:9e9',
  ],
  ...[
    'ratification:picture:',
    'stats:show:y.99999999',
    'coordinators:show:zz.zz.zz',
    'subscriptions:leave:',
    'privacy:keep:',
  ],
  'д'.repeat(32),
]

test('every button is answered, however old or made up, and none does harm', async () => {
  const { telegram, staff } = harness
  const user = newPerson()
  telegram.sendText(user, '/help')
  await harness.idle()
  for (const [presser, chat] of [
    [user, user],
    [administrator, staff.id],
  ] as const) {
    for (const data of oldButtons) {
      const message = await board(chat, [data])
      const { notice, messages } = await harness.press(presser, message, data)
      expect([data, notice ?? messages.at(-1)?.text ?? '']).not.toEqual([
        data,
        expect.stringContaining('Something went wrong'),
      ])
    }
  }
  expect(telegram.unansweredCallbacks()).toEqual([])
  expect(harness.unexpected).toEqual([])
})

test('the question whether to erase, left in a group by an earlier program, erases nobody who presses it there', async () => {
  const { telegram, app, clock } = harness
  const user = newPerson()
  const group = telegram.createGroup({ title: 'Delegation', members: [user] }).id
  app.store.people.chooseLanguage(user, 'ru', clock.now())
  const question = await board(group, ['privacy:erase:'])
  const press = telegram.press(user, group, question.messageId, 'privacy:erase:')
  expect(await telegram.waitForAnswer(press)).toMatchObject({ url: expect.stringContaining('?start=forget') })
  expect(app.store.people.find(user)?.language).toBe('ru')
})

test('an error nobody expected is told with a reference number that the log has, and the chat goes on', async () => {
  const user = newPerson()
  const { text } = await harness.say(user, '/about broken')
  const reference = /reference: ([0-9A-F]{6})$/.exec(text)?.[1]
  expect(harness.logged).toContainEqual(expect.objectContaining({ level: 50, reference, msg: 'an update failed' }))
  expect(harness.unexpected.splice(0).map(String)).toEqual(['Error: a bug of the test'])
  expect((await harness.say(user, '/about next')).text).toBe('done next')
})

test('people in many chats are answered at once, and each in the order in which they wrote', async () => {
  const { telegram, clock } = harness
  const users = Array.from({ length: 25 }, () => newPerson())
  clock.advance(5)
  for (const word of ['one', 'two']) for (const user of users) telegram.sendText(user, `/about ${word}`)
  for (const user of users) await telegram.waitForMessage(user, 'done two', { timeoutMs: 8000 })
  for (const user of users) {
    const answers = telegram.visible(user).filter(({ from }) => from === 'bot')
    expect(answers.map(({ text }) => text)).toEqual(['done one', 'done two'])
  }
})

test('a handler that hangs delays nobody: others at once, its own chat after the time limit', async () => {
  const { telegram } = harness
  const [stuck, other] = [newPerson(), newPerson()]
  telegram.sendText(stuck, '/about stuck')
  telegram.sendText(other, '/about quick')
  expect((await telegram.waitForMessage(other)).text).toBe('done quick')
  telegram.sendText(stuck, '/about after')
  telegram.sendText(other, '/about again')
  await telegram.waitForMessage(other, 'done again', { timeoutMs: 5000 })
  expect((await telegram.waitForMessage(stuck, '', { timeoutMs: 5000 })).text).toBe('done after')
  await harness.idle()
  expect(harness.logged.map(({ msg }) => msg)).toContain('an update takes too long; its chat goes on')
  for (const release of held.splice(0)) release()
  expect((await telegram.waitForMessage(stuck, 'done stuck')).text).toBe('done stuck')
})

test('somebody who blocked the bot gets no mail until they come back', async () => {
  const { telegram, app } = harness
  const user = newPerson()
  await harness.say(user, '/help')
  telegram.block(user)
  await harness.idle()
  expect(app.store.chats.find(String(user))?.status).toBe('blocked')
  telegram.unblock(user)
  await harness.idle()
  // A block whose end was missed is over for whoever writes.
  app.store.chats.markStopped(String(user), 'blocked', harness.clock.now())
  await harness.say(user, '/help')
  // Of a private chat nothing is kept but that it takes no mail.
  expect(app.store.chats.find(String(user))).toBeUndefined()
})

test('a 429 for one answer delays that chat only, and the answer is not lost', async () => {
  const { telegram } = harness
  const [flooded, other] = [newPerson(), newPerson()]
  telegram.injectFault({ method: 'sendMessage', kind: 'flood', retryAfterSeconds: 1, chatId: flooded })
  telegram.sendText(flooded, '/help')
  telegram.sendText(other, '/help')
  await telegram.waitForMessage(other, 'What this bot can do')
  await telegram.waitForMessage(flooded, 'What this bot can do', { timeoutMs: 6000 })
})

test.each([
  'http',
  'reset-after',
] as const)('a form goes on although its question did not get through (%s), and that is no bug of ours', async (kind) => {
  const { telegram, logged, unexpected } = harness
  const user = newPerson()
  await harness.say(user, '/register')
  const [errors, before] = [logged.filter(({ level }) => level >= 50).length, unexpected.length]
  telegram.injectFault({ method: 'sendMessage', kind, chatId: user })
  await harness.send(user, 'Thailand')
  expect(logged.filter(({ level }) => level >= 50)).toHaveLength(errors)
  expect((await harness.say(user, 'Ministry of Foreign Affairs')).text).toMatch(/Thailand[\s\S]*In which role\?/)
  expect(unexpected).toHaveLength(before)
})

test('what somebody wrote is said back without half a letter at its end', async () => {
  const user = newPerson()
  await harness.say(user, '/register')
  const { text } = await harness.say(user, `${'x'.repeat(38)}😀😀😀`)
  expect(text).toContain(`“${'x'.repeat(38)}…” is not recognised`)
  expect(text).not.toContain('\uFFFD')
})
