import { formatText, plainText, textLimit } from './formatted-text.ts'
import { messageJson, personJson } from './json.ts'
import type { Machine } from './machine.ts'
import { setBlocked } from './membership.ts'
import { type Chat, type Content, type Message, shown } from './model.ts'
import type { World } from './world.ts'

export type Sent = {
  readonly messageId: number /** Undefined where the bot is not told. */
  readonly updateId: number | undefined
}
export type SendOptions = { readonly chatId?: number; readonly replyTo?: number; readonly threadId?: number }
export type SentFile = {
  readonly name: string
  readonly mimeType?: string
  readonly content: string | Uint8Array
  readonly caption?: string
}

/** A person writes: to the bot, or to the chat in `chatId`. Writing to the bot starts it and lets it in again. */
export function sendText(machine: Machine, userId: number, text: string, options: SendOptions = {}): Sent {
  const { world } = machine
  const chat = world.getChat(options.chatId ?? userId)
  requireMembership(world, chat, userId)
  const formatted = plainText(text)
  if (formatted.text === '' || formatted.text.length > textLimit) throw new Error('A person sends 1–4096 characters')
  if (chat.kind === 'private') {
    setBlocked(machine, userId, false)
    world.getPerson(userId).hasStarted = true
  }
  const message = world.post(chat, {
    author: chat.kind === 'channel' ? { kind: 'chat' } : { kind: 'person', id: userId },
    content: { kind: 'text', text: formatted.text, entities: formatted.entities },
    replyTo: options.replyTo,
    threadId: options.threadId,
  })
  useUpKeyboard(world, chat, text)
  return { messageId: message.id, updateId: tell(machine, chat, message) }
}

export function editText(machine: Machine, userId: number, messageId: number, text: string, chatId = userId): Sent {
  const { world, updates } = machine
  const chat = world.getChat(chatId)
  const message = getMessage(world, chat, messageId)
  const { text: words, entities } = plainText(text)
  world.edit(message, { content: { kind: 'text', text: words, entities }, keyboard: undefined })
  if (!isHeard(machine, chat, message)) return { messageId, updateId: undefined }
  const kind = chat.kind === 'channel' ? 'edited_channel_post' : 'edited_message'
  return { messageId, updateId: updates.push(kind, messageJson(world, message)) }
}

export function sendDocument(machine: Machine, userId: number, file: SentFile, chatId = userId): Sent {
  const { world } = machine
  const chat = world.getChat(chatId)
  requireMembership(world, chat, userId)
  const bytes = typeof file.content === 'string' ? new TextEncoder().encode(file.content) : file.content
  const id = `PERSON${String(world.files.size + 1).padStart(6, '0')}`
  const mimeType = file.mimeType ?? 'application/octet-stream'
  const stored = { id, name: file.name, mimeType, bytes, width: 0, height: 0 }
  world.files.set(id, stored)
  const { text, entities } = plainText(file.caption ?? '')
  const content: Content = { kind: 'document', text, entities, file: stored }
  const message = world.post(chat, { author: { kind: 'person', id: userId }, content })
  return { messageId: message.id, updateId: tell(machine, chat, message) }
}

/** A person shares where they are; the chat shows the coordinates. */
export function sendLocation(machine: Machine, userId: number, latitude: number, longitude: number): Sent {
  const { world, updates } = machine
  const chat = world.getChat(userId)
  const content: Content = { kind: 'text', text: `📍 ${latitude}, ${longitude}`, entities: [] }
  const message = world.post(chat, { author: { kind: 'person', id: userId }, content })
  const { text: _shown, ...rest } = messageJson(world, message)
  return { messageId: message.id, updateId: updates.push('message', { ...rest, location: { latitude, longitude } }) }
}

/** A press on an inline button that the message shows now; answers the id of the callback query. */
export function press(machine: Machine, userId: number, chatId: number, messageId: number, data: string): string {
  const { world, queries, updates } = machine
  const chat = world.getChat(chatId)
  if (chat.kind !== 'channel') requireMembership(world, chat, userId)
  const message = getMessage(world, chat, messageId)
  const buttons = shown(message).keyboard?.flat() ?? []
  if (!buttons.some((button) => button.callback_data === data)) {
    throw new Error(`Message ${messageId} has no button with the data ${JSON.stringify(data)}`)
  }
  const queryId = queries.ask({ kind: 'callback', userId, chatId, messageId })
  updates.push('callback_query', {
    id: queryId,
    from: personJson(world.getPerson(userId)),
    message: messageJson(world, message),
    chat_instance: String(chatId),
    data,
  })
  return queryId
}

/** A person types `@bot query` somewhere; answers the id of the inline query. */
export function inlineQuery(machine: Machine, userId: number, query: string, offset = ''): string {
  const { world, queries, updates } = machine
  const queryId = queries.ask({ kind: 'inline', userId, query })
  const from = personJson(world.getPerson(userId))
  updates.push('inline_query', { id: queryId, from, query, offset, chat_type: 'private' })
  return queryId
}

export type ChosenResult = { readonly queryId: string; readonly resultId: string; readonly chatId: number }

/** A person sends one of the bot's inline results. */
export function chooseInlineResult(machine: Machine, userId: number, chosen: ChosenResult): number {
  const { world } = machine
  const result = world.inlineAnswers.get(chosen.queryId)?.results.find(({ id }) => id === chosen.resultId)
  if (!result) throw new Error(`No inline result ${chosen.resultId}`)
  const chat = world.getChat(chosen.chatId)
  requireMembership(world, chat, userId)
  const { content, keyboard } = result
  const message = world.post(chat, { author: { kind: 'person', id: userId }, content, keyboard, isViaBot: true })
  tell(machine, chat, message)
  return message.id
}

/** A human administrator's post; `html` as a bot would write it. */
export function postToChannel(machine: Machine, chatId: number, html: string): number {
  const { world } = machine
  const { text, entities } = formatText({ text: html, parseMode: 'HTML', entities: undefined, purpose: 'text' })
  const chat = world.getChat(chatId)
  const message = world.post(chat, { author: { kind: 'chat' }, content: { kind: 'text', text, entities } })
  tell(machine, chat, message)
  return message.id
}

function tell(machine: Machine, chat: Chat, message: Message): number | undefined {
  if (!isHeard(machine, chat, message)) return undefined
  const kind = chat.kind === 'channel' ? 'channel_post' : 'message'
  return machine.updates.push(kind, messageJson(machine.world, message))
}

// Privacy mode: in a group where it is no administrator, a bot hears commands, mentions and answers to itself only.
function isHeard({ world }: Machine, chat: Chat, message: Message): boolean {
  const status = world.statusOf(chat, world.bot.id)
  if (chat.kind === 'private' || status === 'administrator') return true
  if (status !== 'member' || chat.kind === 'channel') return false
  const answered = message.replyTo === undefined ? undefined : chat.messages.get(message.replyTo)
  return isAddressed(world, shown(message).content) || message.isViaBot || answered?.author.kind === 'bot'
}

function isAddressed(world: World, { text, entities }: Content): boolean {
  const mention = `@${world.bot.username}`.toLowerCase()
  return entities.some(({ type, offset, length }) => {
    const words = text.slice(offset, offset + length).toLowerCase()
    if (type === 'bot_command') return !words.includes('@') || words.endsWith(mention)
    return type === 'mention' && words === mention
  })
}

function useUpKeyboard(world: World, chat: Chat, text: string): void {
  if (!chat.replyKeyboard?.isOneTime || !chat.replyKeyboard.rows.flat().includes(text)) return
  chat.replyKeyboard = undefined
  world.emit({ kind: 'keyboard', chatId: chat.id })
}

function getMessage(world: World, chat: Chat, messageId: number): Message {
  const message = world.findMessage(chat, messageId)
  if (!message) throw new Error(`Chat ${chat.id} has no message ${messageId}`)
  return message
}

function requireMembership(world: World, chat: Chat, userId: number): void {
  const isMember = !['left', 'kicked'].includes(world.statusOf(chat, userId))
  const isInside = chat.kind === 'private' ? chat.id === userId : isMember
  if (!isInside) throw new Error(`Person ${userId} is not in chat ${chat.id}`)
}
