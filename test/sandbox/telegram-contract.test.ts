import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { type SandboxTelegram, startSandboxTelegram } from '#src/sandbox/telegram.ts'

const token = '700100200:sandbox'
const answerShape = z.object({
  ok: z.boolean(),
  result: z.unknown().optional(),
  error_code: z.number().optional(),
  description: z.string().optional(),
  parameters: z.record(z.string(), z.unknown()).optional(),
})
const messageShape = z.looseObject({ message_id: z.number(), text: z.string().optional() })

let telegram: SandboxTelegram
let now = new Date('2026-11-20T06:00:00Z')
let ann = 0

beforeEach(async () => {
  now = new Date('2026-11-20T06:00:00Z')
  telegram = await startSandboxTelegram({
    token,
    botUser: { firstName: 'CICA', username: 'cica_sandbox_bot' },
    now: () => now,
  })
  ann = telegram.createUser({ firstName: 'Ann', started: true, languageCode: 'en' }).id
})
afterEach(() => telegram.stop())

async function call(method: string, values: Record<string, unknown> = {}) {
  const response = await fetch(`${telegram.url}/bot${token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(values),
  })
  return answerShape.parse(await response.json())
}

const refusalOf = async (method: string, values: Record<string, unknown> = {}) =>
  (await call(method, values)).description
const send = async (values: Record<string, unknown>) =>
  messageShape.parse((await call('sendMessage', { chat_id: ann, text: 'hello', ...values })).result)
const html = (text: string) => call('sendMessage', { chat_id: ann, text, parse_mode: 'HTML' })
const button = (made: Record<string, unknown>) => ({ reply_markup: { inline_keyboard: [[made]] } })

const badMarkup: readonly [string, string][] = [
  ['<p>x</p>', 'Unsupported start tag "p" at byte offset 0'],
  ['ә <br>', 'Unsupported start tag "br" at byte offset 3'],
  ['<b>x', 'Can\'t find end tag corresponding to start tag "b"'],
  ['x</b>', 'Unexpected end tag at byte offset 1'],
  ['<b><i>x</b></i>', 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'],
  ['<b', 'Unclosed start tag at byte offset 0'],
  ['1 < 2', 'Unsupported start tag "" at byte offset 2'],
  ['<span>x</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
  ['<tg-time unix="1700000000" format="zz">x</tg-time>', 'Invalid date-time format specified'],
]

test.each(badMarkup)('refuses the markup %s as Telegram does', async (text, reason) => {
  expect(await html(text)).toMatchObject({
    ok: false,
    error_code: 400,
    description: `Bad Request: can't parse entities: ${reason}`,
  })
})

const goodMarkup: readonly [string, string, readonly Record<string, unknown>[]][] = [
  [
    '<b>ә<i>б</i></b>',
    'әб',
    [
      { type: 'bold', offset: 0, length: 2 },
      { type: 'italic', offset: 1, length: 1 },
    ],
  ],
  ['<i>a</i><i>b</i>', 'ab', [{ type: 'italic', offset: 0, length: 2 }]],
  [
    '<b>a<code>x<i>y</i></code></b>',
    'axy',
    [
      { type: 'bold', offset: 0, length: 1 },
      { type: 'code', offset: 1, length: 2 },
    ],
  ],
  ['<pre><code class="language-js">x</code></pre>', 'x', [{ type: 'pre', offset: 0, length: 1, language: 'js' }]],
  [
    '<a href="https://e.org/?a=1&amp;b=2">x</a>',
    'x',
    [{ type: 'text_link', offset: 0, length: 1, url: 'https://e.org/?a=1&b=2' }],
  ],
  ['<a href="javascript:alert(1)">x</a>', 'x', []],
  ['<blockquote expandable>a</blockquote>', 'a', [{ type: 'expandable_blockquote', offset: 0, length: 1 }]],
  [
    '<tg-time unix="1700000000" format="wDt">soon</tg-time>',
    'soon',
    [{ type: 'date_time', offset: 0, length: 4, unix_time: 1_700_000_000, date_time_format: 'wDt' }],
  ],
  [
    '<u>a</u> <s>b</s> <tg-spoiler>c</tg-spoiler>',
    'a b c',
    [
      { type: 'underline', offset: 0, length: 1 },
      { type: 'strikethrough', offset: 2, length: 1 },
      { type: 'spoiler', offset: 4, length: 1 },
    ],
  ],
  ['&lt;&#1179;&#x49;&amp; &nbsp;&mdash;', '<қI& &nbsp;&mdash;', []],
  [
    'x /start@cica_sandbox_bot #news',
    'x /start@cica_sandbox_bot #news',
    [
      { type: 'bot_command', offset: 2, length: 23 },
      { type: 'hashtag', offset: 26, length: 5 },
    ],
  ],
  ['a\r\nb\tc   ', 'a\nb c', []],
]

test.each(goodMarkup)('reads %s as Telegram does', async (source, text, entities) => {
  const { result } = await html(source)
  expect(result).toMatchObject({ text, ...(entities.length > 0 ? { entities } : {}) })
  expect(telegram.lastFromBot(ann)?.entities).toEqual(entities)
})

test('counts the length of a text after parsing, in UTF-16 units', async () => {
  expect((await html(`<b>${'x'.repeat(4096)}</b>`)).ok).toBe(true)
  expect((await html('x'.repeat(4097))).description).toBe('Bad Request: message is too long')
  expect((await html('😀'.repeat(2049))).description).toBe('Bad Request: message is too long')
})

test('refuses texts that are empty before or after parsing', async () => {
  expect(await refusalOf('sendMessage', { chat_id: ann })).toBe('Bad Request: message text is empty')
  expect((await html('<b> </b>')).description).toBe('Bad Request: text must be non-empty')
})

test('drops entities beyond the hundredth, links first, and keeps a note of it', async () => {
  const marked = Array.from(
    { length: 60 },
    (_, index) => `<b>${index}</b> <a href="https://e.org/${index}">l</a> `,
  ).join('')
  expect((await html(marked)).ok).toBe(true)
  const entities = telegram.lastFromBot(ann)?.entities ?? []
  expect(entities).toHaveLength(100)
  expect(entities.filter((entity) => entity.type === 'bold')).toHaveLength(60)
  expect(telegram.warnings()).toEqual([{ kind: 'dropped-entities', chatId: ann, count: 20 }])
})

test('refuses more than about 9,500 bytes of markup', async () => {
  const links = Array.from({ length: 60 }, (_, index) => `<a href="https://e.org/${'x'.repeat(150)}${index}">l</a> `)
  expect((await html(links.join(''))).description).toBe('Bad Request: ENTITIES_TOO_LONG')
})

const badCalls: readonly [string, Record<string, unknown>, string][] = [
  ['sendMessage', { chat_id: 5, text: 'x' }, 'chat not found'],
  ['sendMessage', { chat_id: '@nobody_here', text: 'x' }, 'chat not found'],
  ['sendMessage', { chat_id: null, text: 'x' }, 'chat_id is empty'],
  ['sendMessage', { text: 5 }, 'invalid text specified'],
  ['sendMessage', { text: { en: 'x' } }, 'invalid text specified'],
  ['sendMessage', { parse_mode: 'Markdown' }, 'unsupported parse_mode'],
  ['sendMessage', { disable_notification: 'maybe' }, 'invalid disable_notification specified'],
  ['sendMessage', { link_preview_options: 'x' }, "can't parse link preview options JSON object"],
  ['sendMessage', { reply_parameters: 5 }, 'object expected as reply parameters'],
  ['sendMessage', { reply_parameters: { message_id: 999 } }, 'message to be replied not found'],
  ['sendMessage', { message_thread_id: 5 }, 'message thread not found'],
  [
    'sendMessage',
    { text: 'xx', entities: [{ type: 'bold', offset: 0, length: 9 }] },
    'entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 9',
  ],
  [
    'sendMessage',
    button({ text: 'x' }),
    "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
  ],
  ['sendMessage', button({ callback_data: '1' }), 'can\'t parse inline keyboard button: Can\'t find field "text"'],
  ['sendMessage', button({ text: 'x', callback_data: 'я'.repeat(33) }), 'BUTTON_DATA_INVALID'],
  ['sendMessage', button({ text: 'x', url: 'foo' }), "inline keyboard button URL 'foo' is invalid: Wrong HTTP URL"],
  [
    'sendMessage',
    button({ text: 'x', url: 'ftp://a.b' }),
    "inline keyboard button URL 'ftp://a.b' is invalid: Unsupported URL protocol",
  ],
  [
    'sendMessage',
    button({ text: 'x', callback_data: '1', style: 'blue' }),
    "can't parse inline keyboard button: invalid button style specified",
  ],
  ['sendMessage', { reply_markup: 'nope' }, "can't parse reply keyboard markup JSON object"],
  ['sendMessage', { reply_markup: { inline_keyboard: {} } }, 'field "inline_keyboard" must be of type Array'],
  ['editMessageText', { message_id: 9999, text: 'z' }, 'message to edit not found'],
  ['deleteMessage', { message_id: 9999 }, 'message to delete not found'],
  ['deleteMessage', {}, 'message identifier is not specified'],
  [
    'answerCallbackQuery',
    { callback_query_id: '1' },
    'query is too old and response timeout expired or query ID is invalid',
  ],
  [
    'answerInlineQuery',
    { inline_query_id: '1', results: [] },
    'query is too old and response timeout expired or query ID is invalid',
  ],
  ['setMyCommands', { commands: [{ command: 'Start', description: 'x' }] }, 'BOT_COMMAND_INVALID'],
  ['setMyCommands', { commands: [{ command: 'start', description: '' }] }, 'command description must be non-empty'],
  ['setMyCommands', {}, 'parameter "commands" is required'],
  ['setMyCommands', { commands: [], language_code: 'eng' }, 'invalid language code specified'],
  [
    'setMyCommands',
    { commands: [], scope: { type: 'everyone' } },
    "can't parse BotCommandScope: Unsupported type specified",
  ],
  ['setMyDescription', { description: 'x'.repeat(513) }, 'description is too long'],
  ['sendDocument', {}, 'there is no document in the request'],
  ['sendPhoto', { photo: 'https://e.org/a.png' }, 'failed to get HTTP URL content'],
  [
    'sendDocument',
    { document: 'zzz' },
    "wrong remote file identifier specified: can't unserialize it. Wrong last symbol",
  ],
  ['forwardMessage', { from_chat_id: 1001, message_id: 77 }, 'message to forward not found'],
]

test.each(badCalls)('%s with %j is refused', async (method, values, reason) => {
  const usual = method === 'sendMessage' ? { chat_id: ann, text: 'x' } : { chat_id: ann }
  const { chat_id: chatId, ...rest } = { ...usual, ...values }
  const parameters = chatId === null ? rest : { chat_id: chatId, ...rest }
  expect(await call(method, parameters)).toMatchObject({ error_code: 400, description: `Bad Request: ${reason}` })
  expect(telegram.refusedCalls()).toHaveLength(1)
})

test('takes at most 100 inline buttons', async () => {
  const rows = (count: number) => Array.from({ length: count }, () => [{ text: 'x', callback_data: 'y' }])
  expect((await send({ reply_markup: { inline_keyboard: rows(100) } })).message_id).toBeGreaterThan(0)
  const refusal = await refusalOf('sendMessage', {
    chat_id: ann,
    text: 'x',
    reply_markup: { inline_keyboard: rows(101) },
  })
  expect(refusal).toBe('Bad Request: reply markup is too long')
})

test('ignores parameters it does not know', async () => {
  expect((await send({ text: 'hello', something_new: 1 })).text).toBe('hello')
})

test('knows no other methods and no other token', async () => {
  expect(await call('sendDice')).toMatchObject({ error_code: 404, description: 'Not Found: method not found' })
  const response = await fetch(`${telegram.url}/bot1:x/getMe`)
  expect([response.status, await response.json()]).toEqual([
    401,
    { ok: false, error_code: 401, description: 'Unauthorized' },
  ])
})

test('an edit keeps the earlier wording, takes buttons away when none are given, and refuses to change nothing', async () => {
  const { message_id: id } = await send({ text: 'one', ...button({ text: 'x', callback_data: '1' }) })
  const edit = (values: Record<string, unknown>) => call('editMessageText', { chat_id: ann, message_id: id, ...values })
  expect((await edit({ text: 'one', ...button({ text: 'x', callback_data: '1' }) })).description).toBe(
    'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
  )
  expect((await edit({ text: 'two' })).ok).toBe(true)
  const view = telegram.lastFromBot(ann)
  expect(view).toMatchObject({ text: 'two', buttons: [], isEdited: true })
  expect(view?.versions.map(({ text, buttons }) => [text, buttons.length])).toEqual([
    ['one', 1],
    ['two', 0],
  ])
  const own = telegram.sendText(ann, 'mine').messageId
  expect(await refusalOf('editMessageText', { chat_id: ann, message_id: own, text: 'z' })).toBe(
    "Bad Request: message can't be edited",
  )
})

test('a bot cannot delete what is older than 48 hours', async () => {
  const { message_id: id } = await send({})
  now = new Date('2026-11-22T06:00:01Z')
  expect(await refusalOf('deleteMessage', { chat_id: ann, message_id: id })).toBe(
    "Bad Request: message can't be deleted",
  )
})

test('counts messages per supergroup and channel, and together for private chats and basic groups', async () => {
  const channel = telegram.createChannel({ title: 'News', username: 'cica_news' })
  const group = telegram.createGroup({ title: 'Basic', kind: 'group' })
  const ids: number[] = []
  for (const chatId of [ann, '@cica_news', channel.id, group.id, ann])
    ids.push((await send({ chat_id: chatId })).message_id)
  expect(ids).toEqual([1, 1, 2, 2, 3])
})

test('says why a chat takes no mail', async () => {
  const refusalFor = async (chatId: number) => (await call('sendMessage', { chat_id: chatId, text: 'x' })).description
  const stranger = telegram.createUser({ firstName: 'Bek' }).id
  expect(await refusalFor(stranger)).toBe('Bad Request: chat not found')
  const group = telegram.createGroup({ title: 'Staff', kind: 'group', members: [stranger] })
  expect(await refusalFor(stranger)).toBe("Forbidden: bot can't initiate conversation with a user")
  telegram.block(ann)
  expect(await refusalFor(ann)).toBe('Forbidden: bot was blocked by the user')
  const channel = telegram.createChannel({ title: 'News', bot: 'member', administrators: [ann] })
  expect(await refusalFor(channel.id)).toBe('Bad Request: need administrator rights in the channel chat')
  telegram.setBotStatus(channel.id, 'kicked', ann)
  expect(await refusalFor(channel.id)).toBe('Forbidden: bot was kicked from the channel chat')
  const upgraded = telegram.migrateGroup(group.id)
  expect(await call('sendMessage', { chat_id: group.id, text: 'x' })).toMatchObject({
    description: 'Bad Request: group chat was upgraded to a supergroup chat',
    parameters: { migrate_to_chat_id: upgraded.id },
  })
})

test('a press is answered once, in time, and only then', async () => {
  const { message_id: id } = await send(button({ text: 'x', callback_data: 'go' }))
  const queryId = telegram.press(ann, ann, id, 'go')
  expect(telegram.unansweredCallbacks()).toHaveLength(1)
  expect((await call('answerCallbackQuery', { callback_query_id: queryId, text: 'Done' })).ok).toBe(true)
  expect(await telegram.waitForAnswer(queryId)).toMatchObject({ text: 'Done', showAlert: false })
  expect(telegram.unansweredCallbacks()).toEqual([])
  expect((await call('answerCallbackQuery', { callback_query_id: queryId })).description).toMatch(/query is too old/)
  expect(() => telegram.press(ann, ann, id, 'elsewhere')).toThrow('no button')
})

test('an inline question is answered with articles that a person can send on', async () => {
  const queryId = telegram.inlineQuery(ann, 'news')
  const article = {
    type: 'article',
    id: 'a',
    title: 'T',
    input_message_content: { message_text: '<b>x</b>', parse_mode: 'HTML' },
  }
  const twice = await call('answerInlineQuery', { inline_query_id: queryId, results: [article, article] })
  expect(twice.description).toBe('Bad Request: RESULT_ID_DUPLICATE')
  expect((await call('answerInlineQuery', { inline_query_id: queryId, results: [article], cache_time: 0 })).ok).toBe(
    true,
  )
  const answer = await telegram.waitForInlineAnswer(queryId)
  expect(answer.results.map((result) => [result.id, result.content.text])).toEqual([['a', 'x']])
  telegram.chooseInlineResult(ann, { queryId, resultId: 'a', chatId: ann })
  expect(telegram.visible(ann).at(-1)).toMatchObject({ from: ann, isViaBot: true, text: 'x' })
})

test('a menu is found by scope, then by language', async () => {
  const menu = (description: string, rest: Record<string, unknown>) =>
    call('setMyCommands', { commands: [{ command: 'help', description }], ...rest })
  await menu('Help', {})
  await menu('Помощь', { language_code: 'ru' })
  await menu('Private help', { scope: { type: 'all_private_chats' } })
  const group = telegram.createGroup({ title: 'Staff', members: [ann] })
  await menu('Staff help', { scope: { type: 'chat', chat_id: group.id } })
  const seen = (chatId: number) => telegram.commandsFor(ann, chatId).map((command) => command.description)
  expect([seen(ann), seen(group.id)]).toEqual([['Private help'], ['Staff help']])
  await call('setMyCommands', { commands: [], scope: { type: 'all_private_chats' } })
  telegram.setLanguage(ann, 'ru')
  expect(seen(ann)).toEqual(['Помощь'])
})

test('hands out updates until they are confirmed by the next offset', async () => {
  telegram.sendText(ann, '/start')
  const updates = z.array(z.looseObject({ update_id: z.number(), message: messageShape }))
  const first = updates.parse((await call('getUpdates')).result)
  expect(first.map((update) => update.message.text)).toEqual(['/start'])
  expect(updates.parse((await call('getUpdates')).result)).toEqual(first)
  const waiting = call('getUpdates', { offset: (first[0]?.update_id ?? 0) + 1, timeout: 5 })
  await telegram.waitFor(() => telegram.pendingUpdates().length === 0)
  telegram.sendText(ann, 'ә')
  expect(updates.parse((await waiting).result).map((update) => update.message.text)).toEqual(['ә'])
})

test('keeps to the kinds of updates the bot asked for', async () => {
  await call('getUpdates', { allowed_updates: ['callback_query'] })
  expect(telegram.sendText(ann, 'x').updateId).toBeUndefined()
  await call('getUpdates', { allowed_updates: [] })
  expect(telegram.sendText(ann, 'x').updateId).toBeGreaterThan(0)
})

test('of two pollers the earlier one gets a 409', async () => {
  const first = call('getUpdates', { timeout: 5 })
  await telegram.waitForBot()
  const second = call('getUpdates', { timeout: 1 })
  expect(await first).toMatchObject({
    error_code: 409,
    description: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  })
  telegram.sendText(ann, 'x')
  expect((await second).ok).toBe(true)
})

test('in a group a bot without rights hears only what is meant for it', () => {
  const group = telegram.createGroup({ title: 'Talk', bot: 'member', members: [ann] })
  const isHeard = (text: string) => telegram.sendText(ann, text, { chatId: group.id }).updateId !== undefined
  expect(['hello', '/help', '/help@other_bot', 'dear @cica_sandbox_bot'].map(isHeard)).toEqual([
    false,
    true,
    false,
    true,
  ])
})

test.each([
  ['flood', 429],
  ['http', 502],
] as const)('the fault %s answers with %i as often as asked', async (kind, status) => {
  telegram.injectFault({ method: 'sendMessage', kind, times: 1, retryAfterSeconds: 7 })
  const post = () =>
    fetch(`${telegram.url}/bot${token}/sendMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ chat_id: ann, text: 'x' }),
    })
  const hit = await post()
  expect(hit.status).toBe(status)
  if (kind === 'flood') expect(await hit.json()).toMatchObject({ parameters: { retry_after: 7 } })
  expect((await post()).status).toBe(200)
  expect(telegram.refusedCalls()).toEqual([])
})

test.each([
  ['reset-before', 0],
  ['reset-after', 1],
] as const)('after the fault %s the chat holds %i message', async (kind, count) => {
  telegram.injectFault({ method: 'sendMessage', kind, times: 1 })
  await expect(call('sendMessage', { chat_id: ann, text: 'x' })).rejects.toThrow()
  expect(telegram.visible(ann)).toHaveLength(count)
})

test('a timed-out call gets no answer, and was carried out or not', async () => {
  for (const [kind, count] of [
    ['timeout', 0],
    ['timeout-after', 1],
  ] as const) {
    telegram.injectFault({ kind })
    const attempt = fetch(`${telegram.url}/bot${token}/sendMessage?chat_id=${ann}&text=x`, {
      signal: AbortSignal.timeout(150),
    })
    await expect(attempt).rejects.toThrow()
    expect(telegram.visible(ann)).toHaveLength(count)
  }
})
