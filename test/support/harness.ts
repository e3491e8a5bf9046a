import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { Command } from '#src/bot/command.ts'
import { loadConfig } from '#src/config.ts'
import { type Running, run } from '#src/run.ts'
import type { MessageView } from '#src/sandbox/telegram/transcript.ts'
import { type SandboxTelegram, startSandboxTelegram } from '#src/sandbox/telegram.ts'
import { commands } from '../../commands/index.ts'
import { filledDatabase } from './filled-database.ts'
import { settableClock } from './settable-clock.ts'

export { settableClock } from './settable-clock.ts'

export const people = { visitor: 1001, focalPoint: 1002, administrator: 1003, secondStaff: 1004 } as const
export const token = '1000:token-of-the-tests-only'

/** A log line as pino writes it; 40 is a warning, 50 an error. */
export type LogLine = { readonly level: number; readonly msg: string; readonly [name: string]: unknown }

export type HarnessOptions = {
  /** The instant at which the bot's clock starts; it then runs at the usual pace until it is set. */
  readonly now?: string
  readonly environment?: Readonly<Record<string, string>>
  /** Of an earlier bot; by default each harness has its own. */
  readonly databasePath?: string
  /** Instead of the whole menu. */
  readonly commands?: readonly Command[]
  /** Errors in the log that the test means to provoke; any other fails `stop`. */
  readonly expectedErrors?: readonly RegExp[]
  /** Methods whose calls Telegram may refuse; any other refusal fails `stop`. */
  readonly refusals?: RegExp
  /** How long an update may take before its chat goes on. */
  readonly handlingSeconds?: number
  /** The staff chat is a basic group, which can become a supergroup. */
  readonly staffChatKind?: 'group' | 'supergroup'
}

export type Harness = Awaited<ReturnType<typeof startHarness>>

export type Pressed = {
  /** The notice over the chat, if there was one. */
  readonly notice: string | undefined
  /** The pressed message as it is now. */
  readonly card: MessageView
  /** What the bot wrote anew into the chat. */
  readonly messages: readonly MessageView[]
}

/**
 * The whole bot against the sandbox's Telegram, over HTTP. `stop` fails when an error met the boundary or the log that no
 * test expected, when Telegram refused a call, or when a button was left unanswered.
 */
export async function startHarness(options: HarnessOptions = {}) {
  const now = options.now ?? '2026-11-20T06:00:00Z'
  const clock = settableClock(now)
  const folder = mkdtempSync(join(tmpdir(), 'cica-test-'))
  const telegram = await startSandboxTelegram({
    token,
    botUser: { firstName: 'CICA', username: 'cica_test_bot' },
    now: clock.now,
  })
  const { channels, staff } = foundWorld(telegram, options)
  const environment = {
    BOT_TOKEN: token,
    TELEGRAM_API_ROOT: telegram.url,
    DATABASE_PATH: options.databasePath ?? filledDatabase(now, join(folder, 'test.sqlite')),
    CHANNEL_EN: String(channels.en.id),
    CHANNEL_RU: String(channels.ru.id),
    CHANNEL_KK: String(channels.kk.id),
    STAFF_CHAT: String(staff.id),
    ADMINISTRATORS: String(people.administrator),
    FEED_POLL_MINUTES: '0.01',
    LOG_LEVEL: 'info',
    ...options.environment,
  }
  const configured = (changes: Readonly<Record<string, string>> = {}) =>
    loadConfig(Object.fromEntries(Object.entries({ ...environment, ...changes }).filter(([, value]) => value !== '')))
  const config = configured()
  const unexpected: unknown[] = []
  const logged: LogLine[] = []
  const log = pino({ level: config.logLevel }, { write: (line: string) => void logged.push(JSON.parse(line)) })
  const onUnexpected = (error: unknown) => unexpected.push(error)
  const menu = options.commands ?? commands
  let stopping = new AbortController()
  const { handlingSeconds } = options
  const limits = handlingSeconds === undefined ? {} : { handlingSeconds }
  const start = (changed = config) =>
    run({
      config: changed,
      token,
      clock,
      log,
      commands: menu,
      signal: stopping.signal,
      onUnexpected,
      warmsUp: false,
      ...limits,
    })
  let running: Running = await start()
  switchOffCommittedFeeds(running)

  /** Until every update was handled and confirmed. */
  async function idle(): Promise<void> {
    await telegram.waitFor(() => telegram.pendingUpdates().length === 0, 15_000)
  }

  return {
    telegram,
    clock,
    channels,
    staff,
    config,
    folder,
    unexpected,
    logged,
    idle,
    get app() {
      return running.app
    },
    get running() {
      return running
    },

    /** Writes to the bot and waits for its next message there. */
    async say(user: number, text: string, chatId: number = user): Promise<MessageView> {
      const after = lastId(telegram, chatId)
      // Nobody types faster than a chat may be answered.
      clock.advance(3)
      telegram.sendText(user, text, chatId === user ? {} : { chatId })
      const answer = await telegram.waitForMessage(chatId, '', { after, timeoutMs: 5000 })
      await idle()
      return telegram.lastFromBot(chatId) ?? answer
    },

    /** Writes to the bot; resolves when it is done with it. @returns what it wrote */
    async send(user: number, text: string, chatId: number = user): Promise<readonly MessageView[]> {
      const after = lastId(telegram, chatId)
      clock.advance(3)
      telegram.sendText(user, text, chatId === user ? {} : { chatId })
      await idle()
      return telegram.visible(chatId).filter((message) => message.messageId > after && message.from === 'bot')
    },

    /** Presses the button whose data begins so, or whose text is this, and waits until the bot is done with it. */
    async press(user: number, message: MessageView, button: string): Promise<Pressed> {
      const { chatId, messageId } = message
      const after = lastId(telegram, chatId)
      const now = telegram.visible(chatId).find((each) => each.messageId === messageId) ?? message
      const buttons = now.buttons.flat()
      const wanted =
        buttons.find((each) => each.callback_data?.startsWith(button)) ?? buttons.find(({ text }) => text === button)
      if (wanted?.callback_data === undefined) {
        throw new Error(`No button “${button}” among ${JSON.stringify(buttons)}`)
      }
      clock.advance(3)
      const answer = await telegram.waitForAnswer(telegram.press(user, chatId, messageId, wanted.callback_data))
      await idle()
      const visible = telegram.visible(chatId)
      const card = visible.find((each) => each.messageId === messageId) ?? now
      return {
        notice: answer.text,
        card,
        messages: visible.filter((each) => each.messageId > after && each.from === 'bot'),
      }
    },

    /** Lets everything happen that is due by the clock, mail included. */
    async tick(): Promise<void> {
      await running.tick()
      await telegram.waitFor(() => {
        const { pending, waiting, sending } = running.app.store.outbox.counts()
        // Mail may wait for its chat's turn: time passes.
        if (pending + waiting > 0) clock.advance(1)
        return pending + waiting + sending === 0
      }, 15_000)
    },

    /** Stops the bot in an orderly way and starts it again on the same database; an empty value takes a variable away. */
    async restart(changes: Readonly<Record<string, string>> = {}): Promise<void> {
      await running.stop()
      stopping = new AbortController()
      running = await start(configured(changes))
    },

    async stop(): Promise<void> {
      stopping.abort()
      await running.stop()
      const unanswered = telegram.unansweredCallbacks()
      // A poll that is broken off while Telegram still holds it open is refused when the next one arrives.
      const refused = telegram
        .refusedCalls()
        .filter(({ method }) => method !== 'getUpdates' && options.refusals?.test(method) !== true)
      await telegram.stop()
      rmSync(folder, { recursive: true, force: true })
      if (unexpected.length > 0) throw unexpected[0]
      const errors = logged.filter(
        ({ level, msg }) => level >= 50 && !(options.expectedErrors ?? []).some((pattern) => pattern.test(msg)),
      )
      if (errors.length > 0) throw new Error(`The log has ${JSON.stringify(errors)}`)
      if (refused.length > 0) throw new Error(`Telegram refused ${JSON.stringify(refused)}`)
      if (unanswered.length > 0) throw new Error(`Buttons were left unanswered: ${JSON.stringify(unanswered)}`)
    },
  }
}

function foundWorld(telegram: SandboxTelegram, options: HarnessOptions) {
  for (const [name, id] of Object.entries(people)) telegram.createUser({ id, firstName: name, languageCode: 'en' })
  const administrators = [people.administrator, people.secondStaff]
  const channel = (title: string) => telegram.createChannel({ title, administrators })
  const staff = telegram.createGroup({ title: 'Staff', administrators, kind: options.staffChatKind ?? 'supergroup' })
  return { channels: { en: channel('EN'), ru: channel('RU'), kk: channel('KK') }, staff }
}

function lastId(telegram: SandboxTelegram, chatId: number): number {
  return telegram.visible(chatId).at(-1)?.messageId ?? 0
}

/** They are on the network, where no test goes. */
function switchOffCommittedFeeds({ app }: Running): void {
  for (const feed of app.store.feeds.list()) app.store.feeds.setStatus(feed.id, 'disabled', null)
}
