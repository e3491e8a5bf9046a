import type { Language } from '../language.ts'
import { Row } from '../row.ts'
import type { Token } from './tokenise.ts'
import { WordIndex } from './word-index.ts'

/** A term found in a text, from token `start` up to and without token `end`. */
export type Hit<T> = { value: T; term: string; start: number; end: number; gapped: boolean }

type Pair<T> = { value: T; term: string; sides: number }

/** Between the words of `a .. b` up to this many others may stand. */
const GAP = 4

/** A step is the number of a word, doubled, and one more where others may stand before it. */
const stepOf = (word: number, gap: boolean): number => word * 2 + (gap ? 1 : 0)
const wordOfStep = (step: number): number => step >> 1
const hasGap = (step: number): boolean => (step & 1) === 1

const stepsOf = (phrase: string, language: Language, words: WordIndex): number[] => {
  const steps: number[] = []
  let gap = false
  for (const word of phrase.split(/[\s\-–/]+/)) {
    if (word === '') continue
    if (word === '..') {
      gap = true
      continue
    }
    steps.push(stepOf(words.add(word, language), gap))
    gap = false
  }
  return steps
}

const none = -1

/**
 * Terms of one or several words, with gaps (`ban .. export`) and pairs that stand anywhere in the text (`oil & sanctions`).
 * There are tens of thousands, so what is known of a sequence of words stands in rows at its number.
 */
export class TermIndex<T> {
  readonly #words = new WordIndex()
  /** By the number of a word, the first sequence that begins with it; the others follow as a chain. */
  readonly #firstSequences = new Row()
  readonly #nextSequences = new Row()
  /** Where the steps of a sequence begin in the row of steps; they end where those of the next begin. */
  readonly #starts = new Row()
  readonly #steps = new Row()
  /** Of a part the number of its pair, and which side of it; of a whole term what it means. */
  readonly #pairOf = new Row()
  readonly #sides = new Row()
  readonly #values: (T | undefined)[] = []
  readonly #terms: string[] = []
  readonly #pairs: Pair<T>[] = []

  constructor() {
    this.#starts.push(0)
  }

  add(term: string, language: Language, value: T): void {
    const sides = term.split('&').map((side) => side.trim())
    if (sides.length === 1) {
      this.#addSequence(term, language, { term, value, pair: none, side: 0 })
      return
    }
    const pair = this.#pairs.push({ value, term, sides: sides.length }) - 1
    sides.forEach((phrase, side) => {
      for (const choice of phrase.split('|'))
        this.#addSequence(choice.trim(), language, { term, value: undefined, pair, side })
    })
  }

  #addSequence(
    phrase: string,
    language: Language,
    { term, value, pair, side }: { term: string; value: T | undefined; pair: number; side: number },
  ): void {
    const steps = stepsOf(phrase, language, this.#words)
    const first = steps[0]
    if (first === undefined) throw new Error(`the vocabulary has an empty term: "${term}" (${language})`)
    const sequence = this.#terms.push(term) - 1
    for (const step of steps) this.#steps.push(step)
    this.#starts.push(this.#steps.length)
    this.#values.push(value)
    this.#pairOf.push(pair)
    this.#sides.push(side)
    this.#nextSequences.push(none)
    this.#chain(wordOfStep(first), sequence)
  }

  #chain(word: number, sequence: number): void {
    while (this.#firstSequences.length <= word) this.#firstSequences.push(none)
    let last = this.#firstSequences.at(word)
    if (last === none) {
      this.#firstSequences.set(word, sequence)
      return
    }
    for (let next = last; next !== none; next = this.#nextSequences.at(next)) last = next
    this.#nextSequences.set(last, sequence)
  }

  /** Lets go of what only adding needs; nothing is added any more. */
  seal(): void {
    this.#words.seal()
    for (const row of [this.#firstSequences, this.#nextSequences, this.#starts, this.#steps, this.#pairOf, this.#sides])
      row.seal()
  }

  /** The token behind the last of a sequence whose first word stands at `start`, or none where the others do not follow. */
  #endOf(sequence: number, found: readonly (readonly number[])[], start: number): number {
    const last = this.#starts.at(sequence + 1)
    let at = start + 1
    for (let index = this.#starts.at(sequence) + 1; index < last; index += 1) {
      const step = this.#steps.at(index)
      const farthest = hasGap(step) ? Math.min(at + GAP, found.length - 1) : at
      while (at <= farthest && found[at]?.includes(wordOfStep(step)) !== true) at += 1
      if (at > farthest) return none
      at += 1
    }
    return at
  }

  #isGapped(sequence: number): boolean {
    const last = this.#starts.at(sequence + 1)
    for (let index = this.#starts.at(sequence); index < last; index += 1) if (hasGap(this.#steps.at(index))) return true
    return false
  }

  /** Every term found, in the order of the text; pairs come last and span no tokens. */
  find(tokens: readonly Token[]): Hit<T>[] {
    const found = tokens.map((token) => this.#words.find(token))
    const hits: Hit<T>[] = []
    const sidesSeen = new Map<number, Set<number>>()
    found.forEach((ids, start) => {
      for (const id of ids) {
        // A word that only stands inside terms begins none.
        let sequence = id < this.#firstSequences.length ? this.#firstSequences.at(id) : none
        for (; sequence !== none; sequence = this.#nextSequences.at(sequence)) {
          const end = this.#endOf(sequence, found, start)
          if (end === none) continue
          const value = this.#values[sequence]
          const pair = this.#pairOf.at(sequence)
          if (pair !== none) sidesSeen.set(pair, (sidesSeen.get(pair) ?? new Set()).add(this.#sides.at(sequence)))
          else if (value !== undefined)
            hits.push({ value, term: this.#terms[sequence] ?? '', start, end, gapped: this.#isGapped(sequence) })
        }
      }
    })
    for (const [number, sides] of sidesSeen) {
      const pair = this.#pairs[number]
      if (pair !== undefined && sides.size === pair.sides) {
        hits.push({ value: pair.value, term: pair.term, start: -1, end: -1, gapped: true })
      }
    }
    return hits
  }
}
