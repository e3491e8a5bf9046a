import { Row } from './row.ts'

/** There is no such node or value: real ones count from 1. */
export const nothing = 0

/**
 * Words by their letters, in rows of numbers: a vocabulary has a hundred thousand nodes, and a node that is an object with a
 * map costs 250 bytes where four numbers cost 16. Values are the numbers 1, 2, 3 … in the order in which words are put.
 */
export class LetterTrie {
  readonly #letters = new Row()
  readonly #children = new Row()
  readonly #siblings = new Row()
  readonly #firstValues = new Row()
  readonly #nextValues = new Row()

  readonly root = 1

  constructor() {
    // What counts from 1 leaves the first place empty.
    this.#addNode(nothing)
    this.#addNode(nothing)
    this.#nextValues.push(nothing)
  }

  #addNode(letter: number): number {
    this.#letters.push(letter)
    for (const row of [this.#children, this.#siblings, this.#firstValues]) row.push(nothing)
    return this.#letters.length - 1
  }

  /** @returns the number of the new value at this word, one more than that of the value before */
  put(word: string): number {
    let node = this.root
    for (let at = 0; at < word.length; at += 1) {
      const letter = word.charCodeAt(at)
      const next = this.step(node, letter)
      node = next === nothing ? this.#grow(node, letter) : next
    }
    const value = this.#nextValues.length
    this.#nextValues.push(nothing)
    const first = this.firstValue(node)
    if (first === nothing) this.#firstValues.set(node, value)
    else this.#nextValues.set(lastOf(this.#nextValues, first), value)
    return value
  }

  #grow(parent: number, letter: number): number {
    const node = this.#addNode(letter)
    const first = this.firstChild(parent)
    if (first === nothing) this.#children.set(parent, node)
    else this.#siblings.set(lastOf(this.#siblings, first), node)
    return node
  }

  /** Gives back the room that was kept for more. */
  seal(): void {
    for (const row of [this.#letters, this.#children, this.#siblings, this.#firstValues, this.#nextValues]) row.seal()
  }

  /** The node that a letter (UTF-16 unit) leads to, or {@link nothing}. */
  step(node: number, letter: number): number {
    let child = this.#children.at(node)
    while (child !== nothing && this.#letters.at(child) !== letter) child = this.#siblings.at(child)
    return child
  }

  /** Children are a chain, in the order in which they came. */
  firstChild(node: number): number {
    return this.#children.at(node)
  }

  nextSibling(node: number): number {
    return this.#siblings.at(node)
  }

  letterOf(node: number): number {
    return this.#letters.at(node)
  }

  /** The values at a node are a chain as well. */
  firstValue(node: number): number {
    return this.#firstValues.at(node)
  }

  nextValue(value: number): number {
    return this.#nextValues.at(value)
  }
}

/** The end of a chain that begins there. */
function lastOf(links: Row, first: number): number {
  let last = first
  for (let next = first; next !== nothing; next = links.at(next)) last = next
  return last
}
