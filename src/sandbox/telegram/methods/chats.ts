import { z } from 'zod'
import { chatJson, memberJson, messageJson } from '../json.ts'
import { method } from '../machine.ts'
import { chatReference, flag, integer, text } from '../parameters.ts'
import { badRequest } from '../refusal.ts'

const place = { chat_id: chatReference.optional() }

export const getChat = method(place, ({ chat_id: chatId }, { machine: { world } }) => {
  const chat = world.chatForBot(chatId)
  const pinned = world.findMessage(chat, chat.pinned.at(-1))
  const usernames = chat.username === undefined ? {} : { active_usernames: [chat.username] }
  return {
    ...chatJson(world, chat),
    ...usernames,
    ...(pinned ? { pinned_message: messageJson(world, pinned) } : {}),
    accent_color_id: 1,
    max_reaction_count: 11,
  }
})

export const getChatMember = method(
  { ...place, user_id: integer.optional() },
  ({ chat_id: chatId, user_id: userId }, { machine: { world } }) => {
    const chat = world.chatForBot(chatId)
    if (userId === undefined || (userId !== world.bot.id && !world.people.has(userId)))
      throw badRequest('user not found')
    if (chat.kind === 'channel' && !isAdministrator(world.statusOf(chat, world.bot.id)) && userId !== world.bot.id) {
      throw badRequest('member list is inaccessible')
    }
    return memberJson(world, chat, userId)
  },
)

export const getChatAdministrators = method(place, ({ chat_id: chatId }, { machine: { world } }) => {
  const chat = world.chatForBot(chatId)
  if (chat.kind === 'private') throw badRequest('there are no administrators in the private chat')
  return [...chat.members.entries()]
    .filter(([, status]) => isAdministrator(status))
    .map(([userId]) => memberJson(world, chat, userId))
})

const isAdministrator = (status: string) => status === 'administrator' || status === 'creator'

export const getChatMemberCount = method(place, ({ chat_id: chatId }, { machine: { world } }) => {
  const chat = world.chatForBot(chatId)
  if (chat.kind === 'private') return 2
  return [...chat.members.values()].filter((status) => status !== 'left' && status !== 'kicked').length
})

export const pinChatMessage = method(
  { ...place, message_id: integer.optional(), disable_notification: flag.optional() },
  ({ chat_id: chatId, message_id: messageId }, { machine: { world } }) => {
    const chat = world.chatForWriting(chatId)
    const message = world.findMessage(chat, messageId)
    if (!message) throw badRequest('message to pin not found')
    if (chat.kind !== 'private' && !isAdministrator(world.statusOf(chat, world.bot.id))) {
      throw badRequest('not enough rights to manage pinned messages in the chat')
    }
    chat.pinned.push(message.id)
    world.emit({ kind: 'pin', chatId: chat.id })
    return true
  },
)

export const leaveChat = method(place, ({ chat_id: chatId }, { machine: { world } }) => {
  const chat = world.chatForBot(chatId)
  if (chat.kind === 'private') throw badRequest("chat member status can't be changed in private chats")
  chat.members.set(world.bot.id, 'left')
  world.emit({ kind: 'chat', chatId: chat.id })
  return true
})

export const getFile = method({ file_id: text.optional() }, ({ file_id: fileId }, { machine: { world } }) => {
  const file = world.files.get(z.string().catch('').parse(fileId))
  if (!file) throw badRequest('invalid file_id')
  const path = `documents/${file.id}`
  return { file_id: file.id, file_unique_id: `u${file.id}`, file_size: file.bytes.length, file_path: path }
})
