import { Row } from '../domain/row.ts'
import { foldCyrillic } from './fold.ts'
import type { Alias } from './lexicon.ts'
import { mostTokens, type Token } from './normalise.ts'
import { isCyrillic, type Read, type Reading, WordPatterns } from './word-patterns.ts'

/** An alias found in a question: tokens `from` up to and including `to`. */
export type Match = {
  readonly alias: Alias
  readonly from: number
  readonly to: number
  /** The least certain reading of any of its words. */
  readonly reading: Reading
}

/** Small words that an alias may have between its words, written or not; folded. */
const connectors = new Set(
  'of the in and on for to a an at by with и в на по с со за о об от для к у во ко мен бен пен жане ушин туралы жонинде жониндеги боинша'.split(
    ' ',
  ),
)

const wordOf = /=?[\p{L}\p{M}\p{N}]+(?:'[\p{L}\p{M}]+)?[*!]?/gu

const none = -1

/**
 * Every alias, findable by the words of a question in any inflected form. An alias is a phrase of one or more words; what is
 * known of a phrase stands in rows at its number.
 */
export class Vocabulary {
  readonly #patterns = new WordPatterns()
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

  add(alias: Alias): void {
    const written = [...alias.text.replaceAll(/[‘’]/g, "'").matchAll(wordOf)].map(([word]) => word)
    // A connector at either end of an alias tells: “by when” is not “when”, “train to” is not “train”.
    const telling = written.filter(
      (word, at) =>
        at === 0 || at === written.length - 1 || !connectors.has(isCyrillic(word) ? foldCyrillic(word) : word),
    )
    const words = telling.map((word) => this.#patterns.numberOf(word, alias.language))
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
    this.#patterns.seal()
    this.#meaningNumbers.clear()
    for (const row of [this.#firstPhrases, this.#nextPhrases, this.#meanings, this.#starts, this.#words]) row.seal()
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
      const plain = this.#patterns.read(token, options.transliterate)
      if (plain.ids.size > 0 || token.script === 'digits' || left <= 0) return plain
      if (connectors.has(token.key)) return plain
      left -= 1
      return this.#patterns.correct(token, options.transliterate)
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

/** Whether a word of a question may stand between the words of an alias without being one of them. */
export function isConnector(token: Token): boolean {
  return connectors.has(token.key)
}
