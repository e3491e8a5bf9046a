import { setTimeout as sleep } from 'node:timers/promises'
import { type App, createApp } from './app.ts'
import type { Command } from './bot/command.ts'
import { createBot } from './bot/create-bot.ts'
import type { OnUnexpected } from './bot/error-boundary.ts'
import { meetTelegram } from './bot/meet-telegram.ts'
import { publishCommands } from './bot/publish-commands.ts'
import { createSender } from './bot/send.ts'
import { createUpdates } from './bot/updates.ts'
import { createWebhookReceiver, setWebhook } from './bot/webhook.ts'
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
import { startServer } from './web/server.ts'

export type RunParts = {
  readonly config: Config
  /** Given apart from the configuration, in which it may be missing. */
  readonly token: string
  readonly clock: Clock
  readonly log: Log
  readonly commands: readonly Command[]
  readonly onUnexpected?: OnUnexpected
  /** Ends the waiting for another instance or for Telegram. */
  readonly signal: AbortSignal
}

export type Running = { readonly app: App; stop(): Promise<void> }

const userAgent = 'CICA-Daily-News/1.0 (+https://www.s-cica.org)'

/** Builds everything by hand and starts it: the whole system is on this page. */
export async function run({ config, token, clock, log, commands, signal, onUnexpected }: RunParts): Promise<Running> {
  const lock = await waitForLock(config.databasePath, log, signal)
  const fetcher = createFetcher({ privateHosts: config.feedPrivateHosts, userAgent, now: clock.now })
  const app = createApp({ config, clock, log, readFeed: (address) => readFeed(address, fetcher) })
  const { store } = app
  const pace = createPace({ clock })
  const bot = createBot({ app, token, commands, pace, ...(onUnexpected === undefined ? {} : { onUnexpected }) })
  const sender = createSender({ token, apiRoot: config.telegramApiRoot })
  const channels = Object.values(config.channels)
  const hooks = deliveryHooks(app)
  const { staffChat, webhook } = config
  const delivery = createDelivery({ store, sender, inspector: sender, staffChat, pace, clock, log, channels, hooks })
  const schedule = createSchedule(createJobs({ app, fetcher, onMail: delivery.kick }), log)
  const updates = createUpdates(bot, log)

  const health = () => ({
    isWell: webhook !== undefined || updates.isRunning(),
    detail: { schema: store.schemaVersion(), outbox: store.outbox.counts() },
  })
  const receive = createWebhookReceiver(bot, log)
  const hook = webhook && { path: new URL(webhook.url).pathname, secret: webhook.secret, receive }
  const web =
    config.httpPort === undefined
      ? undefined
      : await startServer({
          host: config.httpHost,
          port: config.httpPort,
          health,
          ...(hook === undefined ? {} : { webhook: hook }),
        })

  schedule.start()
  await meetTelegram(bot, log, signal)
  delivery.start()
  if (webhook === undefined) updates.start()
  else await setWebhook(bot, webhook)
  publishCommands(bot.api, config, commands).catch((error: unknown) =>
    log.warn({ err: error }, 'menus could not be published'),
  )
  log.info({ bot: bot.botInfo.username, records: store.records.count() }, 'running')

  return {
    app,
    async stop() {
      await web?.stop()
      if (webhook === undefined) await updates.stop()
      await schedule.stop()
      await delivery.stop()
      await fetcher.close()
      store.close()
      lock.release()
    },
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
