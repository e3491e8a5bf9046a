import chardet from 'chardet'
import { decodeAs } from './encoding-names.ts'

export type Utf8Evidence = {
  /** Sequences of several bytes that are right UTF-8. */
  sound: number
  /** Of those, sequences of three or four bytes, which no other charset makes by chance. */
  long: number
  /** Bytes over 0x7F that are no part of such a sequence. */
  broken: number
}

/** Counts how far bytes are UTF-8 (RFC 3629: no overlong forms, no surrogates). */
export function utf8Evidence(bytes: Uint8Array): Utf8Evidence {
  const evidence = { sound: 0, long: 0, broken: 0 }
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at)
    if (length > 1) evidence.sound += 1
    if (length > 2) evidence.long += 1
    if (length === 0) evidence.broken += 1
    at += Math.max(1, length)
  }
  return evidence
}

/** Bytes of the UTF-8 sequence that starts here: 1 for ASCII, 0 where it is none. */
export function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0
  if (first < 0x80) return 1
  const length =
    first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xf0 && first < 0xf5 ? 4 : 0
  for (let next = 1; next < length; next += 1) {
    if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return 0
  }
  const second = bytes[at + 1] ?? 0
  const overlong = (first === 0xe0 && second < 0xa0) || (first === 0xf0 && second < 0x90)
  const outside = (first === 0xed && second >= 0xa0) || (first === 0xf4 && second >= 0x90)
  return overlong || outside ? 0 : length
}

const MACINTOSH = 'x-mac-cyrillic'
const CYRILLIC = ['windows-1251', 'koi8-r', 'iso-8859-5', 'cp866', MACINTOSH]
/** The letters that make up about half of running Russian, and of Kazakh's and Ukrainian's share of the alphabet. */
const COMMON = /[оеаинтсрвл]/g
/** The share of those letters in a text: two thirds where it is Cyrillic, a third at most in bytes of other alphabets. */
const COMMON_SHARE = 0.5
const LATIN = /^(iso-8859-(1|2|9|15)|windows-125[024])$/
const SAMPLE_BYTES = 20_000

/**
 * The charset that bytes which are not UTF-8 most probably are in, from the bytes alone; null where nothing speaks
 * clearly for one.
 */
export function guessEncoding(bytes: Uint8Array): string | null {
  const sample = speakingBytes(bytes)
  if (sample.length === 0) return null
  if (isAmongLatin(bytes)) return statistical(withoutMarkup(bytes), bytes, LATIN)
  const likely = cyrillic(sample)
  if (likely?.isCommon) return likely.encoding
  return thai(sample) ?? statistical(sample, bytes, /./) ?? likely?.encoding ?? null
}

/** Whether the bytes beyond ASCII stand alone within words of plain letters ("déjà"): no word is of two scripts. */
function isAmongLatin(bytes: Uint8Array): boolean {
  let high = 0
  let runs = 0
  let within = 0
  for (let at = 1; at < bytes.length; at += 1) {
    if ((bytes[at] ?? 0) < 0x80) continue
    const before = bytes[at - 1] ?? 0
    high += 1
    if (before >= 0x80) continue
    runs += 1
    // A letter after such a byte may be the second half of its character.
    if (isLetter(before) && (bytes[at - 2] ?? 0) < 0x80) within += 1
  }
  return within > runs * 0.4 && high < runs * 2
}

function isLetter(byte: number): boolean {
  const small = byte | 0x20
  return small >= 0x61 && small <= 0x7a
}

/** The plain letters count here: which of them stand round the accented ones tells the languages apart. */
function withoutMarkup(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  return Buffer.from(text.replace(/<[^<>]*>/g, ' ').slice(0, SAMPLE_BYTES), 'latin1')
}

/**
 * Whether text decoded under a declared charset reads like language. Cyrillic under another Cyrillic charset comes out
 * with its capitals inside the words, and anything else under a Latin one as words of nothing but accented letters.
 */
export function isPlausible(text: string): boolean {
  const sample = text.length > SAMPLE_BYTES * 4 ? text.slice(0, SAMPLE_BYTES * 4) : text
  const foreign = count(sample, /\p{L}/gu) - count(sample, /[A-Za-z]/g)
  if (foreign < 8) return true
  const cyrillicLetters = count(sample, /\p{Script=Cyrillic}/gu)
  if (cyrillicLetters > foreign / 2) return cyrillicScore(sample) > 0.55
  // Accented letters stand alone among plain ones ("déjà"); in a row they are another script read as Latin.
  const latin = count(sample, /[\u0080-\u024f]/g)
  const runs = count(sample, /[^\p{ASCII}\s]+/gu)
  return latin < foreign / 2 || count(sample, /[^\p{ASCII}\s]/gu) < runs * 2.2
}

/** Only bytes beyond ASCII say which charset it is; what follows one may be the second half of its character. */
function speakingBytes(bytes: Uint8Array): Uint8Array {
  const sample: number[] = []
  let high = false
  for (const byte of bytes) {
    if (sample.length >= SAMPLE_BYTES) break
    const second: boolean = high && byte >= 0x40
    high = byte >= 0x80
    if (byte >= 0x80 || second) sample.push(byte)
    else if (sample.at(-1) !== 0x20) sample.push(0x20)
  }
  return Uint8Array.from(sample)
}

function cyrillic(sample: Uint8Array): { encoding: string; isCommon: boolean } | null {
  const ranked = CYRILLIC.filter((encoding) => encoding !== MACINTOSH || isMacintosh(sample)).map((encoding) => {
    const text = decodeAs(sample, encoding) ?? ''
    const isCommon = count(text, COMMON) > count(text, /[а-яё]/g) * COMMON_SHARE
    return { encoding, isCommon, score: cyrillicScore(text) }
  })
  const [best] = ranked.sort((a, b) => b.score - a.score)
  return best !== undefined && best.score > 0.62 ? best : null
}

/** Small letters are the same in both; the capitals of Macintosh are signs in windows-1251, and those of windows-1251 in it. */
function isMacintosh(sample: Uint8Array): boolean {
  return /[^\p{ASCII}\sА-яЁёІіЇїЄєҐґЎў«»„“”‘’–—…№©]/u.test(decodeAs(sample, 'windows-1251') ?? '')
}

/** 0 to 1: how far the letters beyond ASCII are Cyrillic, mostly small, and spread as in running text. */
function cyrillicScore(text: string): number {
  const high = count(text, /[^\p{ASCII}\s«»„“”’–—…№©\ufffd]/gu)
  if (high === 0) return 0
  const small = count(text, /[а-яёѐ-џәғқңөұүһі]/g)
  const capital = count(text, /[А-ЯЁӘҒҚҢӨҰҮҺІ]/g)
  const insideWords = count(text, /[а-яё][А-ЯЁ]/g)
  const letters = (small + capital - insideWords * 2) / high
  const spread = small > capital ? Math.min(1, count(text, COMMON) / small / 0.5) : 0
  return letters * (0.4 + 0.3 * spread + 0.3 * (small / Math.max(1, small + capital)))
}

/** Thai has no detector in chardet; its one-byte charset fills 0xA1–0xFB and follows consonants with vowel signs. */
function thai(sample: Uint8Array): string | null {
  const text = decodeAs(sample, 'windows-874', true)
  if (text === null) return null
  const letters = count(text, /[\u0e01-\u0e2e]/g)
  const marks = count(text, /[\u0e01-\u0e2e][\u0e30-\u0e3a\u0e47-\u0e4d]/g)
  const loose = count(text, /(?<![\u0e01-\u0e4e])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]/g)
  return letters > 8 && marks > letters * 0.25 && loose * 20 < letters ? 'tis-620' : null
}

function statistical(sample: Uint8Array, bytes: Uint8Array, possible: RegExp): string | null {
  for (const { name, confidence } of chardet.analyse(sample)) {
    const encoding = name.toLowerCase()
    if (confidence < 10 || encoding.startsWith('utf') || encoding.startsWith('iso-2022')) continue
    if (!possible.test(encoding)) continue
    const text = decodeAs(bytes, encoding, true)
    if (text !== null && isPlausible(text)) return encoding
  }
  return null
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}
