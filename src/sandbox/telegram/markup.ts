import type { MessageEntity } from './entities.ts'
import { badRequest } from './refusal.ts'

// The tags of Bot API 10.3 and nothing else: no p, br, ul, h1.
const tagKinds: Readonly<Record<string, string>> = {
  a: 'text_link',
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  span: 'spoiler',
  'tg-spoiler': 'spoiler',
  'tg-emoji': 'custom_emoji',
  'tg-time': 'date_time',
  pre: 'pre',
  code: 'code',
  blockquote: 'blockquote',
}

// Telegram knows these four names only; &nbsp; or &mdash; reach the reader as they are written.
const namedReferences: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' }
const reference = /^&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]+));?/

type OpenTag = { name: string; attributes: Map<string, string>; at: number; offset: number }
type Cursor = { readonly source: string; position: number }

/**
 * Telegram's HTML parse mode: the text a reader sees and its entities, offsets in UTF-16 units.
 * Refuses with Telegram's wording, positions counted in bytes of the UTF-8 source.
 */
export function parseHtml(source: string): { text: string; entities: MessageEntity[] } {
  const cursor: Cursor = { source, position: 0 }
  const open: OpenTag[] = []
  const entities: MessageEntity[] = []
  let text = ''
  while (cursor.position < source.length) {
    const character = source.charAt(cursor.position)
    if (character === '&') {
      text += readReference(cursor)
    } else if (character !== '<') {
      text += character
      cursor.position += 1
    } else if (source.charAt(cursor.position + 1) === '/') {
      const tag = closeTag(cursor, open)
      const entity = entityOf(tag, text)
      if (entity) entities.push(entity)
    } else {
      open.push(openTag(cursor, text.length))
    }
  }
  const left = open.at(-1)
  if (left) throw cannotParse(`Can't find end tag corresponding to start tag "${left.name}"`)
  return { text, entities: mergeCodeIntoPre(entities) }
}

function openTag(cursor: Cursor, offset: number): OpenTag {
  const { source } = cursor
  const at = cursor.position
  const unclosed = () => fault('Unclosed start tag', source, at)
  const nameEnd = findFrom(source, at + 1, /[\s>]/)
  if (nameEnd < 0) throw unclosed()
  const name = source.slice(at + 1, nameEnd).toLowerCase()
  if (!(name in tagKinds)) throw fault(`Unsupported start tag "${name}"`, source, at)
  const attributes = new Map<string, string>()
  cursor.position = nameEnd
  while (skipSpace(cursor) !== '>') {
    if (cursor.position >= source.length) throw unclosed()
    readAttribute(cursor, { name, at, attributes })
  }
  cursor.position += 1
  if (name === 'span' && attributes.get('class') !== 'tg-spoiler') {
    throw fault('Tag "span" must have class "tg-spoiler"', source, at)
  }
  return { name, attributes, at, offset }
}

function readAttribute(cursor: Cursor, tag: { name: string; at: number; attributes: Map<string, string> }): void {
  const { source } = cursor
  const unclosed = () => fault('Unclosed start tag', source, tag.at)
  const nameEnd = findFrom(source, cursor.position, /[\s=>/"']/)
  if (nameEnd < 0) throw unclosed()
  const name = source.slice(cursor.position, nameEnd).toLowerCase()
  if (name === '') throw fault(`Empty attribute name in the tag "${tag.name}"`, source, tag.at)
  cursor.position = nameEnd
  if (skipSpace(cursor) !== '=') {
    tag.attributes.set(name, '')
    return
  }
  cursor.position += 1
  const quote = skipSpace(cursor)
  tag.attributes.set(name, quote === '"' || quote === "'" ? readQuoted(cursor, quote) : readToken(cursor, tag))
  if (cursor.position >= source.length) throw unclosed()
}

function readQuoted(cursor: Cursor, quote: string): string {
  let value = ''
  cursor.position += 1
  while (cursor.position < cursor.source.length && cursor.source.charAt(cursor.position) !== quote) {
    if (cursor.source.charAt(cursor.position) === '&') {
      value += readReference(cursor)
    } else {
      value += cursor.source.charAt(cursor.position)
      cursor.position += 1
    }
  }
  cursor.position += 1
  return value
}

function readToken(cursor: Cursor, tag: { at: number }): string {
  const start = cursor.position
  const token = /^[A-Za-z0-9.-]*/.exec(cursor.source.slice(start))?.[0] ?? ''
  cursor.position += token.length
  if (cursor.position >= cursor.source.length) throw fault('Unclosed start tag', cursor.source, tag.at)
  if (!/[\s>]/.test(cursor.source.charAt(cursor.position))) {
    throw fault('Unexpected end of name token', cursor.source, start)
  }
  return token.toLowerCase()
}

function closeTag(cursor: Cursor, open: OpenTag[]): OpenTag {
  const { source } = cursor
  const at = cursor.position
  const tag = open.pop()
  if (!tag) throw fault('Unexpected end tag', source, at)
  const nameEnd = findFrom(source, at + 2, /[\s>]/)
  cursor.position = nameEnd < 0 ? source.length : nameEnd
  const name = source.slice(at + 2, cursor.position).toLowerCase()
  if (skipSpace(cursor) !== '>') throw fault('Unclosed end tag', source, at)
  cursor.position += 1
  if (name !== '' && name !== tag.name) {
    const offset = byteOffset(source, at)
    throw cannotParse(`Unmatched end tag at byte offset ${offset}, expected "</${tag.name}>", found "</${name}>"`)
  }
  return tag
}

function entityOf(tag: OpenTag, text: string): MessageEntity | undefined {
  const type = tagKinds[tag.name]
  const length = text.length - tag.offset
  if (type === undefined || length === 0) return undefined
  const place = { offset: tag.offset, length }
  const attribute = (name: string) => tag.attributes.get(name) ?? ''
  switch (type) {
    case 'text_link':
      return linkTo(attribute('href') || text.slice(tag.offset), place)
    case 'blockquote':
      return { type: tag.attributes.has('expandable') ? 'expandable_blockquote' : type, ...place }
    case 'custom_emoji':
      return { type, ...place, custom_emoji_id: attribute('emoji-id') }
    case 'date_time':
      return dateTime(attribute('unix'), attribute('format'), place)
    case 'code': {
      const language = /^language-(.+)$/.exec(attribute('class'))?.[1]
      return language ? { type, ...place, language } : { type, ...place }
    }
    default:
      return { type, ...place }
  }
}

function linkTo(href: string, place: { offset: number; length: number }): MessageEntity | undefined {
  const mentioned = /^tg:\/\/user\?id=(\d+)$/.exec(href)?.[1]
  if (mentioned) return { type: 'text_mention', ...place, user_id: Number(mentioned) }
  const url = webAddress(href)
  // Telegram keeps the words of a link that leads nowhere and drops the link without a sign.
  return url ? { type: 'text_link', ...place, url } : undefined
}

/** The address as Telegram stores it, or undefined where it would not take it for one. */
export function webAddress(address: string): string | undefined {
  const full = /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `http://${address}`
  const url = URL.canParse(full) ? new URL(full) : undefined
  if (!url) return undefined
  const isTaken = /^(?:tg|ton):$/.test(url.protocol) || (/^https?:$/.test(url.protocol) && url.hostname.includes('.'))
  if (!isTaken) return undefined
  // Letters stay as they were written; only a bare host gets its slash.
  return url.pathname === '/' && url.search === '' && url.hash === '' ? url.href : full
}

function dateTime(unix: string, format: string, place: { offset: number; length: number }): MessageEntity | undefined {
  if (!/^(?:r|w?[dD]?[tT]?)$/.test(format)) throw cannotParse('Invalid date-time format specified')
  if (!/^\d{1,10}$/.test(unix) || Number(unix) === 0) return undefined
  return { type: 'date_time', ...place, unix_time: Number(unix), date_time_format: format }
}

function mergeCodeIntoPre(entities: readonly MessageEntity[]): MessageEntity[] {
  const isInside = (inner: MessageEntity, outer: MessageEntity) =>
    inner.offset === outer.offset && inner.length === outer.length
  const pres = entities.filter((entity) => entity.type === 'pre')
  return entities
    .filter((entity) => entity.type !== 'code' || !pres.some((pre) => isInside(entity, pre)))
    .map((entity) => {
      if (entity.type === 'code') return { type: 'code', offset: entity.offset, length: entity.length }
      if (entity.type !== 'pre') return entity
      const code = entities.find((other) => other.type === 'code' && other.language && isInside(other, entity))
      return code?.language ? { ...entity, language: code.language } : entity
    })
}

function readReference(cursor: Cursor): string {
  const match = reference.exec(cursor.source.slice(cursor.position, cursor.position + 12))
  const [whole, decimal, hexadecimal, name] = match ?? []
  const code = decimal ? Number(decimal) : hexadecimal ? Number.parseInt(hexadecimal, 16) : 0
  const decoded = name ? namedReferences[name] : code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined
  if (whole === undefined || decoded === undefined) {
    cursor.position += 1
    return '&'
  }
  cursor.position += whole.length
  return decoded
}

function skipSpace(cursor: Cursor): string {
  while (/\s/.test(cursor.source.charAt(cursor.position))) cursor.position += 1
  return cursor.source.charAt(cursor.position)
}

function findFrom(source: string, start: number, pattern: RegExp): number {
  const found = source.slice(start).search(pattern)
  return found < 0 ? -1 : start + found
}

const byteOffset = (source: string, position: number) => Buffer.byteLength(source.slice(0, position))
const cannotParse = (text: string) => badRequest(`can't parse entities: ${text}`)
const fault = (text: string, source: string, position: number) =>
  cannotParse(`${text} at byte offset ${byteOffset(source, position)}`)
