import type { Language } from '../domain/language.ts'
import { Row } from '../domain/row.ts'
import { changedStems, isEnding, stemOf } from './endings.ts'
import { foldCyrillic, foldKazakhLetters, foldLatin, foldTransliterated } from './fold.ts'
import type { Alias } from './lexicon.ts'
import { mostTokens, type Token } from './normalise.ts'
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

type Read = { readonly ids: ReadonlySet<number>; readonly reading: Reading }

/** Words kept with what they were read as. */
const mostRemembered = 4000

/** Small words that an alias may have between its words, written or not. */
const connectors = new Set(
  'of the in and on for to a an at by with и в на по с со за о об от для к у во ко мен бен пен жане ушин туралы жонинде жониндеги боиинша'
    .replace('боиинша', 'боинша')
    .split(' '),
)

const wordOf = /=?[\p{L}\p{M}\p{N}]+(?:'[\p{L}\p{M}]+)?[*!]?/gu
const isCyrillic = (word: string) => /\p{Script=Cyrillic}/u.test(word)

const none = -1

/** Shared by all words of a language: a vocabulary has thousands. */
const endings: Readonly<Record<Language, Accepts>> = {
  en: (rest) => isEnding(rest, 'en'),
  ru: (rest) => isEnding(rest, 'ru'),
  kk: (rest) => isEnding(rest, 'kk'),
}
const englishPlural: Accepts = (rest) => rest === '' || rest === 's'

/**
 * Every alias, findable by the words of a question in any inflected form. An alias is a phrase of one or more words; what is
 * known of a phrase stands in rows at its number.
 */
export class Vocabulary {
  readonly #latin = new WordTrie()
  readonly #cyrillic = new WordTrie()
  readonly #numbers = new Map<string, number>()
  readonly #ids = new Map<string, number>()
  /** By the number of a word, the first phrase that begins with it; the others follow as a chain. */
  readonly #firstPhrases = new Row()
  readonly #nextPhrases = new Row()
  readonly #aliases: Alias[] = []
  /** The number of what a phrase means: the aliases of one name in one language have the same. */
  readonly #meanings = new Row()
  readonly #meaningNumbers = new Map<string, number>()
  /** Where the words of a phrase begin in the row of words; they end where those of the next begin. */
  readonly #starts = new Row()
  readonly #words = new Row()
  readonly #remembered = new Map<string, Read>()

  add(alias: Alias): void {
    const written = [...alias.text.replaceAll(/[‘’]/g, "'").matchAll(wordOf)].map(([word]) => word)
    // A connector at either end of an alias tells: “by when” is not “when”, “train to” is not “train”.
    const telling = written.filter(
      (word, at) =>
        at === 0 || at === written.length - 1 || !connectors.has(isCyrillic(word) ? foldCyrillic(word) : word),
    )
    const words = telling.map((word) => this.#pattern(word, alias.language))
    const first = words[0]
    if (first === undefined) return
    const phrase = this.#aliases.push(alias) - 1
    this.#meanings.push(this.#meaningOf(alias))
    this.#starts.push(this.#words.length)
    for (const word of words) this.#words.push(word)
    this.#nextPhrases.push(none)
    this.#chain(first, phrase)
  }

  #meaningOf({ group, id, language }: Alias): number {
    const name = `${group} ${id} ${language}`
    const number = this.#meaningNumbers.get(name) ?? this.#meaningNumbers.size
    this.#meaningNumbers.set(name, number)
    return number
  }

  #chain(word: number, phrase: number): void {
    while (this.#firstPhrases.length <= word) this.#firstPhrases.push(none)
    let last = this.#firstPhrases.at(word)
    if (last === none) {
      this.#firstPhrases.set(word, phrase)
      return
    }
    for (let next = last; next !== none; next = this.#nextPhrases.at(next)) last = next
    this.#nextPhrases.set(last, phrase)
  }

  /** Lets go of what only adding needs; nothing is added any more. */
  seal(): void {
    this.#ids.clear()
    this.#meaningNumbers.clear()
    for (const row of [this.#firstPhrases, this.#nextPhrases, this.#meanings, this.#starts, this.#words]) row.seal()
    for (const trie of [this.#latin, this.#cyrillic]) trie.seal()
  }

  #pattern(written: string, language: Language): number {
    const name = `${language}:${written}`
    const known = this.#ids.get(name)
    if (known !== undefined) return known
    const id = this.#ids.size
    this.#ids.set(name, id)
    const capitals = written.startsWith('=')
    const open = written.endsWith('*')
    const exact = written.endsWith('!')
    const word = written.replace(/^=|[*!]$/g, '')
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
  #recall(token: Token, transliterate: boolean): Read {
    const name = `${token.upper ? '1' : '0'}${transliterate ? '1' : '0'}${token.raw}`
    const kept = this.#remembered.get(name)
    if (kept !== undefined) return kept
    const read = this.#read(token, transliterate)
    // Noise must not grow the memory for ever.
    if (this.#remembered.size >= mostRemembered) this.#remembered.clear()
    this.#remembered.set(name, read)
    return read
  }

  /** Patterns that a token is a form of, and how it had to be read for that. */
  #read(token: Token, transliterate: boolean): Read {
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

  #correct(token: Token, transliterate: boolean): Read {
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
      const plain = this.#recall(token, options.transliterate)
      if (plain.ids.size > 0 || token.script === 'digits' || left <= 0) return plain
      if (connectors.has(token.key)) return plain
      left -= 1
      return this.#correct(token, options.transliterate)
    })
    const matches: Match[] = []
    const seen = new Set<number>()
    read.forEach(({ ids }, from) => {
      for (const pattern of ids) {
        // A word that only stands inside phrases begins none.
        let phrase = pattern < this.#firstPhrases.length ? this.#firstPhrases.at(pattern) : none
        for (; phrase !== none; phrase = this.#nextPhrases.at(phrase)) {
          const to = this.#endOf(phrase, tokens, read, from)
          const alias = this.#aliases[phrase]
          if (to === undefined || alias === undefined) continue
          // The forms of one name are one match.
          const name = (this.#meanings.at(phrase) * mostTokens + from) * mostTokens + to
          if (seen.has(name)) continue
          seen.add(name)
          matches.push({ alias, from, to, reading: readingOf(read, from, to) })
        }
      }
    })
    return matches
  }

  #endOf(phrase: number, tokens: readonly Token[], read: readonly Read[], from: number): number | undefined {
    const end = phrase + 1 < this.#starts.length ? this.#starts.at(phrase + 1) : this.#words.length
    let at = from
    for (let index = this.#starts.at(phrase) + 1; index < end; index += 1) {
      const word = this.#words.at(index)
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

/** The least certain reading of any of the words. */
function readingOf(read: readonly Read[], from: number, to: number): Reading {
  let worst: Reading = 'written'
  for (let at = from; at <= to; at += 1) {
    const reading = read[at]?.reading
    if (reading === 'mistyped') return reading
    if (reading === 'transliterated') worst = reading
  }
  return worst
}

export function isConnector(token: Token): boolean {
  return connectors.has(token.key)
}
