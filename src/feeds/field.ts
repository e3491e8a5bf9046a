import { looksLikeHtml } from './plain-text.ts'

/** One element of a feed or item, as far as it is of use. */
export type Field = {
  /** As `elementName` gives it. */
  name: string
  /** Names in lower case. */
  attributes: ReadonlyMap<string, string>
  /** The `xml:base` in force, '' for none. */
  base: string
  /** HTML for titles and descriptions whatever they were written in, else the bare text. */
  text: string
}

export type FieldInMaking = {
  text(part: string): void
  open(element: string): void
  close(element: string): void
  /** Whether an element of this name cannot be inside and shows that the end of this field was forgotten. */
  endsBefore(name: string): boolean
  finish(): Field
}

export const TITLES = ['title', 'atom:title', 'dc:title']
export const LINKS = ['link', 'atom:link']
export const IDS = ['guid', 'atom:id', 'id']
/** Publication before change, the dialects' own elements before the modules'. */
export const DATES = [
  'pubdate',
  'atom:published',
  'atom:issued',
  'dc:date',
  'dcterms:issued',
  'dcterms:created',
  'atom:created',
  'published',
  'date',
  'atom:updated',
  'updated',
  'dcterms:modified',
  'atom:modified',
]
/** A short text before the full one. */
export const SUMMARIES = [
  'description',
  'atom:summary',
  'summary',
  'content:encoded',
  'atom:content',
  'content',
  'xhtml:body',
  'body',
  'dc:description',
  'media:description',
  'itunes:summary',
]
export const LANGUAGES = ['language', 'dc:language', 'xml:lang']

const RICH = new Set([...TITLES, ...SUMMARIES])
const FIELDS = new Set([...TITLES, ...LINKS, ...IDS, 'dc:identifier', ...DATES, ...SUMMARIES, ...LANGUAGES])
const NEVER_MARKUP = new Set(
  'item entry guid pubdate author category comments enclosure atom:entry atom:id atom:published atom:updated atom:author atom:category'.split(
    ' ',
  ),
)
const MODULE = /^(dc|dcterms|content|media|itunes|feedburner|slash|wfw):/
/** Far more HTML than a summary is made from; what lies beyond is not carried along. */
const TEXT_LIMIT = 20_000

/** Whether an element of this name is worth keeping. */
export function isField(name: string): boolean {
  return FIELDS.has(name)
}

/**
 * Whether an element cannot be markup inside another. Descriptions that are written out as XHTML hold elements that are
 * called like those of feeds.
 */
function isNoMarkup(name: string, inDescription: boolean): boolean {
  return NEVER_MARKUP.has(name) || MODULE.test(name) || (!inDescription && isField(name))
}

/** Starts to gather an element. Markup inside a title or description is kept as HTML, elsewhere only its text. */
export function createField(name: string, attributes: Readonly<Record<string, string>>, base: string): FieldInMaking {
  const rich = RICH.has(name)
  const lowered = lowerCase(attributes)
  const isHtml = rich ? htmlTest(name, lowered) : () => true
  const parts: { text: string; tag: boolean }[] = []
  let length = 0

  function add(text: string, tag: boolean): void {
    if (length > TEXT_LIMIT) return
    parts.push({ text: text.slice(0, TEXT_LIMIT), tag })
    length += text.length
  }

  return {
    text: (part) => add(part, false),
    open: (element) => rich && add(`<${element}>`, true),
    close: (element) => rich && add(`</${element}>`, true),
    endsBefore: (other) => other !== name && isNoMarkup(other, SUMMARIES.includes(name)),
    finish() {
      const bare = parts.map((part) => (part.tag ? '' : part.text)).join('')
      const text = isHtml(bare)
        ? parts.map((part) => part.text).join('')
        : parts.map((part) => (part.tag ? part.text : part.text.replaceAll('<', '&lt;'))).join('')
      return { name, attributes: lowered, base, text }
    },
  }
}

const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map()

function lowerCase(attributes: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const entries = Object.entries(attributes)
  return entries.length === 0 ? NO_ATTRIBUTES : new Map(entries.map(([key, value]) => [key.toLowerCase(), value]))
}

/**
 * Whether an element's text is HTML source. RSS never says and always means it. In Atom it is where `type` says so,
 * and where text was written as HTML all the same; the text inside XHTML is text (RFC 4287, 3.1.1).
 */
function htmlTest(name: string, attributes: ReadonlyMap<string, string>): (text: string) => boolean {
  const type = attributes.get('type')?.toLowerCase() ?? 'text'
  if (!name.startsWith('atom:') || type === 'html' || type === 'text/html') return () => true
  if (type.includes('xhtml') || attributes.get('mode') === 'xml') return () => false
  return looksLikeHtml
}
