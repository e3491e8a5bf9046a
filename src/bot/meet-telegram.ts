import { setTimeout as sleep } from 'node:timers/promises'
import { type Bot, GrammyError } from 'grammy'
import { ConfigError } from '../config.ts'
import type { Log } from '../log.ts'
import type { BotContext } from './context.ts'

const longestPauseMilliseconds = 30_000

/**
 * Learns from Telegram who the bot is, as long as it takes. grammY's own retries would wait for minutes: its pauses are in
 * seconds where milliseconds are meant.
 * @throws ConfigError when Telegram refuses the token
 */
export async function meetTelegram(bot: Bot<BotContext>, log: Log, signal: AbortSignal): Promise<void> {
  for (let failures = 0; !signal.aborted; failures += 1) {
    try {
      bot.botInfo = await bot.api.getMe()
      return
    } catch (error) {
      if (error instanceof GrammyError && (error.error_code === 401 || error.error_code === 404)) {
        throw new ConfigError(['BOT_TOKEN: Telegram does not know this token; take a new one from BotFather'])
      }
      const pause = Math.min(500 * 2 ** failures, longestPauseMilliseconds)
      log.warn({ err: error, pauseMilliseconds: pause }, 'Telegram does not answer; trying again')
      await sleep(pause, undefined, { signal }).catch(() => {})
    }
  }
}
