import type { LexiconGroup } from './lexicon.ts'
import type { Token } from './normalise.ts'
import { isConnector, type Match } from './vocabulary.ts'

/** The matches of a question, told apart: which hold, and what each token means. */
export type Notions = {
  readonly tokens: readonly Token[]
  /** Matches that no longer match of another meaning covers. */
  readonly matches: readonly Match[]
  /** Covered ones too: a title may share only a word with the name of a body in the question. */
  readonly every: readonly Match[]
}

const length = (match: Match) => match.to - match.from

/** The longest alias wins; what was only guessed from a slip yields to what was written; a filler yields to anything as long. */
export function notionsOf(tokens: readonly Token[], found: readonly Match[]): Notions {
  const widest = tokens.map(() => -1)
  const meant = tokens.map(() => -1)
  for (const match of found) {
    for (let at = match.from; at <= match.to; at += 1) {
      widest[at] = Math.max(widest[at] ?? -1, length(match))
      if (match.alias.group !== 'fillers') meant[at] = Math.max(meant[at] ?? -1, length(match))
    }
  }
  const isCovered = (match: Match) => {
    for (let at = match.from; at <= match.to; at += 1) if ((widest[at] ?? 0) > length(match)) return true
    return false
  }
  const every = found.filter((match) => match.alias.group !== 'fillers' || (meant[match.from] ?? -1) < length(match))
  return { tokens, every, matches: every.filter((match) => !isCovered(match)) }
}

/** The ids of each group, in the order of the text; each once. */
export function idsByGroup(matches: readonly Match[]): ReadonlyMap<LexiconGroup, readonly string[]> {
  const ids = new Map<LexiconGroup, string[]>()
  for (const { alias } of matches) {
    const list = ids.get(alias.group)
    if (list === undefined) ids.set(alias.group, [alias.id])
    else if (!list.includes(alias.id)) list.push(alias.id)
  }
  return ids
}

/** Words that carry meaning and that nothing in the vocabulary knows. */
export function unknownTokens(notions: Notions, also: ReadonlySet<number>): readonly number[] {
  const known = new Set(also)
  for (const match of notions.every) for (let at = match.from; at <= match.to; at += 1) known.add(at)
  return notions.tokens.flatMap((token, at) => {
    if (known.has(at) || isConnector(token)) return []
    const counts = token.raw.length > 2
    return counts ? [at] : []
  })
}
