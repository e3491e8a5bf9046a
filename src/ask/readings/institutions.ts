import { addDays, type CalendarDate, daysBetween } from '../../domain/calendar.ts'
import type { Analysis } from '../analyse.ts'
import type { Span, Topic } from '../question.ts'
import { bodiesIn, meetingBodies, organizationsIn, type Reader } from './candidate.ts'

/** A day in the middle of a span: of the year in which an office changed hands most of it is meant. */
export function middleOf(span: Span): CalendarDate {
  return addDays(span.from, Math.floor(daysBetween(span.from, span.to) / 2))
}

/** What a body is, how it came about, who heads it, what its name is short for. */
export const bodies: Reader = (analysis) => {
  const { has } = analysis
  const named = bodiesIn(analysis)
  const foreign = organizationsIn(analysis).length > 0 ? 0.4 : 0
  const words = analysis.ids('words')
  if (named.length === 0) {
    if (has('body-word')) return [{ topic: { kind: 'bodies' }, score: 0.78 - foreign }]
    if (analysis.ids('bodies').includes('cica') && has('abbreviation', 'tell-about', 'established'))
      return [{ topic: { kind: 'bodies', bodies: ['cica'] }, score: 0.8 - foreign }]
    return []
  }
  const inLanguage = has('in-russian', 'in-kazakh', 'in-english', 'translate')
  let score = 0.55
  if (has('abbreviation', 'established', 'how-often') || inLanguage) score = 0.86
  else if (has('head', 'operate', 'why', 'chair') || words.includes('seat')) score = 0.84
  else if (has('what', 'who', 'tell-about', 'where')) score = 0.68
  else if (analysis.notions.tokens.length <= 3) score = 0.62
  if (analysis.spans.length > 0 && !has('established')) score -= 0.2
  if (
    has('next', 'last', 'meeting', 'held', 'when') &&
    meetingBodies(analysis).length > 0 &&
    !has('established', 'abbreviation', 'how-often')
  )
    score -= 0.22
  if (has('deadline', 'comment', 'draft', 'memorandum', 'concept-paper', 'ratify')) score -= 0.2
  if (analysis.ids('offices').length > 0) score -= 0.2
  // Where the seat is, is a fact of its own; the body's card tells of its founding too.
  if (named.includes('secretariat') && has('where')) score -= 0.2
  const operation = has('operate', 'why')
  return [
    { topic: { kind: 'bodies', bodies: named, ...(operation ? { about: 'operation' } : {}) }, score: score - foreign },
  ]
}

function chairmanshipTopic(analysis: Analysis): Extract<Topic, { kind: 'chairmanships' }> {
  const { has } = analysis
  const states = analysis.ids('states')
  const kind = 'chairmanships'
  if (states.length > 0) {
    if (has('previous')) return { kind, which: 'previous', states }
    if (has('after', 'next') || (has('handover') && has('who'))) return { kind, which: 'next', states }
    return { kind, which: 'state', states }
  }
  const span = analysis.spans[0]
  if (span !== undefined && !has('next')) return { kind, which: 'on', on: middleOf(span) }
  if (has('first-cue')) return { kind, which: 'first' }
  if (has('previous', 'last') && !has('current')) return { kind, which: 'previous' }
  if (has('next', 'after', 'handover') && !has('current')) return { kind, which: 'next' }
  if (has('all', 'how-many') || (has('states-word') && has('what') && !has('current'))) return { kind, which: 'all' }
  return { kind, which: 'current' }
}

/** Who chairs, chaired and will chair CICA. */
export const chairmanships: Reader = (analysis) => {
  const { has } = analysis
  if (!has('chair', 'motto') && !(has('head') && analysis.ids('bodies').includes('cica'))) return []
  const others = meetingBodies(analysis).length > 0
  let score = has('chair', 'motto') ? 0.9 : 0.7
  if (others) score -= 0.35
  if (organizationsIn(analysis).length > 0) score -= 0.5
  if (analysis.ids('offices').length > 0 || has('deputy-cue')) score -= 0.3
  if (has('coordinate', 'concept-paper', 'ratify', 'event') && !has('motto')) score -= 0.2
  const topic = chairmanshipTopic(analysis)
  // Who will chair in ten years is a prediction, not a record.
  const latest = Number(analysis.today.slice(0, 4)) + 1
  if (topic.on !== undefined && Number(topic.on.slice(0, 4)) > latest) score -= 0.6
  return [{ topic, score }]
}

const officeNames = ['secretary-general', 'executive-director', 'deputy-secretary-general', 'deputy-executive-director']

/** Officials whose office, or the chairmanship they served under, was of these States. */
function officialsOf(analysis: Analysis, office: string | undefined, states: readonly string[]): readonly string[] {
  return analysis.book.officials
    .filter((official) => office === undefined || official.office === office)
    .filter((official) => official.state !== undefined && states.includes(official.state))
    .map((official) => official.id)
}

/** Holders of the offices of the Secretariat; of persons only those on record. */
export const officials: Reader = (analysis) => {
  const { has } = analysis
  const people = analysis.ids('officials')
  const named = people.flatMap((name) => analysis.index.officialsNamed.get(name) ?? [])
  const foreign = organizationsIn(analysis).length > 0 ? 0.6 : 0
  if (people.length > 0) {
    return [
      {
        topic: { kind: 'officials', officials: [...new Set(named)] },
        score: (named.length > 0 ? 0.86 : 0.5) - foreign,
      },
    ]
  }
  const office = analysis.ids('offices').find((id) => officeNames.includes(id))
  if (office === undefined) return []
  const states = analysis.ids('states')
  const span = analysis.spans[0]
  const asks = has('who', 'what', 'when', 'current', 'all', 'appointed', 'first-cue', 'previous', 'how-long')
  let score = asks || span !== undefined || states.length > 0 ? 0.9 : 0.8
  if (analysis.ids('clusters').length > 0) score -= 0.25
  if (analysis.ids('words').some((word) => ['contribution', 'budget'].includes(word))) score -= 0.3
  if (states.length > 0 && !states.includes('KAZ')) {
    const found = officialsOf(analysis, office, states)
    if (found.length > 0) return [{ topic: { kind: 'officials', officials: found, office }, score: score - foreign }]
  }
  const which = has('first-cue') ? 'first' : has('previous') ? 'previous' : has('all') ? 'all' : undefined
  return [
    {
      topic: {
        kind: 'officials',
        office,
        ...(span === undefined ? {} : { on: middleOf(span) }),
        ...(which === undefined ? {} : { which }),
      },
      score: score - foreign,
    },
  ]
}
