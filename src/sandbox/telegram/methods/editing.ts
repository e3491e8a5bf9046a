import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { formatText } from '../formatted-text.ts'
import { messageJson } from '../json.ts'
import { parseMarkup } from '../keyboards.ts'
import { type Machine, method } from '../machine.ts'
import { type Content, type Message, shown } from '../model.ts'
import { chatReference, entityList, integer, linkPreview, text } from '../parameters.ts'
import { badRequest } from '../refusal.ts'

const place = {
  chat_id: chatReference.optional(),
  message_id: integer.optional(),
  reply_markup: z.unknown().optional(),
}
type Place = z.output<z.ZodObject<typeof place>>

export const editMessageText = method(
  {
    ...place,
    text: text.optional(),
    parse_mode: text.optional(),
    entities: entityList.optional(),
    link_preview_options: linkPreview.optional(),
  },
  (parameters, { machine }) => {
    const { text: source, parse_mode: parseMode, entities } = parameters
    const formatted = formatText({ text: source, parseMode, entities, purpose: 'text' })
    const message = findEditable(machine, parameters)
    if (shown(message).content.kind !== 'text') throw badRequest('there is no text in the message to edit')
    const linkPreview = parameters.link_preview_options
    const content: Content = { kind: 'text', text: formatted.text, entities: formatted.entities, linkPreview }
    return change(machine, parameters, { message, content, dropped: formatted.dropped })
  },
)

function findEditable({ world }: Machine, parameters: Place): Message {
  const chat = world.chatForWriting(parameters.chat_id)
  const message = world.findMessage(chat, parameters.message_id)
  if (!message) throw badRequest('message to edit not found')
  // A channel's posts may be edited by its administrators, whoever wrote them; elsewhere a bot edits its own only.
  const isOwn = message.author.kind === 'bot' && message.forwardedFrom === undefined && !message.isViaBot
  if (!isOwn && chat.kind !== 'channel') throw badRequest("message can't be edited")
  return message
}

function change(
  machine: Machine,
  parameters: Place,
  made: { message: Message; content: Content; dropped: number },
): unknown {
  const { world, warnings } = machine
  const { message, content, dropped } = made
  const chat = world.getChat(message.chatId)
  const markup = parseMarkup(parameters.reply_markup, { isPrivate: chat.kind === 'private' })
  if (markup.kind !== 'none' && markup.kind !== 'inline') throw badRequest('inline keyboard expected')
  // An edit without buttons takes the old buttons away.
  const keyboard = markup.kind === 'inline' ? markup.keyboard : undefined
  const before = shown(message)
  const isSame = (a: Content, b: Content) =>
    a.text === b.text && a.file === b.file && isDeepStrictEqual(a.entities, b.entities)
  if (isSame(before.content, content) && isDeepStrictEqual(before.keyboard, keyboard)) {
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    )
  }
  world.edit(message, { content, keyboard })
  if (dropped > 0) warnings.push({ kind: 'dropped-entities', chatId: chat.id, count: dropped })
  return messageJson(world, message)
}
