import { sequentialize } from '@grammyjs/runner'
import { Bot } from 'grammy'
import type { App } from '../app.ts'
import type { Pace } from '../outbox/pace.ts'
import { commandIn, isAutomatic, questionIn } from './addressed.ts'
import { createAdministration } from './administration.ts'
import { createAnswering } from './answering.ts'
import type { Command } from './command.ts'
import type { BotContext } from './context.ts'
import { createDocuments } from './documents.ts'
import type { OnUnexpected } from './error-boundary.ts'
import { createForms } from './forms.ts'
import { handledOnce } from './handled-once.ts'
import { createInline } from './inline.ts'
import { noteHeard, noteMembership, noteMigration } from './membership.ts'
import { paceReplies } from './pace-replies.ts'
import { createRequests } from './requests.ts'
import { createResponder } from './respond.ts'
import { createRouter } from './router.ts'
import { apiOptions } from './send.ts'
import { createStaffRoll } from './staff-roll.ts'
import { timeLimit } from './time-limit.ts'

/** Less than Telegram waits for the answer of a webhook. */
const handlingLimit = 8

/** What people send. All else that comes as a message is Telegram's report of what happened in the chat. */
const contentWithoutWords = [
  'message:file',
  'message:contact',
  'message:location',
  'message:poll',
  'message:dice',
  'message:game',
  'message:story',
] as const

export type BotParts = {
  readonly app: App
  readonly token: string
  readonly commands: readonly Command[]
  readonly pace: Pace
  readonly onUnexpected?: OnUnexpected
  /** For tests: how long an update may take before its chat goes on. */
  readonly handlingSeconds?: number
}

/** The bot: what happens to an update is the column below, read from top to bottom. */
export function createBot(parts: BotParts): Bot<BotContext> {
  const { app, token, commands, pace, onUnexpected, handlingSeconds = handlingLimit } = parts
  const bot = new Bot<BotContext>(token, { client: apiOptions(app.config.telegramApiRoot) })
  bot.api.config.use(paceReplies(pace))
  const requests = createRequests(app, commands, createAdministration(bot.api, app.clock))
  const staffRoll = createStaffRoll(bot.api, app)
  const responder = createResponder(bot.api, app.log)
  const router = createRouter(app, commands)
  const inline = createInline(app)
  const answering = createAnswering({
    app,
    requests,
    responder,
    ...(onUnexpected === undefined ? {} : { onUnexpected }),
  })

  const documents = createDocuments({ app, token, router, answering, requests })

  bot.use(sequentialize((ctx) => String(ctx.chat?.id ?? ctx.from?.id ?? '')))
  bot.use(
    timeLimit(handlingSeconds * 1000, (update) =>
      app.log.warn({ update }, 'an update takes too long; its chat goes on'),
    ),
  )
  bot.use(answering.boundary)
  bot.use(handledOnce(app))
  bot.use((_, next) => {
    inline.settle()
    return next()
  })
  bot.use((ctx, next) => {
    noteHeard(ctx, app)
    return next()
  })
  bot.on('channel_post', (ctx) =>
    app.store.chats.noteMessage({ address: String(ctx.chat.id) }, 'channel', ctx.msg.message_id, app.clock.now()),
  )
  bot.on('my_chat_member', (ctx) => noteMembership(ctx.myChatMember, app))
  bot.on('chat_member', (ctx) => staffRoll.noteChange(ctx.chatMember))
  bot.on('message:left_chat_member', (ctx) => staffRoll.noteLeft(ctx.message))
  bot.on('message:migrate_to_chat_id', (ctx) => noteMigration(ctx.message, app))
  bot.on('message').filter(
    (ctx) => isAutomatic(ctx.message),
    () => {},
  )
  bot.use(staffRoll.note)
  bot.on('inline_query', (ctx) => inline.answer(ctx))
  bot.use(createForms({ app, requests, responder, router, commands }))
  bot.on('callback_query:data', (ctx) =>
    answering.answer(ctx, '', (request) =>
      router.press(ctx.callbackQuery.data, request, ctx.callbackQuery.message?.message_id ?? 0),
    ),
  )
  bot.on('message:text', async (ctx) => {
    const command = commandIn(ctx.message, ctx.me.username)
    if (command !== undefined) {
      // In a group a command that is none of ours is another bot's, unless it names this one.
      const isOurs = command.isNamed || router.knows(command.name) || requests.placeOf(ctx.chat) !== 'group'
      if (!isOurs) return
      return answering.answer(ctx, command.text, (request) => router.command(command.name, request))
    }
    if (ctx.message.text.startsWith('/') && ctx.chat.type !== 'private') return
    const question = questionIn(ctx.message, ctx.me.username)
    if (question !== undefined) await answering.answer(ctx, question, (request) => router.question(request))
  })
  bot
    .chatType('private')
    .on('message:location', (ctx) =>
      answering.answer(ctx, '', (request) => router.location(request, ctx.message.location)),
    )
  bot.on('message:document', (ctx, next) => documents.take(ctx, next))
  bot.on([...contentWithoutWords], (ctx) => answering.textOnly(ctx))
  return bot
}
