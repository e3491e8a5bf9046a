import { z } from 'zod'
import { takeFile } from '../files.ts'
import { formatText } from '../formatted-text.ts'
import { messageJson } from '../json.ts'
import { type Markup, parseMarkup } from '../keyboards.ts'
import { type Machine, type MethodContext, method } from '../machine.ts'
import { type AwaitsReplyOf, type Chat, type Content, type Message, shown } from '../model.ts'
import { chatReference, entityList, flag, integer, linkPreview, replyParameters, text } from '../parameters.ts'
import { badRequest } from '../refusal.ts'

const place = {
  chat_id: chatReference.optional(),
  message_thread_id: integer.optional(),
  disable_notification: flag.optional(),
  /** Taken, and the Stars are not asked for. */
  allow_paid_broadcast: flag.optional(),
  reply_parameters: replyParameters.optional(),
  reply_markup: z.unknown().optional(),
}
const captioned = {
  ...place,
  caption: text.optional(),
  parse_mode: text.optional(),
  caption_entities: entityList.optional(),
}
type Place = z.output<z.ZodObject<typeof place>>

export const sendMessage = method(
  {
    ...place,
    text: text.optional(),
    parse_mode: text.optional(),
    entities: entityList.optional(),
    link_preview_options: linkPreview.optional(),
  },
  (parameters, context) => {
    const { text: source, parse_mode: parseMode, entities } = parameters
    const formatted = formatText({ text: source, parseMode, entities, purpose: 'text' })
    const linkPreview = parameters.link_preview_options
    const content: Content = { kind: 'text', text: formatted.text, entities: formatted.entities, linkPreview }
    return post(context.machine, parameters, { content, dropped: formatted.dropped })
  },
)

export const sendPhoto = method({ ...captioned, photo: text.optional() }, (parameters, context) =>
  postFile(parameters, context, { kind: 'photo', value: parameters.photo }),
)

export const sendDocument = method({ ...captioned, document: text.optional() }, (parameters, context) =>
  postFile(parameters, context, { kind: 'document', value: parameters.document }),
)

function postFile(
  parameters: z.output<z.ZodObject<typeof captioned>>,
  { machine, uploads }: MethodContext,
  { kind, value }: { kind: 'photo' | 'document'; value: string | undefined },
): unknown {
  const file = takeFile({ world: machine.world, value, field: kind, kind, uploads })
  const { caption, parse_mode: parseMode, caption_entities: entities } = parameters
  const formatted = formatText({ text: caption, parseMode, entities, purpose: 'caption' })
  const content: Content = { kind, text: formatted.text, entities: formatted.entities, file }
  return post(machine, parameters, { content, dropped: formatted.dropped })
}

function post(machine: Machine, parameters: Place, made: { content: Content; dropped: number }): unknown {
  const { world } = machine
  const chat = world.chatForWriting(parameters.chat_id)
  const markup = parseMarkup(parameters.reply_markup, { isPrivate: chat.kind === 'private' })
  if (chat.kind === 'channel' && markup.kind !== 'none' && markup.kind !== 'inline') {
    throw badRequest('inline keyboard expected')
  }
  const replyTo = answeredMessage(machine, chat, parameters)
  const message = world.post(chat, {
    author: { kind: 'bot' },
    content: made.content,
    keyboard: markup.kind === 'inline' ? markup.keyboard : undefined,
    replyTo,
    awaitsReplyOf: markup.kind === 'force-reply' ? awaited(chat, made.content, { ...markup, replyTo }) : [],
    threadId: threadOf(chat, parameters.message_thread_id),
    isSilent: parameters.disable_notification,
  })
  showKeyboard(machine, chat, markup)
  if (made.dropped > 0) machine.warnings.push({ kind: 'dropped-entities', chatId: chat.id, count: made.dropped })
  return messageJson(world, message)
}

/** Selective: of those whom the text mentions, and of the author of the message that it answers. */
function awaited(
  chat: Chat,
  { entities }: Content,
  { isSelective, replyTo }: { readonly isSelective: boolean; readonly replyTo: number | undefined },
): AwaitsReplyOf {
  if (!isSelective || chat.kind === 'private') return 'everybody'
  const author = replyTo === undefined ? undefined : chat.messages.get(replyTo)?.author
  return [...entities.flatMap(({ user_id: id }) => id ?? []), ...(author?.kind === 'person' ? [author.id] : [])]
}

function answeredMessage({ world }: Machine, chat: Chat, parameters: Place): number | undefined {
  const reply = parameters.reply_parameters
  if (!reply) return undefined
  const target = reply.chat_id === undefined ? chat : world.chatForBot(reply.chat_id)
  if (world.findMessage(target, reply.message_id)) return target === chat ? reply.message_id : undefined
  if (reply.allow_sending_without_reply) return undefined
  throw badRequest('message to be replied not found')
}

function threadOf(chat: Chat, threadId: number | undefined): number | undefined {
  if (threadId === undefined || threadId === 0) return undefined
  if (!chat.topics.has(threadId)) throw badRequest('message thread not found')
  if (chat.closedTopics.has(threadId)) throw badRequest('TOPIC_CLOSED')
  return threadId
}

function showKeyboard({ world }: Machine, chat: Chat, markup: Markup): void {
  if (markup.kind === 'reply') chat.replyKeyboard = markup.keyboard
  else if (markup.kind === 'remove') chat.replyKeyboard = undefined
  else return
  world.emit({ kind: 'keyboard', chatId: chat.id })
}

const copied = {
  chat_id: chatReference.optional(),
  from_chat_id: chatReference.optional(),
  message_id: integer,
  message_thread_id: integer.optional(),
  disable_notification: flag.optional(),
}

export const forwardMessage = method(copied, (parameters, { machine }) => {
  const { world } = machine
  const { chat, source, origin } = findSource(machine, parameters, 'message to forward not found')
  const message = world.post(chat, {
    author: { kind: 'bot' },
    content: shown(source).content,
    threadId: threadOf(chat, parameters.message_thread_id),
    isSilent: parameters.disable_notification,
    forwardedFrom: origin.title,
  })
  return messageJson(world, message)
})

function findSource(
  { world }: Machine,
  parameters: z.output<z.ZodObject<typeof copied>>,
  refusal: string,
): { chat: Chat; source: Message; origin: Chat } {
  const chat = world.chatForWriting(parameters.chat_id)
  const origin = world.chatForBot(parameters.from_chat_id)
  const source = world.findMessage(origin, parameters.message_id)
  if (!source || shown(source).content.kind === 'service') throw badRequest(refusal)
  return { chat, source, origin }
}

const twoDaysMs = 48 * 60 * 60 * 1000

export const deleteMessage = method(
  { chat_id: chatReference.optional(), message_id: integer.optional() },
  (parameters, { machine: { world } }) => {
    const chat = world.chatForBot(parameters.chat_id)
    if (parameters.message_id === undefined) throw badRequest('message identifier is not specified')
    const message = world.findMessage(chat, parameters.message_id)
    if (!message) throw badRequest('message to delete not found')
    // Older than 48 h stays, even where the bot is an administrator.
    const isOld = world.now().getTime() - message.sentAt.getTime() > twoDaysMs
    const isAdministrator = world.statusOf(chat, world.bot.id) === 'administrator'
    const mayDelete = chat.kind === 'private' || message.author.kind === 'bot' || isAdministrator
    if (isOld || !mayDelete) throw badRequest("message can't be deleted")
    world.delete(message)
    return true
  },
)
