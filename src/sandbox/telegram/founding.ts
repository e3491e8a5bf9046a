import { messageJson } from './json.ts'
import type { Machine } from './machine.ts'
import type { Chat, ChatKind, MemberStatus, Person } from './model.ts'

export type NewPerson = {
  readonly id?: number
  readonly firstName: string
  readonly lastName?: string
  readonly username?: string
  readonly languageCode?: string
  /** Whether the person has already pressed Start, so that the bot may write first; false when left out. */
  readonly started?: boolean
}

export type NewChat = {
  readonly id?: number
  readonly title: string
  readonly username?: string
  /** People by id; the first administrator is the creator. */
  readonly administrators?: readonly number[]
  readonly members?: readonly number[]
  /** How the bot stands in it; administrator when left out. */
  readonly bot?: MemberStatus
}

export type NewGroup = NewChat & {
  /** Supergroup when left out. */
  readonly kind?: 'group' | 'supergroup'
  /** Names of topics; they make it a forum, and get the thread ids 2, 3, 4 … */
  readonly topics?: readonly string[]
}

export function createUser({ world }: Machine, made: NewPerson): Person {
  const person: Person = {
    id: made.id ?? world.newPersonId(),
    firstName: made.firstName,
    lastName: made.lastName,
    username: made.username,
    languageCode: made.languageCode,
    hasStarted: made.started ?? false,
    hasBlocked: false,
    isDeleted: false,
  }
  world.addPerson(person)
  return person
}

export function createChannel(machine: Machine, made: NewChat): Chat {
  return createChat(machine, 'channel', made)
}

export function createGroup(machine: Machine, made: NewGroup): Chat {
  const chat = createChat(machine, made.kind ?? 'supergroup', made)
  for (const [index, topic] of (made.topics ?? []).entries()) chat.topics.set(index + 2, topic)
  return chat
}

/** A basic group becomes a supergroup: a new id, and the old one refuses mail and names it. */
export function migrateGroup(machine: Machine, chatId: number): Chat {
  const { world, updates } = machine
  const old = world.getChat(chatId)
  if (old.kind !== 'group') throw new Error('Only a basic group becomes a supergroup')
  const chat = createChat(machine, 'supergroup', { title: old.title })
  chat.members.clear()
  for (const [userId, status] of old.members) chat.members.set(userId, status)
  const service = { author: { kind: 'chat' }, content: { kind: 'service', text: '', entities: [] } } as const
  const [left, arrived] = [world.post(old, service), world.post(chat, service)]
  old.migratedTo = chat.id
  updates.push('message', { ...messageJson(world, left), migrate_to_chat_id: chat.id })
  updates.push('message', { ...messageJson(world, arrived), migrate_from_chat_id: old.id })
  return chat
}

function createChat({ world }: Machine, kind: ChatKind, made: NewChat): Chat {
  const id = made.id ?? world.newChatId(kind)
  const chat = world.addChat({ id, kind, title: made.title, username: made.username })
  for (const member of made.members ?? []) chat.members.set(member, 'member')
  for (const [index, administrator] of (made.administrators ?? []).entries()) {
    chat.members.set(administrator, index === 0 ? 'creator' : 'administrator')
  }
  chat.members.set(world.bot.id, made.bot ?? 'administrator')
  return chat
}
