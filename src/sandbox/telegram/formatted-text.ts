import { byPlace, entityBytes, findEntities, type MessageEntity, markableKinds, normaliseEntities } from './entities.ts'
import { parseHtml } from './markup.ts'
import { badRequest } from './refusal.ts'

export type FormattedText = {
  readonly text: string
  readonly entities: readonly MessageEntity[]
  readonly dropped: number
}

/** UTF-16 units after parsing. */
export const textLimit = 4096
export const captionLimit = 1024
const entityByteLimit = 9500

/** What a bot sends as text or caption, as Telegram reads it; refuses with Telegram's wording. */
export function formatText(input: {
  readonly text: string | undefined
  readonly parseMode: string | undefined
  readonly entities: readonly MessageEntity[] | undefined
  readonly purpose: 'text' | 'caption'
}): FormattedText {
  const { text = '', purpose } = input
  if (!text.isWellFormed()) throw badRequest('strings must be encoded in UTF-8')
  if (text === '' && purpose === 'text') throw badRequest('message text is empty')
  const parsed = parse(text, input.parseMode, input.entities ?? [])
  const clean = cleaned(parsed.text, parsed.entities)
  if (clean.text === '' && purpose === 'text') throw badRequest('text must be non-empty')
  if (purpose === 'text' && clean.text.length > textLimit) throw badRequest('message is too long')
  if (purpose === 'caption' && clean.text.length > captionLimit) throw badRequest('message caption is too long')
  const { kept, dropped } = normaliseEntities(clean.entities)
  if (entityBytes(kept) > entityByteLimit) throw badRequest('ENTITIES_TOO_LONG')
  return { text: clean.text, entities: [...kept, ...findEntities(clean.text, kept)].toSorted(byPlace), dropped }
}

/** A person's words, with what Telegram marks in them by itself; nothing is refused. */
export function plainText(text: string): FormattedText {
  const clean = cleaned(text, [])
  return { text: clean.text, entities: findEntities(clean.text, []), dropped: 0 }
}

function parse(text: string, parseMode: string | undefined, entities: readonly MessageEntity[]) {
  if (parseMode?.toLowerCase() === 'html') return parseHtml(text)
  // The bot writes HTML only; the Markdown modes are left out on purpose and say so like any unknown mode.
  if (parseMode !== undefined && parseMode !== '') throw badRequest('unsupported parse_mode')
  for (const entity of entities) check(entity, text)
  return { text, entities: entities.filter((entity) => entity.length > 0) }
}

function check(entity: MessageEntity, text: string): void {
  if (!markableKinds.has(entity.type)) throw badRequest("can't parse MessageEntity: Unsupported type specified")
  const end = entity.offset + entity.length
  if (entity.offset < 0 || entity.length < 0 || end > text.length) {
    throw badRequest(
      `entity beginning at UTF-16 offset ${entity.offset} ends after the end of the text at UTF-16 offset ${end}`,
    )
  }
}

// Telegram drops carriage returns and the marks that turn the direction of a line, and shows other controls as spaces.
const removed = /[\r\u2028-\u202e]/
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that Telegram replaces
const blanked = /[\u0000-\u0009\u000b-\u001f]/

function cleaned(source: string, entities: readonly MessageEntity[]): { text: string; entities: MessageEntity[] } {
  let text = ''
  const moved: number[] = []
  for (const unit of source.split('')) {
    moved.push(text.length)
    if (!removed.test(unit)) text += blanked.test(unit) ? ' ' : unit
  }
  moved.push(text.length)
  const end = text.trimEnd().length
  const firstMark = Math.min(text.length, ...entities.map((entity) => moved[entity.offset] ?? 0))
  const start = Math.min(text.length - text.trimStart().length, firstMark)
  const place = (offset: number) => Math.max(0, Math.min(moved[offset] ?? text.length, end) - start)
  const kept = entities
    .map((entity) => {
      const offset = place(entity.offset)
      return { ...entity, offset, length: place(entity.offset + entity.length) - offset }
    })
    .filter((entity) => entity.length > 0)
  return { text: text.slice(start, end), entities: kept }
}
