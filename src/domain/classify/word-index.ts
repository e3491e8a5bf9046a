import type { Language } from '../language.ts'
import type { Token } from './tokenise.ts'
import { wordForms } from './word-forms.ts'

/** How a pattern was written decides the case it asks for: `WHO` capitals throughout, `Apple` a capital first letter. */
type LetterCase = 'any' | 'capital' | 'upper'

type Entry = { id: number; letterCase: LetterCase; accepts: (rest: string) => boolean }
type Node = { next: Map<string, Node>; entries: Entry[] }

const newNode = (): Node => ({ next: new Map(), entries: [] })

const caseOf = (pattern: string): LetterCase => {
  const word = pattern.replace(/[=*]/g, '')
  const first = word[0] ?? ''
  if (word.length > 1 && /\p{L}/u.test(word) && word === word.toUpperCase() && word !== word.toLowerCase())
    return 'upper'
  return first !== first.toLowerCase() ? 'capital' : 'any'
}

const fits = (entry: Entry, token: Token): boolean => {
  if (entry.letterCase === 'any') return true
  if (entry.letterCase === 'capital') return token.capital
  // ЦБ and ЦБР alike, but an inflected acronym (ООНу) keeps its capitals only in the stem.
  return (
    token.upper ||
    (token.raw.length > 2 && token.raw.slice(0, 2) === token.raw.slice(0, 2).toUpperCase() && token.capital)
  )
}

/** Finds in one walk along a word every pattern whose forms include that word: linear in the word's length. */
export class WordIndex {
  readonly #roots = new Map<Language, Node>()
  readonly #ids = new Map<string, number>()

  /** The number of a pattern, the same for the same pattern. */
  add(pattern: string, language: Language): number {
    const name = `${language}:${pattern}`
    const known = this.#ids.get(name)
    if (known !== undefined) return known
    const id = this.#ids.size
    this.#ids.set(name, id)
    const letterCase = caseOf(pattern)
    for (const form of wordForms(pattern, language)) {
      this.#place(language, form.stem, { id, letterCase, accepts: form.accepts })
    }
    return id
  }

  #place(language: Language, stem: string, entry: Entry): void {
    let node: Node = this.#roots.get(language) ?? newNode()
    this.#roots.set(language, node)
    for (const letter of stem) {
      let next: Node | undefined = node.next.get(letter)
      if (next === undefined) {
        next = newNode()
        node.next.set(letter, next)
      }
      node = next
    }
    node.entries.push(entry)
  }

  /** The patterns that a word of a text is a form of. */
  find(token: Token): number[] {
    const found: number[] = []
    let node: Node | undefined = this.#roots.get(token.vocabulary)
    const { key } = token
    for (let at = 0; node !== undefined && at <= key.length; at += 1) {
      if (node.entries.length > 0) {
        const rest = key.slice(at)
        for (const entry of node.entries) if (entry.accepts(rest) && fits(entry, token)) found.push(entry.id)
      }
      node = node.next.get(key[at] ?? '')
    }
    return found
  }
}
