import type { ChatMemberUpdated, Message } from 'grammy/types'
import { readdressChat } from '../actions/readdress-chat.ts'
import type { App } from '../app.ts'

/** A person blocked or unblocked the bot; a group or channel took it in, or put it out. */
export function noteMembership(update: ChatMemberUpdated, { store, clock }: App): void {
  const address = String(update.chat.id)
  const { status } = update.new_chat_member
  if (status === 'kicked')
    store.chats.markStopped(address, update.chat.type === 'private' ? 'blocked' : 'gone', clock.now())
  else if (status === 'left') store.chats.markStopped(address, 'gone', clock.now())
  else store.chats.markReachable(address, clock.now())
}

/** A group became a supergroup: what is addressed to it goes there from now on. */
export function noteMigration(message: Message, app: App): void {
  const to = message.migrate_to_chat_id
  if (to !== undefined) readdressChat(app, String(message.chat.id), String(to))
}
