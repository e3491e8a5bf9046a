import type { InlineKeyboard } from './keyboards.ts'
import type {
  Bot,
  Chat,
  ChatKind,
  Content,
  Draft,
  InlineAnswer,
  MemberStatus,
  Message,
  Person,
  StoredFile,
  WorldEvent,
} from './model.ts'
import { badRequest, forbidden } from './refusal.ts'

/** People, chats and messages of the small local Telegram; it knows nothing of HTTP. */
export class World {
  readonly bot: Bot
  readonly now: () => Date
  readonly people = new Map<number, Person>()
  readonly chats = new Map<number, Chat>()
  readonly files = new Map<string, StoredFile>()
  /** The bot's answers to inline questions, by question. */
  readonly inlineAnswers = new Map<string, InlineAnswer>()
  readonly #listeners = new Set<(event: WorldEvent) => void>()
  // Private chats and basic groups share the bot account's counter; supergroups and channels count for themselves.
  #accountMessageId = 0
  #lastPersonId = 1000
  #lastChatNumber = 1000

  constructor(bot: Bot, now: () => Date) {
    this.bot = bot
    this.now = now
  }

  listen(listener: (event: WorldEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  emit(event: WorldEvent): void {
    for (const listener of this.#listeners) listener(event)
  }

  newPersonId(): number {
    this.#lastPersonId += 1
    return this.people.has(this.#lastPersonId) ? this.newPersonId() : this.#lastPersonId
  }

  newChatId(kind: ChatKind): number {
    this.#lastChatNumber += 1
    return kind === 'group' ? -this.#lastChatNumber : -1_001_000_000_000 - this.#lastChatNumber
  }

  addChat(chat: Pick<Chat, 'id' | 'kind' | 'title' | 'username'>): Chat {
    const added: Chat = {
      ...chat,
      members: new Map(),
      topics: new Map(),
      closedTopics: new Set(),
      isBotMuted: false,
      messages: new Map(),
      replyKeyboard: undefined,
      migratedTo: undefined,
      lastMessageId: 0,
    }
    this.chats.set(chat.id, added)
    return added
  }

  addPerson(person: Person): Chat {
    this.people.set(person.id, person)
    return this.addChat({ id: person.id, kind: 'private', title: person.firstName, username: person.username })
  }

  getPerson(id: number): Person {
    const person = this.people.get(id)
    if (!person) throw new Error(`The sandbox knows no person ${id}`)
    return person
  }

  getChat(id: number): Chat {
    const chat = this.chats.get(id)
    if (!chat) throw new Error(`The sandbox knows no chat ${id}`)
    return chat
  }

  /** A chat by id or @username, as the bot may know it; refuses like Telegram. */
  chatForBot(reference: string | number | undefined): Chat {
    if (reference === undefined || reference === '') throw badRequest('chat_id is empty')
    const chat = this.#findChat(reference)
    if (!chat || !this.#isKnownToBot(chat)) throw badRequest('chat not found')
    if (chat.migratedTo !== undefined) {
      throw badRequest('group chat was upgraded to a supergroup chat', { migrate_to_chat_id: chat.migratedTo })
    }
    if (chat.members.get(this.bot.id) === 'kicked') throw forbidden(`bot was kicked from the ${chat.kind} chat`)
    return chat
  }

  /** A chat that takes the bot's messages now; refuses like Telegram. */
  chatForWriting(reference: string | number | undefined): Chat {
    const chat = this.chatForBot(reference)
    const person = this.people.get(chat.id)
    if (person?.isDeleted) throw forbidden('user is deactivated')
    if (person?.hasBlocked) throw forbidden('bot was blocked by the user')
    if (person && !person.hasStarted) throw forbidden("bot can't initiate conversation with a user")
    const status = this.statusOf(chat, this.bot.id)
    if (chat.kind === 'channel' && status !== 'administrator') {
      throw status === 'left'
        ? forbidden('bot is not a member of the channel chat')
        : badRequest('need administrator rights in the channel chat')
    }
    if (chat.isBotMuted) throw badRequest('not enough rights to send text messages to the chat')
    if (status === 'left' && chat.kind !== 'private') throw forbidden(`bot is not a member of the ${chat.kind} chat`)
    return chat
  }

  statusOf(chat: Chat, userId: number): MemberStatus {
    return chat.members.get(userId) ?? 'left'
  }

  post(chat: Chat, draft: Draft): Message {
    const message: Message = {
      id: this.#nextMessageId(chat),
      chatId: chat.id,
      threadId: draft.threadId,
      author: draft.author,
      sentAt: this.now(),
      replyTo: draft.replyTo,
      isSilent: draft.isSilent ?? false,
      isViaBot: draft.isViaBot ?? false,
      forwardedFrom: draft.forwardedFrom,
      awaitsReplyOf: draft.awaitsReplyOf ?? [],
      versions: [{ at: this.now(), content: draft.content, keyboard: draft.keyboard }],
      isDeleted: false,
    }
    chat.messages.set(message.id, message)
    this.emit({ kind: 'message', chatId: chat.id, messageId: message.id })
    return message
  }

  edit(message: Message, change: { readonly content: Content; readonly keyboard: InlineKeyboard | undefined }): void {
    message.versions.push({ at: this.now(), ...change })
    this.emit({ kind: 'edit', chatId: message.chatId, messageId: message.id })
  }

  delete(message: Message): void {
    message.isDeleted = true
    this.emit({ kind: 'delete', chatId: message.chatId, messageId: message.id })
  }

  findMessage(chat: Chat, messageId: number | undefined): Message | undefined {
    const message = messageId === undefined ? undefined : chat.messages.get(messageId)
    return message && !message.isDeleted ? message : undefined
  }

  #nextMessageId(chat: Chat): number {
    const isOfAccount = chat.kind === 'private' || chat.kind === 'group'
    chat.lastMessageId = isOfAccount ? ++this.#accountMessageId : chat.lastMessageId + 1
    return chat.lastMessageId
  }

  #findChat(reference: string | number): Chat | undefined {
    if (typeof reference === 'number' || /^-?\d+$/.test(reference)) return this.chats.get(Number(reference))
    const name = /^@(\w+)$/.exec(reference)?.[1]?.toLowerCase()
    // Only groups and channels are found by name; a person never is.
    return name === undefined
      ? undefined
      : [...this.chats.values()].find((chat) => chat.kind !== 'private' && chat.username?.toLowerCase() === name)
  }

  #isKnownToBot(chat: Chat): boolean {
    if (chat.kind !== 'private') return chat.username !== undefined || chat.members.has(this.bot.id)
    const person = this.people.get(chat.id)
    const isSeen = () =>
      [...this.chats.values()].some((other) => other.members.has(chat.id) && other.members.has(this.bot.id))
    return person !== undefined && (person.hasStarted || isSeen())
  }
}
