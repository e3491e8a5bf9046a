import { languageFromTag } from '../domain/language.ts'
import type { SandboxPageOptions, SandboxPersona } from './page-options.ts'
import type { WorldEvent } from './telegram/model.ts'
import { type MessageView, viewMessage } from './telegram/transcript.ts'

const shownMessages = 200

/** Chats that the persona sees: the private chat with the bot, the staff group for staff, and the channels. */
export function watchedChats(options: SandboxPageOptions, persona: SandboxPersona): ReadonlySet<number> {
  const staff = persona.kind === 'staff' && options.staffChatId !== undefined ? [options.staffChatId] : []
  return new Set([persona.userId, ...staff, ...Object.values(options.channels)])
}

/** Everything the page shows at first. */
export function snapshotFor(options: SandboxPageOptions, persona: SandboxPersona) {
  const { telegram, personas, channels, timeZone } = options
  const language = languageFromTag(telegram.person(persona.userId).languageCode)
  const channelLanguages = new Map(Object.entries(channels).map(([code, chatId]) => [chatId, code]))
  const chats = [...watchedChats(options, persona)].map((chatId) => {
    const chat = telegram.chat(chatId)
    return {
      id: chatId,
      kind: chat.kind === 'private' || chat.kind === 'channel' ? chat.kind : 'group',
      title: chat.kind === 'private' ? telegram.bot.firstName : chat.title,
      username: chat.username,
      language: channelLanguages.get(chatId),
      messages: telegram.visible(chatId).slice(-shownMessages),
      keyboard: chat.replyKeyboard,
      commands: chat.kind === 'channel' ? [] : telegram.commandsFor(persona.userId, chatId),
    }
  })
  return {
    bot: {
      firstName: telegram.bot.firstName,
      username: telegram.bot.username,
      description: telegram.description(language),
    },
    persona: persona.kind,
    userId: persona.userId,
    personas: personas.map(({ kind, userId }) => ({ kind, userId, name: nameOf(options, userId) })),
    language,
    timeZone,
    chats,
  }
}

/** What one change looks like to the persona, or undefined where it does not concern them. */
export function viewEvent(
  options: SandboxPageOptions,
  persona: SandboxPersona,
  watched: ReadonlySet<number>,
  event: WorldEvent,
): { name: string; data: unknown } | undefined {
  const { telegram } = options
  if (event.kind === 'answer') {
    return event.answer.userId === persona.userId ? { name: 'answer', data: event.answer } : undefined
  }
  if (event.kind === 'inline-answer') {
    return { name: 'inline', data: telegram.inlineAnswer(event.queryId) }
  }
  if (event.kind === 'profile') return { name: 'profile', data: profileOf(options, persona) }
  if (event.kind === 'call' || !watched.has(event.chatId)) return undefined
  switch (event.kind) {
    case 'message':
    case 'edit':
    case 'delete':
      return { name: 'message', data: messageOf(options, event.chatId, event.messageId) }
    case 'keyboard':
      return { name: 'keyboard', data: { chatId: event.chatId, keyboard: telegram.chat(event.chatId).replyKeyboard } }
    case 'chat':
      return { name: 'profile', data: profileOf(options, persona) }
  }
}

function profileOf(options: SandboxPageOptions, persona: SandboxPersona) {
  const { bot, language, chats } = snapshotFor(options, persona)
  return { bot, language, chats: chats.map(({ id, title, commands }) => ({ id, title, commands })) }
}

function messageOf({ telegram }: SandboxPageOptions, chatId: number, messageId: number): MessageView | undefined {
  const chat = telegram.chat(chatId)
  const message = chat.messages.get(messageId)
  return message && viewMessage(chat, message)
}

function nameOf({ telegram }: SandboxPageOptions, userId: number): string {
  const { firstName, lastName } = telegram.person(userId)
  return [firstName, lastName].filter((part) => part !== undefined).join(' ')
}
