import { areasIn, dimensionsIn, type Reader } from './candidate.ts'

/** What the digest says of a subject. */
export const news: Reader = (analysis) => {
  const { has } = analysis
  if (!has('news')) return []
  const dimensions = dimensionsIn(analysis)
  const states = analysis.ids('states')
  const subject = dimensions.length > 0 || states.length > 0 || areasIn(analysis).length > 0
  const unknown = analysis.unknown.length > 0
  return [
    {
      topic: {
        kind: 'news',
        ...(dimensions.length > 0 ? { dimensions } : {}),
        ...(states.length > 0 ? { states } : {}),
      },
      score: subject ? 0.74 : unknown ? 0.45 : 0.66,
    },
  ]
}
