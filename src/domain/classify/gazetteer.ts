import type { Language } from '../language.ts'
import { languages } from '../language.ts'
import { type Places, splitTerms } from './taxonomy.ts'
import { type Hit, TermIndex } from './term-index.ts'
import type { Token } from './tokenise.ts'

type Meaning =
  | { kind: 'states'; states: readonly string[] }
  | { kind: 'asia'; name: string }
  | { kind: 'elsewhere'; name: string }
  | { kind: 'silent' }

/** A place that a text names: member states by ISO3, or a name of the rest of Asia or of the world. */
export type PlaceFound =
  | { kind: 'states'; states: readonly string[]; term: string }
  | { kind: 'asia' | 'elsewhere'; name: string; term: string }

export type Gazetteer = { find: (tokens: readonly Token[]) => PlaceFound[] }

type Names = Partial<Record<Language, string | undefined>>

const addNames = (index: TermIndex<Meaning>, names: Names, meaning: Meaning): void => {
  for (const language of languages) for (const term of splitTerms(names[language])) index.add(term, language, meaning)
}

const longestOnly = (hits: readonly Hit<Meaning>[]): Hit<Meaning>[] =>
  hits.filter(
    (hit) =>
      !hits.some(
        (other) => other.start <= hit.start && hit.end <= other.end && other.end - other.start > hit.end - hit.start,
      ),
  )

/** Builds the index of place names; a longer name hides the shorter ones inside it ("Times of Israel", "Inner Mongolia"). */
export const compileGazetteer = (places: Places): Gazetteer => {
  const index = new TermIndex<Meaning>()
  for (const [state, names] of Object.entries(places.states))
    addNames(index, names, { kind: 'states', states: [state] })
  for (const { states, names } of Object.values(places.groups)) addNames(index, names, { kind: 'states', states })
  for (const [name, names] of Object.entries(places.asia)) addNames(index, names, { kind: 'asia', name })
  for (const [name, names] of Object.entries(places.elsewhere)) addNames(index, names, { kind: 'elsewhere', name })
  addNames(index, places.silent, { kind: 'silent' })
  index.seal()
  return {
    find: (tokens) =>
      longestOnly(index.find(tokens)).flatMap(({ value, term }): PlaceFound[] =>
        value.kind === 'silent' ? [] : [{ ...value, term }],
      ),
  }
}
