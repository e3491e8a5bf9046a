import { GrammyError, HttpError, type MiddlewareFn } from 'grammy'
import type { App } from '../app.ts'
import { DomainError } from '../domain/errors.ts'
import { html } from '../views/html.ts'
import { type Reply, reply } from '../views/reply.ts'
import type { Request } from './command.ts'
import { type BotContext, destinationOf, originOf } from './context.ts'
import { explain, type OnUnexpected } from './error-boundary.ts'
import type { Requests } from './requests.ts'
import type { Responder } from './respond.ts'

type Parts = {
  readonly app: App
  readonly requests: Requests
  readonly responder: Responder
  readonly onUnexpected?: OnUnexpected
}

/** What Telegram or the network refuses is no bug of ours and cannot be said to the person either. */
const isTelegramTrouble = (error: unknown) =>
  error instanceof HttpError || (error instanceof GrammyError && (error.error_code === 403 || error.error_code === 429))

/** Carries a reply to whoever asked, and sees to it that every pressed button and every failure is answered. */
export function createAnswering({ app, requests, responder, onUnexpected }: Parts) {
  async function closeQuery(ctx: BotContext, toast?: string): Promise<void> {
    if (ctx.callbackQuery === undefined) return
    try {
      await ctx.answerCallbackQuery(toast === undefined ? {} : { text: toast, show_alert: toast.length > 60 })
    } catch (error) {
      // Fifteen seconds and more after the press Telegram takes no answer: nothing is lost but the spinner.
      app.log.debug({ err: error }, 'a button was answered too late')
    }
  }

  async function tell(ctx: BotContext, error: unknown): Promise<void> {
    const origin = originOf(ctx)
    if (origin === undefined || isTelegramTrouble(error)) return
    const { t } = requests.request(origin, '')
    await responder.respond(destinationOf(ctx, origin), explain(error, t, app.log))
  }

  /** The root of everything: no update may throw past it, or polling would stop. */
  const boundary: MiddlewareFn<BotContext> = async (ctx, next) => {
    try {
      await next()
    } catch (error) {
      if (!(error instanceof DomainError)) onUnexpected?.(error)
      if (isTelegramTrouble(error)) app.log.warn({ err: error }, 'an answer could not be sent')
      try {
        await tell(ctx, error)
      } catch (second) {
        app.log.warn({ err: second }, 'not even the failure could be told')
      }
    } finally {
      if (!answered.has(ctx)) await closeQuery(ctx)
    }
  }

  const answered = new WeakSet<BotContext>()

  return {
    boundary,

    /** @param text what the person wrote behind the command, or the question */
    async answer(ctx: BotContext, text: string, ask: (request: Request) => Promise<Reply>): Promise<void> {
      const origin = originOf(ctx)
      if (origin === undefined) return
      const answer = await ask(requests.request(origin, text))
      answered.add(ctx)
      await closeQuery(ctx, answer.toast)
      await responder.respond(destinationOf(ctx, origin), answer)
      if (answer.form !== undefined) {
        await ctx.conversation.exitAll()
        await ctx.conversation.enter(answer.form)
      }
    },

    /** A sticker or a voice message in a private chat is answered; in groups such things are none of the bot's business. */
    async textOnly(ctx: BotContext): Promise<void> {
      const origin = originOf(ctx)
      if (origin === undefined || origin.chat.type !== 'private') return
      const { t } = requests.request(origin, '')
      await responder.respond(destinationOf(ctx, origin), reply(html`${t('bot.text-only')}`))
    },
  }
}
