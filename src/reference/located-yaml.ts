import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'

export type Path = readonly PropertyKey[]

export type LocatedYaml =
  | { readonly kind: 'parsed'; readonly value: unknown; readonly lineOf: (path: Path) => number }
  | { readonly kind: 'faulty'; readonly errors: readonly { readonly line: number; readonly problem: string }[] }

/**
 * YAML or JSON (which YAML contains) with the lines of its parts, so that a person finds what a fault speaks of.
 * A path that the text lacks has the line of its nearest ancestor: a missing field has that of its record.
 */
export function parseLocatedYaml(text: string): LocatedYaml {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  if (document.errors.length > 0) {
    const errors = document.errors.map((error) => ({
      line: lines.linePos(error.pos[0]).line || 1,
      problem: error.message,
    }))
    return { kind: 'faulty', errors }
  }

  function lineOf(path: Path): number {
    let node: unknown = document.contents
    let offset = document.contents?.range?.[0] ?? 0
    for (const step of path) {
      if (isSeq(node)) {
        node = typeof step === 'number' ? node.items[step] : undefined
        if (isMap(node) || isSeq(node) || isScalar(node)) offset = node.range?.[0] ?? offset
      } else if (isMap(node)) {
        const pair = node.items.find((each) => isScalar(each.key) && each.key.value === step)
        if (isScalar(pair?.key)) offset = pair.key.range?.[0] ?? offset
        node = pair?.value
      } else break
    }
    return Math.max(1, lines.linePos(offset).line)
  }

  try {
    return { kind: 'parsed', value: document.toJS({ maxAliasCount: 100 }), lineOf }
  } catch (error) {
    // An alias that unfolds without end is the one thing that is refused only now.
    return { kind: 'faulty', errors: [{ line: 1, problem: error instanceof Error ? error.message : String(error) }] }
  }
}
