import type { MiddlewareFn } from 'grammy'
import type { BotContext } from './context.ts'

/**
 * Lets the next update of a chat go on when the handling of one takes longer than this: one that hangs would hold its chat
 * for ever, and with it every batch that another update of the chat is in. What takes too long goes on by itself.
 */
export function timeLimit(milliseconds: number, onLate: (updateId: number) => void): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(() => {
        onLate(ctx.update.update_id)
        resolve()
      }, milliseconds)
    })
    try {
      await Promise.race([next(), late])
    } finally {
      clearTimeout(timer)
    }
  }
}
