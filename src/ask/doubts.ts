import { type Analysis, isTooLong } from './analyse.ts'
import type { Topic } from './question.ts'
import { type Candidate, organizationsIn } from './readings/candidate.ts'

/** The registers say who, when and how far; reasons stand only in remarks on bodies, papers, instruments and meetings. */
const reasonless: ReadonlySet<Topic['kind']> = new Set([
  'chairmanships',
  'membership',
  'officials',
  'organizations',
  'areas',
])

/** “Who voted against …”: what is asked for is the very word that nothing knows, not one that only colours the next. */
function asksForTheUnknown({ unknown, notions }: Analysis): boolean {
  const isKnown = (at: number) =>
    notions.matches.some(
      ({ alias, from, reading }) => from === at && reading !== 'mistyped' && alias.group !== 'fillers',
    )
  return notions.matches.some(
    ({ alias, to }) =>
      alias.group === 'cues' &&
      (alias.id === 'who' || alias.id === 'how-many') &&
      unknown.includes(to + 1) &&
      !isKnown(to + 2),
  )
}

/** “The Kyoto protocol”: of another treaty than those on record. */
function namesAnotherTreaty({ unknown, notions }: Analysis): boolean {
  const isTreaty = (at: number) =>
    notions.every.some(
      ({ alias, from }) =>
        from === at && (alias.group === 'treaties' || (alias.group === 'words' && alias.id === 'protocol')),
    )
  // A name has a capital of its own: not the first word's, nor that of a text all in capitals.
  return unknown.some((at) => at > 0 && isTreaty(at + 1) && /^\p{Lu}.*\p{Ll}/u.test(notions.tokens[at]?.raw ?? ''))
}

/** How many people came is told of some meetings, how many held an office by its register; how many work or visit is told nowhere. */
function countsPeople({ notions, has }: Analysis): boolean {
  const of = (cue: string) =>
    notions.matches.filter(({ alias }) => alias.group === 'cues' && alias.id === cue).map(({ from }) => from)
  // «Участниц» are people or States.
  const members = of('member')
  return has('how-many') && of('attendance').some((at) => !members.includes(at))
}

/** What speaks against one reading that the question's words otherwise bear out. */
function doubtsOf(analysis: Analysis, { topic, explainsUnknown }: Candidate): number {
  const { has } = analysis
  return (
    // Other organisations have coordinators of their own.
    (topic.kind === 'coordinators' && organizationsIn(analysis).length > 0 ? 0.5 : 0) +
    // Who interprets is not on record.
    (has('interpreter') ? 0.5 : 0) +
    (countsPeople(analysis) && topic.kind !== 'meetings' && topic.kind !== 'officials' ? 0.5 : 0) +
    // Of other organisations it is on record what they are to CICA, not who is at their head.
    (topic.kind === 'organizations' && has('who') && has('head', 'chair') ? 0.5 : 0) +
    (topic.kind === 'ratification' && namesAnotherTreaty(analysis) ? 0.4 : 0) +
    (explainsUnknown !== true && asksForTheUnknown(analysis) ? 0.3 : 0) +
    (has('why') && reasonless.has(topic.kind) ? 0.5 : 0)
  )
}

/**
 * What speaks against a reading, to be taken off its score: off-topic words and words that nothing knows speak against every
 * one, and some against those that their matter is not.
 */
export function doubts(analysis: Analysis, candidate: Candidate): number {
  const { matches } = analysis.notions
  const telling = matches.filter(({ alias }) => alias.group !== 'foreign' && alias.group !== 'fillers')
  const foreign = matches.filter(({ alias, reading }) => alias.group === 'foreign' && reading !== 'mistyped')
  const unknown =
    candidate.explainsUnknown === true ? Math.max(0, analysis.unknown.length - 2) : analysis.unknown.length
  const slips = telling.filter(({ reading }) => reading === 'mistyped')
  // Where nothing is written as it should be, everything may be something else.
  const isGuesswork = slips.length > 1 && slips.length === telling.length
  return (
    (foreign.length > 0 ? 0.5 + 0.1 * foreign.length : 0) +
    (unknown === 0 ? 0 : Math.min(0.7, 0.06 + 0.14 * unknown)) +
    (isGuesswork ? 0.4 : Math.min(0.15, 0.03 * slips.length)) +
    doubtsOf(analysis, candidate) +
    (isTooLong(analysis) ? 0.3 : 0)
  )
}
