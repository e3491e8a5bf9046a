import { overlaps } from '../../domain/event.ts'
import type { Analysis } from '../analyse.ts'
import type { EventFilter, Topic } from '../question.ts'
import type { RecordSearch } from '../record-search.ts'
import { areasIn, type Candidate, dimensionsIn, meetingBodies, organizationsIn, type Reader } from './candidate.ts'

type Which = Extract<Topic, { kind: 'meetings' }>['which']

/** Kinds of gathering: “seminars in 2023” means them all, “the seminar on ports” only says what sort it was. */
const kinds: ReadonlySet<string> = new Set(
  'seminar workshop training conference forum plenary symposium consultation side-event reception rally signing expert-meeting'
    .split(' ')
    .map((word) => `words:${word}`),
)

/** Notions that name no meeting by themselves. */
const silent: ReadonlySet<string> = new Set(
  'words:cbm words:plan words:development words:ministerial words:project words:founding-year words:seat words:proposal words:business words:decision bodies:expert bodies:specialised'.split(
    ' ',
  ),
)

function weightOf(feature: string, analysis: Analysis): number {
  if (silent.has(feature)) return 0.3
  if (kinds.has(feature)) return 0.5
  const [group, id = ''] = feature.split(':')
  if (group === 'treaties' || group === 'offices' || group === 'clusters') return 0.5
  if (group === 'dimensions') return analysis.ids('areas').length > 0 ? 0.3 : 0.8
  if (group === 'bodies') return analysis.ids('bodies').includes(id) ? 1 : 0.3
  if (group === 'words') {
    const own = analysis.ids('words').includes(id)
    return own ? 1 : 0.25
  }
  if (group === 'areas') return analysis.ids('areas').includes(id) ? 0.8 : 0.2
  if (group === 'stem') return 0.9
  if (group === 'year') return 0
  return 1
}

/** What of the question picks meetings out beyond body, area, dimension, State and date. */
function pickedBy(analysis: Analysis): readonly string[] {
  const subject = meetingBodies(analysis).length > 0 || analysis.ids('words').length > 0
  return [...analysis.features].filter((feature) => {
    if (silent.has(feature)) return false
    // A number alone counts something else.
    if (feature.startsWith('numbers:') && !subject) return false
    const [group] = feature.split(':')
    if (group === 'words') return analysis.ids('words').includes(feature.slice(6))
    return group === 'places' || group === 'numbers' || group === 'stem' || group === 'organizations'
  })
}

function whichOf(analysis: Analysis, bodies: readonly string[]): Which {
  const { has } = analysis
  if (has('next')) return 'next'
  if (has('last') && !has('all')) return 'last'
  const open = bodies.length > 0 && analysis.spans.length === 0 && has('when') && pickedBy(analysis).length === 0
  return open && !has('held', 'all') ? 'next' : 'all'
}

type Found = { readonly ids: readonly string[]; readonly coverage: number }

/** What an event must have where the question has it: its ordinal, its body, and that it is a meeting of experts. */
function isRequired(feature: string, analysis: Analysis): boolean {
  if (feature.startsWith('numbers:') || feature === 'words:expert-meeting') return true
  return feature.startsWith('bodies:') && meetingBodies(analysis).includes(feature.slice('bodies:'.length))
}

function find(analysis: Analysis, search: RecordSearch, least: number, notes: boolean): Found {
  const wanted = new Map(
    [...analysis.features].map((feature) => {
      // A note tells what a meeting dealt with: there the year is that of the thing, not of the meeting.
      const weight = notes && (kinds.has(feature) || feature.startsWith('year:')) ? 1 : weightOf(feature, analysis)
      return [feature, weight] as const
    }),
  )
  const span = notes ? undefined : analysis.spans[0]
  const wholeYear = analysis.spans[0]?.from.slice(0, 4)
  if (notes && wholeYear !== undefined) wanted.set(`year:${wholeYear}`, 1)
  const required = [...wanted.keys()].filter((feature) => isRequired(feature, analysis))
  const within = search.rank(wanted).filter((hit) => {
    const event = analysis.index.eventsById.get(hit.id)
    if (event === undefined || required.some((feature) => !hit.matched.includes(feature))) return false
    return span === undefined || overlaps(event, span.from, span.to)
  })
  const best = within[0]?.coverage ?? 0
  if (best < least) return { ids: [], coverage: best }
  return { ids: within.filter((hit) => hit.coverage >= best - 0.05).map((hit) => hit.id), coverage: best }
}

function filterOf(analysis: Analysis, bodies: readonly string[]): EventFilter {
  const span = analysis.spans[0]
  const states = analysis.ids('states')
  const areas = areasIn(analysis)
  const dimensions = dimensionsIn(analysis)
  return {
    ...(span === undefined ? {} : { span }),
    ...(bodies.length > 0 ? { bodies } : {}),
    ...(areas.length > 0 ? { areas } : dimensions.length > 0 ? { dimensions } : {}),
    ...(states.length > 0 ? { states } : {}),
  }
}

/** Meetings and events: of a body, a month, an area, a State or a place, or the one that the words describe. */
export const meetings: Reader = (analysis): readonly Candidate[] => {
  const { has } = analysis
  const bodies = meetingBodies(analysis)
  const picked = pickedBy(analysis)
  const isGathering =
    has('meeting', 'event', 'organise', 'online', 'postponed') || picked.some((feature) => kinds.has(feature))
  const asks = has('when', 'where', 'next', 'last', 'held', 'who', 'what', 'all', 'how-many', 'yesterday')
  const span = analysis.spans[0]
  const scoped =
    span !== undefined || areasIn(analysis).length + dimensionsIn(analysis).length + analysis.ids('states').length > 0
  const elsewhere =
    (has('concept-paper') && !isGathering ? 0.3 : 0) +
    (has('coordinate', 'co-coordinate', 'memorandum', 'motto') ? 0.3 : 0) +
    (has('ratify', 'depositary', 'abbreviation', 'how-often', 'established', 'translate') ? 0.3 : 0) +
    (has('chair') && !isGathering ? 0.3 : 0) +
    (has('deadline', 'silence', 'comment', 'cluster') ? 0.25 : 0) +
    (analysis.ids('offices').length > 0 ? 0.25 : 0) +
    (has('member', 'join', 'observer') && !isGathering ? 0.25 : 0)
  const which = whichOf(analysis, bodies)
  const filter = filterOf(analysis, bodies)

  if (picked.length === 0) {
    let score = 0
    if (bodies.length > 0) {
      if (has('next', 'meeting', 'event', 'last') || span !== undefined) score = 0.88
      else if (has('when', 'where', 'held', 'online', 'postponed')) score = 0.84
      else score = asks ? 0.4 : 0.35
    } else if (isGathering) score = scoped || has('next', 'last', 'all', 'current') ? 0.82 : 0.55
    else if (span !== undefined) score = has('held', 'what') ? 0.66 : 0.5
    return score === 0 ? [] : [{ topic: { kind: 'meetings', filter, which }, score: score - elsewhere }]
  }

  const titled = find(analysis, analysis.index.events, 0.58, false)
  const noted = titled.ids.length > 0 ? titled : find(analysis, analysis.index.eventNotes, 0.7, true)
  if (noted.ids.length > 0) {
    const byTitle = titled.ids.length > 0
    const score = (isGathering || asks || bodies.length > 0 || span !== undefined ? 0.87 : 0.7) - (byTitle ? 0 : 0.12)
    return [
      {
        topic: { kind: 'meetings', filter: { ...(span === undefined ? {} : { span }), events: noted.ids }, which },
        score: score - elsewhere,
        explainsUnknown: true,
      },
    ]
  }
  const unknownOnly = picked.every((feature) => feature.startsWith('stem:'))
  // A word that no title has may be a mere verb where body and date say enough; otherwise what it names is not on record.
  if (unknownOnly && bodies.length > 0 && (span !== undefined || has('next', 'last')))
    return [{ topic: { kind: 'meetings', filter, which }, score: 0.86 - elsewhere }]
  if (!isGathering && bodies.length === 0) return []
  const score = organizationsIn(analysis).length > 0 ? 0.45 : 0.72
  return [{ topic: { kind: 'meetings', filter: { ...filter, events: [] }, which }, score: score - elsewhere }]
}
