import type { Language } from '../language.ts'
import { foldKazakhCyrillic, foldKazakhLatin, hasCyrillic, kazakhAlphabet } from './script.ts'

/** One word of a text: as written, the folded key that word forms are matched by, and the vocabulary that reads it. */
export type Token = {
  raw: string
  key: string
  vocabulary: Language
  capital: boolean
  upper: boolean
}

const WORD = /[\p{L}\p{M}\p{N}]+(?:['’ʼ][\p{L}\p{M}]+)*/gu
const DOTTED_CAPITALS = /(?<!\p{L})(?:\p{Lu}\.){2,}/gu
const POSSESSIVE = /['’ʼ]s$/u
const ASCII = /^[a-z0-9]*$/
const COMBINING = /\p{M}/gu
/** In small letters these are no acronyms, whatever else a text without capitals leaves open. */
const PRONOUNS: ReadonlySet<string> = new Set(['it', 'us', 'who'])

/** English folding: lower case, no accents, no possessive. */
const foldEnglish = (word: string): string => {
  const bare = word.replace(POSSESSIVE, '').toLowerCase()
  return ASCII.test(bare) ? bare : bare.normalize('NFD').replace(COMBINING, '').replaceAll('ı', 'i')
}

/** Russian folding: lower case, ё as е. */
const foldRussian = (word: string): string => word.toLowerCase().replaceAll('ё', 'е')

type Reader = { vocabulary: Language; fold: (word: string) => string }

const readerFor = (text: string, language: Language): ((raw: string) => Reader) => {
  const english: Reader = { vocabulary: 'en', fold: foldEnglish }
  const russian: Reader = { vocabulary: 'ru', fold: foldRussian }
  const kazakh: Reader = { vocabulary: 'kk', fold: (word) => foldKazakhCyrillic(word.toLowerCase()) }
  if (language !== 'kk') return (raw) => (hasCyrillic(raw) ? russian : english)
  const alphabet = kazakhAlphabet(text)
  const hasQ = /q/i.test(text)
  const cyrillicText = hasCyrillic(text)
  const latin: Reader = {
    vocabulary: 'kk',
    fold: (word) => foldKazakhLatin(word.toLowerCase().replaceAll('i̇', 'i'), alphabet, hasQ),
  }
  return (raw) => {
    if (hasCyrillic(raw)) return kazakh
    return cyrillicText ? english : latin
  }
}

/** Cuts a text into words, at most `limit` UTF-16 units of it: what a headline is about stands at its head, and feeds send 100 kB summaries. */
export const tokenise = (text: string, language: Language, limit: number): Token[] => {
  const head = text
    .slice(0, limit)
    .normalize('NFC')
    .replace(DOTTED_CAPITALS, (dotted) => dotted.replaceAll('.', ''))
  const reader = readerFor(head, language)
  // A text without a single capital, or in capitals throughout, says nothing by its case.
  const lower = head.toLowerCase()
  const caseless = head === lower || head === head.toUpperCase()
  const tokens: Token[] = []
  for (const [raw] of head.matchAll(WORD)) {
    const { vocabulary, fold } = reader(raw)
    const first = raw[0] ?? ''
    const capital = caseless || first !== first.toLowerCase()
    const bare = vocabulary === 'en' ? raw.replace(POSSESSIVE, '') : raw
    const upper = caseless ? !PRONOUNS.has(bare) : bare === bare.toUpperCase() && bare !== bare.toLowerCase()
    tokens.push({ raw, key: fold(raw), vocabulary, capital, upper })
  }
  return tokens
}

/** The folding a term of the vocabulary goes through; Kazakh terms are written in Cyrillic. */
export const foldTerm = (word: string, language: Language): string => {
  if (language === 'en') return foldEnglish(word)
  return language === 'ru' ? foldRussian(word) : foldKazakhCyrillic(word.toLowerCase())
}
