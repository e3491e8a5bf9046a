import type { Message } from 'grammy/types'

/**
 * The question in a message, or undefined where it is not for the bot: in a group only what mentions it or replies to it.
 * @param username of the bot, without @
 */
export function questionIn(message: Message, username: string): string | undefined {
  const text = message.text ?? ''
  if (message.chat.type === 'private') return text
  const mention = `@${username}`
  const isMentioned = text.toLowerCase().includes(mention.toLowerCase())
  const isReply = message.reply_to_message?.from?.username === username
  if (!isMentioned && !isReply) return undefined
  return text.replace(new RegExp(mention, 'gi'), ' ').trim()
}

export type TypedCommand = { readonly name: string; readonly text: string }

/** `/meetings@cica_bot august` → meetings, “august”; undefined where it is no command or another bot's. */
export function commandIn(message: Message, username: string): TypedCommand | undefined {
  const match = /^\/([A-Za-z0-9_]{1,64})(?:@(\w+))?(?:\s+([\s\S]*))?$/.exec(message.text ?? '')
  if (match === null) return undefined
  const [, name = '', to, text = ''] = match
  if (to !== undefined && to.toLowerCase() !== username.toLowerCase()) return undefined
  return { name, text }
}
