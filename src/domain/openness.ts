import type { Clearance } from './access.ts'
import { referencesOf } from './record-references.ts'
import type { RegisterName } from './registers.ts'

/** A record with what its visibility follows from. */
export type Weighed = {
  readonly register: RegisterName
  readonly id: string
  /** Without its sources. */
  readonly body: object
  /** The sources that attest it. */
  readonly sources: readonly string[]
}

/** Why a record is for member States only. */
export type Restriction =
  /** No source of it is public. */
  | { readonly kind: 'sources' }
  /** An offer to coordinate is the offering State's own until it is decided. */
  | { readonly kind: 'offer' }
  /** It names a record, `register/id`, that is restricted. */
  | { readonly kind: 'refers'; readonly to: string }
  /** Its text names a document that is restricted: the symbol alone would tell that it exists and what it speaks of. */
  | { readonly kind: 'names'; readonly source: string }

export const keyOf = ({ register, id }: Pick<Weighed, 'register' | 'id'>): string => `${register}/${id}`

function symbolPattern(symbol: string): RegExp {
  const literal = symbol.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, 'u')
}

function isOffer({ register, body }: Weighed): boolean {
  return register === 'coordinators' && 'status' in body && body.status === 'offered'
}

/**
 * Which records a public viewer may not have, and why; a record that is absent from the answer is public.
 * A record is public when at least one source that attests it is, unless it is an offer, names a restricted document in its
 * words, or refers to a record that is restricted: then it stays so until that one is public too.
 */
export function restrictions(
  records: readonly Weighed[],
  sources: ReadonlyMap<string, Clearance>,
): ReadonlyMap<string, Restriction> {
  const closed = [...sources].flatMap(([id, visibility]) => (visibility === 'restricted' ? [id] : []))
  const symbols = closed.map((id) => ({ id, pattern: symbolPattern(id) }))
  const found = new Map<string, Restriction>()
  for (const record of records) {
    const own = ownRestriction(record, sources, symbols)
    if (own !== undefined) found.set(keyOf(record), own)
  }
  const known = new Set(records.map(keyOf))
  let open = records.filter((record) => !found.has(keyOf(record)))
  for (;;) {
    const held = open.flatMap((record) => {
      const to = referencesOf(record.body)
        .map(({ keys }) => keys.filter((key) => known.has(key)))
        .find((keys) => keys.length > 0 && keys.every((key) => found.has(key)))?.[0]
      return to === undefined ? [] : [[keyOf(record), to] as const]
    })
    if (held.length === 0) return found
    for (const [key, to] of held) found.set(key, { kind: 'refers', to })
    open = open.filter((record) => !found.has(keyOf(record)))
  }
}

function ownRestriction(
  record: Weighed,
  sources: ReadonlyMap<string, Clearance>,
  symbols: readonly { readonly id: string; readonly pattern: RegExp }[],
): Restriction | undefined {
  if (!record.sources.some((id) => sources.get(id) === 'public')) return { kind: 'sources' }
  if (isOffer(record)) return { kind: 'offer' }
  const words = JSON.stringify(record.body)
  const named = symbols.find(({ id, pattern }) => words.includes(id) && pattern.test(words))
  return named === undefined ? undefined : { kind: 'names', source: named.id }
}

/** An entry that becomes public or restricted, with the sources besides that attest it and are not public then. */
export type Moved = Weighed & { readonly unnamed: readonly string[] }

/** What follows when the visibility of one source is changed. */
export type Outlook = {
  readonly moved: readonly Moved[]
  /** What rests on the source and is for member States only all the same. */
  readonly held: readonly (Weighed & { readonly because: Restriction })[]
  /** What rests on the source and stays public for the sake of another. */
  readonly keptPublic: readonly Weighed[]
}

/** What would be published by clearing a source, or taken back by restricting it again; nothing is changed. */
export function outlook(
  { records, sources }: { readonly records: readonly Weighed[]; readonly sources: ReadonlyMap<string, Clearance> },
  source: string,
  to: Clearance,
): Outlook {
  const then = new Map([...sources, [source, to] as const])
  const [closedNow, closedThen] = [restrictions(records, sources), restrictions(records, then)]
  const moved = records.filter((record) => closedNow.has(keyOf(record)) !== closedThen.has(keyOf(record)))
  const resting = records.filter((record) => record.sources.includes(source))
  return {
    moved: moved.map((record) => ({
      ...record,
      unnamed: record.sources.filter((id) => id !== source && then.get(id) === 'restricted'),
    })),
    held: resting.flatMap((record) => {
      const because = closedThen.get(keyOf(record))
      return because === undefined || because.kind === 'sources' ? [] : [{ ...record, because }]
    }),
    keptPublic: resting.filter((record) => to === 'restricted' && !closedThen.has(keyOf(record))),
  }
}
