/** Where a channel's post stands: its number, and the channel where the link names it (numeric id, or @name). */
export type PostPlace = { readonly messageId: number; readonly chat: string | undefined }

const linked = /^(?:https?:\/\/)?(?:t|telegram)\.me\/(?:c\/(?<id>\d+)|(?<name>[A-Za-z]\w+))\/(?<message>\d+)(?:\?\S*)?$/

/** A link as Telegram copies it from a post's menu; undefined where the text is none. */
export function parsePostLink(text: string): PostPlace | undefined {
  const { id, name, message } = linked.exec(text.trim())?.groups ?? {}
  const messageId = Number(message)
  if (!Number.isSafeInteger(messageId) || messageId <= 0) return undefined
  return { messageId, chat: id === undefined ? `@${name}` : `-100${id}` }
}

/** Whether a link may be one of a channel's: an id says nothing of a name. */
export function mayBeOf({ chat }: PostPlace, channel: string): boolean {
  if (chat === undefined || chat.startsWith('@') !== channel.startsWith('@')) return true
  return chat.toLowerCase() === channel.toLowerCase()
}

/** The link of a post; undefined where the channel's address makes none. */
export function postLink(channel: string, messageId: number): string | undefined {
  if (channel.startsWith('@')) return `https://t.me/${channel.slice(1)}/${messageId}`
  return channel.startsWith('-100') ? `https://t.me/c/${channel.slice(4)}/${messageId}` : undefined
}
