import { z } from 'zod'
import { type Language, languages } from '../domain/language.ts'

/**
 * What kinds of meaning a word of the lexicon can have. `states`, `areas`, `dimensions`, `bodies`, `organizations`,
 * `officials`, `treaties`, `memoranda` and `clusters` name records by id; `outsiders` are States of neither kind (ISO alpha-2), `capitals` stand for
 * the States whose ids they bear;
 * `offices`, `places`, `months`, `units`, `numbers`, `amounts` and `words` are notions; `cues` tell what is asked;
 * `fillers` say nothing; `foreign` words show that the question is not about CICA's records.
 */
export const lexiconGroups = [
  'states',
  'capitals',
  'outsiders',
  'areas',
  'dimensions',
  'bodies',
  'organizations',
  'officials',
  'offices',
  'treaties',
  'memoranda',
  'clusters',
  'places',
  'months',
  'units',
  'numbers',
  'amounts',
  'words',
  'cues',
  'fillers',
  'foreign',
] as const
export type LexiconGroup = (typeof lexiconGroups)[number]

const aliasesSchema = z.partialRecord(z.enum(languages), z.array(z.string().min(1)))
export const lexiconFileSchema = z.partialRecord(z.enum(lexiconGroups), z.record(z.string(), aliasesSchema.nullable()))

/** One way to say something. */
export type Alias = {
  readonly text: string
  readonly language: Language
  readonly group: LexiconGroup
  readonly id: string
}

/** The lexicon's files read into one list; a book's names are added to it where the two meet (`book-index.ts`). */
export type Lexicon = { readonly aliases: readonly Alias[] }

/**
 * @param files parsed YAML, in the order in which they count; nothing is lost where two files name the same id
 * @throws ZodError where a group, a language or an alias is of no known shape
 */
export function compileLexicon(files: readonly unknown[]): Lexicon {
  const aliases: Alias[] = []
  for (const file of files.map((each) => lexiconFileSchema.parse(each ?? {}))) {
    for (const group of lexiconGroups) {
      for (const [id, byLanguage] of Object.entries(file[group] ?? {})) {
        for (const language of languages) {
          for (const text of byLanguage?.[language] ?? []) aliases.push({ text, language, group, id })
        }
      }
    }
  }
  return { aliases }
}
