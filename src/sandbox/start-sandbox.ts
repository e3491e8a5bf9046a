import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DateTime } from 'luxon'
import { importRecords } from '../actions/import-records.ts'
import { openRecords } from '../app.ts'
import type { Config } from '../config.ts'
import type { Language } from '../domain/language.ts'
import { translatorFor } from '../i18n/translator.ts'
import { lastDue } from '../jobs/due-runs.ts'
import { type Running, type RunParts, run } from '../run.ts'
import { startSandboxPage } from './page.ts'
import type { SandboxPersona, StatusLine } from './page-options.ts'
import { sampleEvents, sampleSource } from './sample-events.ts'
import { type SampleFeed, startSampleFeeds } from './sample-feeds.ts'
import { type SandboxTelegram, startSandboxTelegram } from './telegram.ts'

const token = '1000:sandbox-token-of-no-use-elsewhere'
const personas: readonly SandboxPersona[] = [
  { kind: 'public', userId: 1001 },
  { kind: 'focal-point', userId: 1002 },
  { kind: 'staff', userId: 1003 },
]
/** A visitor will not wait a quarter of an hour for the first news: one appears, and is polled for, this often. */
const usualSecondsPerItem = 12

export type Sandbox = {
  readonly url: string
  readonly telegram: SandboxTelegram
  readonly running: Running
  stop(): Promise<void>
}

type SandboxParts = Omit<RunParts, 'token'> & {
  readonly pagePort?: number
  readonly print?: (line: string) => void
  /** For tests, which wait less than people. */
  readonly secondsPerItem?: number
}

/**
 * The very same bot with a local Telegram, sample feeds and a page to watch them: no token, no network, nothing kept.
 * The records are the committed ones; sample meetings and sample news say that they are samples.
 */
export async function startSandbox(parts: SandboxParts): Promise<Sandbox> {
  const { clock, secondsPerItem = usualSecondsPerItem, print = (line) => process.stdout.write(`${line}\n`) } = parts
  const folder = mkdtempSync(join(tmpdir(), 'cica-sandbox-'))
  const feeds = await startSampleFeeds({ now: clock.now, secondsPerItem })
  const telegram = await startSandboxTelegram({
    token,
    botUser: { firstName: 'CICA Secretariat', username: 'cica_sandbox_bot' },
    now: clock.now,
  })
  const chats = peopleAndChats(telegram)
  const config: Config = {
    ...parts.config,
    telegramApiRoot: telegram.url,
    databasePath: join(folder, 'sandbox.sqlite'),
    channels: { en: String(chats.en.id), ru: String(chats.ru.id), kk: String(chats.kk.id) },
    staffChat: String(chats.staff.id),
    administrators: [],
    feedPollMinutes: secondsPerItem / 60,
    feedPrivateHosts: [`127.0.0.1:${feeds.port}`],
    httpPort: undefined,
    webhook: undefined,
  }
  prepareStore(config, parts, feeds.feeds)
  const running = await run({ ...parts, config, token })
  const page = await startSandboxPage({
    telegram,
    personas,
    channels: { en: chats.en.id, ru: chats.ru.id, kk: chats.kk.id },
    staffChatId: chats.staff.id,
    timeZone: config.timeZone,
    status: (language) => statusLines(config, parts, language),
    ...(parts.pagePort === undefined ? {} : { port: parts.pagePort }),
  })
  print(`The sandbox is ready: ${page.url}`)
  print(
    'Chat with the bot there as a member of the public, a focal point or staff. Nothing leaves this machine. Stop with Ctrl+C.',
  )
  return {
    url: page.url,
    telegram,
    running,
    async stop() {
      await page.stop()
      await running.stop()
      await telegram.stop()
      await feeds.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function peopleAndChats(telegram: SandboxTelegram) {
  for (const [id, firstName] of [
    [1001, 'Visitor'],
    [1002, 'Focal point'],
    [1003, 'Staff member'],
  ] as const) {
    telegram.createUser({ id, firstName, languageCode: 'en' })
  }
  const channel = (title: string) => telegram.createChannel({ title, administrators: [1003] })
  return {
    en: channel('CICA Daily News'),
    ru: channel('CICA Daily News — по-русски'),
    kk: channel('CICA Daily News — қазақша'),
    staff: telegram.createGroup({ title: 'CICA Secretariat — staff', administrators: [1003] }),
  }
}

/** The committed feeds are switched off: the sandbox has no network. */
function prepareStore(config: Config, { clock }: Pick<SandboxParts, 'clock'>, feeds: readonly SampleFeed[]): void {
  const store = openRecords(config, clock)
  for (const feed of store.feeds.list()) store.feeds.setStatus(feed.id, 'disabled', null)
  for (const { id, title, url, language } of feeds) {
    store.feeds.add(
      { id, name: title, address: url, language, state: null, status: 'enabled', note: null },
      clock.now(),
    )
  }
  store.people.grant({ id: 1002, access: 'focal-point', role: 'focal-point' }, null, clock.now())
  store.people.grant({ id: 1003, access: 'staff' }, null, clock.now())
  const records = sampleEvents(clock.today(config.timeZone))
  const desk = { store, clock, timeZone: config.timeZone }
  importRecords(desk, { kind: 'loaded', sources: [{ ...sampleSource, languages: [] }], records, feeds: [] })
  store.close()
}

function statusLines(
  { editionTime, timeZone }: Config,
  { clock }: Pick<SandboxParts, 'clock'>,
  language: Language,
): StatusLine[] {
  const t = translatorFor(language)
  const next = DateTime.fromJSDate(lastDue({ time: editionTime, timeZone }, clock.now()), { zone: timeZone }).plus({
    days: 1,
  })
  return [{ label: t('sandbox.next-edition'), value: t('sandbox.time', { time: next.toFormat('dd.MM HH:mm') }) }]
}
