import { LetterTrie, nothing } from '../domain/letter-trie.ts'
import { Row } from '../domain/row.ts'

/** What may follow the stem that an entry ends on. */
export type Accepts = 'anything' | 'nothing' | ((rest: string) => boolean)

export type Entry = {
  readonly id: number
  readonly accepts: Accepts
  readonly capitals: boolean
  /** Of a short word, its beginning in the stricter spelling that it must have. */
  readonly strict?: string
}

/** How the words of many entries are read: what may follow the stem, and whether it must stand in capitals. */
type Rule = Pick<Entry, 'accepts' | 'capitals'>

const takes = ({ accepts }: Rule, rest: string): boolean =>
  accepts === 'anything' || (accepts === 'nothing' ? rest === '' : accepts(rest))

/** The row of edit distances of a longer and longer stem to one word: column `at` is that to the word's first `at` letters. */
type Distances = Uint8Array

/** Words of a vocabulary by their letters: one walk along a word finds every entry that it is a form of. */
export class WordTrie {
  readonly #stems = new LetterTrie()
  /** At the number of a value in the trie the number of its pattern, and that of the rule by which it is read. */
  readonly #ids = new Row()
  readonly #rules = new Row()
  readonly #ruleList: Rule[] = []
  readonly #ruleNumbers = new Map<Accepts, readonly [plain: number, capitals: number]>()
  /** Few are strict. */
  readonly #strict = new Map<number, string>()

  constructor() {
    for (const row of [this.#ids, this.#rules]) row.push(nothing)
  }

  add(stem: string, { id, accepts, capitals, strict }: Entry): void {
    const value = this.#stems.put(stem)
    this.#ids.push(id)
    this.#rules.push(this.#ruleOf(accepts, capitals))
    if (strict !== undefined) this.#strict.set(value, strict)
  }

  #ruleOf(accepts: Accepts, capitals: boolean): number {
    const known = this.#ruleNumbers.get(accepts)
    const [plain, inCapitals] = known ?? [this.#ruleList.length, this.#ruleList.length + 1]
    if (known === undefined) {
      this.#ruleNumbers.set(accepts, [plain, inCapitals])
      this.#ruleList.push({ accepts, capitals: false }, { accepts, capitals: true })
    }
    return capitals ? inCapitals : plain
  }

  /** Gives back the room that was kept for more. */
  seal(): void {
    for (const row of [this.#stems, this.#ids, this.#rules]) row.seal()
  }

  #entryOf(value: number, rule: Rule): Entry {
    const strict = this.#strict.get(value)
    return { id: this.#ids.at(value), ...rule, ...(strict === undefined ? {} : { strict }) }
  }

  find(word: string): readonly Entry[] {
    const found: Entry[] = []
    const stems = this.#stems
    let node = stems.root
    for (let at = 0; ; at += 1) {
      let value = stems.firstValue(node)
      if (value !== nothing) {
        const rest = word.slice(at)
        for (; value !== nothing; value = stems.nextValue(value)) {
          const rule = this.#ruleList[this.#rules.at(value)]
          if (rule !== undefined && takes(rule, rest)) found.push(this.#entryOf(value, rule))
        }
      }
      if (at === word.length) return found
      node = stems.step(node, word.charCodeAt(at))
      if (node === nothing) return found
    }
  }

  /**
   * Entries that a mistyped word is nearest to: Damerau–Levenshtein, at most `most` slips, the first letter being right.
   * The walk goes on only where a row still holds a value within reach, so its cost is bounded by the vocabulary.
   */
  findNear(word: string, most: 1 | 2): readonly Entry[] {
    const stems = this.#stems
    const first = stems.step(stems.root, word.charCodeAt(0))
    if (first === nothing) return []
    let best = most
    let found: Entry[] = []
    const width = word.length + 1
    // One row for each depth of the walk, used again and again: the walk meets thousands of nodes.
    const rows: Distances[] = []
    const rowAt = (length: number): Distances => {
      const row = rows[length] ?? new Uint8Array(width)
      rows[length] = row
      return row
    }
    const keep = (node: number, row: Distances, length: number) => {
      // Two slips in a short stem make another word of it.
      const allowed = length < 5 ? 0 : length < 8 ? 1 : 2
      if (allowed === 0) return
      for (let value = stems.firstValue(node); value !== nothing; value = stems.nextValue(value)) {
        const rule = this.#ruleList[this.#rules.at(value)]
        if (rule === undefined) continue
        let slips = most + 1
        for (let at = 4; at < width; at += 1) {
          const distance = row[at] ?? slips
          if (distance > 0 && distance < slips && takes(rule, word.slice(at))) slips = distance
        }
        // A short stem that anything may follow is near to too much.
        if (slips > Math.min(best, allowed) || (rule.accepts === 'anything' && length < word.length * 0.45)) continue
        if (slips < best) found = []
        best = slips === 1 ? 1 : best
        found.push(this.#entryOf(value, rule))
      }
    }
    const walk = (node: number, letter: number, length: number) => {
      const row = rowAt(length)
      const rowBefore = rowAt(length - 1)
      const current = rowAt(length + 1)
      for (let child = stems.firstChild(node); child !== nothing; child = stems.nextSibling(child)) {
        const next = stems.letterOf(child)
        let left = (row[0] ?? 0) + 1
        let least = left
        current[0] = left
        for (let at = 1; at < width; at += 1) {
          const typed = word.charCodeAt(at - 1)
          const above = row[at] ?? 0
          const aslant = row[at - 1] ?? 0
          let value = Math.min(left + 1, above + 1, typed === next ? aslant : aslant + 1)
          if (at > 1 && typed === letter && word.charCodeAt(at - 2) === next)
            value = Math.min(value, (rowBefore[at - 2] ?? most) + 1)
          current[at] = value
          left = value
          if (value < least) least = value
        }
        if (least > best) continue
        keep(child, current, length + 1)
        walk(child, next, length + 1)
      }
    }
    const [start, second] = [rowAt(0), rowAt(1)]
    for (let at = 0; at < width; at += 1) {
      start[at] = at
      second[at] = at === 0 ? 1 : at - 1
    }
    walk(first, word.charCodeAt(0), 1)
    return found
  }
}
