import { setTimeout as sleep } from 'node:timers/promises'
import { createBatchSink, createRunner, createSource, type UpdateSupplier } from '@grammyjs/runner'
import { type Bot, GrammyError, HttpError } from 'grammy'
import type { Update } from 'grammy/types'
import type { Log } from '../log.ts'
import type { BotContext } from './context.ts'

/** No update holds up the batch for longer; what still runs then goes on by itself. */
const timeLimitMilliseconds = 10_000
const longestPauseMilliseconds = 30_000
/**
 * Of two instances with one token each poll ends the other's. Who has polled undisturbed for so long goes on at once; the
 * other one waits longer than a poll takes before it looks again whether it is alone.
 */
const undisturbedMilliseconds = 20_000
const yieldMilliseconds = 30_000

/** Of `chat_member` Telegram tells those bots only that administer the chat. */
export const allowedUpdates = [
  ...(['message', 'callback_query', 'inline_query', 'channel_post'] as const),
  ...(['my_chat_member', 'chat_member'] as const),
] as const

export type Updates = { start(): void; stop(): Promise<void>; isRunning(): boolean }

/**
 * Fetches updates by long polling and handles a batch at once: concurrently across chats, in order within one (the bot's
 * `sequentialize`). A batch is confirmed by the next request only, after it was handled, so a kill repeats it and loses none.
 */
export function createUpdates(bot: Bot<BotContext>, log: Log): Updates {
  let offset = 0
  let quietSince = Number.POSITIVE_INFINITY
  let hasSettled = false
  const stopping = new AbortController()

  function pauseAfterConflict(): number {
    hasSettled ||= performance.now() - quietSince >= undisturbedMilliseconds
    const pause = hasSettled ? 500 : yieldMilliseconds
    quietSince = performance.now() + pause
    return pause
  }

  /** Waits and retries whatever happens: another instance, a Telegram that is down, a token that was just changed. */
  const supply: UpdateSupplier<Update>['supply'] = async (_batch, signal) => {
    for (let failures = 0; ; failures += 1) {
      try {
        const updates = await bot.api.getUpdates(
          { offset, timeout: 25, limit: 100, allowed_updates: allowedUpdates },
          signal,
        )
        offset = (updates.at(-1)?.update_id ?? offset - 1) + 1
        return updates
      } catch (error) {
        if (signal.aborted) throw error
        const pause = isConflict(error) ? pauseAfterConflict() : pauseAfter(error, failures)
        log.warn({ reason: reasonOf(error), pauseMilliseconds: pause }, troubleOf(error))
        await sleep(pause, undefined, { signal: stopping.signal })
      }
    }
  }

  const sink = createBatchSink<Update>(
    { consume: (update) => bot.handleUpdate(update) },
    async (error) => log.error({ err: error }, 'an update failed past the boundary'),
    {
      timeout: {
        milliseconds: timeLimitMilliseconds,
        handler: (update) => log.error({ update: update.update_id }, 'an update takes too long; the others go on'),
      },
    },
  )
  const runner = createRunner(createSource({ supply }), sink)

  return {
    start() {
      quietSince = performance.now()
      runner.start()
      runner.task()?.catch((error: unknown) => log.fatal({ err: error }, 'polling ended'))
    },

    isRunning: () => !stopping.signal.aborted && runner.isRunning(),

    async stop() {
      stopping.abort()
      // The runner cannot be stopped before it was started.
      if (runner.task() !== undefined) await runner.stop()
      // What was handled is confirmed, or the next start would handle it again.
      if (offset > 0) {
        await bot.api
          .getUpdates({ offset, limit: 1, timeout: 0 })
          .catch((error: unknown) => log.debug({ reason: reasonOf(error) }, 'unconfirmed'))
      }
    },
  }
}

/** One line: what Telegram or the network says. A stack would only show the client's own code, again and again. */
export function reasonOf(error: unknown): string {
  if (error instanceof HttpError && error.error instanceof Error) return error.error.message
  return error instanceof Error ? error.message : String(error)
}

function isConflict(error: unknown): boolean {
  return error instanceof GrammyError && error.error_code === 409
}

function pauseAfter(error: unknown, failures: number): number {
  if (error instanceof GrammyError && error.parameters.retry_after !== undefined)
    return error.parameters.retry_after * 1000
  return Math.min(500 * 2 ** failures, longestPauseMilliseconds)
}

function troubleOf(error: unknown): string {
  if (!(error instanceof GrammyError)) return 'Telegram does not answer; trying again'
  if (isConflict(error)) return 'another instance of the bot runs with this token; waiting for it to stop'
  if (error.error_code === 401) return 'Telegram refuses the token; check BOT_TOKEN, trying again'
  return 'Telegram refuses to hand out updates; trying again'
}
