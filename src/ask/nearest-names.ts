import { isAreaSlug } from '../domain/dimension.ts'
import { languages } from '../domain/language.ts'
import { leastLikeness, likeness } from '../domain/likeness.ts'
import type { Analysis } from './analyse.ts'
import { foldCyrillic, foldLatin } from './fold.ts'
import type { Topic } from './question.ts'

type Named = {
  readonly id: string
  readonly name: { readonly en: string; readonly ru?: string | undefined; readonly kk?: string | undefined }
}

const fold = (word: string) => (/\p{Script=Cyrillic}/u.test(word) ? foldCyrillic(word) : foldLatin(word))

function nearest(words: readonly string[], records: readonly Named[]): readonly string[] {
  return records
    .map((record) => {
      const parts = languages.flatMap((language) => record.name[language]?.toLowerCase().match(/\p{L}{3,}/gu) ?? [])
      const best = Math.max(0, ...words.flatMap((word) => parts.map((part) => likeness(word, fold(part)))))
      return { id: record.id, best }
    })
    .filter(({ best }) => best >= leastLikeness)
    .sort((a, b) => b.best - a.best)
    .slice(0, 3)
    .map(({ id }) => id)
}

/** Up to three topics of a kind whose names are nearest to the words that nothing on record bears. */
export function nearestNames(kind: Topic['kind'], analysis: Analysis): readonly Topic[] {
  const { book } = analysis
  const words = analysis.unknown.flatMap((at) => analysis.notions.tokens[at]?.key ?? [])
  if (words.length === 0) return []
  const areas = () => nearest(words, book.areas).filter(isAreaSlug)
  const states = () => nearest(words, book['member-states'])
  const bodies = () => nearest(words, book.bodies)
  const cut = (topics: readonly Topic[]) => topics.slice(0, 3)
  switch (kind) {
    case 'coordinators':
    case 'due':
      return cut([
        ...areas().map((area): Topic => ({ kind, areas: [area] })),
        ...states().map((state): Topic => ({ kind, states: [state] })),
      ])
    case 'concept-papers':
    case 'areas':
      return areas().map((area): Topic => ({ kind, areas: [area] }))
    case 'meetings':
      return cut([
        ...bodies().map((body): Topic => ({ kind, filter: { bodies: [body] }, which: 'all' })),
        ...areas().map((area): Topic => ({ kind, filter: { areas: [area] }, which: 'all' })),
      ])
    case 'ratification':
      return states().map((state): Topic => ({ kind, aspect: 'states', treaty: 'convention', states: [state] }))
    case 'membership':
      return states().map((state): Topic => ({ kind, about: 'state', states: [state] }))
    case 'chairmanships':
      return states().map((state): Topic => ({ kind, which: 'state', states: [state] }))
    case 'bodies':
      return bodies().map((body): Topic => ({ kind, bodies: [body] }))
    default:
      return []
  }
}
