import { type Api, GrammyError, InputFile } from 'grammy'
import type { Log } from '../log.ts'
import { type Html, plainText, visibleLength } from '../views/html.ts'
import { type Attachment, type ButtonRows, type Reply, toMessages } from '../views/reply.ts'
import { inlineKeyboard } from './send.ts'

/** Where an answer goes: the chat that asked, its topic, and in a group the message that is answered. */
export type Destination = {
  readonly chat: number
  readonly thread?: number
  readonly inReplyTo?: number
  /** The text message whose button was pressed: what a reply with placement `replace` edits. */
  readonly pressed?: number
}

/** Telegram's limit of a caption, in UTF-16 units. */
const captionLimit = 1024

const isRefusedMarkup = (error: unknown) =>
  error instanceof GrammyError && error.error_code === 400 && error.description.includes("can't parse entities")

const isUnchanged = (error: unknown) =>
  error instanceof GrammyError && error.description.includes('message is not modified')

/** Deleted meanwhile, or too old to be edited. */
const isUneditable = (error: unknown) =>
  error instanceof GrammyError && error.error_code === 400 && !isRefusedMarkup(error)

function placeOf(to: Destination, buttons: ButtonRows | undefined) {
  const { thread, inReplyTo } = to
  return {
    ...(thread === undefined ? {} : { message_thread_id: thread }),
    ...(inReplyTo === undefined
      ? {}
      : { reply_parameters: { message_id: inReplyTo, allow_sending_without_reply: true } }),
    ...(buttons === undefined ? {} : { reply_markup: inlineKeyboard(buttons) }),
  }
}

/** Sends answers to the chat that asked. Mail to anybody else goes through the outbox. */
export function createResponder(api: Api, log: Log) {
  const noPreview = { link_preview_options: { is_disabled: true } }

  async function sendText(to: Destination, part: Html, buttons?: ButtonRows, awaitsReply = false): Promise<number> {
    // Selective: in a group the field opens for the person whom the question names.
    const question = awaitsReply ? { reply_markup: { force_reply: true as const, selective: true } } : {}
    const options = { ...noPreview, ...placeOf(to, buttons), ...question }
    try {
      return (await api.sendMessage(to.chat, part.markup, { ...options, parse_mode: 'HTML' })).message_id
    } catch (error) {
      if (!isRefusedMarkup(error)) throw error
      log.error({ err: error }, 'a reply was refused as markup and goes out plain')
      return (await api.sendMessage(to.chat, plainText(part), options)).message_id
    }
  }

  async function replaceText(to: Destination, messageId: number, part: Html, buttons?: ButtonRows): Promise<number> {
    const markup = buttons === undefined ? {} : { reply_markup: inlineKeyboard(buttons) }
    try {
      await api.editMessageText(to.chat, messageId, part.markup, { ...noPreview, ...markup, parse_mode: 'HTML' })
      return messageId
    } catch (error) {
      if (isUnchanged(error)) return messageId
      if (isUneditable(error)) return sendText(to, part, buttons)
      throw error
    }
  }

  async function sendAttachment(
    to: Destination,
    attachment: Attachment,
    caption?: Html,
    buttons?: ButtonRows,
  ): Promise<number> {
    const file = new InputFile(attachment.bytes, attachment.fileName)
    const text = caption === undefined ? {} : { caption: caption.markup, parse_mode: 'HTML' as const }
    const options = { ...placeOf(to, buttons), ...text }
    const sent =
      attachment.kind === 'picture' ? api.sendPhoto(to.chat, file, options) : api.sendDocument(to.chat, file, options)
    return (await sent).message_id
  }

  async function sendMessages(to: Destination, reply: Reply, messages: readonly Html[]): Promise<number | undefined> {
    let last: number | undefined
    for (const [index, part] of messages.entries()) {
      const isLast = index === messages.length - 1
      const buttons = isLast ? reply.buttons : undefined
      const replaced = index === 0 && reply.placement === 'replace' ? to.pressed : undefined
      const { chat, thread } = to
      const next = index === 0 ? to : { chat, ...(thread === undefined ? {} : { thread }) }
      last =
        replaced === undefined
          ? await sendText(next, part, buttons, isLast && reply.awaitsReply === true)
          : await replaceText(to, replaced, part, buttons)
    }
    return last
  }

  return {
    /** @returns the id of the last message of the answer, if it has one */
    async respond(to: Destination, reply: Reply): Promise<number | undefined> {
      const messages = toMessages(reply.blocks)
      const { attachment } = reply
      if (attachment === undefined) return sendMessages(to, reply, messages)
      const [only] = messages
      const fits = messages.length === 1 && only !== undefined && visibleLength(only) <= captionLimit
      if (fits) return sendAttachment(to, attachment, only, reply.buttons)
      const sent = await sendAttachment(to, attachment)
      return (await sendMessages(to, { ...reply, placement: 'new' }, messages)) ?? sent
    },
  }
}

export type Responder = ReturnType<typeof createResponder>
