import { createServer } from 'node:http'
import { Bot, InputFile } from 'grammy'
import { afterEach, beforeEach, expect, test } from 'vitest'
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

const createBot = () => new Bot(token, { client: { apiRoot: telegram.url } })
// The smallest picture there is: one transparent pixel.
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

test('grammY polls, answers a command and a button, and stops', async () => {
  const bot = createBot()
  bot.command('start', (context) =>
    context.reply('<b>Welcome</b>', {
      parse_mode: 'HTML',
      reply_markup: { inline_keyboard: [[{ text: 'Go', callback_data: 'go' }]] },
    }),
  )
  bot.callbackQuery('go', async (context) => {
    await context.answerCallbackQuery('Done')
    await context.editMessageText('Gone')
  })
  const running = bot.start()
  telegram.sendText(ann, '/start')
  const welcome = await telegram.waitForMessage(ann, 'Welcome')
  const queryId = telegram.press(ann, ann, welcome.messageId, 'go')
  expect((await telegram.waitForAnswer(queryId)).text).toBe('Done')
  expect(await telegram.waitForMessage(ann, 'Gone')).toMatchObject({ messageId: welcome.messageId, isEdited: true })
  expect([telegram.refusedCalls(), telegram.unansweredCallbacks()]).toEqual([[], []])
  await bot.stop()
  await running
})

test('grammY sends files by multipart and names survive', async () => {
  const { api } = createBot()
  const sent = await api.sendDocument(ann, new InputFile(Buffer.from('a,b\r\n1,2\r\n'), 'Отчёт ә.csv'), {
    caption: '<i>report</i>',
    parse_mode: 'HTML',
    reply_markup: { inline_keyboard: [[{ text: 'x', callback_data: 'y' }]] },
  })
  expect(sent).toMatchObject({ document: { file_name: 'Отчёт ә.csv', mime_type: 'text/csv' }, caption: 'report' })
  const file = await api.getFile(sent.document.file_id)
  const body = await fetch(`${telegram.url}/file/bot${token}/${file.file_path}`)
  expect(await body.text()).toBe('a,b\r\n1,2\r\n')
  const photo = await api.sendPhoto(ann, new InputFile(pixel, 'chart.png'))
  expect(photo.photo[0]).toMatchObject({ width: 1, height: 1 })
  await expect(api.sendPhoto(ann, new InputFile(Buffer.from('no picture'), 'x.png'))).rejects.toThrow(
    'IMAGE_PROCESS_FAILED',
  )
  await expect(api.sendDocument(ann, new InputFile(Buffer.alloc(0), 'x.txt'))).rejects.toThrow('file must be non-empty')
  await expect(api.sendPhoto(ann, new InputFile(pixel, 'chart.png'), { caption: 'x'.repeat(1025) })).rejects.toThrow(
    'message caption is too long',
  )
})

test('takes urlencoded calls with structured parameters as JSON text', async () => {
  const body = new URLSearchParams({
    chat_id: String(ann),
    text: 'ә ғ қ',
    disable_notification: 'true',
    reply_markup: JSON.stringify({ inline_keyboard: [[{ text: 'x', callback_data: 'y' }]] }),
  })
  const response = await fetch(`${telegram.url}/bot${token}/sendmessage`, { method: 'POST', body })
  expect(await response.json()).toMatchObject({ ok: true, result: { text: 'ә ғ қ' } })
  expect(telegram.lastFromBot(ann)).toMatchObject({ isSilent: true, buttons: [[{ text: 'x', callback_data: 'y' }]] })
})

test('delivers to a webhook with its secret, in order, again after a failure, and carries out the call in the answer', async () => {
  const seen: { text: string; secret: string | undefined }[] = []
  const webhook = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(Buffer.from(chunk))
    const text = /"text":"(\w+)"/.exec(Buffer.concat(chunks).toString())?.[1] ?? ''
    const secret = request.headers['x-telegram-bot-api-secret-token']
    seen.push({ text, secret: typeof secret === 'string' ? secret : undefined })
    if (seen.length === 1) response.writeHead(500).end()
    else response.end(JSON.stringify({ method: 'sendMessage', chat_id: ann, text: `heard ${text}` }))
  })
  await new Promise<void>((resolve) => webhook.listen(0, '127.0.0.1', resolve))
  const address = webhook.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const { api } = createBot()
  await api.setWebhook(`http://127.0.0.1:${port}/hook`, { secret_token: 'quiet' })
  await expect(api.getUpdates()).rejects.toThrow('webhook is active')
  telegram.sendText(ann, 'one')
  telegram.sendText(ann, 'two')
  await telegram.waitForMessage(ann, 'heard two')
  expect(seen).toEqual(['one', 'one', 'two'].map((text) => ({ text, secret: 'quiet' })))
  expect(await api.getWebhookInfo()).toMatchObject({ pending_update_count: 0, last_error_message: /500/ })
  await api.deleteWebhook()
  expect((await api.getWebhookInfo()).url).toBe('')
  await new Promise((resolve) => webhook.close(resolve))
})

test('tells the bot who it is, where it stands and who is with it', async () => {
  const { api } = createBot()
  const staff = telegram.createGroup({ title: 'Staff', administrators: [ann] })
  expect(await api.getMe()).toMatchObject({ id: 700100200, username: 'cica_sandbox_bot', is_bot: true })
  expect(await api.getChat(staff.id)).toMatchObject({ title: 'Staff', type: 'supergroup' })
  expect(await api.getChatMember(staff.id, 700100200)).toMatchObject({ status: 'administrator' })
  await api.setMyDescription('Сипаттама', { language_code: 'kk' })
  expect(telegram.description('kk')).toBe('Сипаттама')
  telegram.setBotStatus(staff.id, 'left', ann)
  await expect(api.sendMessage(staff.id, 'x')).rejects.toThrow('bot is not a member of the supergroup chat')
})
