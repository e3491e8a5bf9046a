import type { Language } from '../domain/language.ts'
import { changedStems, isEnding, stemOf } from './endings.ts'
import { foldCyrillic, foldKazakhLetters, foldLatin, foldTransliterated } from './fold.ts'
import type { Token } from './normalise.ts'
import { type Accepts, type Entry, WordTrie } from './word-trie.ts'

/** How a word was read: as written, from Latin letters into Cyrillic, or as the nearest word to a slip. */
export type Reading = 'written' | 'transliterated' | 'mistyped'

/** The patterns that a word is a form of. */
export type Read = { readonly ids: ReadonlySet<number>; readonly reading: Reading }

/** Words kept with what they were read as. */
const mostRemembered = 4000

/** Whether any letter of an alias's word is Cyrillic: a word is looked for in one alphabet only. */
export function isCyrillic(word: string): boolean {
  return /\p{Script=Cyrillic}/u.test(word)
}

/** Shared by all words of a language: a vocabulary has thousands. */
const endings: Readonly<Record<Language, Accepts>> = {
  en: (rest) => isEnding(rest, 'en'),
  ru: (rest) => isEnding(rest, 'ru'),
  kk: (rest) => isEnding(rest, 'kk'),
}
const englishPlural: Accepts = (rest) => rest === '' || rest === 's'

/** The words of all aliases, each a pattern that has a number: which of them a word of a question is a form of. */
export class WordPatterns {
  readonly #latin = new WordTrie()
  readonly #cyrillic = new WordTrie()
  readonly #digits = new Map<string, number>()
  readonly #numbers = new Map<string, number>()
  readonly #remembered = new Map<string, Read>()

  /** Lets go of what only adding needs; nothing is added any more. */
  seal(): void {
    this.#numbers.clear()
    for (const trie of [this.#latin, this.#cyrillic]) trie.seal()
  }

  /** The number of a word of an alias, written as in the lexicon; the same word of a language has one number. */
  numberOf(written: string, language: Language): number {
    const name = `${language}:${written}`
    const known = this.#numbers.get(name)
    if (known !== undefined) return known
    const id = this.#numbers.size
    this.#numbers.set(name, id)
    const capitals = written.startsWith('=')
    const open = written.endsWith('*')
    const exact = written.endsWith('!')
    const word = written.replace(/^=|[*!]$/g, '')
    if (/^\p{N}/u.test(word)) {
      this.#digits.set(word, id)
      return id
    }
    const lower = word.toLowerCase()
    const cyrillic = isCyrillic(word)
    const fold = cyrillic ? foldCyrillic : foldLatin
    const trie = cyrillic ? this.#cyrillic : this.#latin
    const upper = word.length > 1 && word === word.toUpperCase()
    const put = (stem: string, accepts: Accepts) => {
      const strict = cyrillic && stem.length <= 4 ? { strict: foldKazakhLetters(stem) } : {}
      trie.add(fold(stem), { id, accepts, capitals, ...strict })
    }
    if (open) put(lower, 'anything')
    else if (exact || lower.length < 4 || (upper && !(language === 'kk' && lower.length > 2))) {
      put(lower, language === 'en' && upper ? englishPlural : 'nothing')
    } else {
      const accepts = endings[language]
      const stem = stemOf(lower, language)
      put(stem, accepts)
      if (stem !== lower && language === 'en') put(lower, accepts)
      for (const changed of changedStems(lower, language)) put(changed, accepts)
    }
    return id
  }

  /** The same words come in every question and title: read once, they are looked up. */
  read(token: Token, transliterate: boolean): Read {
    const name = `${token.upper ? '1' : '0'}${transliterate ? '1' : '0'}${token.raw}`
    const kept = this.#remembered.get(name)
    if (kept !== undefined) return kept
    const read = this.#readAnew(token, transliterate)
    // Noise must not grow the memory for ever.
    if (this.#remembered.size >= mostRemembered) this.#remembered.clear()
    this.#remembered.set(name, read)
    return read
  }

  /** Patterns that a token is a form of, and how it had to be read for that. */
  #readAnew(token: Token, transliterate: boolean): Read {
    if (token.script === 'digits') {
      const number = this.#digits.get(token.raw)
      return { ids: new Set(number === undefined ? [] : [number]), reading: 'written' }
    }
    const ids = (entries: readonly Entry[]) =>
      new Set(entries.filter((entry) => !entry.capitals || token.upper).map((entry) => entry.id))
    if (token.script === 'cyrillic') {
      const strict = foldKazakhLetters(token.raw.toLowerCase())
      const entries = this.#cyrillic
        .find(token.key)
        .filter((entry) => entry.strict === undefined || strict.startsWith(entry.strict))
        .filter((entry) => entry.strict === undefined || entry.accepts !== 'nothing' || strict === entry.strict)
      return { ids: ids(entries), reading: 'written' }
    }
    if (token.script !== 'latin') return { ids: new Set(), reading: 'written' }
    const written = ids(this.#latin.find(token.key))
    if (!transliterate || (written.size > 0 && token.raw.length > 3)) return { ids: written, reading: 'written' }
    // Small words are spelt alike in the languages: s, do, on, ne.
    const heard = ids(this.#cyrillic.find(foldTransliterated(token.raw.toLowerCase())))
    return { ids: new Set([...written, ...heard]), reading: written.size > 0 ? 'written' : 'transliterated' }
  }

  /** The patterns that a word, which is a form of none, was most likely meant for; costs a walk. */
  correct(token: Token, transliterate: boolean): Read {
    const cyrillic = token.script === 'cyrillic' || transliterate
    const key = token.script === 'latin' && cyrillic ? foldTransliterated(token.raw.toLowerCase()) : token.key
    const trie = cyrillic ? this.#cyrillic : this.#latin
    if (key.length < 5) return { ids: new Set(), reading: 'mistyped' }
    const near = trie.findNear(key, key.length < 8 ? 1 : 2).filter((entry) => !entry.capitals)
    return { ids: new Set(near.map((entry) => entry.id)), reading: 'mistyped' }
  }
}
