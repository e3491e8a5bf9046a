import type { Language } from '../language.ts'
import type { Token } from './tokenise.ts'
import { WordIndex } from './word-index.ts'

/** A term found in a text, from token `start` up to and without token `end`. */
export type Hit<T> = { value: T; term: string; start: number; end: number; gapped: boolean }

type Step = { word: number; gap: boolean }
type Sequence<T> = { steps: readonly Step[]; value: T; term: string }
type Part = { kind: 'part'; pair: number; side: number }
type Whole<T> = { kind: 'whole'; value: T }
type Pair<T> = { value: T; term: string; sides: number }

/** Between the words of `a .. b` up to this many others may stand. */
const GAP = 4

const stepsOf = (phrase: string, language: Language, words: WordIndex): Step[] => {
  const steps: Step[] = []
  let gap = false
  for (const word of phrase.split(/[\s\-–/]+/)) {
    if (word === '') continue
    if (word === '..') {
      gap = true
      continue
    }
    steps.push({ word: words.add(word, language), gap })
    gap = false
  }
  return steps
}

const matchAt = (steps: readonly Step[], found: readonly number[][], start: number): number => {
  let at = start
  for (const step of steps) {
    const last = step.gap ? Math.min(at + GAP, found.length - 1) : at
    let here = -1
    for (let look = at; look <= last; look += 1) {
      if (found[look]?.includes(step.word) === true) {
        here = look
        break
      }
    }
    if (here < 0) return -1
    at = here + 1
  }
  return at
}

/** Terms of one or several words, with gaps (`ban .. export`) and pairs that stand anywhere in the text (`oil & sanctions`). */
export class TermIndex<T> {
  readonly #words = new WordIndex()
  readonly #byFirst = new Map<number, Sequence<Part | Whole<T>>[]>()
  readonly #pairs: Pair<T>[] = []

  add(term: string, language: Language, value: T): void {
    const sides = term.split('&').map((side) => side.trim())
    if (sides.length === 1) {
      this.#addSequence(term, language, term, { kind: 'whole', value })
      return
    }
    const pair = this.#pairs.push({ value, term, sides: sides.length }) - 1
    sides.forEach((phrase, side) => {
      for (const choice of phrase.split('|'))
        this.#addSequence(choice.trim(), language, term, { kind: 'part', pair, side })
    })
  }

  #addSequence(phrase: string, language: Language, term: string, value: Part | Whole<T>): void {
    const steps = stepsOf(phrase, language, this.#words)
    const first = steps[0]
    if (first === undefined) throw new Error(`the vocabulary has an empty term: "${term}" (${language})`)
    const list = this.#byFirst.get(first.word)
    if (list === undefined) this.#byFirst.set(first.word, [{ steps, value, term }])
    else list.push({ steps, value, term })
  }

  /** Every term found, in the order of the text; pairs come last and span no tokens. */
  find(tokens: readonly Token[]): Hit<T>[] {
    const found = tokens.map((token) => this.#words.find(token))
    const hits: Hit<T>[] = []
    const sidesSeen = new Map<number, Set<number>>()
    found.forEach((ids, start) => {
      for (const id of ids) {
        for (const { steps, value, term } of this.#byFirst.get(id) ?? []) {
          const end = matchAt(steps, found, start)
          if (end < 0) continue
          if (value.kind === 'whole')
            hits.push({ value: value.value, term, start, end, gapped: steps.some(({ gap }) => gap) })
          else sidesSeen.set(value.pair, (sidesSeen.get(value.pair) ?? new Set()).add(value.side))
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
