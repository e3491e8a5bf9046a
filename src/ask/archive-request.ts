import type { CalendarDate } from '../domain/calendar.ts'
import { type AreaSlug, type DimensionSlug, isAreaSlug, isDimensionSlug } from '../domain/dimension.ts'
import type { RecordBook } from '../domain/record-book.ts'
import { analyse } from './analyse.ts'
import { indexOf } from './book-index.ts'
import type { Lexicon } from './lexicon.ts'
import type { Token } from './normalise.ts'
import { isConnector, type Match } from './vocabulary.ts'

/** What somebody wants to see of the news archive; both days included. */
export type ArchiveRequest = {
  readonly states: readonly string[]
  readonly dimension?: DimensionSlug
  readonly from?: CalendarDate
  readonly until?: CalendarDate
  /** Priority areas, each with the words that name it: an item of the area will do, and so will one with the words. */
  readonly areas: readonly { readonly area: AreaSlug; readonly words: string }[]
  /** Words that are none of these: they are looked for in titles and summaries. */
  readonly words: string
}

type Placed = { readonly token: Token; readonly isUsed: boolean }

/** Tokens of one word, as the archive has it: a question is split between letters and digits, “G20” in the index is not. */
function writtenTogether(tokens: readonly Token[], used: ReadonlySet<number>): readonly (readonly Placed[])[] {
  const runs: Placed[][] = []
  let end = -1
  tokens.forEach((token, index) => {
    const placed = { token, isUsed: used.has(index) }
    if (token.at === end) runs.at(-1)?.push(placed)
    else runs.push([placed])
    end = token.at + token.raw.length
  })
  return runs
}

/** The words that nothing else explains. The letter of «С5» is no preposition. */
function wordsOf(tokens: readonly Token[], used: ReadonlySet<number>): readonly string[] {
  return writtenTogether(tokens, used).flatMap((run) => {
    if (run.length > 1 && !run.some(({ isUsed }) => isUsed)) return [run.map(({ token }) => token.raw).join('')]
    return run.filter(({ token, isUsed }) => !isUsed && !isConnector(token)).map(({ token }) => token.raw)
  })
}

const beforeDates: ReadonlySet<string> = new Set(
  'since after until before-date next last previous past-unit'.split(' '),
)
const behindDates: ReadonlySet<string> = new Set(['since', 'after', 'until'])

/** Whether it only says how a day beside it is meant: “since November”, «қарашаға дейін». */
function standsByDate({ alias, from, to }: Match, days: ReadonlySet<number>): boolean {
  if (alias.group !== 'cues') return false
  return (
    (beforeDates.has(alias.id) && days.has(to + 1)) ||
    (alias.language === 'kk' && behindDates.has(alias.id) && days.has(from - 1))
  )
}

/**
 * “news about Kazakhstan and transport in October” → its State, its days and its words, in whichever of the three languages and
 * word forms it is typed.
 */
export function understandArchive(
  text: string,
  { book, lexicon, today }: { readonly book: RecordBook; readonly lexicon: Lexicon; readonly today: CalendarDate },
): ArchiveRequest {
  const { notions, spans, ids, dates } = analyse(text, { book, today, index: indexOf(book, lexicon), looksBack: true })
  const dimension = ids('dimensions').find(isDimensionSlug)
  const used = new Set(dates.used)
  for (const { alias, from, to } of notions.matches) {
    const isMeant = alias.group === 'states' || (alias.group === 'dimensions' && alias.id === dimension)
    if (isMeant || alias.group === 'fillers') for (let at = from; at <= to; at += 1) used.add(at)
  }
  for (const match of notions.every) {
    if (standsByDate(match, dates.used)) for (let at = match.from; at <= match.to; at += 1) used.add(at)
  }
  const areas: { area: AreaSlug; words: string }[] = []
  for (const { alias, from, to } of notions.matches) {
    if (alias.group !== 'areas' || !isAreaSlug(alias.id) || areas.some(({ area }) => area === alias.id)) continue
    const named = notions.tokens.slice(from, to + 1)
    if (named.some((_, at) => used.has(from + at))) continue
    for (let at = from; at <= to; at += 1) used.add(at)
    areas.push({ area: alias.id, words: named.map(({ raw }) => raw).join(' ') })
  }
  const words = wordsOf(notions.tokens, used)
  const span = spans[0]
  return {
    states: ids('states'),
    areas,
    words: words.join(' '),
    ...(dimension === undefined ? {} : { dimension }),
    ...(span === undefined ? {} : { from: span.from, until: span.to }),
  }
}
