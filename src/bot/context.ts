import type { ConversationFlavor } from '@grammyjs/conversations'
import type { Context } from 'grammy'
import type { Origin } from './requests.ts'
import type { Destination } from './respond.ts'
import { updateKey } from './update-key.ts'

export type BotContext = ConversationFlavor<Context>

/**
 * Where an update came from; undefined where nobody is there to be answered (a post in a channel, a service update). Under a
 * channel's post a reader may press a button, and is answered by a notice.
 */
export function originOf(ctx: Context): Origin | undefined {
  const { from, chat } = ctx
  if (from === undefined || chat === undefined) return undefined
  if (chat.type === 'channel' && ctx.callbackQuery === undefined) return undefined
  const message = ctx.msg
  const thread = message?.is_topic_message === true ? (message.message_thread_id ?? 0) : 0
  const username = 'username' in chat ? chat.username : undefined
  return {
    user: from,
    chat: { id: chat.id, type: chat.type, username },
    thread,
    updateKey: updateKey(ctx),
    botName: ctx.me.username,
  }
}

/** In a group the answer shows what it answers; a press is answered in its message. */
export function destinationOf(ctx: Context, origin: Origin): Destination {
  const pressed = ctx.callbackQuery?.message
  const asked = ctx.message?.message_id
  return {
    chat: origin.chat.id,
    ...(origin.thread === 0 ? {} : { thread: origin.thread }),
    ...(origin.chat.type !== 'private' && asked !== undefined ? { inReplyTo: asked } : {}),
    // A photo or a document has no text to replace, and date 0 marks a message that Telegram no longer gives access to.
    ...(pressed !== undefined && pressed.date !== 0 && pressed.text !== undefined
      ? { pressed: pressed.message_id }
      : {}),
  }
}
