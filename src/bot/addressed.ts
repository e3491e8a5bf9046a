import type { Message } from 'grammy/types'
import { isCancel } from './command.ts'

/** What of a message tells whom it is for. */
export type Addressed = {
  readonly text?: string
  readonly chat: { readonly type: Message['chat']['type'] }
  readonly reply_to_message?:
    | { readonly from?: { readonly username?: string }; readonly forum_topic_created?: object }
    | undefined
}

/**
 * The question in a message, or undefined where it is not for the bot: in a group only what mentions it or replies to it.
 * @param username of the bot, without @
 */
export function questionIn(message: Addressed, username: string): string | undefined {
  const text = message.text ?? ''
  if (message.chat.type === 'private') return text
  // A user name is letters, digits and underscores: “@cica_bot_2” is somebody else, “x@cica_bot” an address.
  const mention = new RegExp(`(?<![\\w@.-])@${username}(?!\\w)`, 'gi')
  const named = text.replace(mention, ' ')
  const { reply_to_message: answered } = message
  // In a topic every message stands as a reply to the one that opened the topic.
  const isReply = answered?.from?.username === username && answered.forum_topic_created === undefined
  return named === text && !isReply ? undefined : named.replace(/\s+/g, ' ').trim()
}

/**
 * What nobody wrote to the bot: another bot (two that answer each other never end), and a channel's post that Telegram puts into
 * the group of its readers. An administrator who writes as the group, and a person who writes as a channel, stand as bots too,
 * but have a chat for a sender.
 */
export function isAutomatic({ from, sender_chat: as, is_automatic_forward: forwarded }: Message): boolean {
  return forwarded === true || (from?.is_bot === true && as === undefined)
}

export type TypedCommand = {
  readonly name: string
  readonly text: string
  /** Whether it names this bot: `/help@cica_bot`. */
  readonly isNamed: boolean
}

/** `/meetings@cica_bot august` → meetings, “august”; undefined where it is no command or another bot's. */
export function commandIn(message: Message, username: string): TypedCommand | undefined {
  const typed = message.text ?? ''
  const match = /^\/([A-Za-z0-9_]{1,64})(?:@(\w+))?(?:\s+([\s\S]*))?$/.exec(typed)
  // Telegram knows no command in other letters: what stands there is a question, unless it is the one word.
  if (match === null)
    return typed.startsWith('/') && isCancel(typed.slice(1)) ? { name: 'cancel', text: '', isNamed: false } : undefined
  const [, name = '', to, text = ''] = match
  if (to !== undefined && to.toLowerCase() !== username.toLowerCase()) return undefined
  return { name, text, isNamed: to !== undefined }
}
