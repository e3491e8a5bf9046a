import { z } from 'zod'
import { method } from '../machine.ts'
import { chatReference, integer, json, text } from '../parameters.ts'
import type { CommandScope, ProfileText } from '../profile.ts'
import { badRequest } from '../refusal.ts'
import type { World } from '../world.ts'

const scopeShape = z.object({
  type: z.enum([
    ...(['default', 'all_private_chats', 'all_group_chats', 'all_chat_administrators'] as const),
    ...(['chat', 'chat_administrators', 'chat_member'] as const),
  ]),
  chat_id: chatReference.optional(),
  user_id: integer.optional(),
})
const menuPlace = { scope: json(z.unknown()).optional(), language_code: text.optional() }

export const setMyCommands = method(
  { ...menuPlace, commands: json(z.array(z.object({ command: text, description: text }))) },
  ({ commands, scope, language_code: languageCode }, { machine: { profile, world } }) => {
    for (const { command, description } of commands) {
      if (!/^[a-z0-9_]{1,32}$/.test(command)) throw badRequest('BOT_COMMAND_INVALID')
      if (description.trim() === '') throw badRequest('command description must be non-empty')
      if (description.length > 256) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID')
    }
    if (commands.length > 100) throw badRequest('BOT_COMMANDS_TOO_MUCH')
    profile.setCommands(commandScope(world, scope), language(languageCode), commands)
    world.emit({ kind: 'profile' })
    return true
  },
)

function commandScope(world: World, value: unknown): CommandScope {
  if (value === undefined) return { type: 'default' }
  const parsed = scopeShape.safeParse(value)
  if (!parsed.success) throw badRequest("can't parse BotCommandScope: Unsupported type specified")
  const { type, chat_id: reference, user_id: userId } = parsed.data
  switch (type) {
    case 'chat':
    case 'chat_administrators':
      return { type, chatId: world.chatForBot(reference).id }
    case 'chat_member': {
      const chat = world.chatForBot(reference)
      if (userId === undefined || !world.people.has(userId)) throw badRequest('user not found')
      return { type, chatId: chat.id, userId }
    }
    default:
      return { type }
  }
}

function language(code: string | undefined): string {
  if (code !== undefined && !/^(?:[a-z]{2})?$/.test(code)) throw badRequest('invalid language code specified')
  return code ?? ''
}

const limits: Readonly<Record<ProfileText, { limit: number; words: string }>> = {
  description: { limit: 512, words: 'description' },
  short_description: { limit: 120, words: 'short description' },
}

function setText(kind: ProfileText) {
  return method({ [kind]: text.optional(), language_code: text.optional() }, (parameters, { machine }) => {
    const value = z.string().optional().parse(parameters[kind]) ?? ''
    if (value.length > limits[kind].limit) throw badRequest(`${limits[kind].words} is too long`)
    machine.profile.setText(kind, language(z.string().optional().parse(parameters.language_code)), value)
    machine.world.emit({ kind: 'profile' })
    return true
  })
}

export const setMyDescription = setText('description')
export const setMyShortDescription = setText('short_description')
