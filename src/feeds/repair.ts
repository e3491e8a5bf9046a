import { type Draft, readDraft } from './draft.ts'
import { DATES, type Field, IDS, LANGUAGES, LINKS, SUMMARIES, TITLES } from './field.ts'

/** xml2js makes some 20 kB of objects of an item; real feeds have 10 to 200. */
const ITEMS_A_DOCUMENT = 250

export type RepairResult =
  | {
      kind: 'repaired'
      /**
       * Well-formed RSS 2.0 without DTD: one document, or several of the same channel where items are so many that a
       * parser should not hold them all at once.
       */
      documents: string[]
      /** False where the document was cut; an item cut in half is left out. */
      complete: boolean
    }
  | { kind: 'web-page' | 'no-feed' | 'too-deep' }

/**
 * RSS, RDF or Atom in any state that readers bear → the same feed as plain RSS 2.0 that a strict XML parser reads. Of each item it keeps titles, links, identities, dates and descriptions, the most telling first where
 * dialects offer several. Titles and descriptions are HTML source in it. Linear in the length of the document.
 */
export function repair(xml: string): RepairResult {
  const result = readDraft(escapeStrayMarkup(xml))
  if (result.kind !== 'draft') return result
  return { kind: 'repaired', documents: serialise(result.draft), complete: result.draft.complete }
}

/**
 * A "<" that begins no tag ("5 < 7", "<1%", "<Сапфир>") would swallow everything up to the next ">", and so would a
 * closing tag that has none before the next tag begins. Sections and comments are stepped over, for there it is text
 * already.
 */
function escapeStrayMarkup(xml: string): string {
  const stray = /<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<!--[\s\S]*?(?:-->|$)|<(?![a-z_/!?])|<\/[a-z_][\w:.-]*\s*(?=<)/gi
  return xml.replace(stray, (found) => {
    if (found === '<') return '&lt;'
    return found.startsWith('</') ? `${found.trimEnd()}>` : found
  })
}

function serialise({ channel, items }: Draft): string[] {
  const head = [
    one('title', channel, TITLES, ({ text }) => text),
    one('link', channel, LINKS, pageOf),
    one('language', channel, LANGUAGES, ({ text }) => text),
  ]
  const documents = Math.max(1, Math.ceil(items.length / ITEMS_A_DOCUMENT))
  return Array.from({ length: documents }, (_, at) => {
    const some = items.slice(at * ITEMS_A_DOCUMENT, (at + 1) * ITEMS_A_DOCUMENT).map(serialiseItem)
    return `<rss version="2.0"><channel>${head.join('')}${some.join('')}</channel></rss>`
  })
}

function serialiseItem(fields: readonly Field[]): string {
  const elements = [
    ...pick('title', fields, TITLES),
    ...pick('link', fields, [...LINKS, 'rdf:about']),
    ...pick('guid', fields, [...IDS, 'rdf:about', 'dc:identifier']),
    ...pick('pubDate', fields, DATES),
    ...pick('summary', fields, SUMMARIES).slice(0, 3),
  ]
  // xml2js makes a string of an element without content, and rss-parser then takes String.prototype.link for its link.
  return `<item>${elements.join('') || '<title/>'}</item>`
}

/** The fields of these names in the order of the names, each as an element of the one name that RSS has for them. */
function pick(element: string, fields: readonly Field[], names: readonly string[]): string[] {
  return inOrder(fields, names).map((field) => {
    const attributes = element === 'link' || element === 'guid' ? attributesOf(field) : ''
    return `<${element}${attributes}>${escapeXml(field.text)}</${element}>`
  })
}

function inOrder(fields: readonly Field[], names: readonly string[]): Field[] {
  return names.flatMap((name) => fields.filter((field) => field.name === name))
}

/** The first of these fields that says anything; of the channel rss-parser reads only text, and one of each kind. */
function one(
  element: string,
  fields: readonly Field[],
  names: readonly string[],
  read: (field: Field) => string,
): string {
  const text = inOrder(fields, names)
    .map((field) => read(field).trim())
    .find((value) => value !== '')
  return text === undefined ? '' : `<${element}>${escapeXml(text)}</${element}>`
}

/** The address of the web page that a channel's link names, '' for a link to the feed itself or its archive. */
function pageOf({ attributes, base, text }: Field): string {
  const relation = attributes.get('rel') ?? 'alternate'
  const value = text.trim() === '' ? (attributes.get('href') ?? '') : text.trim()
  if (relation !== 'alternate' || value === '') return ''
  return base !== '' && URL.canParse(value, base) ? new URL(value, base).href : value
}

function attributesOf({ name, attributes, base }: Field): string {
  const kept = ['href', 'rel', 'type', 'ispermalink'].flatMap((key) => {
    const value = attributes.get(key)
    return value === undefined ? [] : [` ${key}="${escapeXml(value)}"`]
  })
  return ` from="${escapeXml(name)}"${base === '' ? '' : ` base="${escapeXml(base)}"`}${kept.join('')}`
}

function escapeXml(text: string): string {
  const legal = text
    .toWellFormed()
    .replace(/[\v\f]/g, ' ')
    .replace(/[^\P{Cc}\t\n\r\u0080-\u009f]|[\ufffe\uffff]/gu, '')
  return legal.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
