import { Api, type ApiClientOptions, GrammyError, HttpError, InputFile } from 'grammy'
import type { InlineKeyboardButton, InlineKeyboardMarkup, Message } from 'grammy/types'
import type { OutgoingMail, Payload } from '../outbox/mail.ts'
import type { Inspection, Inspector, Sender, SendOutcome } from '../outbox/outcome.ts'
import { plainText } from '../views/html.ts'
import type { Button, ButtonRows } from '../views/reply.ts'
import { outcomeOfError, outcomeOfHttpError } from './send-errors.ts'

/**
 * Options of every Bot API client here: an answer within 30 s (grammY's own limit is 500), and no idle connection kept
 * longer than servers keep theirs, for one that breaks under a request leaves its outcome unknown.
 */
export function apiOptions(apiRoot: string): ApiClientOptions {
  const idle = { keepAlive: true, timeout: 15_000 }
  // An `import` of node:http makes Node load its fetch and WebSocket with it, 5 MB that nobody asked for.
  const { Agent } = process.getBuiltinModule(apiRoot.startsWith('https:') ? 'node:https' : 'node:http')
  const agent = new Agent(idle)
  return { apiRoot, timeoutSeconds: 30, baseFetchConfig: { agent, compress: true } }
}

/**
 * The outbox's way to Telegram. It has a client of its own: nothing that is installed on the bot's (a pace for replies, a
 * retry) may touch mail, whose repeats the outbox alone decides.
 * @param timeoutSeconds for tests
 */
export function createSender(parts: {
  readonly token: string
  readonly apiRoot: string
  readonly timeoutSeconds?: number
}): Sender & Inspector {
  const { token, apiRoot, ...rest } = parts
  const api = new Api(token, { ...apiOptions(apiRoot), ...rest })

  async function deliver(mail: OutgoingMail): Promise<SendOutcome> {
    const chat = chatId(mail.chat)
    const { payload } = mail
    if (payload.kind !== 'edit') return sent(await post(api, chat, mail))
    const edited = await api.editMessageText(chat, payload.messageId, text(payload.html, mail), {
      ...textOptions(mail),
      ...keyboard(payload),
    })
    // Only an inline message, which mail never is, is answered with `true`.
    if (edited === true) return { type: 'refused', description: 'an inline message', markup: false }
    return sent(edited)
  }

  return {
    async send(mail) {
      try {
        return await deliver(mail)
      } catch (error) {
        if (error instanceof GrammyError) return outcomeOfError(error, mail)
        if (error instanceof HttpError) return outcomeOfHttpError(error)
        throw error
      }
    },

    async probe() {
      try {
        await api.getMe()
        return true
      } catch (error) {
        if (error instanceof GrammyError || error instanceof HttpError) return false
        throw error
      }
    },

    async inspect(chat, messageId, via) {
      try {
        const copy = await api.forwardMessage(chatId(via), chatId(chat), messageId, { disable_notification: true })
        await discard(api, chatId(via), copy.message_id)
        return contentOf(copy)
      } catch (error) {
        return inspectionOf(error)
      }
    },
  }
}

function post(api: Api, chat: number | string, mail: OutgoingMail) {
  const { payload } = mail
  const place = {
    ...(mail.thread === 0 ? {} : { message_thread_id: mail.thread }),
    ...(mail.isPaid ? { allow_paid_broadcast: true } : {}),
  }
  if (payload.kind === 'message') {
    const options = { ...textOptions(mail), ...place, ...keyboard(payload), ...silence(payload) }
    return api.sendMessage(chat, text(payload.html, mail), options)
  }
  if (payload.kind === 'edit') throw new Error('An edit is no new message')
  const caption = payload.caption === undefined ? {} : { caption: text(payload.caption, mail), ...parseMode(mail) }
  const options = { ...caption, ...place, ...keyboard(payload), ...silence(payload) }
  const file = new InputFile(Buffer.from(payload.base64, 'base64'), payload.fileName)
  return payload.kind === 'picture' ? api.sendPhoto(chat, file, options) : api.sendDocument(chat, file, options)
}

/** As the methods take it: a number, or the @name. */
function chatId(address: string): number | string {
  return address.startsWith('@') ? address : Number(address)
}

function text(markup: string, mail: OutgoingMail): string {
  return mail.plain ? plainText({ markup }) : markup
}

function parseMode(mail: OutgoingMail): { parse_mode?: 'HTML' } {
  return mail.plain ? {} : { parse_mode: 'HTML' }
}

function textOptions(mail: OutgoingMail) {
  return { ...parseMode(mail), link_preview_options: { is_disabled: true } }
}

function silence(payload: Exclude<Payload, { kind: 'edit' }>): { disable_notification?: true } {
  return payload.silent === true ? { disable_notification: true } : {}
}

function keyboard(payload: Payload): { reply_markup?: InlineKeyboardMarkup } {
  return payload.buttons === undefined ? {} : { reply_markup: inlineKeyboard(payload.buttons) }
}

/** Buttons as Telegram takes them. */
export function inlineKeyboard(rows: ButtonRows): InlineKeyboardMarkup {
  return { inline_keyboard: rows.map((row) => row.map(inlineButton)) }
}

function inlineButton(button: Button): InlineKeyboardButton {
  if ('data' in button) return { text: button.text, callback_data: button.data }
  if ('url' in button) return { text: button.text, url: button.url }
  return { text: button.text, switch_inline_query: button.inlineQuery }
}

function sent(message: Pick<Message, 'message_id' | 'chat'>): SendOutcome {
  const { id, type } = message.chat
  return { type: 'sent', messageId: message.message_id, chat: { id: String(id), kind: type } }
}

function contentOf(message: Message): Inspection {
  const fileName = message.document?.file_name
  const text = message.text ?? message.caption ?? ''
  return { type: 'present', text, ...(fileName === undefined ? {} : { fileName }) }
}

/** A copy that stays is a blemish in the staff chat, not a reason to know less. */
async function discard(api: Api, chat: number | string, messageId: number): Promise<void> {
  try {
    await api.deleteMessage(chat, messageId)
  } catch (error) {
    if (!(error instanceof GrammyError || error instanceof HttpError)) throw error
  }
}

// For these two answers Telegram gives nothing but the description.
function inspectionOf(error: unknown): Inspection {
  if (error instanceof HttpError) return { type: 'unknown', reason: 'no answer' }
  if (!(error instanceof GrammyError)) throw error
  if (/message to forward not found|MESSAGE_ID_INVALID/i.test(error.description)) return { type: 'absent' }
  if (/can't be forwarded/i.test(error.description)) return { type: 'unreadable' }
  return { type: 'unknown', reason: error.description }
}
