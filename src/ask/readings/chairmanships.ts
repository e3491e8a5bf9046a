import type { Analysis } from '../analyse.ts'
import type { Topic } from '../question.ts'
import { dayOrSpan, meetingBodies, organizationsIn, type Reader } from './candidate.ts'

function chairmanshipTopic(analysis: Analysis): Extract<Topic, { kind: 'chairmanships' }> {
  const { has } = analysis
  const states = analysis.ids('states')
  const kind = 'chairmanships'
  if (states.length === 0 && has('handover') && has('will', 'ahead')) return { kind, which: 'next' }
  if (states.length > 0) {
    if (has('previous')) return { kind, which: 'previous', states }
    if (has('after', 'next') || (has('handover') && has('who'))) return { kind, which: 'next', states }
    return { kind, which: 'state', states }
  }
  const span = analysis.spans[0]
  if (span !== undefined) return { kind, which: 'on', ...dayOrSpan(span) }
  if (has('first-cue')) return { kind, which: 'first' }
  if (has('previous', 'last') && !has('current')) return { kind, which: 'previous' }
  if (has('next', 'after', 'handover') && !has('current')) return { kind, which: 'next' }
  if (has('all', 'how-many', 'most', 'how-often') || (has('states-word') && has('what') && !has('current')))
    return { kind, which: 'all' }
  return { kind, which: 'current' }
}

/** Who chairs, chaired and will chair CICA. */
export const chairmanships: Reader = (analysis) => {
  const { has } = analysis
  const { length } = analysis.notions.tokens
  // “Who after Azerbaijan?” is asked of the chair alone, which goes from State to State.
  if (!has('chair') && has('who') && has('after', 'previous') && analysis.ids('states').length === 1 && length <= 4)
    return [{ topic: chairmanshipTopic(analysis), score: 0.66 }]
  if (!has('chair', 'motto') && !(has('head') && analysis.ids('bodies').includes('cica'))) return []
  const others = meetingBodies(analysis).length > 0
  let score = has('chair', 'motto') ? 0.9 : 0.7
  if (others) score -= 0.35
  // A document of the Chair's is no matter of who chairs.
  if (has('road-map', 'document') && has('sign', 'approve')) score -= 0.45
  // When it was decided is told by the meeting that decided.
  if (has('decision')) score -= 0.25
  if (organizationsIn(analysis).length > 0) score -= 0.5
  if (analysis.ids('offices').length > 0 || has('deputy-cue')) score -= 0.3
  if (has('coordinate', 'concept-paper', 'ratify', 'event') && !has('motto')) score -= 0.2
  const topic = chairmanshipTopic(analysis)
  // Who will chair in ten years is a prediction, not a record.
  const latest = Number(analysis.today.slice(0, 4)) + 1
  const from = topic.on ?? topic.span?.from
  if (from !== undefined && Number(from.slice(0, 4)) > latest) score -= 0.6
  return [{ topic, score }]
}
