import type { MessageEntity } from './entities.ts'
import type { InlineButton } from './keyboards.ts'
import { type AwaitsReplyOf, type Chat, type Message, shown, type Version } from './model.ts'

export type VersionView = {
  readonly at: string
  readonly text: string
  readonly entities: readonly MessageEntity[]
  readonly buttons: readonly (readonly InlineButton[])[]
}

/** A message as people see it; `versions` holds every wording it has had, oldest first. */
export type MessageView = {
  readonly chatId: number
  readonly messageId: number
  /** 'bot', 'chat' (a channel's own post, a service line) or the id of a person. */
  readonly from: 'bot' | 'chat' | number
  readonly kind: 'text' | 'photo' | 'document' | 'service'
  readonly sentAt: string
  readonly text: string
  readonly entities: readonly MessageEntity[]
  readonly buttons: readonly (readonly InlineButton[])[]
  readonly file:
    | { readonly id: string; readonly name: string; readonly mimeType: string; readonly size: number }
    | undefined
  readonly replyTo: number | undefined
  readonly threadId: number | undefined
  readonly forwardedFrom: string | undefined
  readonly awaitsReplyOf: AwaitsReplyOf
  readonly isSilent: boolean
  readonly isViaBot: boolean
  readonly isEdited: boolean
  readonly isDeleted: boolean
  readonly versions: readonly VersionView[]
}

/** One message of a chat, ready for JSON. */
export function viewMessage(chat: Chat, message: Message): MessageView {
  const now = viewVersion(shown(message))
  const { kind, file } = shown(message).content
  return {
    chatId: chat.id,
    messageId: message.id,
    from: message.author.kind === 'person' ? message.author.id : message.author.kind,
    kind,
    sentAt: message.sentAt.toISOString(),
    text: now.text,
    entities: now.entities,
    buttons: now.buttons,
    file: file && { id: file.id, name: file.name, mimeType: file.mimeType, size: file.bytes.length },
    replyTo: message.replyTo,
    threadId: message.threadId,
    forwardedFrom: message.forwardedFrom,
    awaitsReplyOf: message.awaitsReplyOf,
    isSilent: message.isSilent,
    isViaBot: message.isViaBot,
    isEdited: message.versions.length > 1,
    isDeleted: message.isDeleted,
    versions: message.versions.map(viewVersion),
  }
}

function viewVersion(version: Version): VersionView {
  const { text, entities } = version.content
  return { at: version.at.toISOString(), text, entities, buttons: version.keyboard ?? [] }
}
