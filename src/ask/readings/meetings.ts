import type { Span } from '../../domain/span.ts'
import type { Analysis } from '../analyse.ts'
import type { Topic } from '../question.ts'
import {
  areasIn,
  type Candidate,
  dimensionsIn,
  isElsewhere,
  meetingBodies,
  organises,
  type Reader,
  saidOutsideDates,
} from './candidate.ts'
import { describedMeetings, gatheringKinds, pickedBy } from './described-meetings.ts'
import { countsHeld, meetingFilter } from './meeting-filter.ts'

type Which = Extract<Topic, { kind: 'meetings' }>['which']

function whichOf(analysis: Analysis, bodies: readonly string[]): Which {
  const { has } = analysis
  if (saidOutsideDates('next', analysis)) return 'next'
  if ((saidOutsideDates('last', analysis) || (bodies.length > 0 && has('previous'))) && !has('all')) return 'last'
  const alone = bodies.length > 0 && analysis.spans.length === 0 && pickedBy(analysis).length === 0
  if (alone && has('ahead') && !has('all', 'postponed')) return 'next'
  const open = alone && has('when') && !has('postponed', 'cancelled')
  return open && !has('held', 'all') ? 'next' : 'all'
}

/** “Where is the headquarters?” asks for no event. */
function isSeat(analysis: Analysis): boolean {
  const words = analysis.ids('words')
  return (
    words.includes('headquarters') &&
    !analysis.has('meeting', 'event', 'when') &&
    !words.some((word) => ['opening', 'foundation-stone', 'reception'].includes(word))
  )
}

const isDay = (span: Span) => span.from === span.to

const tokenAt = (analysis: Analysis, at: number | undefined) => analysis.notions.tokens[at ?? -1]?.raw ?? ''

/** How much speaks for another register than that of meetings. */
function othersMatter(analysis: Analysis, bodies: readonly string[], isGathering: boolean): number {
  const { has } = analysis
  const span = analysis.spans[0]
  return (
    (has('concept-paper') && !isGathering ? 0.3 : 0) +
    (has('coordinate', 'co-coordinate', 'memorandum') || (has('motto') && bodies.length === 0) ? 0.3 : 0) +
    (has('coordinate', 'co-coordinate') && !isGathering ? 0.2 : 0) +
    (has('ratify', 'depositary', 'abbreviation', 'established', 'translate') ? 0.3 : 0) +
    (has('how-often') && span === undefined && !countsHeld(analysis) ? 0.3 : 0) +
    (has('chair') && !isGathering && !has('decision') ? 0.3 : 0) +
    (has('deadline', 'silence', 'comment', 'cluster') ? 0.25 : 0) +
    (analysis.ids('offices').length > 0 ? 0.25 : 0) +
    (has('where') && isSeat(analysis) ? 0.4 : 0) +
    (has('road-map') && !has('sign') ? 0.3 : 0) +
    (analysis.ids('treaties').length > 0 && !has('where', 'meeting', 'event') ? 0.2 : 0) +
    (analysis.ids('clusters').includes('charter') && !isGathering && !analysis.ids('words').includes('reading')
      ? 0.3
      : 0) +
    // Only of a certain year's budget do the notes of meetings tell, and that it was adopted, not what is in it.
    (analysis.ids('words').includes('budget') && (has('how-many') || (!isGathering && span === undefined)) ? 0.4 : 0) +
    (has('approve') && analysis.ids('words').includes('plan') ? 0.3 : 0) +
    (analysis.ids('words').includes('general-assembly') && ((!isGathering && bodies.length === 0) || has('observer'))
      ? 0.3
      : 0) +
    (analysis.ids('words').includes('proposal') && !isGathering ? 0.3 : 0) +
    (has('member', 'observer') && !isGathering ? 0.25 : 0) +
    (has('area-word') && !isGathering && span === undefined ? 0.2 : 0) +
    (has('join') && !isGathering && analysis.ids('states').length > 0 ? 0.25 : 0)
  )
}

/** “12 experts”, “over 300 participants”: what notes tell of how many came. */
const headcount =
  /\d[\d,.]*\+?\s(?:\p{L}+\s){0,4}(?:participants|people|guests|delegates|experts|representatives|youth)/u

/** How many came is told of few meetings; of the others their date and place are no answer. */
function lacksHeadcount(analysis: Analysis, ids: readonly string[]): boolean {
  const { has, index } = analysis
  if (!has('how-many') || !has('attendance')) return false
  return !ids.some((id) => headcount.test(index.eventsById.get(id)?.note?.en ?? ''))
}

/** Meetings and events: of a body, a month, an area, a State or a place, or the one that the words describe. */
export const meetings: Reader = (analysis): readonly Candidate[] => {
  const { has } = analysis
  const bodies = meetingBodies(analysis)
  const picked = pickedBy(analysis)
  const isGathering =
    has('meeting', 'event', 'online', 'postponed', 'cancelled') ||
    organises(analysis) ||
    picked.some((feature) => gatheringKinds.has(feature))
  const asks = has('when', 'where', 'next', 'last', 'held', 'who', 'what', 'all', 'how-many', 'yesterday')
  const span = analysis.spans[0]
  const scoped =
    span !== undefined || areasIn(analysis).length + dimensionsIn(analysis).length + analysis.ids('states').length > 0
  const elsewhere = othersMatter(analysis, bodies, isGathering)
  const which = whichOf(analysis, bodies)
  const filter = meetingFilter(analysis, bodies)

  if (picked.length === 0) {
    let score = 0
    if (bodies.length > 0) {
      if (has('next', 'meeting', 'event', 'last', 'previous', 'all') || span !== undefined || countsHeld(analysis))
        score = 0.88
      else if (has('when', 'where', 'held', 'online', 'postponed')) score = 0.84
      else score = asks ? 0.4 : 0.35
    } else if (isGathering) score = scoped || has('next', 'last', 'all', 'current') ? 0.82 : 0.55
    // “What did China host?”
    else if (span === undefined && analysis.ids('states').length > 0 && has('hosted') && has('what')) score = 0.66
    else if (span !== undefined)
      score = has('held', 'what') || analysis.ids('words').includes('plan') || isDay(span) ? 0.66 : 0.5
    if (lacksHeadcount(analysis, [])) score -= 0.6
    return score <= 0 ? [] : [{ topic: { kind: 'meetings', filter, which }, score: score - elsewhere }]
  }

  // An organisation alone is the matter of memoranda, not of meetings.
  if (!isGathering && bodies.length === 0 && picked.every((feature) => feature.startsWith('organizations:'))) return []
  const { ids, byTitle } = describedMeetings(analysis)
  if (lacksHeadcount(analysis, ids)) return []
  if (ids.length > 0) {
    const score = (isGathering || asks || bodies.length > 0 || span !== undefined ? 0.87 : 0.7) - (byTitle ? 0 : 0.12)
    return [
      {
        topic: {
          kind: 'meetings',
          filter: {
            ...(span === undefined || !byTitle ? {} : { span }),
            ...(countsHeld(analysis) && ids.length > 1 ? { status: 'held' as const } : {}),
            events: ids,
          },
          which,
        },
        score: score - elsewhere - (isElsewhere(analysis) && analysis.ids('offices').length > 0 ? 0.5 : 0),
        explainsUnknown: true,
      },
    ]
  }
  // Most titles do not say that they were the first of their year.
  const ofYear = picked.every((feature) => feature === 'numbers:1') && bodies.length > 0 && span !== undefined
  if (ofYear) return [{ topic: { kind: 'meetings', filter, which }, score: 0.86 - elsewhere }]
  const unknownOnly = picked.every((feature) => feature.startsWith('stem:'))
  // A word that no title has may be a mere verb where body and date say enough; otherwise what it names is not on record.
  const slip =
    analysis.unknown.length === 1 && !/^\p{Lu}/u.test(tokenAt(analysis, analysis.unknown[0])) && has('meeting', 'when')
  if (unknownOnly && bodies.length > 0 && (span !== undefined || slip || has('next', 'last')))
    return [{ topic: { kind: 'meetings', filter, which }, score: 0.86 - elsewhere }]
  const isAsked = isGathering || has('when', 'where', 'next', 'last', 'held') || span !== undefined
  if (!isGathering && (bodies.length === 0 || !isAsked)) return []
  // Another organisation's own assembly is no matter of ours; a seminar held with it may be.
  const together = isElsewhere(analysis) && !picked.some((feature) => gatheringKinds.has(feature))
  const score = together ? 0.3 : 0.72
  return [{ topic: { kind: 'meetings', filter: { ...filter, events: [] }, which }, score: score - elsewhere }]
}
