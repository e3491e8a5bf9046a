import type { MiddlewareFn } from 'grammy'
import type { App } from '../app.ts'
import type { BotContext } from './context.ts'

/**
 * Passes over an update that was handled before, or still is: Telegram delivers a whole batch again after a kill, and by webhook
 * what took too long. One that the kill broke off is handled again, for whoever wrote it has no answer.
 */
export function handledOnce({ store, clock, log }: Pick<App, 'store' | 'clock' | 'log'>): MiddlewareFn<BotContext> {
  const underWay = new Set<number>()

  function note(id: number): void {
    try {
      store.handledUpdates.note(id, clock.now())
    } catch (error) {
      log.warn({ err: error, update: id }, 'that an update was handled could not be noted')
    }
  }

  return async (ctx, next) => {
    const { update_id: id } = ctx.update
    // An inline question changes nothing, and there is one for every letter.
    if (ctx.inlineQuery !== undefined) return next()
    if (underWay.has(id) || store.handledUpdates.has(id)) {
      log.info({ update: id }, 'an update came again and is passed over')
      return
    }
    underWay.add(id)
    try {
      await next()
    } finally {
      underWay.delete(id)
      note(id)
    }
  }
}
