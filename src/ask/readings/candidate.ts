import type { CalendarDate } from '../../domain/calendar.ts'
import { type AreaSlug, type DimensionSlug, isAreaSlug, isDimensionSlug } from '../../domain/dimension.ts'
import type { Span } from '../../domain/span.ts'
import type { Analysis } from '../analyse.ts'
import type { Topic } from '../question.ts'
import type { Hit } from '../record-search.ts'

/** One way to take a question, and how much in it speaks for that: about 0.9 where the cue and its object are both there. */
export type Candidate = {
  readonly topic: Topic
  readonly score: number
  /** Set where the unknown words of the question are those of a record that was found by them. */
  readonly explainsUnknown?: boolean
}

export type Reader = (analysis: Analysis) => readonly Candidate[]

export function areasIn(analysis: Analysis): readonly AreaSlug[] {
  return analysis.ids('areas').filter(isAreaSlug)
}

export function dimensionsIn(analysis: Analysis): readonly DimensionSlug[] {
  return analysis.ids('dimensions').filter(isDimensionSlug)
}

/**
 * Areas and dimensions as the registers of areas need them: “ecology” alone is the dimension, and a word that means
 * both (“human dimension”) is the area, unless areas *of* the dimension are asked for.
 */
export function scopeOf(analysis: Analysis): {
  readonly areas?: readonly AreaSlug[]
  readonly dimensions?: readonly DimensionSlug[]
} {
  const areas = areasIn(analysis)
  const dimensions = dimensionsIn(analysis)
  if (areas.length > 0) return { areas }
  return dimensions.length > 0 ? { dimensions } : {}
}

export function hasScope(analysis: Analysis): boolean {
  return areasIn(analysis).length > 0 || dimensionsIn(analysis).length > 0
}

/** “Does Bishkek coordinate anything?”: where no State is named, a capital stands for its own. */
export function statesMeant(analysis: Analysis): readonly string[] {
  const states = analysis.ids('states')
  return states.length > 0 ? states : analysis.ids('capitals')
}

/** Bodies that meet; the Conference itself, offices and the seat are no bodies to meet with. */
const notMeeting: ReadonlySet<string> = new Set([
  'cica',
  'sg',
  'dsg',
  'chair',
  'secretariat',
  'expert',
  'specialised',
  'univ',
  'fund',
])

export function meetingBodies(analysis: Analysis): readonly string[] {
  return analysis.ids('bodies').filter((body) => !notMeeting.has(body))
}

/** Bodies other than the Conference itself, which is the subject of every question. */
export function bodiesIn(analysis: Analysis): readonly string[] {
  return analysis.ids('bodies').filter((body) => body !== 'cica')
}

/** Organisations other than CICA: their own matters are not on record. */
export function organizationsIn(analysis: Analysis): readonly string[] {
  return analysis.ids('organizations')
}

/** The matter of an office or a body of another organisation is not on record here. */
export function isElsewhere(analysis: Analysis): boolean {
  return organizationsIn(analysis).length > 0 && !analysis.ids('bodies').includes('cica')
}

/** Whether a cue is there at all, if only within a longer one: “no coordinator” speaks of coordinators. */
export function speaksOf(cue: string, analysis: Analysis): boolean {
  return analysis.notions.every.some((match) => match.alias.group === 'cues' && match.alias.id === cue)
}

/** Hits that say as much of what was asked as the best one does, and enough of it. */
export function believed(hits: readonly Hit[], least: number): readonly string[] {
  const best = hits[0]?.coverage ?? 0
  if (best < least) return []
  return hits.filter((hit) => hit.coverage >= best - 0.02).map((hit) => hit.id)
}

/** One day is asked for as such; of several every term that had a day among them is meant. */
export function dayOrSpan(
  span: Span | undefined,
): { readonly on: CalendarDate } | { readonly span: Span } | Record<never, never> {
  if (span === undefined) return {}
  return span.from === span.to ? { on: span.from } : { span }
}

/** Equal weights for the features that pass the test. */
export function weighed(
  features: Iterable<string>,
  weightOf: (feature: string) => number,
): ReadonlyMap<string, number> {
  return new Map(
    [...features].map((feature) => [feature, weightOf(feature)] as const).filter(([, weight]) => weight > 0),
  )
}

/** Whether a cue is there that is no part of a date: “the next meeting”, not “meetings next month”. */
export function saidOutsideDates(cue: string, analysis: Analysis): boolean {
  return analysis.notions.matches.some(
    ({ alias, from }) => alias.group === 'cues' && alias.id === cue && !analysis.dates.used.has(from),
  )
}

/** A number of three figures or more that is no year: that of a law, a document or a press release. */
export function hasDocumentNumber(analysis: Analysis): boolean {
  return analysis.notions.tokens.some(
    ({ script, raw }, at) => script === 'digits' && raw.length > 2 && !analysis.dates.used.has(at),
  )
}

/** «Организация» is the word for an organisation and for organising; it is the latter only where no organisation is asked for. */
export function organises(analysis: Analysis): boolean {
  const of = (cue: string) =>
    analysis.notions.matches.filter(({ alias }) => alias.group === 'cues' && alias.id === cue).map(({ from }) => from)
  const organizations = of('organization')
  return of('organise').some((at) => !organizations.includes(at) || !analysis.has('partner', 'observer'))
}
