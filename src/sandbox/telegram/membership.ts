import { botJson, chatJson, type Json, memberJson, personJson, seconds } from './json.ts'
import type { Machine } from './machine.ts'
import type { Chat, MemberStatus, Person } from './model.ts'
import type { BotCommand, CommandScope } from './profile.ts'

/** A person stops the bot or lets it in again; the bot is told. */
export function setBlocked(machine: Machine, userId: number, hasBlocked: boolean): void {
  const { world } = machine
  const person = world.getPerson(userId)
  if (person.hasBlocked === hasBlocked) return
  person.hasBlocked = hasBlocked
  const standing = (isOut: boolean) => ({ user: botJson(world), status: isOut ? 'kicked' : 'member' })
  const change = { before: standing(!hasBlocked), after: standing(hasBlocked) }
  tellOfChange(machine, world.getChat(userId), person, change)
}

/** Somebody adds the bot to a chat, gives or takes its rights, or removes it; the bot is told. */
export function setBotStatus(machine: Machine, chatId: number, status: MemberStatus, byUserId: number): void {
  const { world } = machine
  const chat = world.getChat(chatId)
  const before = memberJson(world, chat, world.bot.id)
  chat.members.set(world.bot.id, status)
  const change = { before, after: memberJson(world, chat, world.bot.id) }
  tellOfChange(machine, chat, world.getPerson(byUserId), change)
  world.emit({ kind: 'chat', chatId })
}

function tellOfChange(
  { world, updates }: Machine,
  chat: Chat,
  by: Person,
  change: { before: Json; after: Json },
): void {
  updates.push('my_chat_member', {
    chat: chatJson(world, chat),
    from: personJson(by),
    date: seconds(world.now()),
    old_chat_member: change.before,
    new_chat_member: change.after,
  })
}

/** A person leaves a group or channel; the bot is told nothing of it. */
export function leave({ world }: Machine, chatId: number, userId: number): void {
  world.getChat(chatId).members.set(userId, 'left')
}

/** Somebody deletes their account; nobody is told. */
export function deleteAccount({ world }: Machine, userId: number): void {
  world.getPerson(userId).isDeleted = true
}

/** An administrator closes a topic, opens it again, or deletes it. */
export function setTopic(
  { world }: Machine,
  chatId: number,
  threadId: number,
  to: 'open' | 'closed' | 'deleted',
): void {
  const chat = world.getChat(chatId)
  if (to === 'closed') chat.closedTopics.add(threadId)
  else chat.closedTopics.delete(threadId)
  if (to === 'deleted') chat.topics.delete(threadId)
  world.emit({ kind: 'chat', chatId })
}

/** The permissions of a group's members, of whom the bot is one, come to leave out writing; nobody is told. */
export function muteBot({ world }: Machine, chatId: number, isMuted: boolean): void {
  world.getChat(chatId).isBotMuted = isMuted
}

/** The command menu that a person sees in a chat. */
export function commandsFor({ world, profile }: Machine, userId: number, chatId = userId): readonly BotCommand[] {
  const chat = world.getChat(chatId)
  const scopes = scopesFor(chat, userId, world.statusOf(chat, userId))
  return profile.commandsFor(scopes, world.getPerson(userId).languageCode)
}

function scopesFor(chat: Chat, userId: number, status: MemberStatus): readonly CommandScope[] {
  const general: CommandScope = { type: 'default' }
  const here: CommandScope = { type: 'chat', chatId: chat.id }
  if (chat.kind === 'private') return [here, { type: 'all_private_chats' }, general]
  const member: CommandScope = { type: 'chat_member', chatId: chat.id, userId }
  const isAdministrator = status === 'administrator' || status === 'creator'
  if (!isAdministrator) return [member, here, { type: 'all_group_chats' }, general]
  const ofAdministrators: CommandScope = { type: 'chat_administrators', chatId: chat.id }
  return [member, ofAdministrators, here, { type: 'all_chat_administrators' }, { type: 'all_group_chats' }, general]
}
