import { z } from 'zod'
import type { BroadcastName } from '../domain/broadcast.ts'
import { type ContentKind, isPrivateChat } from '../domain/subscription.ts'
import type { OutboxRow } from '../store/outbox.ts'
import type { Html } from '../views/html.ts'
import type { ButtonRows } from '../views/reply.ts'

/** The lower goes first, whatever else waits. */
export const priorities = { urgent: 0, reminder: 1, digest: 2, bulk: 3 } as const
export type Priority = keyof typeof priorities

const buttonsSchema = z
  .array(
    z.array(
      z.union([
        z.strictObject({ text: z.string(), data: z.string() }),
        z.strictObject({ text: z.string(), url: z.string() }),
        z.strictObject({ text: z.string(), inlineQuery: z.string() }),
      ]),
    ),
  )
  .readonly()

const fileFields = {
  fileName: z.string(),
  /** The file itself, in Base64: what was reviewed is what is sent. */
  base64: z.string(),
  /** Final markup, at most 1,024 units. */
  caption: z.string().optional(),
  buttons: buttonsSchema.optional(),
  silent: z.boolean().optional(),
}

const payloadSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('message'),
    /** Final markup (`Html.markup`) within the limits of one message. */
    html: z.string(),
    buttons: buttonsSchema.optional(),
    /** Arrives without a sound. */
    silent: z.boolean().optional(),
  }),
  z.strictObject({
    kind: z.literal('edit'),
    messageId: z.int(),
    html: z.string(),
    buttons: buttonsSchema.optional(),
  }),
  z.strictObject({ kind: z.literal('picture'), ...fileFields }),
  z.strictObject({ kind: z.literal('document'), ...fileFields }),
])

export type Payload = z.infer<typeof payloadSchema>

/** One message to one chat, final: what is enqueued is what is sent. */
export type Mail = {
  /** Unique; by it a second enqueue is known, until the settled row is forgotten after thirty days. A prefix that ends before a colon (`edition:12`) names what can be cancelled together. */
  readonly key: string
  /** Messages of one chain reach the chat in the order in which they were enqueued, each after the one before was sent. */
  readonly chain?: string
  /** Numeric id, or the @name of a public chat. */
  readonly chat: string
  /** Forum topic; 0 or nothing where there is none. */
  readonly thread?: number
  readonly payload: Payload
  readonly priority: Priority
  readonly dueAt: Date
  /** After this instant the message would mislead (a reminder of what has begun): given up instead. */
  readonly expiresAt?: Date
  /** Nobody is harmed if it arrives twice: sent again, within `bounds`, where nobody can know whether it arrived. */
  readonly safeToRepeat: boolean
  /** Holds what only a reader with clearance may read; goes only while the reader of this chat has it. */
  readonly restricted?: boolean
  /** Made for such a reader, and in the very words that the public is told: it goes whatever becomes of the clearance. */
  readonly publicToo?: boolean
  /** Tried even where the chat is thought to take no mail: nothing else would find out that it does again. */
  readonly triesAnyway?: boolean
  /** Part of a sending to many, which staff watch and may stop. */
  readonly broadcast?: BroadcastName
  /** What it tells of the bulletin to a subscription: it may be taken back and made anew while it waits. */
  readonly told?: Told
}

/** How far a subscription had been told before: the last entry of each kind that is told now and, of a digest, its turn. */
export type Told = {
  readonly subscription: number
  readonly before: {
    readonly seen: Partial<Readonly<Record<ContentKind, number>>>
    /** UTC ISO text. */
    readonly digestAt?: string
    readonly weeklyOwed?: 0 | 1
  }
}

/** A row as the sender needs it. */
export type OutgoingMail = {
  readonly id: number
  readonly key: string
  readonly chat: string
  readonly thread: number
  readonly payload: Payload
  /** Send the text without its markup, which was refused. */
  readonly plain: boolean
  /** May cost Stars, and does not count towards the free pace. */
  readonly isPaid: boolean
}

/**
 * @param pays whether what goes to many may cost Stars; a group's messages and changes of messages never do
 * @throws ZodError where the stored payload is not one of this program's
 */
export function outgoing(row: OutboxRow, pays = false): OutgoingMail {
  const { id, key, chat, thread, plain } = row
  const payload = payloadSchema.parse(JSON.parse(row.payload))
  const isPaid = pays && row.broadcast !== null && isPrivateChat(chat) && payload.kind !== 'edit'
  return { id, key, chat, thread, plain, payload, isPaid }
}

/**
 * The mails of a text that fills several messages: `key:1`, `key:2` … in one chain (their own unless
 * another is named), the buttons under the last; the first says what is told.
 * @param messages of `toMessages`
 */
export function mailInParts(
  mail: Omit<Mail, 'payload'> & { readonly buttons?: ButtonRows; readonly silent?: boolean },
  messages: readonly Html[],
): Mail[] {
  const { buttons, silent, told, ...rest } = mail
  return messages.map((message, index) => ({
    ...rest,
    ...(told !== undefined && index === 0 ? { told } : {}),
    key: `${mail.key}:${index + 1}`,
    chain: mail.chain ?? mail.key,
    payload: {
      kind: 'message',
      html: message.markup,
      ...(silent === true ? { silent } : {}),
      ...(buttons !== undefined && index === messages.length - 1 ? { buttons: buttons.map((row) => [...row]) } : {}),
    },
  }))
}
