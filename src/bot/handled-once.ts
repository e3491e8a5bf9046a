import type { MiddlewareFn } from 'grammy'
import type { App } from '../app.ts'
import type { BotContext } from './context.ts'
import { updateKey } from './update-key.ts'

/**
 * Passes over an update that was handled before, or still is: Telegram delivers a whole batch again after a kill, and by webhook
 * what took too long. One that the kill broke off is handled again, for whoever wrote it has no answer.
 */
export function handledOnce({ store, clock, log }: Pick<App, 'store' | 'clock' | 'log'>): MiddlewareFn<BotContext> {
  const underWay = new Set<string>()

  function note(key: string): void {
    try {
      store.handledUpdates.note(key, clock.now())
    } catch (error) {
      log.warn({ err: error, update: key }, 'that an update was handled could not be noted')
    }
  }

  return async (ctx, next) => {
    // An inline question changes nothing, and there is one for every letter.
    if (ctx.inlineQuery !== undefined) return next()
    const key = updateKey(ctx)
    if (underWay.has(key) || store.handledUpdates.has(key)) {
      log.info({ update: key }, 'an update came again and is passed over')
      return
    }
    underWay.add(key)
    try {
      await next()
    } finally {
      underWay.delete(key)
      note(key)
    }
  }
}
