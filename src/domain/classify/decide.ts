import type { AreaSlug, DimensionSlug } from '../dimension.ts'
import { dimensionOfArea, dimensionSlugs } from '../dimension.ts'
import type { Evidence } from './analyse.ts'
import type { Taught } from './learn.ts'
import type { Taxonomy } from './taxonomy.ts'

export type Scores = {
  areas: ReadonlyMap<AreaSlug, number>
  dimensions: ReadonlyMap<DimensionSlug, number>
  offTopic: number
}

/** Each further piece of evidence counts this much of the one before it: ten hints are not three certainties. */
const DECAY = 0.6

const sumDecaying = (weights: readonly number[]): number => {
  const sorted = weights.toSorted((one, other) => other - one)
  let factor = 1
  let sum = 0
  for (const weight of sorted) {
    sum += weight * factor
    factor *= DECAY
  }
  return sum
}

const push = <K>(map: Map<K, number[]>, key: K, weight: number): void => {
  const list = map.get(key)
  if (list === undefined) map.set(key, [weight])
  else list.push(weight)
}

/** Adds up evidence by area, dimension and off-topic words; a term counts once, a repetition in the summary hardly. */
export const scoreEvidence = (evidence: readonly Evidence[], summaryShare: number): Scores => {
  const areas = new Map<AreaSlug, number[]>()
  const dimensions = new Map<DimensionSlug, number[]>()
  const offTopic: number[] = []
  const seen = new Set<string>()
  for (const { subject, term, weight, where } of evidence) {
    const name = `${subject.kind === 'area' ? subject.area : subject.heading}:${term}`
    if (seen.has(name)) continue
    seen.add(name)
    const counted = where === 'title' ? weight : weight * summaryShare
    if (subject.kind === 'off-topic') offTopic.push(counted)
    else {
      push(areas, subject.area, counted)
      push(dimensions, dimensionOfArea[subject.area], counted)
    }
  }
  const summed = <K>(map: Map<K, number[]>): Map<K, number> =>
    new Map([...map].map(([key, weights]) => [key, sumDecaying(weights)]))
  return { areas: summed(areas), dimensions: summed(dimensions), offTopic: sumDecaying(offTopic) }
}

/**
 * The dimensions that the scores bear out, best first; none where off-topic words outweigh them.
 * What staff taught shifts the scores, and their answer to this very title stands.
 */
export const chooseDimensions = (
  scores: Scores,
  thresholds: Taxonomy['thresholds'],
  taught?: Taught,
): { slug: DimensionSlug; score: number }[] => {
  const scored = dimensionSlugs.map((slug) => ({
    slug,
    score: (scores.dimensions.get(slug) ?? 0) + (taught?.lean.get(slug) ?? 0),
  }))
  const ranked = scored.toSorted((one, other) => other.score - one.score)
  if (taught?.verdict !== undefined) return ranked.filter(({ slug }) => taught.verdict?.includes(slug))
  const best = ranked[0]?.score ?? 0
  if (best < thresholds.first || scores.offTopic >= best * thresholds.offTopicShare) return []
  return ranked.filter(
    ({ score }, rank) => rank === 0 || (score >= thresholds.second && score >= best * thresholds.secondShare),
  )
}

/** The areas of the chosen dimensions: each dimension's best, and others nearly as strong. */
export const chooseAreas = (scores: Scores, dimensions: readonly { slug: DimensionSlug }[]): AreaSlug[] =>
  dimensions.flatMap(({ slug }) => {
    const own = [...scores.areas]
      .filter(([area]) => dimensionOfArea[area] === slug)
      .toSorted(([, one], [, other]) => other - one)
    const best = own[0]?.[1] ?? 0
    return own.filter(([, score]) => score >= best * 0.7).map(([area]) => area)
  })
