import { dimensionOfArea } from '../../domain/dimension.ts'
import type { Analysis } from '../analyse.ts'
import type { EventFilter } from '../question.ts'
import { areasIn, dimensionsIn, speaksOf } from './candidate.ts'

/** “Meetings of the governing bodies”, “CBM events”. */
function typesIn(analysis: Analysis): NonNullable<EventFilter['types']> {
  const { has } = analysis
  const speaks = (cue: string) => speaksOf(cue, analysis)
  if (speaks('governing')) return ['governing']
  if (speaks('working-bodies')) return ['working']
  if (speaks('advisory')) return ['advisory']
  return analysis.ids('words').includes('cbm') && has('event') ? ['cbm'] : []
}

/** “How many summits have there been?” counts none that were only planned. */
export function countsHeld({ has }: Analysis): boolean {
  return has('how-many', 'how-often') && has('took-place') && !has('ahead', 'postponed', 'cancelled', 'states-word')
}

/** In a month, those that were moved stand in the list with the others. */
function statusIn(analysis: Analysis): Pick<EventFilter, 'status'> {
  if (countsHeld(analysis)) return { status: 'held' }
  if (analysis.spans.length > 0) return {}
  if (analysis.has('cancelled')) return { status: 'cancelled' }
  return analysis.has('postponed') ? { status: 'postponed' } : {}
}

/** Whether any meeting of these bodies is on record with an area or dimension of the question. */
function bearArea(analysis: Analysis, bodies: readonly string[]): boolean {
  const scopes = bodies.flatMap((body) => [...(analysis.index.scopesOfBodies.get(body) ?? [])])
  return [...areasIn(analysis), ...dimensionsIn(analysis)].some((each) => scopes.includes(each))
}

/** What a question narrows meetings down to, where no words of it describe one. */
export function meetingFilter(analysis: Analysis, bodies: readonly string[]): EventFilter {
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
