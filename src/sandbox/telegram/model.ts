import type { MessageEntity } from './entities.ts'
import type { InlineKeyboard, ReplyKeyboard } from './keyboards.ts'

export type Person = {
  readonly id: number
  firstName: string
  lastName: string | undefined
  username: string | undefined
  /** The language of the person's Telegram, which may differ from the one chosen in the bot. */
  languageCode: string | undefined
  hasStarted: boolean
  hasBlocked: boolean
  isDeleted: boolean
}

export type ChatKind = 'private' | 'group' | 'supergroup' | 'channel'
export type MemberStatus = 'creator' | 'administrator' | 'member' | 'left' | 'kicked'

export type Chat = {
  readonly id: number
  readonly kind: ChatKind
  title: string
  readonly username: string | undefined
  readonly members: Map<number, MemberStatus>
  readonly topics: Map<number, string>
  readonly closedTopics: Set<number>
  /** The bot may read here, and write nothing. */
  isBotMuted: boolean
  readonly messages: Map<number, Message>
  replyKeyboard: ReplyKeyboard | undefined
  migratedTo: number | undefined
  lastMessageId: number
}

export type Author =
  | { readonly kind: 'bot' }
  | { readonly kind: 'person'; readonly id: number }
  | { readonly kind: 'chat' }

export type StoredFile = {
  readonly id: string
  readonly name: string
  readonly mimeType: string
  readonly bytes: Uint8Array
  readonly width: number
  readonly height: number
}

/** What a message shows; `text` is the caption where there is a file. */
export type Content = {
  readonly kind: 'text' | 'photo' | 'document' | 'service'
  readonly text: string
  readonly entities: readonly MessageEntity[]
  readonly file?: StoredFile
  readonly linkPreview?: Record<string, unknown> | undefined
}

export type Version = { readonly at: Date; readonly content: Content; readonly keyboard: InlineKeyboard | undefined }

/** In whose apps the field opens as a reply to the message. */
export type AwaitsReplyOf = 'everybody' | readonly number[]

export type Message = {
  readonly id: number
  readonly chatId: number
  readonly threadId: number | undefined
  readonly author: Author
  readonly sentAt: Date
  readonly replyTo: number | undefined
  readonly isSilent: boolean
  readonly isViaBot: boolean
  readonly forwardedFrom: string | undefined
  readonly awaitsReplyOf: AwaitsReplyOf
  /** Oldest first; the last is what people see. Never empty. */
  readonly versions: [Version, ...Version[]]
  isDeleted: boolean
}

/** What changed, for whoever watches: the page and waiting tests. */
export type WorldEvent =
  | { readonly kind: 'message' | 'edit' | 'delete'; readonly chatId: number; readonly messageId: number }
  | { readonly kind: 'keyboard' | 'chat'; readonly chatId: number }
  | { readonly kind: 'answer'; readonly answer: CallbackAnswer }
  | { readonly kind: 'inline-answer'; readonly queryId: string }
  | { readonly kind: 'profile' }
  | { readonly kind: 'call' }

export type CallbackAnswer = {
  readonly queryId: string
  readonly userId: number
  readonly chatId: number
  readonly text: string | undefined
  readonly showAlert: boolean
  readonly url: string | undefined
}

export type InlineResult = {
  readonly id: string
  readonly title: string
  readonly description: string | undefined
  readonly content: Content
  readonly keyboard: InlineKeyboard | undefined
}

export type InlineAnswer = {
  readonly queryId: string
  readonly results: readonly InlineResult[]
  readonly nextOffset: string
  readonly cacheSeconds: number
  readonly isPersonal: boolean
  readonly button: { readonly text: string; readonly start_parameter?: string | undefined } | undefined
}

export type Draft = {
  readonly author: Author
  readonly content: Content
  readonly keyboard?: InlineKeyboard | undefined
  readonly replyTo?: number | undefined
  readonly threadId?: number | undefined
  readonly isSilent?: boolean | undefined
  readonly isViaBot?: boolean
  readonly forwardedFrom?: string | undefined
  readonly awaitsReplyOf?: AwaitsReplyOf
}

export type Bot = { readonly id: number; readonly firstName: string; readonly username: string }

/** The version that people see. */
export function shown(message: Message): Version {
  return message.versions.at(-1) ?? message.versions[0]
}
