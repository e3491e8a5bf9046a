import { dimensionOfArea } from '../../domain/dimension.ts'
import { type Event, overlaps } from '../../domain/event.ts'
import type { Analysis } from '../analyse.ts'
import type { EventFilter, Span, Topic } from '../question.ts'
import type { RecordSearch } from '../record-search.ts'
import {
  areasIn,
  type Candidate,
  dimensionsIn,
  isElsewhere,
  meetingBodies,
  organises,
  type Reader,
  saidOutsideDates,
  speaksOf,
} from './candidate.ts'

type Which = Extract<Topic, { kind: 'meetings' }>['which']

/** Kinds of gathering: “seminars in 2023” means them all, “the seminar on ports” only says what sort it was. */
const kinds: ReadonlySet<string> = new Set(
  'seminar workshop training conference forum plenary symposium consultation side-event reception rally signing expert-meeting'
    .split(' ')
    .map((word) => `words:${word}`),
)

/** Kinds that nobody calls another kind; a workshop may be called a seminar. */
const telling: ReadonlySet<string> = new Set([
  'words:expert-meeting',
  'words:forum',
  'words:plenary',
  'words:training',
  'words:side-event',
  'words:board',
])

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
  if (group === 'stem') return 0.7
  if (group === 'year' || group === 'ordinals') return 0.01
  return 1
}

/** “Environment” is a word of titles and an area at once: alone it narrows by area. */
function isOfScope(word: string, analysis: Analysis): boolean {
  const { matches } = analysis.notions
  const scopes = matches.filter((match) => match.alias.group === 'areas' || match.alias.group === 'dimensions')
  return matches
    .filter((match) => match.alias.group === 'words' && match.alias.id === word)
    .every((match) => scopes.some((scope) => scope.from <= match.from && scope.to >= match.to))
}

/** What of the question picks meetings out beyond body, area, dimension, State and date. */
function pickedBy(analysis: Analysis): readonly string[] {
  const subject = meetingBodies(analysis).length > 0 || analysis.ids('words').length > 0
  return [...analysis.features].filter((feature) => {
    if (silent.has(feature)) return false
    // A number alone counts something else.
    if (feature.startsWith('numbers:') && !subject) return false
    const [group] = feature.split(':')
    if (group === 'words')
      return analysis.ids('words').includes(feature.slice(6)) && !isOfScope(feature.slice(6), analysis)
    return group === 'places' || group === 'numbers' || group === 'stem' || group === 'organizations'
  })
}

function whichOf(analysis: Analysis, bodies: readonly string[]): Which {
  const { has } = analysis
  if (saidOutsideDates('next', analysis)) return 'next'
  if ((saidOutsideDates('last', analysis) || (bodies.length > 0 && has('previous'))) && !has('all')) return 'last'
  const alone = bodies.length > 0 && analysis.spans.length === 0 && pickedBy(analysis).length === 0
  if (alone && has('ahead') && !has('all', 'postponed')) return 'next'
  const open = alone && has('when') && !has('postponed', 'cancelled')
  return open && !has('held', 'all') ? 'next' : 'all'
}

type Found = { readonly ids: readonly string[]; readonly coverage: number }

const tokenAt = (analysis: Analysis, at: number | undefined) => analysis.notions.tokens[at ?? -1]?.raw ?? ''

/** What an event must have where the question has it: its ordinal, its body, and that it is a meeting of experts. */
function isRequired(feature: string, analysis: Analysis): boolean {
  if (feature.startsWith('numbers:')) return ![...analysis.features].some((each) => each.startsWith('ordinals:'))
  if (/^(?:ordinals|organizations):/.test(feature) || telling.has(feature)) return true
  return feature.startsWith('bodies:') && meetingBodies(analysis).includes(feature.slice('bodies:'.length))
}

/** A seminar on another area is not the one asked for; most events name no area and are judged by their titles. */
function isInArea(event: Pick<Event, 'area'>, matched: readonly string[], analysis: Analysis): boolean {
  const areas = areasIn(analysis)
  if (areas.length === 0 || event.area === undefined) return true
  return matched.some((feature) => feature.startsWith('areas:'))
}

function find(analysis: Analysis, search: RecordSearch, least: number, notes: boolean): Found {
  const wanted = new Map(
    [...analysis.features].map((feature) => {
      // A note tells what a meeting dealt with: there the year is that of the thing, not of the meeting.
      const weight = notes && (kinds.has(feature) || feature.startsWith('year:')) ? 1 : weightOf(feature, analysis)
      return [feature, weight] as const
    }),
  )
  const wholeYear = analysis.spans[0]?.from.slice(0, 4)
  if (notes && wholeYear !== undefined) wanted.set(`year:${wholeYear}`, 1)
  const required = [...wanted.keys()].filter((feature) => isRequired(feature, analysis))
  const within = search.rank(wanted, least, (hit) => {
    if (required.some((feature) => !hit.matched.includes(feature))) return false
    const event = analysis.index.eventsById.get(hit.id)
    if (event === undefined || !isInArea(event, hit.matched, analysis)) return false
    const asked = analysis.spans[0]
    if (asked === undefined || overlaps(event, asked.from, asked.to)) return true
    // A note may tell of another year than the meeting's, but it has to be the year of the question.
    return notes && hit.matched.includes(`year:${wholeYear}`)
  })
  const best = within[0]?.coverage ?? 0
  if (best < least) return { ids: [], coverage: best }
  // A meeting of the body itself, where there is one, not one that only speaks of the body.
  const bodies = meetingBodies(analysis)
  const own = within.filter((hit) => {
    const event = analysis.index.eventsById.get(hit.id)
    return [event?.body, ...(event?.furtherBodies ?? [])].some((body) => body !== undefined && bodies.includes(body))
  })
  const eligible = own.length > 0 && (own[0]?.coverage ?? 0) >= best - 0.1 ? own : within
  return { ids: eligible.filter((hit) => hit.coverage >= best - 0.05).map((hit) => hit.id), coverage: best }
}

/** “Meetings of the governing bodies”, “CBM events”. */
function typesIn(analysis: Analysis): NonNullable<EventFilter['types']> {
  const { has } = analysis
  const speaks = (cue: string) => speaksOf(cue, analysis)
  if (speaks('governing')) return ['governing']
  if (speaks('working-bodies')) return ['working']
  if (speaks('advisory')) return ['advisory']
  return analysis.ids('words').includes('cbm') && has('event') ? ['cbm'] : []
}

/** In a month, those that were moved stand in the list with the others. */
function statusIn(analysis: Analysis): Pick<EventFilter, 'status'> {
  if (analysis.spans.length > 0) return {}
  if (analysis.has('cancelled')) return { status: 'cancelled' }
  return analysis.has('postponed') ? { status: 'postponed' } : {}
}

/** Whether any meeting of these bodies is on record with an area or dimension of the question. */
function bearArea(analysis: Analysis, bodies: readonly string[]): boolean {
  const [areas, dimensions] = [areasIn(analysis), dimensionsIn(analysis)]
  return analysis.book.events.some(
    ({ body, furtherBodies, area, dimension }) =>
      [body, ...(furtherBodies ?? [])].some((each) => each !== undefined && bodies.includes(each)) &&
      ((area !== undefined && areas.includes(area)) || (dimension !== undefined && dimensions.includes(dimension))),
  )
}

function filterOf(analysis: Analysis, bodies: readonly string[]): EventFilter {
  const span = analysis.spans[0]
  const states = analysis.ids('states')
  const areas = areasIn(analysis)
  const types = typesIn(analysis)
  // The meetings of most bodies bear no area: what they decided on one, the meetings of that time tell.
  const narrows = span === undefined || bodies.length === 0 || bearArea(analysis, bodies)
  // A word for both is taken as the wider of the two: most events name their dimension only.
  const dimensions = dimensionsIn(analysis).filter(
    (dimension) => areas.length === 0 || areas.every((area) => dimensionOfArea[area] === dimension),
  )
  return {
    ...(span === undefined ? {} : { span }),
    ...(bodies.length > 0 ? { bodies } : {}),
    ...(!narrows ? {} : dimensions.length > 0 ? { dimensions } : areas.length > 0 ? { areas } : {}),
    ...(states.length > 0 ? { states } : {}),
    ...(bodies.length === 0 && types.length > 0 ? { types } : {}),
    ...(bodies.length === 0 && analysis.has('online-only') ? { mode: 'online' as const } : {}),
    ...statusIn(analysis),
  }
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

/** Meetings and events: of a body, a month, an area, a State or a place, or the one that the words describe. */
export const meetings: Reader = (analysis): readonly Candidate[] => {
  const { has } = analysis
  const bodies = meetingBodies(analysis)
  const picked = pickedBy(analysis)
  const isGathering =
    has('meeting', 'event', 'online', 'postponed', 'cancelled') ||
    organises(analysis) ||
    picked.some((feature) => kinds.has(feature))
  const asks = has('when', 'where', 'next', 'last', 'held', 'who', 'what', 'all', 'how-many', 'yesterday')
  const span = analysis.spans[0]
  const scoped =
    span !== undefined || areasIn(analysis).length + dimensionsIn(analysis).length + analysis.ids('states').length > 0
  const elsewhere =
    (has('concept-paper') && !isGathering ? 0.3 : 0) +
    (has('coordinate', 'co-coordinate', 'memorandum') || (has('motto') && bodies.length === 0) ? 0.3 : 0) +
    (has('coordinate', 'co-coordinate') && !isGathering ? 0.2 : 0) +
    (has('ratify', 'depositary', 'abbreviation', 'established', 'translate') ? 0.3 : 0) +
    (has('how-often') && span === undefined ? 0.3 : 0) +
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
  const which = whichOf(analysis, bodies)
  const filter = filterOf(analysis, bodies)

  if (picked.length === 0) {
    let score = 0
    if (bodies.length > 0) {
      if (has('next', 'meeting', 'event', 'last', 'previous', 'all') || span !== undefined) score = 0.88
      else if (has('when', 'where', 'held', 'online', 'postponed')) score = 0.84
      else score = asks ? 0.4 : 0.35
    } else if (isGathering) score = scoped || has('next', 'last', 'all', 'current') ? 0.82 : 0.55
    else if (span !== undefined)
      score = has('held', 'what') || analysis.ids('words').includes('plan') || isDay(span) ? 0.66 : 0.5
    return score === 0 ? [] : [{ topic: { kind: 'meetings', filter, which }, score: score - elsewhere }]
  }

  // An organisation alone is the matter of memoranda, not of meetings.
  if (!isGathering && bodies.length === 0 && picked.every((feature) => feature.startsWith('organizations:'))) return []
  const titled = find(analysis, analysis.index.events, 0.58, false)
  const noted = titled.ids.length > 0 ? titled : find(analysis, analysis.index.eventNotes, 0.7, true)
  if (noted.ids.length > 0) {
    const byTitle = titled.ids.length > 0
    const score = (isGathering || asks || bodies.length > 0 || span !== undefined ? 0.87 : 0.7) - (byTitle ? 0 : 0.12)
    return [
      {
        topic: {
          kind: 'meetings',
          filter: { ...(span === undefined || !byTitle ? {} : { span }), events: noted.ids },
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
  const together = isElsewhere(analysis) && !picked.some((feature) => kinds.has(feature))
  const score = together ? 0.3 : 0.72
  return [{ topic: { kind: 'meetings', filter: { ...filter, events: [] }, which }, score: score - elsewhere }]
}
