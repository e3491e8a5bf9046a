import type { Bot } from 'grammy'
import type { Config } from '../config.ts'
import type { Log } from '../log.ts'
import type { BotContext } from './context.ts'
import { allowedUpdates } from './updates.ts'

/** Telegram waits ten seconds for an answer and then delivers again. */
const answerWithinMilliseconds = 9000

/** @returns what the web server hands Telegram's updates to; resolves when an update was handled or takes too long */
export function createWebhookReceiver(bot: Bot<BotContext>, log: Log): (update: unknown) => Promise<void> {
  return async (body) => {
    const update = parseUpdate(body)
    if (update === undefined) return
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(() => {
        log.error({ update: update.update_id }, 'an update takes too long and goes on by itself')
        resolve()
      }, answerWithinMilliseconds)
    })
    await Promise.race([bot.handleUpdate(update), late])
    clearTimeout(timer)
  }
}

type Update = Parameters<Bot<BotContext>['handleUpdate']>[0]

/** Only Telegram knows the secret that let this in; what is checked is that it is an update at all. */
function isUpdate(body: unknown): body is Update {
  return typeof body === 'object' && body !== null && 'update_id' in body && typeof body.update_id === 'number'
}

function parseUpdate(body: unknown): Update | undefined {
  return isUpdate(body) ? body : undefined
}

/** Tells Telegram where to deliver. */
export async function setWebhook(bot: Bot<BotContext>, webhook: NonNullable<Config['webhook']>): Promise<void> {
  await bot.api.setWebhook(webhook.url, {
    secret_token: webhook.secret,
    allowed_updates: allowedUpdates,
    max_connections: 40,
  })
}
