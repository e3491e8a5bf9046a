import { compileKeywords, type KeywordIndex } from './keyword.ts'
import type { RecordBook } from './record-book.ts'

/** Finds the bodies that a text names: `index` the names, `bodies` whose they are. */
export type BodyNames = { readonly index: KeywordIndex; readonly bodies: ReadonlyMap<string, readonly string[]> }

/** The names by which news tells of a body: in full, for abbreviations mean many things. */
export function bodyNames({ bodies }: Pick<RecordBook, 'bodies'>): BodyNames {
  const byName = new Map<string, string[]>()
  for (const { id, name } of bodies) {
    for (const text of [name.en, name.ru, name.kk]) {
      const plain = text
        ?.toLowerCase()
        .replace(/[^\p{L}\p{N}\s'-]/gu, ' ')
        .trim()
        .replace(/\s+/g, ' ')
      if (plain?.includes(' ')) byName.set(plain, [...(byName.get(plain) ?? []), id])
    }
  }
  return { index: compileKeywords(byName.keys()), bodies: byName }
}
