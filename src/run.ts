import { setTimeout as sleep } from 'node:timers/promises'
import { clearanceOf } from './actions/staff-now.ts'
import { type App, createApp, warmUp } from './app.ts'
import type { Command } from './bot/command.ts'
import { createBot } from './bot/create-bot.ts'
import type { OnUnexpected } from './bot/error-boundary.ts'
import { meetTelegram } from './bot/meet-telegram.ts'
import { publishCommands } from './bot/publish-commands.ts'
import { createSender } from './bot/send.ts'
import { createStaffRoll } from './bot/staff-roll.ts'
import { createUpdates } from './bot/updates.ts'
import { createWebhookReceiver } from './bot/webhook.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import { createFetcher } from './feeds/fetch-feed.ts'
import { readFeed } from './feeds/read-feed.ts'
import { deliveryHooks } from './jobs/delivery-hooks.ts'
import { createJobs } from './jobs/jobs.ts'
import { createSchedule } from './jobs/schedule.ts'
import type { Log } from './log.ts'
import { createDelivery } from './outbox/deliver.ts'
import { createPace } from './outbox/pace.ts'
import { type InstanceLock, takeInstanceLock } from './store/instance-lock.ts'
import type { WebServer } from './web/server.ts'

export type RunParts = {
  readonly config: Config
  /** Given apart from the configuration, in which it may be missing. */
  readonly token: string
  readonly clock: Clock
  readonly log: Log
  readonly commands: readonly Command[]
  readonly onUnexpected?: OnUnexpected
  /** For tests: how long an update may take before its chat goes on. */
  readonly handlingSeconds?: number
  /** For tests: false makes the classifier and the lexicon when they are first needed, which most never do. */
  readonly warmsUp?: boolean
  /** Ends the waiting for another instance or for Telegram. */
  readonly signal: AbortSignal
}

export type Running = {
  readonly app: App
  /** Of the health page and the webhook; undefined where there is no HTTP server. */
  readonly webPort: number | undefined
  /** Looks after everything that is due now, for rehearsals: nobody has to wait for the clock's next tick. */
  tick(): Promise<void>
  stop(): Promise<void>
}

const userAgent = 'CICA-Daily-News/1.0 (+https://www.s-cica.org)'

/**
 * Builds everything by hand and starts it: the whole system is on this page.
 * @throws ConfigError when the database cannot be used, the port is taken, or Telegram refuses the token
 */
export async function run(parts: RunParts): Promise<Running> {
  const lock = await waitForLock(parts.config.databasePath, parts.log, parts.signal)
  try {
    return await runAlone(parts, lock)
  } catch (error) {
    lock.release()
    throw error
  }
}

async function runAlone(parts: RunParts, lock: InstanceLock): Promise<Running> {
  const { config, token, clock, log, commands, signal, warmsUp = true } = parts
  const fetcher = createFetcher({ privateHosts: config.feedPrivateHosts, userAgent, now: clock.now })
  const app = createApp({ config, clock, log, readFeed: (address) => readFeed(address, fetcher) })
  const { store } = app
  const pace = createPace({ clock, pays: config.paidBroadcast })
  const bot = createBot({ ...parts, app, pace })
  const sender = createSender({ token, apiRoot: config.telegramApiRoot })
  const channels = Object.values(config.channels)
  const hooks = deliveryHooks(app)
  const { staffChat, webhook } = config
  const delivery = createDelivery({
    ...{ store, sender, inspector: sender, staffChat, pace, clock, log, channels, hooks },
    clearanceOf: (chat) => clearanceOf(app, chat),
  })
  const staffRoll = { name: 'staff-roll', run: createStaffRoll(bot.api, app).refresh }
  const schedule = createSchedule([staffRoll, ...createJobs({ app, fetcher, onMail: delivery.kick })], log)
  const updates = createUpdates(bot, log)

  const health = () => ({
    isWell: webhook !== undefined || updates.isRunning(),
    detail: { schema: store.schemaVersion(), outbox: store.outbox.counts() },
  })
  const receive = createWebhookReceiver(bot, log)
  const hook = webhook && { path: new URL(webhook.url).pathname, secret: webhook.secret, receive }
  let web: WebServer | undefined
  let endWarmUp = () => {}

  async function stop(): Promise<void> {
    endWarmUp()
    await web?.stop()
    if (webhook === undefined) await updates.stop()
    await schedule.stop()
    await delivery.stop()
    await fetcher.close()
    store.close()
    lock.release()
  }

  try {
    if (config.httpPort !== undefined) {
      const door = { host: config.httpHost, port: config.httpPort, health }
      // Hono brings the web's Request and Response along, 10 MB that a bot without a door does not need.
      const { startServer } = await import('./web/server.ts')
      web = await startServer(hook === undefined ? door : { ...door, webhook: hook })
    }
    schedule.start()
    if (await meetTelegram(bot, { webhook, log, signal })) {
      delivery.start()
      if (webhook === undefined) updates.start()
      if (warmsUp) endWarmUp = warmUp(app)
      publishCommands(bot.api, app, commands).then(
        (refused) => refused.length > 0 && log.warn({ refused }, 'Telegram refused some menus'),
        (error: unknown) => log.warn({ err: error }, 'menus could not be published'),
      )
      log.info({ bot: bot.botInfo.username, records: store.records.count() }, 'running')
    }
  } catch (error) {
    await stop()
    throw error
  }
  return {
    app,
    webPort: web?.port,
    async tick() {
      await schedule.tick()
      delivery.kick()
    },
    stop,
  }
}

/** A restart may overlap the old process: the new one waits for the old one to let go, and says so. */
async function waitForLock(databasePath: string, log: Log, signal: AbortSignal): Promise<InstanceLock> {
  for (let waited = 0; ; waited += 1) {
    const lock = takeInstanceLock(databasePath)
    if (lock !== undefined) return lock
    if (waited % 30 === 0) log.warn({ databasePath }, 'another instance runs on this database; waiting for it to stop')
    await sleep(1000, undefined, { signal })
  }
}
