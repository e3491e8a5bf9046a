import { areasIn, dimensionsIn, type Reader } from './candidate.ts'

/** The five dimensions, the eighteen areas, and which belongs where. */
export const areas: Reader = (analysis) => {
  const { has } = analysis
  const asked = has('area-word', 'dimension-word', 'belong')
  if (!asked) return []
  const [named, dimensions] = [areasIn(analysis), dimensionsIn(analysis)]
  const other = has('coordinate', 'co-coordinate', 'concept-paper', 'vacancy', 'duty', 'event', 'meeting')
  // What a dimension “covers” is counted here, not asked of its coordinators.
  const countsAreas = has('how-many') && has('area-word') && dimensions.length > 0 && named.length === 0
  let score = 0
  if (has('belong') && named.length > 0) score = 0.9
  else if (has('dimension-word') && has('what') && named.length > 0 && dimensions.length === 0) score = 0.86
  else if (countsAreas) score = 0.94
  else if (has('how-many', 'all', 'what') && (has('area-word') || has('dimension-word')))
    score = has('all') ? 0.86 : 0.8
  else if (dimensions.length > 0 && has('area-word')) score = 0.82
  else if (has('area-word', 'dimension-word')) score = 0.5
  if (other && !countsAreas) score -= 0.4
  if (analysis.ids('states').length > 0) score -= 0.4
  // The register may keep an area back; how many there are is public.
  const count = analysis.book.facts.filter(({ about }) => about.includes('areas') && about.includes('dimensions'))
  if (
    has('how-many') &&
    !(has('dimension-word') && has('all')) &&
    named.length + dimensions.length === 0 &&
    count.length > 0
  )
    return [{ topic: { kind: 'facts', facts: count.map(({ id }) => id) }, score }]
  const areaOnly = named.length > 0 && !(dimensions.length > 0 && has('area-word'))
  return [
    {
      topic: {
        kind: 'areas',
        ...(areaOnly ? { areas: named } : dimensions.length > 0 ? { dimensions } : {}),
      },
      score,
    },
  ]
}
