import type { ChatKind } from '../store/chats.ts'
import type { OutgoingMail } from './mail.ts'

/** What became of a call. Only `unknown` leaves open whether the message is there. */
export type SendOutcome =
  | {
      readonly type: 'sent'
      readonly messageId: number
      readonly chat: { readonly id: string; readonly kind: ChatKind }
    }
  /** 429: no call to this chat (or to any) for so many seconds. */
  | { readonly type: 'flood'; readonly retryAfterSeconds: number }
  | { readonly type: 'blocked' }
  | { readonly type: 'chat-gone'; readonly reason: 'deactivated' | 'kicked' | 'not-member' | 'not-found' }
  /** A group became a supergroup and is known by another id. */
  | { readonly type: 'migrated'; readonly to: string }
  | { readonly type: 'no-rights'; readonly description: string }
  /** The forum topic may be opened again. */
  | { readonly type: 'topic-closed' }
  | { readonly type: 'topic-gone' }
  /** Telegram does not take Stars for this message (too few are left); nothing is wrong with it. */
  | { readonly type: 'not-paid'; readonly description: string }
  /** Telegram will not take this message as it is; `markup`: perhaps without its markup. */
  | { readonly type: 'refused'; readonly description: string; readonly markup: boolean }
  /** Surely not processed: no connection, or not let in at all. */
  | { readonly type: 'not-sent'; readonly reason: string }
  /** `no-answer`: time-out, or the connection broke after the request was written; `server-error`: 5xx. */
  | { readonly type: 'unknown'; readonly cause: 'no-answer' | 'server-error'; readonly reason: string }

/** What stands in a channel under a message number. */
export type Inspection =
  /** `text`: of the message, or the caption; empty where it has none. */
  | { readonly type: 'present'; readonly text: string; readonly fileName?: string }
  /** Something stands there that cannot be read: a service message, a protected post. */
  | { readonly type: 'unreadable' }
  | { readonly type: 'absent' }
  | { readonly type: 'unknown'; readonly reason: string }

/** The way to Telegram. None of these throws for what Telegram or the network does. */
export type Sender = {
  send(mail: OutgoingMail): Promise<SendOutcome>
  /** Whether Telegram answers at all, asked by a call that changes nothing. */
  probe(): Promise<boolean>
}

/** Reads one message of a channel: bots have no method for it, so it is forwarded to `via` without a sound and deleted there. */
export type Inspector = {
  inspect(chat: string, messageId: number, via: string): Promise<Inspection>
}
