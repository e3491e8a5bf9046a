import type { Language } from '../language.ts'
import { letterFolds } from '../letter-folds.ts'

const KAZAKH_CYRILLIC = /[әіңғүұқөһ]/i
const KAZAKH_LATIN = /[ǵńýı]|[ñğ].*[äöüşıū]|[äöüşıū].*[ñğ]/i
const KAZAKH_LATIN_WORDS =
  /(?:^|[^\p{L}])(?:qazaq\p{L}*|toqaev\p{L}*|toqayev\p{L}*|jáne|jäne|zhane|jane|dep|úshin|üshin|ushin|týraly|turaly|boıynsha|boiynsha|boyynsha|bolady|boldy|elder\p{L}*|astanada|almatyda|jyl\p{L}*|bıyl|biyl|prezıdent\p{L}*)(?=$|[^\p{L}])/giu

/**
 * Without diacritics a Kazakh headline shows by its endings, its q without u and its initial zh: "Almaty qalasynda zher silkindi".
 * Endings that English or place names share (-stan, -ty, -ing) are left out.
 */
const KAZAKH_LATIN_SHAPE =
  /^(?:zh\p{L}{2,}|\p{L}*q(?!u|aeda|atar|aida|antas|om$)\p{L}+|\p{L}{2,}(?<!ira)q|\p{L}{2,}(?:y?nda|inde|n?daghy|n?dagy|n?degi|lyg?y|ligi|lary|leri|dary|deri|tary|teri|larda|lerde|nyng?|ning|[iy]nin|[iy]nen|synan|sinen|syna|sine|[iy]men|yldy|ildi|lady|ledi|[aeiuy]ady|ndi|ndy|rtty|qty|kti|tti|sti|shty|shti|ldy|uda|ude|lykty|atyn|etin|gany|geni|ghan|syn|zdi|imizde))$/iu
const ENGLISH_FUNCTION_WORDS =
  /(?:^|[^\p{L}])(?:the|of|in|to|and|for|on|with|after|at|by|from|as|over|is|are|was|a|an|his|its|says?|will|has|not|new|amid|against|up|out|off|be|how|why|what|who)(?=$|[^\p{L}])/iu

const latinKazakhWords = (text: string): number => {
  if (ENGLISH_FUNCTION_WORDS.test(text)) return 0
  const words = text.match(/[\p{L}'’]+/gu) ?? []
  const shaped = words.filter((word) => KAZAKH_LATIN_SHAPE.test(word)).length
  return shaped * 3 >= words.length ? shaped : 0
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0

/** By code point rather than by regular expression: this runs for every word of every item. */
const isCyrillic = (code: number): boolean => code >= 0x400 && code <= 0x52f
const isLatin = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0xc0 && code <= 0x24f)

/** Whether a word has a Cyrillic letter. */
export const hasCyrillic = (text: string): boolean => {
  for (let at = 0; at < text.length; at += 1) if (isCyrillic(text.charCodeAt(at))) return true
  return false
}

const countLetters = (text: string): { cyrillic: number; latin: number } => {
  let cyrillic = 0
  let latin = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (isCyrillic(code)) cyrillic += 1
    else if (isLatin(code)) latin += 1
  }
  return { cyrillic, latin }
}

/** Two words with Kazakh letters, and a third of all: Russian has none but in a quoted name. */
const isWrittenInKazakh = (text: string): boolean => {
  const words = text.match(/[\u0400-\u052f]+/g) ?? []
  const kazakh = words.filter((word) => KAZAKH_CYRILLIC.test(word)).length
  return kazakh >= 2 && kazakh * 3 >= words.length
}

/**
 * Which vocabulary reads this text. A stated language is believed only where the script allows it: feeds label
 * Kazakh items in Latin script `ru` or `en` more often than not, and those of bilingual outlets `ru`.
 */
export const detectLanguage = (text: string, stated?: string): Language => {
  const hint = stated?.slice(0, 2).toLowerCase()
  const { cyrillic, latin } = countLetters(text)
  if (hint === 'kk' && cyrillic + latin > 0) return 'kk'
  if (cyrillic > latin / 2) {
    if (hint === 'ru') return isWrittenInKazakh(text) ? 'kk' : 'ru'
    return KAZAKH_CYRILLIC.test(text) ? 'kk' : 'ru'
  }
  const shaped = latinKazakhWords(text)
  // What is stated as English must look very Kazakh not to be.
  if (hint === 'en') return shaped >= 3 ? 'kk' : 'en'
  return KAZAKH_LATIN.test(text) || count(text, KAZAKH_LATIN_WORDS) >= 2 || shaped >= 2 ? 'kk' : 'en'
}

export type KazakhAlphabet = 'acute' | 'umlaut' | 'plain'

/** Which romanisation a Latin Kazakh text uses: acute (2018, Kazinform), umlaut (2021 and Common Turkic) or bare ASCII. */
export const kazakhAlphabet = (text: string): KazakhAlphabet => {
  if (/[ǵńáóúý]/i.test(text)) return 'acute'
  if (/[äöüñğşūç]/i.test(text)) return 'umlaut'
  return 'plain'
}

const DIGRAPHS: Record<string, string> = { ...letterFolds.digraphs, ts: 'тс', "s'": 'ш', "c'": 'ч' }

const LATIN_LETTERS: Record<string, string> = { ...letterFolds.latin, q: 'қ', y: 'ы', '’': '', ʼ: '' }

const CYRILLIC_FOLDS: Record<string, string> = { ...letterFolds.kazakh, ...letterFolds.russian, ц: 'тс' }

/** Cyrillic Kazakh folded to the letters that every romanisation can still tell apart; input in lower case. */
export const foldKazakhCyrillic = (word: string): string => {
  let folded = ''
  for (const letter of word) folded += CYRILLIC_FOLDS[letter] ?? letter
  return folded
}

const BACK_VOWELS_ONLY = /^[^eéiáäóöúü]*$/

const vowelY = /[aeiouáäóöúüūı]/

const letterOf = (word: string, at: number, alphabet: KazakhAlphabet): string => {
  const letter = word[at] ?? ''
  // The dotless letter is и/й in the 2018 alphabet but ы in Common Turkic spelling; y is ы or й the other way round.
  if (letter === 'ı') return alphabet === 'acute' || (alphabet === 'umlaut' && /y/.test(word)) ? 'и' : 'ы'
  if (letter === 'y' && alphabet !== 'acute') {
    const beside = `${word[at - 1] ?? ''}${word[at + 1] ?? ''}`
    return vowelY.test(beside) ? 'и' : 'ы'
  }
  return LATIN_LETTERS[letter] ?? letter
}

/** Latin Kazakh to the same folded Cyrillic; `hasQ` says whether the text writes қ as q (else k is read by vowel harmony). */
export const foldKazakhLatin = (word: string, alphabet: KazakhAlphabet, hasQ: boolean): string => {
  const source = !hasQ && BACK_VOWELS_ONLY.test(word) ? word.replaceAll('k', 'q') : word
  let folded = ''
  for (let at = 0; at < source.length; at += 1) {
    const pair = DIGRAPHS[source.slice(at, at + 2)]
    if (pair !== undefined) {
      folded += pair
      at += 1
    } else {
      folded += letterOf(source, at, alphabet)
    }
  }
  return folded
}
