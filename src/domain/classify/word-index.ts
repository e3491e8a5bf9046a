import type { Language } from '../language.ts'
import { LetterTrie, nothing } from '../letter-trie.ts'
import { Row } from '../row.ts'
import { foldKazakhLatin } from './script.ts'
import type { Token } from './tokenise.ts'
import { type Accepts, wordForms } from './word-forms.ts'

/** How a pattern was written decides the case it asks for: `WHO` capitals throughout, `Apple` a capital first letter, `LeT` (not "Let") capitals inside. */
const anyCase = 0
const capital = 1
const upper = 2
const inner = 3

const caseOf = (pattern: string): number => {
  const word = pattern.replace(/[=*]/g, '')
  const first = word[0] ?? ''
  if (word.length > 1 && /\p{L}/u.test(word) && word === word.toUpperCase() && word !== word.toLowerCase()) return upper
  if (/^\p{Lu}\p{Ll}\p{Lu}$/u.test(word)) return inner
  return first !== first.toLowerCase() ? capital : anyCase
}

/**
 * Latin words in Russian and Kazakh lists (Huawei, VPN) stand in Latin letters in the texts too, which are read as English;
 * a Kazakh text wholly in Latin script is read as Kazakh, so there they need a Cyrillic twin.
 */
const readingsOf = (pattern: string, language: Language): { pattern: string; language: Language }[] => {
  if (language === 'en' || /\p{Script=Cyrillic}/u.test(pattern)) return [{ pattern, language }]
  const latin = { pattern, language: 'en' as const }
  if (language !== 'kk') return [latin]
  return [latin, { pattern: foldKazakhLatin(pattern.toLowerCase(), 'acute', true), language }]
}

const fits = (letterCase: number, token: Token): boolean => {
  if (letterCase === anyCase) return true
  if (letterCase === capital) return token.capital
  if (letterCase === inner) return token.upper || /^.\p{Ll}+\p{Lu}/u.test(token.raw)
  // ЦБ and ЦБР alike, but an inflected acronym (ООНу) keeps its capitals only in the stem.
  return (
    token.upper ||
    (token.raw.length > 2 && token.raw.slice(0, 2) === token.raw.slice(0, 2).toUpperCase() && token.capital)
  )
}

/** The stems of one language; what is known of each entry stands at its number in the trie. */
class Shelf {
  readonly stems = new LetterTrie()
  readonly ids = new Row()
  readonly cases = new Row()
  readonly #endings = new Row()
  /** The few dozen tests that endings are put to, and the number of each. */
  readonly #tests: Accepts[] = []
  readonly #numbers = new Map<Accepts, number>()

  constructor() {
    for (const row of [this.ids, this.cases, this.#endings]) row.push(nothing)
  }

  place(stem: string, id: number, letterCase: number, accepts: Accepts): void {
    const number = this.#numbers.get(accepts) ?? this.#tests.push(accepts) - 1
    this.#numbers.set(accepts, number)
    this.stems.put(stem)
    this.ids.push(id)
    this.cases.push(letterCase)
    this.#endings.push(number)
  }

  takes(entry: number, rest: string): boolean {
    return this.#tests[this.#endings.at(entry)]?.(rest) === true
  }

  seal(): void {
    for (const row of [this.stems, this.ids, this.cases, this.#endings]) row.seal()
  }
}

/** Finds in one walk along a word every pattern whose forms include that word: linear in the word's length. */
export class WordIndex {
  readonly #shelves: Readonly<Record<Language, Shelf>> = { en: new Shelf(), ru: new Shelf(), kk: new Shelf() }
  readonly #ids = new Map<string, number>()
  #size = 0

  /** The number of a pattern, the same for the same pattern until {@link seal}. */
  add(pattern: string, language: Language): number {
    const name = `${language}:${pattern}`
    const known = this.#ids.get(name)
    if (known !== undefined) return known
    const id = this.#size
    this.#size += 1
    this.#ids.set(name, id)
    const letterCase = caseOf(pattern)
    for (const reading of readingsOf(pattern, language)) {
      const shelf = this.#shelves[reading.language]
      for (const { stem, accepts } of wordForms(reading.pattern, reading.language))
        shelf.place(stem, id, letterCase, accepts)
    }
    return id
  }

  /** Lets go of what only adding needs. */
  seal(): void {
    this.#ids.clear()
    for (const shelf of Object.values(this.#shelves)) shelf.seal()
  }

  /** The patterns that a word of a text is a form of. */
  find(token: Token): readonly number[] {
    const found: number[] = []
    const { key } = token
    const shelf = this.#shelves[token.vocabulary]
    const { stems, ids, cases } = shelf
    let node = stems.root
    for (let at = 0; ; at += 1) {
      let entry = stems.firstValue(node)
      if (entry !== nothing) {
        const rest = key.slice(at)
        for (; entry !== nothing; entry = stems.nextValue(entry)) {
          if (shelf.takes(entry, rest) && fits(cases.at(entry), token)) found.push(ids.at(entry))
        }
      }
      if (at === key.length) return found
      node = stems.step(node, key.charCodeAt(at))
      if (node === nothing) return found
    }
  }
}
