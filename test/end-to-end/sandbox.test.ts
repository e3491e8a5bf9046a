import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createClock } from '#src/clock.ts'
import { loadConfig } from '#src/config.ts'
import { type Sandbox, startSandbox } from '#src/sandbox/start-sandbox.ts'
import { commands } from '../../commands/index.ts'
import { launchBrowser } from '../support/browser.ts'

// What `npm start` runs: a person tries out the bot in a real browser, first on a desk, then on a phone.

let browser: Browser
let sandbox: Sandbox
let pictures: string
const printed: string[] = []
const errors: string[] = []

beforeAll(async () => {
  pictures = process.env.SCREENSHOTS ?? mkdtempSync(join(tmpdir(), 'cica-pictures-'))
  const log = pino({ level: 'error' }, { write: (line: string) => void errors.push(line) })
  const [started, launched] = await Promise.all([
    startSandbox({
      config: loadConfig({}),
      clock: createClock(),
      log,
      commands,
      signal: new AbortController().signal,
      secondsPerItem: 2,
      print: (line) => void printed.push(line),
      onUnexpected: (error) => void errors.push(String(error)),
    }),
    launchBrowser(),
  ])
  sandbox = started
  browser = launched
})
afterAll(async () => {
  await browser.close()
  await sandbox.stop()
  if (process.env.SCREENSHOTS === undefined) rmSync(pictures, { recursive: true, force: true })
  expect(errors).toEqual([])
})

async function open(persona: string, width = 1280, height = 900): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height }, locale: 'en' })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  page.on('pageerror', (error) => errors.push(error.message))
  await page.goto(`${sandbox.url}/#${persona}`)
  await page.locator('.persona').first().waitFor({ state: 'attached' })
  return page
}

async function write(page: Page, text: string): Promise<void> {
  await page.getByLabel('Message', { exact: true }).fill(text)
  await page.keyboard.press('Enter')
}

const photograph = (page: Page, name: string) => page.screenshot({ path: join(pictures, `${name}.png`) })

test('a member of the public starts the bot, asks in plain words and presses its buttons', async () => {
  expect(printed[0]).toBe(`The sandbox is ready: ${sandbox.url}`)
  expect(sandbox.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  const page = await open('public')
  await page.getByRole('button', { name: 'Start', exact: true }).click()
  const log = page.locator('#chat-log')
  await log.getByText('Welcome to the bot of the CICA Secretariat').waitFor()
  await log.getByRole('button', { name: 'Ratification' }).click()
  await log
    .getByText(/13 of (the )?14/)
    .first()
    .waitFor()
  await write(page, 'Who coordinates transport corridors?')
  await log.getByText('Azerbaijan').first().waitFor()
  await photograph(page, 'public-desktop')
  await page.context().close()
})

test('staff accept a card and publish, and the three channels fill', async () => {
  const page = await open('staff')
  await page.locator('.chat-choice', { hasText: 'staff' }).click()
  const log = page.locator('#chat-log')
  const accept = log.getByRole('button', { name: 'Accept', exact: true })
  await accept.first().waitFor({ timeout: 45_000 })
  await accept.first().click()
  await log
    .getByText(/Accepted by Staff member/)
    .first()
    .waitFor()
  await write(page, '/publish')
  await log
    .getByText(/on its way to the channel/)
    .first()
    .waitFor()
  await page.locator('#log-en').getByText('CICA Daily News').first().waitFor()
  await photograph(page, 'staff-desktop')
  for (const [tab, id] of [
    ['Русский', 'ru'],
    ['Қазақша', 'kk'],
  ] as const) {
    await page.getByRole('tab', { name: new RegExp(tab) }).click()
    await page.locator(`#log-${id} .bubble`).first().waitFor()
  }
  await photograph(page, 'channel-kazakh')
  expect(sandbox.telegram.refusedCalls().filter(({ method }) => method !== 'getUpdates')).toEqual([])
  await page.context().close()
})

test('staff answer a question in their group as they would in Telegram: the field opens as a reply', async () => {
  const page = await open('staff')
  await page.locator('.chat-choice', { hasText: 'staff' }).click()
  const log = page.locator('#chat-log')
  const edit = log.getByRole('button', { name: 'Edit title', exact: true })
  await edit.first().waitFor({ timeout: 45_000 })
  await edit.first().click()
  const bar = page.locator('#reply-bar')
  await bar.getByText('Staff member').waitFor()
  await photograph(page, 'staff-reply')
  await write(page, 'Ministers meet in Astana')
  await log.locator('.other').getByText('Ministers meet in Astana').first().waitFor()
  expect(await bar.isVisible()).toBe(false)
  await page.context().close()
})

test('on a phone nothing is cut off at the side, and the answers can be read', async () => {
  const page = await open('focal-point', 390, 844)
  await page.getByRole('button', { name: 'Start', exact: true }).click()
  const log = page.locator('#chat-log')
  await log.getByText('Welcome to the bot').waitFor()
  await log.getByRole('button', { name: 'Meetings' }).click()
  await log.getByText('Sample meeting of the Special Working Group').first().waitFor()
  await photograph(page, 'focal-point-phone')
  for (const view of ['Channels', 'Your role', 'Chat']) {
    await page.locator('#views').getByRole('button', { name: view, exact: true }).click()
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
  }
  await page.locator('#views').getByRole('button', { name: 'Channels', exact: true }).click()
  await photograph(page, 'channels-phone')
  await page.context().close()
})

test('every button that was pressed there was answered', () => {
  expect(sandbox.telegram.unansweredCallbacks()).toEqual([])
})
