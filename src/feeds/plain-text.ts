import { Parser } from 'htmlparser2'

/** Elements whose content is not for reading. */
const UNREAD = new Set([
  'script',
  'style',
  'template',
  'iframe',
  'object',
  'noscript',
  'svg',
  'math',
  'select',
  'head',
  'audio',
  'video',
])
/** Elements that run on within a line; all others end a word. */
const INLINE = new Set(
  'a abbr acronym b bdi bdo big blink cite code data dfn del em font i ins kbd label mark nobr q rp rt ruby s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
)
const ELEMENTS = new Set([
  ...UNREAD,
  ...INLINE,
  ...'address area article aside base basefont blockquote body br button canvas caption center col colgroup dd details dialog dir div dl dt embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 header hgroup hr html img input legend li link main map menu meta nav ol optgroup option output p param picture pre progress search section source summary table tbody td textarea tfoot th thead title tr track ul'.split(
    ' ',
  ),
])
/** Elements that need no end. */
const UNCLOSED = new Set(['br', 'hr', 'img', 'p', 'li', 'wbr'])
/** HTML beyond this is not looked at: the text wanted is a thousandth of it. */
const SOURCE_LIMIT = 100_000
const DEPTH_LIMIT = 1_000

/**
 * HTML → one line of text: tags go, entities become characters, what is not for reading is left out, white space is
 * one space. A tag of no HTML element (`List<T>`) is text that was meant. Takes time in proportion to the length.
 *
 * @param limit longest answer in UTF-16 units; longer text ends in "…" at a whole character
 */
export function plainText(html: string, limit: number): string {
  return shorten(
    tidy(/[<&]/.test(html) ? strip(html.slice(0, SOURCE_LIMIT), limit) : html.slice(0, SOURCE_LIMIT)),
    limit,
  )
}

/** Text with its entities resolved, if it was escaped once too often, and nothing else taken for markup. */
export function unescapedText(text: string, limit: number): string {
  return plainText(text.replaceAll('<', '&lt;'), limit)
}

/** Whether text holds HTML that somebody forgot to declare: a closing tag or a line break of a known element. */
export function looksLikeHtml(text: string): boolean {
  for (const [, closing = '', single = ''] of text.matchAll(/<\/([a-z][a-z0-9]*)\s*>|<(br|img|hr|p)\b[^<>]*>/gi)) {
    if (ELEMENTS.has((closing || single).toLowerCase())) return true
  }
  return false
}

function strip(html: string, limit: number, again = true): string {
  const source = textAfterLastTag(html)
  let text = ''
  let unread = 0
  let depth = 0
  const raw = () => source.slice(parser.startIndex, parser.endIndex + 1)
  const parser = new Parser({
    onopentag(name) {
      depth += 1
      if (UNREAD.has(name)) unread += 1
      else if (unread > 0) return
      else if (isForeign(name)) text += raw()
      else if (!INLINE.has(name)) text += ' '
      if (depth > DEPTH_LIMIT) parser.pause()
    },
    onclosetag(name, isImplied) {
      depth -= 1
      if (UNREAD.has(name)) unread -= 1
      else if (unread > 0) return
      else if (isForeign(name)) text += isImplied ? '' : raw()
      else if (!INLINE.has(name)) text += ' '
    },
    ontext(part) {
      if (unread > 0) return
      text += part
      // White space may still fold, so a good deal more than the limit is gathered.
      if (text.length > limit * 8 + 1000) parser.pause()
    },
  })
  parser.write(source)
  if (depth <= DEPTH_LIMIT) parser.end()
  const resolved = resolveAgain(text)
  return again && isMarkedUp(resolved) ? strip(resolved, limit, false) : resolved
}

/** Whether text is HTML that was escaped once too often. Text that speaks of tags names some without closing them. */
function isMarkedUp(text: string): boolean {
  if (!looksLikeHtml(text)) return false
  const open = new Map<string, number>()
  for (const [, closing, name = ''] of text.matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^<>]*>/gi)) {
    const element = name.toLowerCase()
    if (!ELEMENTS.has(element)) return false
    if (!UNCLOSED.has(element)) open.set(element, (open.get(element) ?? 0) + (closing === '' ? 1 : -1))
  }
  return [...open.values()].every((count) => count === 0)
}

/** A "<" with no ">" after it opens nothing; a parser waiting for the end of the tag would lose the rest. */
function textAfterLastTag(html: string): string {
  const end = html.lastIndexOf('>') + 1
  return html.slice(0, end) + html.slice(end).replaceAll('<', '&lt;')
}

function isForeign(name: string): boolean {
  return !ELEMENTS.has(name) && !/[:-]/.test(name)
}

/** Feeds that escape twice are common, headlines about `&amp;` are not. */
function resolveAgain(text: string): string {
  if (!/&(#\d{2,6}|#x[\da-f]{2,5}|[a-z]{2,8}\d?);/i.test(text)) return text
  let resolved = ''
  const parser = new Parser({
    ontext(part) {
      resolved += part
    },
  })
  parser.end(text.replaceAll('<', '&lt;'))
  return resolved
}

/** Marks that turn the direction of text or hide in it, and letters that look like nothing (Hangul fillers). */
const TRICKS =
  /[\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}\ufff9-\ufffb\ufffc\ufffe\uffff\ufffd\u115f\u1160\u3164\uffa0]/gu
const INVISIBLE = /\u00ad|\u034f|\u061c|\u180e|[\u200b-\u200f]|[\u2060-\u2064]|\ufeff/g
/** Combining signs stacked on one letter beyond what any script needs. */
const STACKED = /(\p{M}{8})\p{M}+/gu
const WINDOWS_1252 = new TextDecoder('windows-1252')

/** Controls, tricks and lone surrogates out; white space one space; composed letters (NFC). */
export function tidy(text: string): string {
  if (/^[ -~\s]*$/.test(text)) return text.replace(/\s+/g, ' ').trim()
  const readable = text
    .toWellFormed()
    .replace(/[\u0080-\u009f]/g, (control) => WINDOWS_1252.decode(Uint8Array.of(control.charCodeAt(0))))
    .replace(/[^\S\ufeff]+/g, ' ')
    .replace(/\p{Cc}/gu, '')
    .replace(TRICKS, '')
    .replace(STACKED, '$1')
    .trim()
    .normalize('NFC')
  return readable.replace(INVISIBLE, '').trim() === '' ? '' : readable
}

/**
 * Text without its invisible characters (soft hyphens, zero-width spaces and joiners, direction marks), for headlines
 * that are published. The joiners that shape Arabic-script words and emoji stay.
 */
export function visibleText(text: string): string {
  const joined = /(?<=\p{Script=Arabic}|\p{Extended_Pictographic}|\ufe0f|[\u{1f3fb}-\u{1f3ff}])(?:\u200c|\u200d)/u
  return text
    .replace(INVISIBLE, (mark, at: number) => (joined.test(text.slice(Math.max(0, at - 2), at + 1)) ? mark : ''))
    .trim()
}

function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text
  const kept = text.slice(0, limit - 1)
  // Half a surrogate pair, and a mark or joiner whose continuation fell away, go as well.
  return `${kept.replace(/[\ud800-\udbff]$/, '').replace(/[\u200d\ufe0f\s]+$/, '')}…`
}
