import { detectLanguage } from './classify/script.ts'
import { TermIndex } from './classify/term-index.ts'
import { tokenise } from './classify/tokenise.ts'
import type { Language } from './language.ts'

/** More would be a profile of interests, not a subscription. */
export const mostKeywords = 20
const longest = 60
const mostWords = 6
/** An abbreviation is asked for in capitals, so that WHO is not every “who”. */
const abbreviation = /^\p{Lu}[\p{Lu}\p{N}]{1,5}$/u
/** What of a text may matter: the head of a title and of a summary, as for the classifier. */
const limit = 900

/**
 * Words and phrases as somebody writes them, separated by commas or lines: only letters, digits, hyphens and apostrophes
 * stay of each, for every other sign means something to the index of terms.
 */
export function keywordsIn(text: string): readonly string[] {
  const found = text.split(/[,;\n]+/).map((part) => {
    const bare = part
      .normalize('NFC')
      .replace(/[^\p{L}\p{M}\p{N}\-'’ʼ]+/gu, ' ')
      .replace(/(^|\s)[-'’ʼ]+|[-'’ʼ]+(?=\s|$)/gu, ' ')
      .trim()
      .replace(/\s+/g, ' ')
    return abbreviation.test(bare) ? bare : bare.toLowerCase()
  })
  const sound = found.filter(
    (word) => word.length >= 2 && word.length <= longest && /\p{L}/u.test(word) && word.split(' ').length <= mostWords,
  )
  return [...new Set(sound)]
}

/** The vocabularies that may read a keyword: plain Cyrillic letters are both Russian and Kazakh. */
function languagesOf(word: string): readonly Language[] {
  if (!/\p{Script=Cyrillic}/u.test(word)) return ['en']
  return /[әіңғүұқөһ]/i.test(word) ? ['kk'] : ['ru', 'kk']
}

export type KeywordIndex = {
  /** The keywords that a text contains in any of their forms; one walk along the text, however many keywords there are. */
  readonly find: (text: string, language?: Language) => ReadonlySet<string>
}

/** What a Kazakh noun may end in: case, number and possession, one after the other. */
const kazakhEnding =
  /(?:[нд]ың|[нд]ің|тың|тің|[ғқ]а|[гк]е|н[аеыі]|[дт][аеыі]|[дтн]ан|[дтн]ен|[мбп]ен|[лдт]ар|[лдт]ер|с?ы|с?і|с?ын|с?ін)$/
const shortestStem = 4
/** Before a vowel the last п, к, қ of a stem is written б, г, ғ. */
const hardened: Readonly<Record<string, string>> = { б: 'п', г: 'к', ғ: 'қ' }

/** People write words as they come to mind, in the plural or with a case: the forms from which others are found. */
function stemsOf(word: string, language: Language): readonly string[] {
  if (abbreviation.test(word)) return [word]
  if (language === 'en') {
    if (/[^aeiou]ies$/.test(word)) return [word, `${word.slice(0, -3)}y`]
    return /[^siu]s$/.test(word) && word.length > 3 ? [word, word.slice(0, -1)] : [word]
  }
  // Russian endings are taken off by the index itself.
  if (language === 'ru') return [word]
  const stems = [word]
  for (let stem = word; stems.length < 4; ) {
    const shorter = stem.replace(kazakhEnding, '')
    if (shorter === stem || shorter.length < shortestStem) break
    const last = hardened[shorter.slice(-1)]
    stem = last === undefined ? shorter : `${shorter.slice(0, -1)}${last}`
    stems.push(stem)
  }
  return stems
}

/** A phrase in the forms of its words; the first and the last word vary most, and sixteen ways are enough. */
function phrases(keyword: string, language: Language): readonly string[] {
  let made: readonly string[] = ['']
  for (const word of keyword.split(' ')) {
    const stems = stemsOf(word, language)
    made = made.flatMap((before) => stems.map((stem) => (before === '' ? stem : `${before} ${stem}`))).slice(0, 16)
  }
  return made
}

/** Compiles the keywords of all subscriptions together. */
export function compileKeywords(keywords: Iterable<string>): KeywordIndex {
  const index = new TermIndex<string>()
  for (const word of new Set(keywords))
    for (const language of languagesOf(word))
      for (const phrase of phrases(word, language)) index.add(phrase, language, word)
  index.seal()
  return {
    find: (text, stated) => {
      const language = detectLanguage(text, stated)
      return new Set(index.find(tokenise(text, language, limit)).map(({ value }) => value))
    },
  }
}
