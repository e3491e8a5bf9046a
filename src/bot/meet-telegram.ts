import { setTimeout as sleep } from 'node:timers/promises'
import { type Bot, GrammyError } from 'grammy'
import { type Config, ConfigError } from '../config.ts'
import type { Log } from '../log.ts'
import type { BotContext } from './context.ts'
import { reasonOf } from './updates.ts'
import { setWebhook } from './webhook.ts'

const longestPauseMilliseconds = 30_000

/**
 * Learns from Telegram who the bot is and tells it where updates go, as long as it takes. grammY's own retries would wait
 * for minutes: its pauses are in seconds where milliseconds are meant.
 * @returns false when it was told to stop before Telegram answered
 * @throws ConfigError when Telegram refuses the token or the address of the webhook
 */
export async function meetTelegram(
  bot: Bot<BotContext>,
  parts: { readonly webhook: Config['webhook']; readonly log: Log; readonly signal: AbortSignal },
): Promise<boolean> {
  const { webhook, log, signal } = parts
  for (let failures = 0; !signal.aborted; failures += 1) {
    try {
      bot.botInfo = await bot.api.getMe()
      // A webhook of an earlier start would keep updates from being polled; what waits there is kept.
      if (webhook === undefined) await bot.api.deleteWebhook()
      else await setWebhook(bot, webhook)
      return true
    } catch (error) {
      const fault = faultOf(error)
      if (fault !== undefined) throw new ConfigError([fault])
      const pause = Math.min(500 * 2 ** failures, longestPauseMilliseconds)
      log.warn({ reason: reasonOf(error), pauseMilliseconds: pause }, 'Telegram does not answer; trying again')
      await sleep(pause, undefined, { signal }).catch(() => {})
    }
  }
  return false
}

/** What no waiting will mend. */
function faultOf(error: unknown): string | undefined {
  if (!(error instanceof GrammyError)) return undefined
  if (error.error_code === 401 || error.error_code === 404) {
    return 'BOT_TOKEN: Telegram does not know this token; take a new one from BotFather'
  }
  return error.method === 'setWebhook' && error.error_code === 400
    ? `WEBHOOK_URL: Telegram refuses it: ${error.description}`
    : undefined
}
