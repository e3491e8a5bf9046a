import { type CalendarDate, daysBetween } from '../../domain/calendar.ts'
import type { Span } from '../../domain/span.ts'
import { isOpenAhead } from '../dates.ts'
import type { Topic } from '../question.ts'
import { areasIn, dayOrSpan, hasScope, type Reader, scopeOf, speaksOf, statesMeant } from './candidate.ts'

type About = Extract<Topic, { kind: 'coordinators' }>['about']

/** A year or less with today in it means today; what is counted or looked up on one day is so on the last of the span. */
function whenOf(span: Span, about: About, today: CalendarDate) {
  const isNow = span.from <= today && today <= span.to
  if (isNow && (about !== undefined || daysBetween(span.from, span.to) <= 366)) return {}
  if (about === undefined) return dayOrSpan(span)
  return { on: isOpenAhead(span) ? span.from : span.to }
}

/** Who coordinates what, what a State coordinates, vacancies, offers and terms. */
export const coordinators: Reader = (analysis) => {
  const { has } = analysis
  const states = statesMeant(analysis)
  const members = states.filter((state) =>
    analysis.book['member-states'].some(({ id, kind }) => id === state && kind === 'member'),
  )
  const named = hasScope(analysis) || states.length > 0
  const isCoordination = has('coordinate', 'co-coordinate')
  const elsewhere = has('concept-paper', 'action-plan', 'memorandum', 'ratify', 'chair', 'observer', 'member', 'belong')
  const seeks = has('who', 'what', 'duty', 'area-word')

  // “Since when is Egypt in CICA?”
  const ofConference = analysis.ids('bodies').includes('cica') && !hasScope(analysis)

  let score = 0
  if (isCoordination)
    // An area that nothing in the lexicon knows is none of the eighteen.
    score =
      named ||
      has('vacancy', 'offer', 'term', 'deadline', 'all', 'most') ||
      (has('area-word') && analysis.unknown.length === 0)
        ? 0.92
        : 0.62
  else if (has('duty') && named) score = has('area-word', 'who', 'what') ? 0.82 : 0.76
  else if (has('vacancy') && (has('area-word') || hasScope(analysis) || speaksOf('coordinate', analysis))) score = 0.8
  else if (has('area-word') && states.length > 0) score = 0.78
  else if (
    has('appointed') &&
    members.length > 0 &&
    !ofConference &&
    !has('chair') &&
    analysis.ids('offices').length === 0
  )
    score = 0.86
  else if (
    (has('term') || (has('deadline') && states.length > 0)) &&
    named &&
    !has('chair', 'comment', 'draft') &&
    analysis.ids('offices').length === 0
  )
    score = 0.72
  else if (
    has('term') &&
    has('what', 'who', 'all', 'next') &&
    !has('chair', 'ratify', 'member') &&
    analysis.ids('offices').length === 0
  )
    score = 0.6
  else if (has('offer') && (hasScope(analysis) || (states.length > 0 && has('what', 'all')))) score = 0.7
  else if (has('offer') && has('area-word')) score = 0.86
  else if (has('states-word') && has('who', 'what') && hasScope(analysis)) score = 0.7
  else if (has('who') && hasScope(analysis) && seeks) score = 0.56
  // “Does Bishkek do anything on commerce?”: a State and an area have little else in common.
  else if (members.length > 0 && areasIn(analysis).length > 0) score = 0.56
  if (score === 0) return []
  if (elsewhere) score -= isCoordination && !has('concept-paper') ? 0.1 : 0.35
  if (has('rule')) score -= 0.2

  const span = analysis.spans[0]
  const about = has('offer')
    ? 'offers'
    : has('most') && states.length === 0 && areasIn(analysis).length === 0
      ? 'ranking'
      : has('vacancy') && areasIn(analysis).length === 0 && states.length === 0
        ? 'vacancies'
        : has('term', 'deadline') && !hasScope(analysis) && states.length === 0
          ? 'terms'
          : undefined
  const role = has('co-coordinate') && !has('coordinate') ? 'co-coordinator' : undefined
  const topic: Topic = {
    kind: 'coordinators',
    ...scopeOf(analysis),
    ...(states.length > 0 ? { states } : {}),
    ...(role === undefined ? {} : { role }),
    ...(about === undefined ? {} : { about }),
    ...(span === undefined || has('next') ? {} : whenOf(span, about, analysis.today)),
  }
  return [{ topic, score }]
}
