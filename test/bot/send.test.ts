import { createServer } from 'node:http'
import { Api } from 'grammy'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { paceReplies } from '#src/bot/pace-replies.ts'
import { apiOptions, createSender } from '#src/bot/send.ts'
import { clockOf } from '#src/clock.ts'
import type { OutgoingMail, Payload } from '#src/outbox/mail.ts'
import { createPace } from '#src/outbox/pace.ts'
import { type SandboxTelegram, startSandboxTelegram } from '#src/sandbox/telegram.ts'

const token = '700100200:sandbox'
let telegram: SandboxTelegram
let ann = 0

beforeEach(async () => {
  telegram = await startSandboxTelegram({
    token,
    botUser: { firstName: 'CICA', username: 'cica_sandbox_bot' },
    now: () => new Date('2026-11-20T06:00:00Z'),
  })
  ann = telegram.createUser({ firstName: 'Ann', started: true }).id
})
afterEach(() => telegram.stop())

const sender = (timeoutSeconds = 30) => createSender({ token, apiRoot: telegram.url, timeoutSeconds })

function mailTo(chat: number | string, payload: Payload | string, rest: Partial<OutgoingMail> = {}): OutgoingMail {
  const content: Payload = typeof payload === 'string' ? { kind: 'message', html: payload } : payload
  return { id: 1, key: 'a', chat: String(chat), thread: 0, payload: content, plain: false, isPaid: false, ...rest }
}

const send = (...mail: Parameters<typeof mailTo>) => sender().send(mailTo(...mail))

test('sends markup with buttons, without a link preview, and answers where it stands', async () => {
  const outcome = await send(ann, {
    kind: 'message',
    html: '<b>News</b> <a href="https://example.org/">more</a>',
    silent: true,
    buttons: [[{ text: 'Stop', data: 'unsubscribe:stop:1' }], [{ text: 'Site', url: 'https://example.org/' }]],
  })
  const message = telegram.lastFromBot(ann)
  expect(outcome).toEqual({ type: 'sent', messageId: message?.messageId, chat: { id: String(ann), kind: 'private' } })
  expect(message).toMatchObject({ text: 'News more', isSilent: true })
  expect(message?.buttons.flat().map((button) => button.text)).toEqual(['Stop', 'Site'])
  expect(telegram.calls('sendMessage')[0]?.parameters.link_preview_options).toEqual({ is_disabled: true })
})

test('sends into a forum topic and to a channel by its name', async () => {
  const forum = telegram.createGroup({ title: 'TTF', topics: ['Deadlines'] })
  telegram.createChannel({ title: 'CICA', username: 'cica_en' })
  expect(await send(forum.id, 'a', { thread: 2 })).toMatchObject({ type: 'sent', chat: { kind: 'supergroup' } })
  expect(telegram.lastFromBot(forum.id)).toMatchObject({ threadId: 2 })
  expect(await send('@cica_en', 'b')).toMatchObject({ type: 'sent', chat: { kind: 'channel' } })
})

test('edits a message, and one that is already so is as good as edited', async () => {
  await send(ann, 'Sent 1 of 9')
  const messageId = telegram.lastFromBot(ann)?.messageId ?? 0
  const edit = { kind: 'edit', messageId, html: 'Sent <b>9</b> of 9' } as const
  expect(await send(ann, edit)).toMatchObject({ type: 'sent', messageId })
  expect(telegram.lastFromBot(ann)).toMatchObject({ text: 'Sent 9 of 9', isEdited: true })
  expect(await send(ann, edit)).toMatchObject({ type: 'sent', messageId })
  expect(await send(ann, { ...edit, messageId: 9999 })).toMatchObject({ type: 'refused', markup: false })
})

test('sends files with their names and captions', async () => {
  const base64 = Buffer.from('BEGIN:VCALENDAR').toString('base64')
  await send(ann, { kind: 'document', fileName: 'кеңес.ics', base64, caption: '<i>Calendar</i>' })
  expect(telegram.lastFromBot(ann)).toMatchObject({ text: 'Calendar', file: { name: 'кеңес.ics', size: 15 } })
  const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='
  expect(await send(ann, { kind: 'picture', fileName: 'map.png', base64: pixel })).toMatchObject({ type: 'sent' })
  expect(telegram.lastFromBot(ann)).toMatchObject({ kind: 'photo' })
})

test('refused markup is told as such, and goes through without its tags', async () => {
  expect(await send(ann, '<b>R&amp;D')).toMatchObject({ type: 'refused', markup: true })
  expect(await send(ann, '<b>R&amp;D', { plain: true })).toMatchObject({ type: 'sent' })
  expect(telegram.lastFromBot(ann)?.text).toBe('R&D')
})

test('a chat that is lost is told by how it was lost', async () => {
  const stranger = telegram.createUser({ firstName: 'Bob' }).id
  const group = telegram.createGroup({ title: 'A', administrators: [ann], members: [ann, stranger] })
  const left = telegram.createGroup({ title: 'B', administrators: [ann] })
  const forum = telegram.createGroup({ title: 'C', topics: ['One'] })
  const channel = telegram.createChannel({ title: 'D', administrators: [ann] })
  expect(await send(stranger, 'x')).toEqual({ type: 'blocked' })
  telegram.block(ann)
  expect(await send(ann, 'x')).toEqual({ type: 'blocked' })
  telegram.setBotStatus(group.id, 'kicked', ann)
  expect(await send(group.id, 'x')).toEqual({ type: 'chat-gone', reason: 'kicked' })
  telegram.setBotStatus(left.id, 'left', ann)
  expect(await send(left.id, 'x')).toEqual({ type: 'chat-gone', reason: 'not-member' })
  expect(await send(424242, 'x')).toEqual({ type: 'chat-gone', reason: 'not-found' })
  expect(await send(forum.id, 'x', { thread: 77 })).toEqual({ type: 'topic-gone' })
  telegram.setTopic(forum.id, 2, 'closed')
  expect(await send(forum.id, 'x', { thread: 2 })).toEqual({ type: 'topic-closed' })
  telegram.muteBot(forum.id, true)
  expect(await send(forum.id, 'x')).toMatchObject({ type: 'no-rights' })
  const departed = telegram.createUser({ firstName: 'Eve', started: true }).id
  telegram.deleteAccount(departed)
  expect(await send(departed, 'x')).toEqual({ type: 'chat-gone', reason: 'deactivated' })
  telegram.setBotStatus(channel.id, 'member', ann)
  expect(await send(channel.id, 'x')).toMatchObject({ type: 'no-rights' })
})

test.each([
  ['TOPIC_CLOSED', 'topic-closed'],
  ['TOPIC_DELETED', 'topic-gone'],
  ['message thread not found', 'topic-gone'],
  ['have no rights to send a message', 'no-rights'],
  ['need administrator rights in the channel chat', 'no-rights'],
  ['not enough rights to send text messages to the chat', 'no-rights'],
  ['CHAT_WRITE_FORBIDDEN', 'no-rights'],
  ['PEER_ID_INVALID', 'chat-gone'],
  ['CHANNEL_PRIVATE', 'chat-gone'],
  ['group chat was deactivated', 'chat-gone'],
])('Telegram’s “%s” is known for what it is', async (description, type) => {
  telegram.injectFault({ method: 'sendMessage', kind: 'refusal', description })
  expect(await send(ann, 'x')).toMatchObject({ type })
})

test('what goes to many asks for the paid pace when it is bought, and knows when the Stars are used up', async () => {
  const paid = { isPaid: true }
  expect(await send(ann, 'x', paid)).toMatchObject({ type: 'sent' })
  expect(await send(ann, 'y')).toMatchObject({ type: 'sent' })
  const flags = telegram.calls('sendMessage').map(({ parameters }) => parameters.allow_paid_broadcast)
  expect(flags).toEqual([true, undefined])
  telegram.injectFault({ method: 'sendMessage', kind: 'refusal', description: 'BALANCE_TOO_LOW' })
  expect(await send(ann, 'z', paid)).toEqual({ type: 'not-paid', description: 'Bad Request: BALANCE_TOO_LOW' })
})

test('a group that became a supergroup names its new id', async () => {
  const group = telegram.createGroup({ kind: 'group', title: 'A', administrators: [ann] })
  const supergroup = telegram.migrateGroup(group.id)
  expect(await send(group.id, 'x')).toEqual({ type: 'migrated', to: String(supergroup.id) })
})

test('a 429 says how long to wait', async () => {
  telegram.injectFault({ method: 'sendMessage', kind: 'flood', retryAfterSeconds: 17 })
  expect(await send(ann, 'x')).toEqual({ type: 'flood', retryAfterSeconds: 17 })
})

test.each([
  'reset-before',
  'reset-after',
] as const)('a connection that breaks (%s) leaves the outcome unknown', async (kind) => {
  telegram.injectFault({ method: 'sendMessage', kind })
  expect(await send(ann, 'x')).toMatchObject({ type: 'unknown', cause: 'no-answer' })
  expect(telegram.calls('sendMessage')).toHaveLength(1)
  expect(telegram.visible(ann)).toHaveLength(kind === 'reset-after' ? 1 : 0)
})

test('no answer in time leaves the outcome unknown', async () => {
  telegram.injectFault({ method: 'sendMessage', kind: 'timeout-after' })
  expect(await sender(0.2).send(mailTo(ann, 'x'))).toMatchObject({ type: 'unknown', cause: 'no-answer' })
})

test('a page of the gateway and a 5xx of Telegram leave it unknown, with a server to blame', async () => {
  telegram.injectFault({ method: 'sendMessage', kind: 'http', status: 502 })
  expect(await send(ann, 'x')).toMatchObject({ type: 'unknown', cause: 'server-error' })
  const server = createServer((_, response) => {
    response.writeHead(500, { 'content-type': 'application/json' })
    response.end('{"ok":false,"error_code":500,"description":"Internal Server Error"}')
  })
  const port = await listening(server)
  const outcome = await createSender({ token, apiRoot: `http://127.0.0.1:${port}` }).send(mailTo(ann, 'x'))
  server.close()
  expect(outcome).toEqual({ type: 'unknown', cause: 'server-error', reason: '500' })
})

test('a connection that never came about, or a refused token, is surely not sent', async () => {
  const server = createServer()
  const port = await listening(server)
  await new Promise((resolve) => server.close(resolve))
  const unreachable = createSender({ token, apiRoot: `http://127.0.0.1:${port}` })
  expect(await unreachable.send(mailTo(ann, 'x'))).toEqual({ type: 'not-sent', reason: 'ECONNREFUSED' })
  expect(await unreachable.probe()).toBe(false)
  const stranger = createSender({ token: '700100200:another', apiRoot: telegram.url })
  expect(await stranger.send(mailTo(ann, 'x'))).toMatchObject({ type: 'not-sent' })
  expect(await stranger.probe()).toBe(false)
  expect(await sender().probe()).toBe(true)
})

test('reads what stands in a channel by way of the staff chat, and leaves nothing there', async () => {
  const staff = telegram.createGroup({ title: 'Staff', administrators: [ann] })
  const channel = telegram.createChannel({ title: 'CICA', administrators: [ann] })
  const base64 = Buffer.from('BEGIN:VCALENDAR').toString('base64')
  await send(channel.id, 'The <b>edition</b>')
  await send(channel.id, { kind: 'document', fileName: 'event.ics', base64, caption: 'TTF' })
  const inspect = (messageId: number) => sender().inspect(String(channel.id), messageId, String(staff.id))
  const [post, file] = telegram
    .visible(channel.id)
    .filter((message) => message.from !== 'chat' || message.kind !== 'service')
  expect(await inspect(post?.messageId ?? 0)).toEqual({ type: 'present', text: 'The edition' })
  expect(await inspect(file?.messageId ?? 0)).toEqual({ type: 'present', text: 'TTF', fileName: 'event.ics' })
  expect(await inspect(999)).toEqual({ type: 'absent' })
  expect(telegram.visible(staff.id).filter((message) => message.from === 'bot')).toEqual([])
  expect(telegram.calls('forwardMessage').map((call) => call.parameters.disable_notification)).toEqual([
    true,
    true,
    true,
  ])
  telegram.injectFault({ method: 'forwardMessage', kind: 'reset-before' })
  expect(await inspect(post?.messageId ?? 0)).toMatchObject({ type: 'unknown' })
})

test('replies take their turn from the pace that mail shares, and a 429 delays one and pauses mail to that chat', async () => {
  let now = Date.parse('2026-11-20T06:00:00Z')
  const pace = createPace({ clock: clockOf(() => new Date(now)) })
  now += 10_000
  const api = new Api(token, apiOptions(telegram.url))
  api.config.use(paceReplies(pace))
  const before = pace.mailAllowance()
  for (const text of ['a', 'b']) await api.sendMessage(ann, text)
  await api.getChat(ann)
  expect(before - pace.mailAllowance()).toBe(2)
  telegram.injectFault({ method: 'sendMessage', kind: 'flood', retryAfterSeconds: 1 })
  const other = telegram.createUser({ firstName: 'Bob', started: true }).id
  expect((await api.sendMessage(other, 'c')).text).toBe('c')
  expect(telegram.visible(other)).toHaveLength(1)
  telegram.injectFault({ method: 'sendMessage', kind: 'flood', retryAfterSeconds: 90 })
  const third = telegram.createUser({ firstName: 'Carl', started: true }).id
  await expect(api.sendMessage(third, 'd')).rejects.toThrow('429')
  expect(pace.readyAt(String(third), 'message').getTime() - now).toBeGreaterThanOrEqual(90_000)
})

function listening(server: ReturnType<typeof createServer>): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}
