import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type SandboxPage, startSandboxPage } from '#src/sandbox/page.ts'
import { type SandboxTelegram, startSandboxTelegram } from '#src/sandbox/telegram.ts'
import { launchBrowser } from '../support/browser.ts'
import { type Call, startTinyBot, type TinyUpdate } from '../support/tiny-bot.ts'

const people = { public: 101, 'focal-point': 102, staff: 103 } as const
const channels = { en: -1001, ru: -1002, kk: -1003 } as const
const staffChat = -1004

// The smallest picture there is: one transparent pixel.
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

let browser: Browser
let telegram: SandboxTelegram
let sandbox: SandboxPage
let bot: ReturnType<typeof startTinyBot>
let page: Page
let faults: string[]

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

beforeEach(async () => {
  telegram = await startSandboxTelegram({
    token: '700100200:sandbox',
    botUser: { firstName: 'CICA News', username: 'cica_sandbox_bot' },
    now: () => new Date('2026-11-20T04:00:00Z'),
  })
  telegram.createUser({ id: people.public, firstName: 'Aigerim', lastName: 'Saparova', languageCode: 'en' })
  telegram.createUser({ id: people['focal-point'], firstName: 'Timur', languageCode: 'ru' })
  telegram.createUser({ id: people.staff, firstName: 'Dana', languageCode: 'kk' })
  telegram.createChannel({ id: channels.en, title: 'CICA Daily News', username: 'cica_news_en' })
  telegram.createChannel({ id: channels.ru, title: 'Новости СВМДА', username: 'cica_news_ru' })
  telegram.createChannel({ id: channels.kk, title: 'АӨСШК жаңалықтары', username: 'cica_news_kk' })
  telegram.createGroup({ id: staffChat, title: 'News desk', administrators: [people.staff] })
  bot = startTinyBot(telegram, answer)
  sandbox = await startSandboxPage({
    telegram,
    personas: [
      { kind: 'public', userId: people.public },
      { kind: 'focal-point', userId: people['focal-point'] },
      { kind: 'staff', userId: people.staff },
    ],
    channels,
    staffChatId: staffChat,
    timeZone: 'Asia/Almaty',
    status: (language) => [{ label: language === 'ru' ? 'Выпуск' : 'Edition', value: '09:00' }],
  })
  await bot.call('setMyCommands', { commands: [{ command: 'help', description: 'What I can do' }] })
  await bot.call('setMyCommands', { commands: [{ command: 'help', description: 'Анықтама' }], language_code: 'kk' })
})

afterEach(async () => {
  await page.context().close()
  await sandbox.stop()
  await bot.stop()
  await telegram.stop()
  expect(faults).toEqual([])
})

/** What only staff are asked. */
const question = (chat_id: number) => ({
  chat_id,
  text: '<a href="tg://user?id=103">Dana</a>, which title?',
  parse_mode: 'HTML',
  reply_markup: { force_reply: true, selective: true },
})

async function answer(update: TinyUpdate, call: Call): Promise<void> {
  const { message, callback_query: query, inline_query: inline } = update
  if (message?.text === '/start') {
    await call('sendMessage', {
      chat_id: message.chat.id,
      text: '<b>Қош келдіңіз!</b> <a href="https://www.s-cica.org">s-cica.org</a> /help <i>&lt;img src=x onerror=alert(1)&gt;</i>',
      parse_mode: 'HTML',
      reply_markup: {
        inline_keyboard: [
          [
            { text: 'Quiet', callback_data: 'quiet' },
            { text: 'Loud', callback_data: 'loud' },
          ],
          [{ text: 'Site', url: 'https://www.s-cica.org' }],
        ],
      },
    })
  } else if (message?.text === '/keys') {
    const keyboard = { keyboard: [['Энергетика', 'Көлік']], resize_keyboard: true }
    await call('sendMessage', { chat_id: message.chat.id, text: 'Choose', reply_markup: keyboard })
  } else if (message?.text) {
    await call('sendMessage', { chat_id: message.chat.id, text: `You said: ${message.text}` })
  }
  if (query) {
    const { id: callback_query_id, data } = query
    await call('answerCallbackQuery', { callback_query_id, text: `It is ${data}`, show_alert: data === 'loud' })
    const place = { chat_id: query.message.chat.id, message_id: query.message.message_id }
    if (data === 'quiet') await call('editMessageText', { ...place, text: 'Now it is quiet' })
  }
  if (inline) {
    const content = { message_text: `Found: ${inline.query}` }
    const results = [
      { type: 'article', id: '1', title: 'Found', description: inline.query, input_message_content: content },
    ]
    await call('answerInlineQuery', { inline_query_id: inline.id, results, cache_time: 0 })
  }
}

async function open(options: { width?: number; height?: number; persona?: string } = {}): Promise<void> {
  const { width = 1280, height = 800, persona = 'public' } = options
  const context = await browser.newContext({ viewport: { width, height }, locale: 'en' })
  page = await context.newPage()
  page.setDefaultTimeout(10_000)
  faults = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  await page.goto(`${sandbox.url}/#${persona}`)
  await page.locator('.persona').first().waitFor({ state: 'attached' })
}

const chatLog = () => page.locator('#chat-log')
const newest = () => chatLog().locator('.bubble').last()

test('a member of the public starts the bot, reads its answer as text and presses its buttons', async () => {
  await open()
  await page.getByRole('button', { name: 'Start', exact: true }).click()
  await chatLog().getByText('Қош келдіңіз!').waitFor()
  expect(await newest().locator('strong').textContent()).toBe('Қош келдіңіз!')
  expect(await newest().locator('em').textContent()).toBe('<img src=x onerror=alert(1)>')
  expect(await newest().getByRole('link', { name: 's-cica.org' }).getAttribute('rel')).toContain('noopener')
  expect(await newest().getByRole('link', { name: 'Site' }).getAttribute('href')).toBe('https://www.s-cica.org/')

  await page.getByRole('button', { name: 'Loud' }).click()
  await page.getByRole('dialog').getByText('It is loud').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  await page.getByRole('button', { name: 'Quiet' }).click()
  await chatLog().getByText('Now it is quiet').waitFor()
  expect(await page.locator('#toast').textContent()).toBe('It is quiet')
  expect(await newest().locator('footer').textContent()).toContain('edited')
  expect([telegram.refusedCalls(), telegram.unansweredCallbacks()]).toEqual([[], []])
})

test('each persona has a chat of its own, and only staff see the staff group', async () => {
  await open()
  await page.getByRole('button', { name: 'Start', exact: true }).click()
  await newest().waitFor()
  await page.locator('.persona').nth(1).click()
  await page.getByRole('button', { name: 'Начать' }).waitFor()
  expect(await chatLog().locator('.bubble').count()).toBe(0)
  expect(await page.locator('.chat-choice').count()).toBe(1)

  await page.locator('.persona').nth(2).click()
  await page.locator('.chat-choice', { hasText: 'News desk' }).click()
  await page.getByLabel('Хабарлама', { exact: true }).fill('Сәлеметсіз бе')
  await page.keyboard.press('Enter')
  await chatLog().getByText('You said: Сәлеметсіз бе').waitFor()
  expect(telegram.visible(staffChat).map((message) => message.from)).toEqual([people.staff, 'bot'])
  expect(await newest().locator('.author').textContent()).toBe('CICA News')
})

test('the page speaks the language of the persona’s Telegram, and so do the commands', async () => {
  await open()
  expect(await page.locator('.composer').getByRole('button', { name: 'Commands' }).isVisible()).toBe(false)
  await page.getByRole('button', { name: 'Start', exact: true }).click()
  await newest().waitFor()
  await page.getByText('Қазақша', { exact: true }).first().click()
  await page.getByText('Сіздің рөліңіз', { exact: true }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('kk')
  expect(telegram.person(people.public).languageCode).toBe('kk')
  await page.getByLabel('Хабарлама', { exact: true }).fill('/he')
  await page.getByRole('button', { name: 'Анықтама' }).click()
  await chatLog().getByText('You said: /help').waitFor()
})

test('a question that awaits a reply opens the field for it; any message of a group can be replied to', async () => {
  await open({ persona: 'staff' })
  await page.locator('.chat-choice').nth(1).click()
  const bar = page.locator('#reply-bar')
  const write = async (text: string) => {
    await page.getByLabel('Хабарлама', { exact: true }).fill(text)
    await page.keyboard.press('Enter')
  }
  expect(await bar.isVisible()).toBe(false)
  for (let line = 1; line <= 12; line += 1) await write(`${line}`)
  await newest().getByText('You said: 12').waitFor()
  await page.evaluate(`document.getElementById('chat-log').scrollTop = 0`)
  await bot.call('sendMessage', question(staffChat))
  await bar.getByText('Dana, which title?').waitFor()
  const below = `(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight)(document.getElementById('chat-log'))`
  expect(await page.evaluate<number>(below)).toBeLessThan(2)
  await write('Көлік')
  await newest().getByText('You said: Көлік').waitFor()
  expect(await bar.isVisible()).toBe(false)
  const answered = telegram.visible(staffChat).find(({ text }) => text === 'Көлік')?.replyTo
  expect(telegram.visible(staffChat).find(({ messageId }) => messageId === answered)?.text).toBe('Dana, which title?')
  const told = chatLog().locator('.bubble', { hasText: 'You said: Көлік' })
  await told.hover()
  await told.getByRole('button', { name: 'Жауап беру' }).click()
  await bar.getByText('You said: Көлік').waitFor()
  await page.locator('#reply-leave').click()
  expect(await bar.isVisible()).toBe(false)
  await told.hover()
  await told.getByRole('button', { name: 'Жауап беру' }).click()
  await write('Рақмет')
  await newest().getByText('You said: Рақмет').waitFor()
})

test('whoever works by keyboard keeps their place when a choice or a press changes the page', async () => {
  await open()
  await page.getByRole('button', { name: 'Start', exact: true }).click()
  await newest().waitFor()
  await page.getByRole('radio', { name: 'English' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.getByText('Ваша роль', { exact: true }).waitFor()
  expect(await page.evaluate('document.activeElement.value')).toBe('ru')
  await page.getByRole('button', { name: 'Quiet' }).press('Enter')
  await chatLog().getByText('Now it is quiet').waitFor()
  expect(await page.evaluate('document.activeElement.className')).toContain('bubble')
})

test('the reply keyboard and inline mode write for the person', async () => {
  await open()
  telegram.sendText(people.public, '/keys')
  await page.getByRole('button', { name: 'Көлік' }).click()
  await chatLog().getByText('You said: Көлік').waitFor()
  await page.getByLabel('Message', { exact: true }).fill('@cica_sandbox_bot transport')
  await page.locator('.offer.result').click()
  await chatLog().getByText('Found: transport', { exact: true }).waitFor()
  expect(await chatLog().getByText('via @cica_sandbox_bot').isVisible()).toBe(true)
})

test('the three channels fill while one watches, and count what stands behind another tab', async () => {
  await open()
  await bot.call('sendMessage', { chat_id: channels.en, text: 'First <b>edition</b>', parse_mode: 'HTML' })
  await page.locator('#log-en').getByText('First edition').waitFor()
  await bot.call('sendMessage', { chat_id: channels.kk, text: 'Бірінші шығарылым: ә ғ қ ң ө ұ ү һ і' })
  const tab = page.getByRole('tab', { name: /Қазақша/ })
  await tab.getByText('1').waitFor()
  await tab.click()
  await page.locator('#log-kk').getByText('Бірінші шығарылым').waitFor()
  expect(await tab.locator('.badge').isVisible()).toBe(false)
  await page.keyboard.press('ArrowLeft')
  expect(await page.getByRole('tab', { name: /Русский/ }).getAttribute('aria-selected')).toBe('true')
  await bot.call('deleteMessage', { chat_id: channels.en, message_id: 1 })
  await page.locator('#log-en .bubble').waitFor({ state: 'detached' })
})

test('shows the bot’s clock in the Secretariat’s zone with what is due next', async () => {
  await open()
  await expect.poll(() => page.locator('#clock-time').textContent()).toMatch(/^09:00:0\d$/)
  expect(await page.locator('#clock-date').textContent()).toContain('20 November 2026')
  expect(await page.locator('#status').textContent()).toBe('Edition09:00')
})

test('on a phone one part is shown at a time and nothing is cut off at the side', async () => {
  await open({ width: 390, height: 844 })
  expect(await page.locator('#view-channels').isVisible()).toBe(false)
  await page.getByRole('button', { name: 'Start', exact: true }).click()
  await newest().waitFor()
  for (const view of ['Channels', 'Your role', 'Chat']) {
    await page.locator('#views').getByRole('button', { name: view, exact: true }).click()
    const width = await page.evaluate<number>('document.documentElement.scrollWidth')
    expect(width).toBeLessThanOrEqual(390)
  }
  expect(await page.locator('#view-chat').isVisible()).toBe(true)
})

test('a document can be fetched and a picture is shown', async () => {
  await open()
  await page.getByRole('button', { name: 'Start', exact: true }).click()
  await newest().waitFor()
  const form = new FormData()
  form.set('chat_id', String(people.public))
  form.set('document', new Blob(['a,b']), 'кесте.csv')
  await fetch(`${telegram.url}/bot${telegram.token}/sendDocument`, { method: 'POST', body: form })
  const link = chatLog().getByRole('link', { name: /кесте\.csv/ })
  await link.waitFor()
  const file = await fetch(new URL((await link.getAttribute('href')) ?? '', sandbox.url))
  const upload = new FormData()
  upload.set('chat_id', String(people.public))
  upload.set('photo', new Blob([pixel]), 'chart.png')
  await fetch(`${telegram.url}/bot${telegram.token}/sendPhoto`, { method: 'POST', body: upload })
  const picture = chatLog().getByRole('img', { name: 'chart.png' })
  await picture.waitFor()
  await expect.poll(() => page.evaluate<number>('document.querySelector("img.photo").naturalWidth')).toBe(1)
  expect([await file.text(), file.headers.get('content-disposition')]).toEqual([
    'a,b',
    expect.stringMatching(/^attachment/),
  ])
})

test('nothing on the page comes from elsewhere, and no other site may speak through it', async () => {
  await open()
  const front = await fetch(sandbox.url)
  expect(front.headers.get('content-security-policy')).toContain("default-src 'none'")
  const act = (headers: Record<string, string>) =>
    fetch(`${sandbox.url}/act`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ persona: 'public', kind: 'send', chatId: people.public, text: 'x' }),
    })
  expect((await act({ origin: 'https://elsewhere.example' })).status).toBe(403)
  expect(telegram.visible(people.public)).toEqual([])
  expect((await act({ origin: sandbox.url })).status).toBe(200)
  const foreign = await fetch(`${sandbox.url}/act`, {
    method: 'POST',
    body: JSON.stringify({ persona: 'public', kind: 'send', chatId: staffChat, text: 'x' }),
  })
  expect(await foreign.json()).toMatchObject({ ok: false })
})
