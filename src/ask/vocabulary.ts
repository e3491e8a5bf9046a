import type { Language } from '../domain/language.ts'
import { changedStems, isEnding, stemOf } from './endings.ts'
import { foldCyrillic, foldKazakhLetters, foldLatin, foldTransliterated } from './fold.ts'
import type { Alias } from './lexicon.ts'
import type { Token } from './normalise.ts'
import { type Accepts, type Entry, WordTrie } from './word-trie.ts'

/** An alias found in a question: tokens `from` up to and including `to`. */
export type Match = {
  readonly alias: Alias
  readonly from: number
  readonly to: number
  /** How the words were read: as written, from Latin letters into Cyrillic, or as the nearest word to a slip. */
  readonly reading: Reading
}
export type Reading = 'written' | 'transliterated' | 'mistyped'

type Phrase = { readonly alias: Alias; readonly words: readonly number[] }

/** Small words that an alias may have between its words, written or not. */
const connectors = new Set(
  'of the in and on for to a an at by with и в на по с со за о об от для к у во ко мен бен пен жане ушин туралы жонинде жониндеги боиинша'
    .replace('боиинша', 'боинша')
    .split(' '),
)

const wordOf = /=?[\p{L}\p{M}\p{N}]+(?:'[\p{L}\p{M}]+)?\*?/gu
const isCyrillic = (word: string) => /\p{Script=Cyrillic}/u.test(word)

/** Every alias, findable by the words of a question in any inflected form. */
export class Vocabulary {
  readonly #latin = new WordTrie()
  readonly #cyrillic = new WordTrie()
  readonly #numbers = new Map<string, number>()
  readonly #ids = new Map<string, number>()
  readonly #phrases: Phrase[][] = []

  add(alias: Alias): void {
    const written = [...alias.text.replaceAll(/[‘’]/g, "'").matchAll(wordOf)].map(([word]) => word)
    // A connector at the head of an alias tells: “by when” is not “when”.
    const telling = written.filter(
      (word, at) => at === 0 || !connectors.has(isCyrillic(word) ? foldCyrillic(word) : word),
    )
    const words = telling.map((word) => this.#pattern(word, alias.language))
    const first = words[0]
    if (first === undefined) return
    const phrases = this.#phrases[first]
    if (phrases === undefined) this.#phrases[first] = [{ alias, words }]
    else phrases.push({ alias, words })
  }

  #pattern(written: string, language: Language): number {
    const name = `${language}:${written}`
    const known = this.#ids.get(name)
    if (known !== undefined) return known
    const id = this.#ids.size
    this.#ids.set(name, id)
    const capitals = written.startsWith('=')
    const open = written.endsWith('*')
    const word = written.replace(/^=|\*$/g, '')
    if (/^\p{N}/u.test(word)) {
      this.#numbers.set(word, id)
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
    else if (lower.length < 4 || (upper && !(language === 'kk' && lower.length > 2))) {
      put(lower, language === 'en' && upper ? (rest) => rest === '' || rest === 's' : 'nothing')
    } else {
      const accepts = (rest: string) => isEnding(rest, language)
      const stem = stemOf(lower, language)
      put(stem, accepts)
      if (stem !== lower && language === 'en') put(lower, accepts)
      for (const changed of changedStems(lower, language)) put(changed, accepts)
    }
    return id
  }

  /** Patterns that a token is a form of, and how it had to be read for that. */
  #read(token: Token, transliterate: boolean): { ids: Set<number>; reading: Reading } {
    if (token.script === 'digits') {
      const number = this.#numbers.get(token.raw)
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

  #correct(token: Token, transliterate: boolean): { ids: Set<number>; reading: Reading } {
    const cyrillic = token.script === 'cyrillic' || transliterate
    const key = token.script === 'latin' && cyrillic ? foldTransliterated(token.raw.toLowerCase()) : token.key
    const trie = cyrillic ? this.#cyrillic : this.#latin
    if (key.length < 5) return { ids: new Set(), reading: 'mistyped' }
    const near = trie.findNear(key, key.length < 8 ? 1 : 2).filter((entry) => !entry.capitals)
    return { ids: new Set(near.map((entry) => entry.id)), reading: 'mistyped' }
  }

  /**
   * @param options.transliterate whether Latin words that no Latin vocabulary has are tried as Russian or Kazakh ones
   * @param options.corrections how many words that nothing matched may be tried as slips; each costs a walk
   */
  find(
    tokens: readonly Token[],
    options: { readonly transliterate: boolean; readonly corrections: number },
  ): readonly Match[] {
    let left = options.corrections
    const read = tokens.map((token) => {
      const plain = this.#read(token, options.transliterate)
      if (plain.ids.size > 0 || token.script === 'digits' || left <= 0) return plain
      if (connectors.has(token.key)) return plain
      left -= 1
      return this.#correct(token, options.transliterate)
    })
    const matches: Match[] = []
    read.forEach(({ ids }, from) => {
      for (const id of ids) {
        for (const phrase of this.#phrases[id] ?? []) {
          const to = this.#endOf(phrase, tokens, read, from)
          if (to === undefined) continue
          const readings = read.slice(from, to + 1).map((each) => each.reading)
          const reading = readings.includes('mistyped')
            ? 'mistyped'
            : readings.includes('transliterated')
              ? 'transliterated'
              : 'written'
          matches.push({ alias: phrase.alias, from, to, reading })
        }
      }
    })
    return matches
  }

  #endOf(
    phrase: Phrase,
    tokens: readonly Token[],
    read: readonly { readonly ids: ReadonlySet<number> }[],
    from: number,
  ): number | undefined {
    let at = from
    for (const word of phrase.words.slice(1)) {
      at += 1
      let skipped = 0
      while (skipped < 3 && !read[at]?.ids.has(word) && connectors.has(tokens[at]?.key ?? '')) {
        at += 1
        skipped += 1
      }
      if (!read[at]?.ids.has(word)) return undefined
    }
    return at
  }
}

export function isConnector(token: Token): boolean {
  return connectors.has(token.key)
}
