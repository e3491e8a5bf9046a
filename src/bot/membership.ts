import type { Context } from 'grammy'
import type { Chat, ChatMemberUpdated, Message } from 'grammy/types'
import { offerSubscription } from '../actions/offer-subscription.ts'
import { readdressChat } from '../actions/readdress-chat.ts'
import { tellStaff } from '../actions/tell-staff.ts'
import type { App } from '../app.ts'
import { isNameOf } from '../domain/chat-name.ts'
import { languages } from '../domain/language.ts'
import type { Translate } from '../i18n/translator.ts'
import { channelLostNote } from '../views/delivery.ts'

/** A person blocked or unblocked the bot; a group or channel took it in, or put it out. */
export function noteMembership(update: ChatMemberUpdated, app: App): void {
  const { store, clock } = app
  const address = String(update.chat.id)
  const { status } = update.new_chat_member
  warnOfChannel(update, app)
  if (status === 'kicked' || status === 'left') {
    const stopped = status === 'kicked' && update.chat.type === 'private' ? 'blocked' : 'gone'
    for (const each of addressesOf(update.chat, app)) store.chats.markStopped(each, stopped, clock.now())
    // Who blocked the bot may come back; a group or channel that put it out is asked anew should it take it in again.
    if (update.chat.type !== 'private') store.subscriptions.stopChat(address)
  } else {
    for (const each of addressesOf(update.chat, app)) store.chats.markReachable(each, clock.now())
    if (isArrival(update)) offerSubscription(app, { ...arrivalOf(update), address })
  }
}

/** What mail to a chat may be addressed to: its number, and the @name where the configuration knows it by that. */
function addressesOf(chat: Chat, { config }: Pick<App, 'config'>): readonly string[] {
  const name = [config.staffChat, ...Object.values(config.channels)].find((each) => isNameOf(each, chat.username))
  return name === undefined ? [String(chat.id)] : [String(chat.id), name]
}

/**
 * A chat from which something is heard takes mail, whatever it refused before: that the bot was let in again may have been
 * said while nobody listened. Under a channel's post anybody may press who reads it, also after the bot was put out.
 */
export function noteHeard(ctx: Context, app: App): void {
  const { chat, message, channelPost, callbackQuery } = ctx
  const isHeard = chat?.type === 'channel' ? channelPost !== undefined : (message ?? callbackQuery) !== undefined
  if (chat === undefined || !isHeard || message?.left_chat_member?.id === ctx.me.id) return
  const { chats } = app.store
  for (const address of addressesOf(chat, app)) {
    const status = chats.find(address)?.status
    if (status === 'gone' || status === 'blocked') chats.markReachable(address, app.clock.now())
  }
}

/** One of the Secretariat's own channels takes no posts any more: staff hear of it now, and not when the edition is due. */
function warnOfChannel(update: ChatMemberUpdated, app: App): void {
  const { chat, date, old_chat_member: before, new_chat_member: after } = update
  const addresses = addressesOf(chat, app)
  const language = languages.find((each) => addresses.includes(app.config.channels[each] ?? ''))
  if (language === undefined || before.status !== 'administrator' || after.status === 'administrator') return
  const type = after.status === 'kicked' || after.status === 'left' ? 'chat-gone' : 'no-rights'
  const note = (t: Translate) => channelLostNote(language, type, t)
  app.store.transaction(() => tellStaff(app, { key: `channel-lost:${language}:${date}`, note }))
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
  const username = 'username' in chat ? chat.username : undefined
  return { title, username, kind: chat.type === 'channel' ? ('channel' as const) : ('group' as const), by: from.id }
}
