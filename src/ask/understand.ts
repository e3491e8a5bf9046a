import type { CalendarDate } from '../domain/calendar.ts'
import type { Language } from '../domain/language.ts'
import type { RecordBook } from '../domain/record-book.ts'
import { type Analysis, analyse, partOf } from './analyse.ts'
import { indexOf } from './book-index.ts'
import { doubts } from './doubts.ts'
import type { Lexicon } from './lexicon.ts'
import type { Topic, Understanding } from './question.ts'
import { type Candidate, scopeOf } from './readings/candidate.ts'
import { readers } from './readings/readers.ts'

export type Asking = {
  readonly book: RecordBook
  readonly lexicon: Lexicon
  /** In the Secretariat's zone: what “next” and “this month” count from. */
  readonly today: CalendarDate
  /** The reader's own language, for questions whose words show none. */
  readonly language?: Language
}

/** From here on an answer is given; between the two the asker is asked back. */
const sure = 0.5
const maybe = 0.34

type Weighed = Candidate & { readonly confidence: number }

function candidatesOf(analysis: Analysis): readonly Weighed[] {
  return readers
    .flatMap((reader) => reader(analysis))
    .map((candidate) => ({ ...candidate, confidence: candidate.score - doubts(analysis, candidate) }))
    .sort((a, b) => b.confidence - a.confidence)
}

const splitters = new Set(['and', 'also', 'plus', 'и', 'а', 'иали', 'ал', 'жане'])

/** So many places are tried to split a question at. */
const mostSplits = 5

/** “… and when was its concept paper approved?” is asked of the area that was named before. */
function inScopeOf(first: Topic, second: Topic): Topic {
  if (first.kind !== 'coordinators' && first.kind !== 'concept-papers' && first.kind !== 'areas') return second
  if (second.kind !== 'coordinators' && second.kind !== 'concept-papers') return second
  const named = [second.areas, second.dimensions, second.states].some((each) => each !== undefined)
  return named || first.areas === undefined ? second : { ...second, areas: first.areas }
}

/** “The newest member and the newest observer” are two matters of one register. */
function areTwoMatters(first: Topic, second: Topic): boolean {
  if (first.kind === 'membership' && second.kind === 'membership') return first.about !== second.about
  return first.kind !== second.kind
}

/** Two questions in one: each half must stand by itself and ask for another thing. */
function twoQuestions(analysis: Analysis): readonly Weighed[] | undefined {
  const { tokens } = analysis.notions
  if (tokens.length < 5 || tokens.length > 40) return undefined
  let tried = 0
  for (let at = 2; at < tokens.length - 1 && tried < mostSplits; at += 1) {
    const before = tokens[at - 1]
    const token = tokens[at]
    if (token === undefined || before === undefined) continue
    const gap = analysis.text.slice(before.at + before.raw.length, token.at)
    const conjunction = splitters.has(token.key) && token.raw.length <= 5
    if (!conjunction && !/[?.!;,]/.test(gap)) continue
    tried += 1
    const left = partOf(analysis, 0, at - 1)
    const right = partOf(analysis, conjunction ? at + 1 : at, tokens.length - 1)
    const [first, second] = [candidatesOf(left)[0], candidatesOf(right)[0]]
    if (first === undefined || second === undefined) continue
    if (!areTwoMatters(first.topic, second.topic) || Math.min(first.confidence, second.confidence) < 0.74) continue
    if ([first, second].some(({ topic }) => topic.kind === 'greeting' || isOverview(topic))) continue
    return [first, { ...second, topic: inScopeOf(first.topic, second.topic) }]
  }
  return undefined
}

/** “… in which area?” after a State is no second question about all the areas. */
const isOverview = (topic: Topic) =>
  topic.kind === 'areas' ? topic.areas === undefined && topic.dimensions === undefined : topic.kind === 'help'

/** A choice that is known to lead to nothing on record is none. */
const isEmpty = (topic: Topic) =>
  Object.values(topic.kind === 'meetings' ? topic.filter : topic).some(
    (value) => Array.isArray(value) && value.length === 0,
  )

const describesMore = (analysis: Analysis) => analysis.ids('bodies').includes('cica') && analysis.has('head')

function choices(candidates: readonly Weighed[]): readonly Topic[] {
  const kinds = new Set<string>()
  return candidates
    .filter((candidate) => !isEmpty(candidate.topic))
    .filter(
      (candidate) => candidate.score >= 0.3 && !kinds.has(candidate.topic.kind) && kinds.add(candidate.topic.kind),
    )
    .slice(0, 3)
    .map((candidate) => candidate.topic)
}

/** The day or the span that was asked about, for what else is told of the same time. */
function whenOf({
  on,
  span,
}: Extract<Topic, { kind: 'chairmanships' }>): Pick<Topic & { kind: 'officials' }, 'on' | 'span'> {
  return { ...(on && { on }), ...(span && { span }) }
}

/** A State or an area alone: what may be asked about it. */
function openChoices(analysis: Analysis): readonly Topic[] {
  if (analysis.unknown.length > 0 || analysis.ids('foreign').length > 0) return []
  const states = analysis.ids('states')
  if (states.length > 0)
    return [
      { kind: 'membership', about: 'state', states },
      { kind: 'coordinators', states },
      { kind: 'ratification', aspect: 'states', treaty: 'convention', states },
    ]
  const named = scopeOf(analysis)
  if (named.areas === undefined && named.dimensions === undefined) return []
  return [
    { kind: 'coordinators', ...named },
    { kind: 'concept-papers', ...named },
    { kind: 'meetings', filter: named, which: 'all' },
  ]
}

/** A sentence is taken out of its surroundings only where it is clear by itself. */
const clear = 0.7
/** Longer texts are no question with a preface. In UTF-16 units. */
const longestPreface = 600

/** “Can you help a student? Tell me …” asks something else outright than it wants: what it wants must be said in so many words. */
const beyondDoubt = 0.85

function understoodOf(sentences: readonly string[], least: number, asking: Asking) {
  return sentences
    .map((sentence) => understandWhole(sentence, asking))
    .flatMap((each) => (each.kind === 'understood' && each.confidence >= least ? [each] : []))
    .filter(({ topics }) => topics.every(({ kind }) => kind !== 'greeting' && kind !== 'help'))
}

/** “I am writing a piece on … . When did the ministers meet?”: the one sentence, or the two, that ask for something. */
function sentenceBySentence(text: string, asking: Asking): Understanding | undefined {
  if (text.length > longestPreface) return undefined
  const sentences = text.split(/(?<=[.!?…])\s+|\n+/u).filter((sentence) => /\p{L}+\P{L}+\p{L}/u.test(sentence))
  if (sentences.length < 2 || sentences.length > 5) return undefined
  // Where something is asked outright, what goes before and after it is no question.
  const outright = sentences.filter((sentence) => sentence.trimEnd().endsWith('?'))
  const asked = understoodOf(outright, clear, asking)
  const understood =
    asked.length > 0 ? asked : understoodOf(sentences, outright.length > 0 ? beyondDoubt : clear, asking)
  const [first, second, ...more] = understood
  if (first === undefined || more.length > 0) return undefined
  if (second === undefined) return first
  const topics = [...first.topics, ...second.topics]
  return topics.length > 2 ? undefined : { ...first, topics, confidence: Math.min(first.confidence, second.confidence) }
}

/**
 * What a question means, by the lexicon and the book: one topic, two where two things are asked, up to three choices where
 * it could be several, or nothing. Never throws, whatever the text; costs well under a millisecond.
 */
export function understand(text: string, asking: Asking): Understanding {
  const whole = understandWhole(text, asking)
  if (whole.kind === 'understood' || whole.kind === 'no-such-day') return whole
  return sentenceBySentence(text, asking) ?? whole
}

function understandWhole(text: string, asking: Asking): Understanding {
  const index = indexOf(asking.book, asking.lexicon)
  const analysis = analyse(text, { today: asking.today, book: asking.book, index }, asking.language)
  const { language } = analysis
  const [day] = analysis.dates.impossible
  if (day !== undefined) return { kind: 'no-such-day', language, day }
  const candidates = candidatesOf(analysis)
  const best = candidates[0]

  if (best !== undefined && best.confidence >= sure) {
    const two = twoQuestions(analysis)
    if (two !== undefined)
      return {
        kind: 'understood',
        language,
        topics: two.map((each) => each.topic),
        confidence: Math.min(...two.map((each) => each.confidence)),
      }
    if (describesMore(analysis) && best.topic.kind === 'chairmanships')
      return {
        kind: 'understood',
        language,
        topics: [best.topic, { kind: 'officials', office: 'secretary-general', ...whenOf(best.topic) }],
        confidence: best.confidence,
      }
    return { kind: 'understood', language, topics: [best.topic], confidence: best.confidence }
  }
  const open = openChoices(analysis)
  if (best !== undefined && best.confidence >= maybe) {
    const offered = open.length > 0 ? open : choices(candidates.filter((each) => each.confidence >= maybe - 0.1))
    if (offered.length > 0) return { kind: 'unsure', language, choices: offered }
  }
  if (open.length > 0 && analysis.notions.tokens.length <= 4) return { kind: 'unsure', language, choices: open }
  const nearest = best === undefined || best.score < 0.5 ? undefined : best.topic.kind
  return { kind: 'not-understood', language, ...(nearest === undefined ? {} : { nearest }) }
}
