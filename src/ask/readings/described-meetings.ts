import { type Event, overlaps } from '../../domain/event.ts'
import type { Analysis } from '../analyse.ts'
import type { RecordSearch } from '../record-search.ts'
import { areasIn, meetingBodies } from './candidate.ts'

/** Kinds of gathering: “seminars in 2023” means them all, “the seminar on ports” only says what sort it was. */
export const gatheringKinds: ReadonlySet<string> = new Set(
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
  if (gatheringKinds.has(feature)) return 0.5
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
export function pickedBy(analysis: Analysis): readonly string[] {
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

function find(analysis: Analysis, search: RecordSearch, least: number, notes: boolean): readonly string[] {
  const wanted = new Map(
    [...analysis.features].map((feature) => {
      // A note tells what a meeting dealt with: there the year is that of the thing, not of the meeting.
      const weight =
        notes && (gatheringKinds.has(feature) || feature.startsWith('year:')) ? 1 : weightOf(feature, analysis)
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
  if (best < least) return []
  // A meeting of the body itself, where there is one, not one that only speaks of the body.
  const bodies = meetingBodies(analysis)
  const own = within.filter((hit) => {
    const event = analysis.index.eventsById.get(hit.id)
    return [event?.body, ...(event?.furtherBodies ?? [])].some((body) => body !== undefined && bodies.includes(body))
  })
  const eligible = own.length > 0 && (own[0]?.coverage ?? 0) >= best - 0.1 ? own : within
  return eligible.filter((hit) => hit.coverage >= best - 0.05).map((hit) => hit.id)
}

/** The meetings that the words of a question describe: by their titles, else by what their notes say they dealt with. */
export function describedMeetings(analysis: Analysis): { readonly ids: readonly string[]; readonly byTitle: boolean } {
  const titled = find(analysis, analysis.index.events, 0.58, false)
  if (titled.length > 0) return { ids: titled, byTitle: true }
  return { ids: find(analysis, analysis.index.eventNotes, 0.7, true), byTitle: false }
}
