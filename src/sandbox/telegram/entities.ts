import { z } from 'zod'

/** One marked stretch of a message, in the Bot API's own form; `offset` and `length` in UTF-16 units. */
export const messageEntity = z.object({
  type: z.string(),
  offset: z.int(),
  length: z.int(),
  url: z.string().optional(),
  language: z.string().optional(),
  custom_emoji_id: z.string().optional(),
  unix_time: z.int().optional(),
  date_time_format: z.string().optional(),
  user_id: z.int().optional(),
})

export type MessageEntity = z.infer<typeof messageEntity>

/** At most this many entities of the sender's own survive; Telegram drops the others without a word. */
const greatestEntityCount = 100

const exclusive = new Set(['pre', 'code'])
const quotes = new Set(['blockquote', 'expandable_blockquote'])
const links = new Set(['text_link', 'text_mention', 'date_time', 'custom_emoji'])
const order = ['expandable_blockquote', 'blockquote', 'pre', 'code', 'text_link', 'bold', 'italic']

/** Kinds a sender may mark; the others (mention, url, hashtag …) are found by Telegram itself. */
export const markableKinds: ReadonlySet<string> = new Set([
  ...exclusive,
  ...quotes,
  ...links,
  ...['bold', 'italic', 'underline', 'strikethrough', 'spoiler'],
])

/** Puts a sender's entities into Telegram's normal form and says how many were dropped for their number. */
export function normaliseEntities(entities: readonly MessageEntity[]): { kept: MessageEntity[]; dropped: number } {
  const code = entities.filter((entity) => exclusive.has(entity.type))
  const kept = [
    ...code,
    ...outermost(entities.filter((entity) => quotes.has(entity.type))),
    ...outermost(entities.filter((entity) => links.has(entity.type)).flatMap((entity) => cutAround(entity, code))),
    ...joined(entities.filter(isStyle).flatMap((entity) => cutAround(entity, code))),
  ]
  const dropped = Math.max(0, kept.length - greatestEntityCount)
  return { kept: withoutLast(kept, dropped).toSorted(byPlace), dropped }
}

function isStyle(entity: MessageEntity): boolean {
  return !exclusive.has(entity.type) && !quotes.has(entity.type) && !links.has(entity.type)
}

// Links go first and bold goes last when there are too many (td, MessageEntity.cpp).
function withoutLast(entities: readonly MessageEntity[], count: number): MessageEntity[] {
  const worth = (entity: MessageEntity) => (links.has(entity.type) ? 0 : entity.type === 'bold' ? 2 : 1)
  const doomed = entities.toSorted((a, b) => worth(a) - worth(b) || b.offset - a.offset).slice(0, count)
  return entities.filter((entity) => !doomed.includes(entity))
}

function cutAround(entity: MessageEntity, code: readonly MessageEntity[]): MessageEntity[] {
  let pieces = [entity]
  for (const hole of code) pieces = pieces.flatMap((piece) => subtract(piece, hole))
  return pieces
}

function subtract(piece: MessageEntity, hole: MessageEntity): MessageEntity[] {
  const end = piece.offset + piece.length
  const holeEnd = hole.offset + hole.length
  if (holeEnd <= piece.offset || hole.offset >= end) return [piece]
  const before = { ...piece, length: hole.offset - piece.offset }
  const after = { ...piece, offset: holeEnd, length: end - holeEnd }
  return [before, after].filter((rest) => rest.length > 0)
}

function outermost(entities: readonly MessageEntity[]): MessageEntity[] {
  const kept: MessageEntity[] = []
  for (const entity of entities.toSorted(byPlace)) {
    const last = kept.at(-1)
    if (!last || entity.offset >= last.offset + last.length) kept.push(entity)
  }
  return kept
}

function joined(entities: readonly MessageEntity[]): MessageEntity[] {
  const last = new Map<string, MessageEntity>()
  const kept: MessageEntity[] = []
  for (const entity of entities.toSorted(byPlace)) {
    const before = last.get(entity.type)
    if (before && entity.offset <= before.offset + before.length) {
      before.length = Math.max(before.length, entity.offset + entity.length - before.offset)
    } else {
      const copy = { ...entity }
      last.set(entity.type, copy)
      kept.push(copy)
    }
  }
  return kept
}

/** Outer before inner: Telegram lists entities by offset, the longer first. */
export function byPlace(a: MessageEntity, b: MessageEntity): number {
  const rank = (entity: MessageEntity) => (order.includes(entity.type) ? order.indexOf(entity.type) : order.length)
  return a.offset - b.offset || b.length - a.length || rank(a) - rank(b)
}

/** In the order in which they win over each other. */
const findable: readonly { type: string; pattern: RegExp }[] = [
  { type: 'url', pattern: /(?<![\w@])https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]}»]/g },
  // Telegram takes bare hosts for addresses too, which turns the name of a site in a headline into a link.
  {
    type: 'url',
    pattern:
      /(?<![\w@./:-])(?:[\p{L}\d-]+\.)+(?:com|org|net|int|info|io|kz|ru|uz|kg|tj|az|mn|cn|in|pk|tr|ir|ae|qa|kr)(?![\p{L}\d-])(?:\/[^\s<>"']*[^\s<>"'.,;:!?)\]}»])?/gu,
  },
  { type: 'email', pattern: /(?<![\w.])[\w.+-]+@[\w-]+\.[\w.-]*\w/g },
  { type: 'mention', pattern: /(?<![\w@./])@[A-Za-z]\w{3,31}\b/g },
  { type: 'bot_command', pattern: /(?<![\w/<>])\/[A-Za-z0-9_]{1,64}(?:@[A-Za-z]\w{3,31})?(?![\w/])/g },
  { type: 'hashtag', pattern: /(?<![\p{L}\d_])#[\p{L}\d_]*\p{L}[\p{L}\d_]*/gu },
]

/** What Telegram marks by itself (addresses, mentions, commands, hashtags) outside code and links. */
export function findEntities(text: string, marked: readonly MessageEntity[]): MessageEntity[] {
  const taken = marked.filter((entity) => exclusive.has(entity.type) || links.has(entity.type))
  const isFree = (entity: MessageEntity) =>
    taken.every(
      (other) => entity.offset + entity.length <= other.offset || entity.offset >= other.offset + other.length,
    )
  for (const { type, pattern } of findable) {
    for (const match of text.matchAll(pattern)) {
      const entity = { type, offset: match.index, length: match[0].length }
      if (isFree(entity)) taken.push(entity)
    }
  }
  return taken.filter((entity) => !marked.includes(entity))
}

/**
 * Bytes that entities take on their way to Telegram's server: constructor, offset and length (12) and their strings.
 * About 9,500 is where it answers ENTITIES_TOO_LONG (telegram-bot-api#165).
 */
export function entityBytes(entities: readonly MessageEntity[]): number {
  const strings = (entity: MessageEntity) => [entity.url, entity.language].filter((value) => value !== undefined)
  const size = (value: string) => Math.ceil((Buffer.byteLength(value) + 4) / 4) * 4
  return entities.reduce((sum, entity) => sum + 12 + strings(entity).reduce((all, value) => all + size(value), 0), 0)
}
