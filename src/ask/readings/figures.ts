import { meetingBodies, type Reader } from './candidate.ts'

/** Numbers of a year, as the annual report counts them. */
export const figures: Reader = (analysis) => {
  const { has } = analysis
  const year = Number((analysis.spans[0]?.from ?? '').slice(0, 4))
  const wholeYear = analysis.spans[0]?.from === `${year}-01-01` && analysis.spans[0].to === `${year}-12-31`
  if (!wholeYear)
    return has('figures') && has('event')
      ? [{ topic: { kind: 'figures', year: Number(analysis.today.slice(0, 4)) }, score: 0.6 }]
      : []
  const counted = has('event', 'meeting') || analysis.ids('words').includes('cbm')
  const plan = analysis.ids('words').includes('plan')
  let score = 0
  if (has('how-many') && counted) score = 0.9
  else if (has('figures')) score = counted ? 0.88 : 0.72
  if (score === 0) return []
  if (plan) score -= 0.25
  // What a State organised or a town saw in a year is counted in the list of it.
  if (analysis.ids('states').length + analysis.ids('places').length > 0) score -= 0.4
  // Of one body the meetings are listed, not counted.
  if (meetingBodies(analysis).length > 0) score -= 0.2
  if (has('member', 'observer', 'ratify', 'concept-paper')) score -= 0.4
  return [{ topic: { kind: 'figures', year }, score }]
}
