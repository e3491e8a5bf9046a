import { cyrillicLookAlikes, foldCyrillic, foldLatin, latinLookAlikes } from './fold.ts'

/** A question is read up to here; a pasted page says what it is about at its head, and noise costs no more than this. */
export const longestText = 1200
export const mostTokens = 72

/** One word or number of a question. */
export type Token = {
  /** As typed, look-alike letters of the other alphabet put right. */
  readonly raw: string
  /** What vocabulary is compared by, see `fold.ts`. */
  readonly key: string
  readonly script: 'latin' | 'cyrillic' | 'digits' | 'other'
  /** Typed in capitals while the text as a whole is not. */
  readonly upper: boolean
  /** Where it stands in the normalised text. */
  readonly at: number
}

const invisible = /\p{Cf}|\p{Cc}|\u034F|[\u115F\u1160\u3164\uFFA0]|[\uFE00-\uFE0F]/gu
const dashes = /[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/g
const quotes = /[«»“”„‟‹›"`´‘’ʼ‚‛′]/g

/** Plain text of one line: compatibility forms, invisible marks, kinds of dashes, quotes and spaces levelled, markup out. */
export function normalise(text: string): string {
  return text
    .slice(0, longestText * 2)
    .toWellFormed()
    .normalize('NFKC')
    .replace(/[\n\t\r]/g, ' ')
    .replace(invisible, '')
    .replace(/<\/?[a-z][^<>]*>/gi, ' ')
    .replace(dashes, '-')
    .replace(quotes, "'")
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longestText)
}

const wordPattern = /\p{N}+|[\p{L}\p{M}]+(?:'[\p{L}\p{M}]+)*/gu
const hasCyrillic = /\p{Script=Cyrillic}/u
const hasLatin = /\p{Script=Latin}/u

/** A Latin o in a Cyrillic word (or the other way round) is a slip or a trick; the alphabet of most letters wins. */
function inOneAlphabet(word: string): string {
  // The schwa is on some Kazakh keyboards a Latin letter.
  const levelled = word.replaceAll('ə', 'ә').replaceAll('Ə', 'Ә')
  if (!hasCyrillic.test(levelled) || !hasLatin.test(levelled)) return levelled
  const cyrillic = levelled.match(/\p{Script=Cyrillic}/gu)?.length ?? 0
  const table = cyrillic * 2 >= levelled.length ? cyrillicLookAlikes : latinLookAlikes
  return Array.from(levelled, (letter) => table[letter] ?? letter).join('')
}

function scriptOf(word: string): Token['script'] {
  if (/^\p{N}/u.test(word)) return 'digits'
  if (hasCyrillic.test(word)) return 'cyrillic'
  return hasLatin.test(word) ? 'latin' : 'other'
}

function isShouted(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? []
  return (
    letters.length > 12 && letters.filter((letter) => letter === letter.toUpperCase()).length > letters.length * 0.8
  )
}

type Word = Pick<Token, 'raw' | 'key' | 'script'> & { readonly capitals: boolean }

/** People use few different words, and to fold one costs more than to look it up. */
const mostWords = 20_000
const words = new Map<string, Word>()

function wordOf(written: string): Word {
  const known = words.get(written)
  if (known !== undefined) return known
  const raw = inOneAlphabet(written)
  const script = scriptOf(raw)
  const lower = raw.toLowerCase()
  const key = script === 'cyrillic' ? foldCyrillic(lower) : script === 'latin' ? foldLatin(lower) : lower
  const word = { raw, script, key, capitals: raw !== lower && raw === raw.toUpperCase() }
  if (words.size >= mostWords) words.clear()
  words.set(written, word)
  return word
}

/** @param text normalised; words beyond {@link mostTokens} are left out */
export function tokenise(text: string): readonly Token[] {
  const shouted = isShouted(text)
  const tokens: Token[] = []
  for (const match of text.matchAll(wordPattern)) {
    if (tokens.length === mostTokens) break
    const { raw, key, script, capitals } = wordOf(match[0].slice(0, 48))
    tokens.push({ raw, key, script, upper: !shouted && capitals, at: match.index })
  }
  return tokens
}
