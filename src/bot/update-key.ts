import type { Context } from 'grammy'

/**
 * What an update is known by should it be delivered again. Its number alone is not enough: after a quiet week Telegram counts on
 * from anywhere, and a rehearsal from one, so what it is about stands beside it.
 */
export function updateKey({ update, callbackQuery, chat, msg, chatMember, myChatMember }: Context): string {
  const date = msg?.date ?? myChatMember?.date ?? chatMember?.date
  return [update.update_id, callbackQuery?.id, chat?.id, msg?.message_id, date].map((part) => part ?? '').join('/')
}
