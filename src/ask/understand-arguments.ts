import { type Analysis, analyse } from './analyse.ts'
import { indexOf } from './book-index.ts'
import { nearestNames } from './nearest-names.ts'
import type { Topic } from './question.ts'
import { readerOf } from './readings/readers.ts'
import type { Asking } from './understand.ts'

/** What follows a command: a topic of the command's kind, or the topics nearest to words that nothing on record bears. */
export type ArgumentUnderstanding =
  | { readonly kind: 'understood'; readonly topic: Topic }
  | { readonly kind: 'no-such-day'; readonly day: string }
  | { readonly kind: 'unknown'; readonly nearest: readonly Topic[] }

/** The cues that the command itself stands for. */
const cuesOf: Readonly<Record<Topic['kind'], readonly string[]>> = {
  coordinators: ['coordinate'],
  meetings: ['meeting'],
  ratification: ['ratify'],
  'concept-papers': ['concept-paper'],
  deadlines: ['deadline'],
  membership: ['member'],
  organizations: ['organization', 'observer'],
  memoranda: ['memorandum'],
  bodies: ['abbreviation', 'body-word'],
  chairmanships: ['chair'],
  officials: ['who'],
  'road-map': ['road-map', 'cluster'],
  glossary: ['translate'],
  areas: ['area-word', 'belong'],
  due: ['overdue'],
  rules: ['rule'],
  figures: ['figures', 'event'],
  facts: [],
  news: ['news'],
  changes: ['change'],
  greeting: ['greet'],
  help: ['help'],
}

/** `/ratification` alone of a State means its signature and instrument, not the state of the whole Convention. */
function asked(kind: Topic['kind'], analysis: Analysis): Analysis {
  const cues = cuesOf[kind]
  return { ...analysis, has: (...wanted) => analysis.has(...wanted) || wanted.some((cue) => cues.includes(cue)) }
}

/**
 * Understands the arguments of a command, such as `/meetings august 2023 soc` or `/coordinators tourism`.
 *
 * @param kind what the command is about; the words of the text need not say it again
 * @returns up to three nearest topics where an area, a State, a body or a month is not known
 */
export function understandArguments(kind: Topic['kind'], text: string, asking: Asking): ArgumentUnderstanding {
  const index = indexOf(asking.book, asking.lexicon)
  const analysis = asked(kind, analyse(text, { today: asking.today, book: asking.book, index }, asking.language))
  const [day] = analysis.dates.impossible
  if (day !== undefined) return { kind: 'no-such-day', day }
  const found = readerOf(kind)(analysis).find((candidate) => candidate.topic.kind === kind)
  if (found !== undefined && (analysis.unknown.length === 0 || found.explainsUnknown === true)) {
    return { kind: 'understood', topic: found.topic }
  }
  // A picked-out meeting that is not on record is an answer; a word that names nothing is not.
  const known = analysis.notions.tokens.length - analysis.unknown.length
  if (found !== undefined && known > analysis.unknown.length && kind !== 'coordinators') {
    return { kind: 'understood', topic: found.topic }
  }
  return { kind: 'unknown', nearest: nearestNames(kind, analysis) }
}
