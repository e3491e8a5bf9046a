import type { MessageEntity } from './entities.ts'
import type { Chat, MemberStatus, Message, Person, StoredFile } from './model.ts'
import { shown } from './model.ts'
import type { World } from './world.ts'

export type Json = Record<string, unknown>

/** Domain objects of the sandbox as the Bot API writes them. */
export function personJson(person: Person): Json {
  return {
    id: person.id,
    is_bot: false,
    first_name: person.firstName,
    ...optional({ last_name: person.lastName, username: person.username, language_code: person.languageCode }),
  }
}

export function botJson(world: World): Json {
  return { id: world.bot.id, is_bot: true, first_name: world.bot.firstName, username: world.bot.username }
}

export function chatJson(world: World, chat: Chat): Json {
  const person = world.people.get(chat.id)
  if (person) {
    const names = { last_name: person.lastName, username: person.username }
    return { id: chat.id, type: 'private', first_name: person.firstName, ...optional(names) }
  }
  const forum = chat.topics.size > 0 ? { is_forum: true } : {}
  return { id: chat.id, type: chat.kind, title: chat.title, ...optional({ username: chat.username }), ...forum }
}

/** A message; `depth` keeps the message it answers from bringing its own along. */
export function messageJson(world: World, message: Message, depth = 0): Json {
  const chat = world.getChat(message.chatId)
  const { keyboard } = shown(message)
  const answered = depth === 0 && message.replyTo !== undefined ? chat.messages.get(message.replyTo) : undefined
  return {
    message_id: message.id,
    ...authorJson(world, message, chat),
    chat: chatJson(world, chat),
    date: seconds(message.sentAt),
    ...optional({ edit_date: message.versions.length > 1 ? seconds(shown(message).at) : undefined }),
    ...(message.threadId === undefined ? {} : { message_thread_id: message.threadId, is_topic_message: true }),
    ...(answered && !answered.isDeleted ? { reply_to_message: messageJson(world, answered, 1) } : {}),
    ...(message.isViaBot ? { via_bot: botJson(world) } : {}),
    ...contentJson(world, message),
    ...(keyboard ? { reply_markup: { inline_keyboard: keyboard } } : {}),
  }
}

function authorJson(world: World, message: Message, chat: Chat): Json {
  if (chat.kind === 'channel') return { sender_chat: chatJson(world, chat) }
  switch (message.author.kind) {
    case 'bot':
      return { from: botJson(world) }
    case 'person':
      return { from: personJson(world.getPerson(message.author.id)) }
    case 'chat':
      return { sender_chat: chatJson(world, chat) }
  }
}

function contentJson(world: World, message: Message): Json {
  const { content } = shown(message)
  const entities = content.entities.flatMap((entity) => entityJson(world, entity))
  if (content.kind === 'service') return {}
  if (!content.file) {
    return {
      text: content.text,
      ...(entities.length > 0 ? { entities } : {}),
      ...optional({ link_preview_options: content.linkPreview }),
    }
  }
  const caption = {
    ...(content.text ? { caption: content.text } : {}),
    ...(entities.length > 0 ? { caption_entities: entities } : {}),
  }
  return content.kind === 'photo'
    ? { photo: [photoJson(content.file)], ...caption }
    : { document: documentJson(content.file), ...caption }
}

// A mention of somebody the bot cannot know is dropped without a word.
function entityJson(world: World, entity: MessageEntity): Json[] {
  if (entity.type !== 'text_mention') return [entity]
  const { user_id: id, ...rest } = entity
  const person = world.people.get(id ?? 0)
  return person ? [{ ...rest, user: personJson(person) }] : []
}

const fileJson = (file: StoredFile) => ({
  file_id: file.id,
  file_unique_id: `u${file.id}`,
  file_size: file.bytes.length,
})
const photoJson = (file: StoredFile) => ({ ...fileJson(file), width: file.width, height: file.height })
const documentJson = (file: StoredFile) => ({ ...fileJson(file), file_name: file.name, mime_type: file.mimeType })

/** A member of a chat, the bot included, with the rights of an administrator where it is one. */
export function memberJson(world: World, chat: Chat, userId: number): Json {
  const status = world.statusOf(chat, userId)
  const person = world.people.get(userId)
  const user = person ? personJson(person) : botJson(world)
  return { user, status, ...rightsJson(status, chat) }
}

function rightsJson(status: MemberStatus, chat: Chat): Json {
  if (status === 'kicked') return { until_date: 0 }
  if (status === 'creator') return { is_anonymous: false }
  if (status !== 'administrator') return {}
  const inChannel =
    chat.kind === 'channel' ? { can_post_messages: true, can_edit_messages: true } : { can_pin_messages: true }
  const rights = { can_manage_chat: true, can_delete_messages: true, can_change_info: true, can_invite_users: true }
  return { can_be_edited: false, is_anonymous: false, ...rights, ...inChannel }
}

/** Unix time in whole seconds. */
export const seconds = (instant: Date): number => Math.floor(instant.getTime() / 1000)

function optional(values: Json): Json {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}
