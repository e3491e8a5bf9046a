/** What may follow the stem that an entry ends on. */
export type Accepts = 'anything' | 'nothing' | ((rest: string) => boolean)

export type Entry = {
  readonly id: number
  readonly accepts: Accepts
  readonly capitals: boolean
  /** Of a short word, its beginning in the stricter spelling that it must have. */
  readonly strict?: string
}

type Node = { readonly next: Map<string, Node>; entries: Entry[] }

const newNode = (): Node => ({ next: new Map(), entries: [] })

const takes = (entry: Entry, rest: string): boolean =>
  entry.accepts === 'anything' || (entry.accepts === 'nothing' ? rest === '' : entry.accepts(rest))

/** Words of a vocabulary by their letters: one walk along a word finds every entry that it is a form of. */
export class WordTrie {
  readonly #root = newNode()
  #size = 0

  get size(): number {
    return this.#size
  }

  add(stem: string, entry: Entry): void {
    let node = this.#root
    for (const letter of stem) {
      let next = node.next.get(letter)
      if (next === undefined) {
        next = newNode()
        node.next.set(letter, next)
      }
      node = next
    }
    node.entries.push(entry)
    this.#size += 1
  }

  find(word: string): readonly Entry[] {
    const found: Entry[] = []
    let node: Node | undefined = this.#root
    for (let at = 0; node !== undefined; at += 1) {
      for (const entry of node.entries) if (takes(entry, word.slice(at))) found.push(entry)
      if (at === word.length) break
      node = node.next.get(word.charAt(at))
    }
    return found
  }

  /**
   * Entries that a mistyped word is nearest to: Damerau–Levenshtein, at most `most` slips, the first letter being right.
   * The walk goes on only where a row still holds a value within reach, so its cost is bounded by the vocabulary.
   */
  findNear(word: string, most: 1 | 2): readonly Entry[] {
    const first = this.#root.next.get(word.charAt(0))
    if (first === undefined) return []
    let best = most
    let found: Entry[] = []
    const width = word.length + 1
    let depth = 0
    const keep = (node: Node, row: readonly number[], length: number) => {
      // Two slips in a short stem make another word of it.
      const allowed = length < 5 ? 0 : length < 8 ? 1 : 2
      for (const entry of node.entries) {
        for (let at = 4; at < width; at += 1) {
          const slips = row[at] ?? most + 1
          if (slips === 0 || slips > Math.min(best, allowed) || !takes(entry, word.slice(at))) continue
          if (slips < best || length > depth) found = []
          else if (length < depth) continue
          best = slips === 1 ? 1 : best
          depth = length
          found.push(entry)
          break
        }
      }
    }
    const walk = (node: Node, letter: string, row: readonly number[], rowBefore: readonly number[], length: number) => {
      for (const [next, child] of node.next) {
        const current = [(row[0] ?? 0) + 1]
        let least = current[0] ?? 0
        for (let at = 1; at < width; at += 1) {
          const same = word.charAt(at - 1) === next
          let value = Math.min((current[at - 1] ?? 0) + 1, (row[at] ?? 0) + 1, (row[at - 1] ?? 0) + (same ? 0 : 1))
          if (at > 1 && word.charAt(at - 1) === letter && word.charAt(at - 2) === next)
            value = Math.min(value, (rowBefore[at - 2] ?? most) + 1)
          current.push(value)
          if (value < least) least = value
        }
        if (least > best) continue
        keep(child, current, length + 1)
        walk(child, next, current, row, length + 1)
      }
    }
    const start = Array.from({ length: width }, (_, index) => index)
    const second = start.map((_, index) => (index === 0 ? 1 : index - 1))
    walk(first, word.charAt(0), second, start, 1)
    return found
  }
}
