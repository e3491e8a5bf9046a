import { z } from 'zod'
import { chatJson, memberJson } from '../json.ts'
import { method } from '../machine.ts'
import { chatReference, integer, text } from '../parameters.ts'
import { badRequest } from '../refusal.ts'

const place = { chat_id: chatReference.optional() }

export const getChat = method(place, ({ chat_id: chatId }, { machine: { world } }) => {
  const chat = world.chatForBot(chatId)
  const usernames = chat.username === undefined ? {} : { active_usernames: [chat.username] }
  return {
    ...chatJson(world, chat),
    ...usernames,
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

const isAdministrator = (status: string) => status === 'administrator' || status === 'creator'

export const getFile = method({ file_id: text.optional() }, ({ file_id: fileId }, { machine: { world } }) => {
  const file = world.files.get(z.string().catch('').parse(fileId))
  if (!file) throw badRequest('invalid file_id')
  const path = `documents/${file.id}`
  return { file_id: file.id, file_unique_id: `u${file.id}`, file_size: file.bytes.length, file_path: path }
})
