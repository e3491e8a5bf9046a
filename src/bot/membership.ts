import type { ChatMemberUpdated, Message } from 'grammy/types'
import { offerSubscription } from '../actions/offer-subscription.ts'
import { readdressChat } from '../actions/readdress-chat.ts'
import type { App } from '../app.ts'

/** A person blocked or unblocked the bot; a group or channel took it in, or put it out. */
export function noteMembership(update: ChatMemberUpdated, app: App): void {
  const { store, clock } = app
  const address = String(update.chat.id)
  const { status } = update.new_chat_member
  if (status === 'kicked')
    store.chats.markStopped(address, update.chat.type === 'private' ? 'blocked' : 'gone', clock.now())
  else if (status === 'left') store.chats.markStopped(address, 'gone', clock.now())
  else {
    store.chats.markReachable(address, clock.now())
    if (isArrival(update)) offerSubscription(app, { ...arrivalOf(update), address })
  }
}

/** A group became a supergroup: what is addressed to it goes there from now on. */
export function noteMigration(message: Message, app: App): void {
  const to = message.migrate_to_chat_id
  if (to !== undefined) readdressChat(app, String(message.chat.id), String(to))
}

/** The bot was added to a group, or was given the right to post in a channel. */
function isArrival({ chat, old_chat_member: before, new_chat_member: after }: ChatMemberUpdated): boolean {
  if (chat.type === 'private') return false
  const wasIn = before.status === 'administrator' || (chat.type !== 'channel' && before.status === 'member')
  return !wasIn && (after.status === 'administrator' || (chat.type !== 'channel' && after.status === 'member'))
}

function arrivalOf({ chat, from }: ChatMemberUpdated) {
  const title = 'title' in chat ? (chat.title ?? '') : ''
  return { title, kind: chat.type === 'channel' ? ('channel' as const) : ('group' as const), by: from.id }
}
