import type { Topic } from '../question.ts'
import { hasScope, type Reader, scopeOf } from './candidate.ts'

/** Who coordinates what, what a State coordinates, vacancies, offers and terms. */
export const coordinators: Reader = (analysis) => {
  const { has } = analysis
  const states = analysis.ids('states')
  const named = hasScope(analysis) || states.length > 0
  const isCoordination = has('coordinate', 'co-coordinate')
  const elsewhere = has('concept-paper', 'action-plan', 'memorandum', 'ratify', 'chair', 'observer', 'member', 'belong')
  const seeks = has('who', 'what', 'duty', 'area-word')

  let score = 0
  if (isCoordination) score = named || has('vacancy', 'offer', 'term', 'deadline', 'all', 'area-word') ? 0.92 : 0.62
  else if (has('duty') && named) score = has('area-word', 'who', 'what') ? 0.82 : 0.76
  else if (has('area-word') && has('vacancy')) score = 0.8
  else if (has('area-word') && states.length > 0) score = 0.78
  else if (has('offer') && states.length > 0 && (hasScope(analysis) || has('what', 'all'))) score = 0.7
  else if (has('who') && hasScope(analysis) && seeks) score = 0.56
  if (score === 0) return []
  if (elsewhere) score -= isCoordination && !has('concept-paper') ? 0.1 : 0.35
  if (has('rule')) score -= 0.2

  const span = analysis.spans[0]
  const about = has('offer')
    ? 'offers'
    : has('vacancy') && !hasScope(analysis) && states.length === 0
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
    ...(span === undefined || has('next') ? {} : { on: span.from }),
  }
  return [{ topic, score }]
}
