import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Clock, clockOf } from '#src/clock.ts'
import { loadConfig } from '#src/config.ts'
import { createLog } from '#src/log.ts'
import { type Running, run } from '#src/run.ts'
import type { MessageView } from '#src/sandbox/telegram/transcript.ts'
import { type SandboxTelegram, startSandboxTelegram } from '#src/sandbox/telegram.ts'
import { commands } from '../../commands/index.ts'

export const people = { visitor: 1001, focalPoint: 1002, administrator: 1003 } as const
const token = '1000:token-of-the-tests-only'

export type HarnessOptions = {
  /** The instant at which the bot's clock starts; it then runs at the usual pace until it is set. */
  readonly now?: string
  readonly environment?: Readonly<Record<string, string>>
  /** Keeps the committed feeds switched on; no test may reach them. */
  readonly databasePath?: string
}

export type Harness = Awaited<ReturnType<typeof startHarness>>

/** A clock that runs, and can be set. */
export function settableClock(start: string): Clock & { set(instant: string): void } {
  let offset = Date.parse(start) - Date.now()
  const clock = clockOf(() => new Date(Date.now() + offset))
  return {
    ...clock,
    set(instant) {
      offset = Date.parse(instant) - Date.now()
    },
  }
}

/**
 * The whole bot against the sandbox's Telegram, over HTTP. `stop` fails when an error met the boundary that no test expected,
 * when Telegram refused a call, or when a button was left unanswered.
 */
export async function startHarness(options: HarnessOptions = {}) {
  const clock = settableClock(options.now ?? '2026-11-20T06:00:00Z')
  const folder = mkdtempSync(join(tmpdir(), 'cica-test-'))
  const telegram = await startSandboxTelegram({
    token,
    botUser: { firstName: 'CICA', username: 'cica_test_bot' },
    now: clock.now,
  })
  for (const [name, id] of Object.entries(people)) telegram.createUser({ id, firstName: name, languageCode: 'en' })
  const administrators = [people.administrator]
  const channels = {
    en: telegram.createChannel({ title: 'EN', administrators }),
    ru: telegram.createChannel({ title: 'RU', administrators }),
    kk: telegram.createChannel({ title: 'KK', administrators }),
  }
  const staff = telegram.createGroup({ title: 'Staff', administrators })
  const environment = {
    BOT_TOKEN: token,
    TELEGRAM_API_ROOT: telegram.url,
    DATABASE_PATH: options.databasePath ?? join(folder, 'test.sqlite'),
    CHANNEL_EN: String(channels.en.id),
    CHANNEL_RU: String(channels.ru.id),
    CHANNEL_KK: String(channels.kk.id),
    STAFF_CHAT: String(staff.id),
    ADMINISTRATORS: String(people.administrator),
    FEED_POLL_MINUTES: '0.01',
    LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
    ...options.environment,
  }
  const config = loadConfig(environment)
  const unexpected: unknown[] = []
  const stopping = new AbortController()
  const log = createLog({ level: config.logLevel, secrets: [token] })
  const onUnexpected = (error: unknown) => unexpected.push(error)
  const start = () => run({ config, token, clock, log, commands, signal: stopping.signal, onUnexpected })
  let running: Running = await start()
  switchOffCommittedFeeds(running)

  return {
    telegram,
    clock,
    channels,
    staff,
    config,
    unexpected,
    get app() {
      return running.app
    },

    /** Writes to the bot and waits for its next message there. */
    async say(user: number, text: string, chatId: number = user): Promise<MessageView> {
      const after = lastId(telegram, chatId)
      telegram.sendText(user, text, chatId === user ? {} : { chatId })
      return telegram.waitForMessage(chatId, '', { after, timeoutMs: 5000 })
    },

    /** Stops the bot in an orderly way and starts it again on the same database. */
    async restart(): Promise<void> {
      await running.stop()
      running = await start()
    },

    async stop(): Promise<void> {
      stopping.abort()
      await running.stop()
      await telegram.stop()
      rmSync(folder, { recursive: true, force: true })
      if (unexpected.length > 0) throw unexpected[0]
      const refused = telegram.refusedCalls()
      if (refused.length > 0) throw new Error(`Telegram refused ${JSON.stringify(refused)}`)
    },
  }
}

function lastId(telegram: SandboxTelegram, chatId: number): number {
  return telegram.visible(chatId).at(-1)?.messageId ?? 0
}

/** They are on the network, where no test goes. */
function switchOffCommittedFeeds({ app }: Running): void {
  for (const feed of app.store.feeds.list()) app.store.feeds.setStatus(feed.id, 'disabled', null)
}
