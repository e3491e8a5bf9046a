import type { MiddlewareFn } from 'grammy'
import type { App } from '../app.ts'
import { DomainError } from '../domain/errors.ts'
import { html, plainText } from '../views/html.ts'
import { type Reply, reply, toast } from '../views/reply.ts'
import { type BotContext, destinationOf, originOf } from './context.ts'
import { explain, type OnUnexpected } from './error-boundary.ts'
import type { Request } from './request.ts'
import type { Requests } from './requests.ts'
import type { Responder } from './respond.ts'
import { isTelegramTrouble } from './send-errors.ts'

type Parts = {
  readonly app: App
  readonly requests: Requests
  readonly responder: Responder
  readonly onUnexpected?: OnUnexpected
}

/** The whole of an answer where only a notice can be shown. */
function noticeOf(answer: Reply): Pick<Reply, 'toast' | 'open'> {
  if (answer.open !== undefined) return { open: answer.open }
  const words = answer.toast ?? answer.blocks.map(plainText).join('\n')
  return words === '' ? {} : toast(words)
}

/** Carries a reply to whoever asked, and sees to it that every pressed button and every failure is answered. */
export function createAnswering({ app, requests, responder, onUnexpected }: Parts) {
  async function closeQuery(ctx: BotContext, { toast, open }: Pick<Reply, 'toast' | 'open'> = {}): Promise<void> {
    if (ctx.callbackQuery === undefined) return
    try {
      if (open !== undefined) await ctx.answerCallbackQuery({ url: `https://t.me/${ctx.me.username}?start=${open}` })
      else await ctx.answerCallbackQuery(toast === undefined ? {} : { text: toast, show_alert: toast.length > 60 })
    } catch (error) {
      // Fifteen seconds and more after the press Telegram takes no answer: nothing is lost but the spinner.
      app.log.debug({ err: error }, 'a button was answered too late')
    }
  }

  async function tell(ctx: BotContext, error: unknown): Promise<void> {
    const origin = originOf(ctx)
    if (origin === undefined || isTelegramTrouble(error)) return
    const { t } = requests.request(origin, '')
    const told = explain(error, t, app.log)
    if (origin.chat.type !== 'channel') await responder.respond(destinationOf(ctx, origin), told)
    else await closeQuery(ctx, noticeOf(told))
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
      // Before anything is sent: a refusal by Telegram must not keep what was written into the form.
      if (answer.leavesForm === true) await ctx.conversation.exitAll()
      answered.add(ctx)
      // A reader's press writes nothing into the channel.
      if (origin.chat.type === 'channel') return closeQuery(ctx, noticeOf(answer))
      await closeQuery(ctx, answer)
      await responder.respond(destinationOf(ctx, origin), answer)
      if (answer.form !== undefined) {
        await ctx.conversation.exitAll()
        await ctx.conversation.enter(answer.form, answer.formText ?? '')
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
