import { guessEncoding, isPlausible, sequenceLength, type Utf8Evidence, utf8Evidence } from './encoding-evidence.ts'
import { decodeAs, encodingName } from './encoding-names.ts'

/** Characters in which broken ones are counted. */
const DAMAGE_SAMPLE = 200_000

export type Decoded = {
  text: string
  /** Lower-case name of the charset that the bytes turned out to be in. */
  encoding: string
}

/** Charsets in which two or three characters can be right UTF-8 by chance ("联通" in GBK is the famous pair). */
const MISTAKABLE = /^(gb|big5|euc-|shift_jis|ks_|tis-620|windows-874|iso-8859-11)/

/**
 * Bytes of a feed or web page → text. A byte order mark decides; then bytes that are sound UTF-8 are UTF-8 whatever is
 * declared; then the charset of the HTTP header, of the XML prolog, and last what the bytes look like. A declaration
 * is dropped when the bytes cannot be in that charset or read like no language in it; a few broken bytes in text that
 * is otherwise UTF-8 do not count.
 *
 * @param contentType the HTTP header as sent, '' for none
 */
export function decode(bytes: Uint8Array, contentType: string): Decoded {
  const marked = byMark(bytes) ?? wideWithoutMark(bytes)
  if (marked !== null) return marked
  const declared = declaredEncodings(bytes, contentType)
  if (declared[0] === undefined || declared[0] === 'utf-8') {
    const text = decodeAs(bytes, 'utf-8', true)
    if (text !== null) return { text, encoding: 'utf-8' }
  }
  const evidence = utf8Evidence(bytes)
  if (isUtf8(evidence, declared, bytes)) {
    return evidence.broken === 0 ? decoded(bytes, 'utf-8') : { text: patched(bytes, declared[0]), encoding: 'utf-8' }
  }
  return (
    byDeclaration(bytes, declared) ?? byDamagedDeclaration(bytes, declared) ?? byEvidence(bytes, declared, evidence)
  )
}

function decoded(bytes: Uint8Array, encoding: string): Decoded {
  return { text: decodeAs(bytes, encoding) ?? '', encoding }
}

function byMark(bytes: Uint8Array): Decoded | null {
  const [a, b, c, d] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return decoded(bytes, 'utf-8')
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return decoded(bytes, 'utf-32le')
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return decoded(bytes, 'utf-32be')
  if (a === 0xff && b === 0xfe) return decoded(bytes, 'utf-16le')
  if (a === 0xfe && b === 0xff) return decoded(bytes, 'utf-16be')
  return null
}

/** UTF-16 and UTF-32 without a mark: markup is ASCII, so every second byte (or three in four) is zero. */
function wideWithoutMark(bytes: Uint8Array): Decoded | null {
  const length = Math.min(bytes.length & ~3, 400)
  if (length < 4) return null
  const zeros = [0, 0, 0, 0]
  for (let at = 0; at < length; at += 1) {
    if (bytes[at] === 0) zeros[at % 4] = (zeros[at % 4] ?? 0) + 1
  }
  const [first, second, third, fourth] = zeros.map((number) => number > length / 4 / 3)
  if (second && third && fourth && !first) return decoded(bytes, 'utf-32le')
  if (first && second && third && !fourth) return decoded(bytes, 'utf-32be')
  if (second && fourth && !first && !third) return decoded(bytes, 'utf-16le')
  if (first && third && !second && !fourth) return decoded(bytes, 'utf-16be')
  return null
}

/** What the header and then the document itself declare, unknown names left out. */
function declaredEncodings(bytes: Uint8Array, contentType: string): string[] {
  const head = decodeAs(bytes.subarray(0, 4096), 'iso-8859-1') ?? ''
  const labels = [
    /charset\s*=\s*["']?([^\s"';,]+)/i.exec(contentType)?.[1],
    /<\?xml[^>]{0,200}?encoding\s*=\s*["']?([^\s"'?>]+)/i.exec(head)?.[1],
    /<meta[^>]{0,200}?charset\s*=\s*["']?([^\s"'/>;]+)/i.exec(head)?.[1],
  ]
  const names = labels.map((label) => (label === undefined ? null : encodingName(label)))
  // A declaration that could be read as ASCII is not in UTF-16 or UTF-32, whatever it says.
  return names.filter((name) => name !== null).filter((name) => !/^(utf-?(16|32)|ucs-?[24]|replacement)/.test(name))
}

function isUtf8(evidence: Utf8Evidence, declared: readonly string[], bytes: Uint8Array): boolean {
  const { sound, long, broken } = evidence
  // In other charsets pairs of bytes are UTF-8 by chance, but far fewer than not.
  if (broken > 0) return sound > 3 && broken * 3 <= sound
  const [first = 'utf-8'] = declared
  if (first === 'utf-8') return true
  if (sound === 0) return false
  const byChance = long === 0 && sound < 6 && MISTAKABLE.test(first)
  return !byChance || decodeAs(bytes, first, true) === null
}

/** UTF-8 with foreign bytes in it, as pasted text leaves behind: those are read in the charset declared beside it. */
function patched(bytes: Uint8Array, beside: string | undefined): string {
  if (beside === undefined || beside === 'utf-8' || MISTAKABLE.test(beside)) return decoded(bytes, 'utf-8').text
  let text = ''
  let from = 0
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at)
    if (length === 0) {
      text += decoded(bytes.subarray(from, at), 'utf-8').text + decoded(bytes.subarray(at, at + 1), beside).text
      from = at + 1
    }
    at += Math.max(1, length)
  }
  return text + decoded(bytes.subarray(from), 'utf-8').text
}

function byDeclaration(bytes: Uint8Array, declared: readonly string[]): Decoded | null {
  for (const encoding of declared) {
    if (encoding === 'utf-8') continue
    const text = decodeAs(bytes, encoding, true)
    if (text !== null && isPlausible(text)) return { text, encoding }
  }
  return null
}

/** A declared charset, with no more bytes that it does not define than cut words leave behind. */
function byDamagedDeclaration(bytes: Uint8Array, declared: readonly string[]): Decoded | null {
  for (const encoding of declared) {
    if (encoding === 'utf-8') continue
    const text = decodeAs(bytes, encoding) ?? ''
    const sample = text.slice(0, DAMAGE_SAMPLE)
    const damaged = sample.match(/\ufffd/g)?.length ?? 0
    const foreign = sample.match(/\P{ASCII}/gu)?.length ?? 0
    if (damaged * 50 <= foreign && isPlausible(text)) return { text, encoding }
  }
  return null
}

function byEvidence(bytes: Uint8Array, declared: readonly string[], evidence: Utf8Evidence): Decoded {
  const guess = guessEncoding(bytes)
  if (guess !== null) return decoded(bytes, guess)
  const [first = 'utf-8'] = declared.filter((encoding) => encoding !== 'utf-8' || evidence.sound > evidence.broken)
  // windows-1252 defines every byte: odd letters, but nothing is lost and no mark of damage is published.
  return decoded(bytes, first === 'utf-8' && evidence.sound <= evidence.broken ? 'windows-1252' : first)
}
