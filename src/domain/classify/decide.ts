import type { AreaSlug, DimensionSlug } from '../dimension.ts'
import { dimensionOfArea, dimensionSlugs } from '../dimension.ts'
import type { Evidence } from './analyse.ts'
import type { Taught } from './learn.ts'
import type { Taxonomy } from './taxonomy.ts'

export type Scores = {
  areas: ReadonlyMap<AreaSlug, number>
  dimensions: ReadonlyMap<DimensionSlug, number>
  /** The strongest single piece of evidence of each dimension. */
  strongest: ReadonlyMap<DimensionSlug, number>
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
  const strongest = new Map([...dimensions].map(([slug, weights]) => [slug, Math.max(...weights)]))
  return { areas: summed(areas), dimensions: summed(dimensions), strongest, offTopic: sumDecaying(offTopic) }
}

/** Subjects that rule out others: fraud through a bank is no news of banking, but nearly everything touches on States. */
const PULL: Record<DimensionSlug, number> = {
  'military-political': 0.95,
  'new-challenges': 1.4,
  economic: 1,
  environmental: 1.1,
  human: 1,
}

/**
 * What share of the leading dimension's score the other must reach for both to be given, where it is not the taxonomy's
 * `secondShare`. Measured on the labelled headlines: war and oil do go together, a swindle and a bank do not.
 */
const PAIR_SHARES: readonly { pair: readonly [DimensionSlug, DimensionSlug]; share: number }[] = [
  { pair: ['new-challenges', 'economic'], share: 1.05 },
  { pair: ['economic', 'human'], share: 0.9 },
  { pair: ['economic', 'environmental'], share: 0.7 },
  { pair: ['new-challenges', 'human'], share: 0.85 },
  { pair: ['military-political', 'new-challenges'], share: 0.8 },
  { pair: ['military-political', 'environmental'], share: 0.75 },
  { pair: ['environmental', 'human'], share: 0.75 },
]

/** Dimensions whose words turn up in items of every kind: a hotel, a flight, a leader. */
const BROAD: ReadonlySet<DimensionSlug> = new Set<DimensionSlug>(['military-political', 'economic'])

/** Disease crosses into these sectors as news of both: swine fever and pork, a virus and an import ban. */
const TOUCHED_BY_DISEASE: ReadonlySet<AreaSlug | undefined> = new Set<AreaSlug>([
  'agriculture',
  'trade-investment',
  'tourism',
  'transport-corridors',
])

const areasOf = (scores: Scores, slug: DimensionSlug): [AreaSlug, number][] =>
  [...scores.areas].filter(([area]) => dimensionOfArea[area] === slug).toSorted(([, one], [, other]) => other - one)

const shareNeeded = (one: DimensionSlug, other: DimensionSlug, scores: Scores, usual: number): number => {
  const known = PAIR_SHARES.find(({ pair }) => pair.includes(one) && pair.includes(other))
  if (known === undefined) return usual
  if (!known.pair.includes('economic') || !known.pair.includes('new-challenges')) return known.share
  const [challenge] = areasOf(scores, 'new-challenges')[0] ?? []
  const [sector] = areasOf(scores, 'economic')[0] ?? []
  return challenge === 'public-health' && TOUCHED_BY_DISEASE.has(sector) ? usual : known.share
}

/**
 * The dimensions that the scores bear out, best first; none where off-topic words outweigh them.
 * `inRegion`: whether the item names a place in Asia, or is home news.
 * What staff taught shifts the scores, and their answer to this very title stands.
 */
export const chooseDimensions = (
  scores: Scores,
  { thresholds, inRegion }: { thresholds: Taxonomy['thresholds']; inRegion: boolean },
  taught?: Taught,
): { slug: DimensionSlug; score: number }[] => {
  const scored = dimensionSlugs.map((slug) => {
    const score = (scores.dimensions.get(slug) ?? 0) + (taught?.lean.get(slug) ?? 0)
    return { slug, score, pull: score * PULL[slug] }
  })
  const ranked = scored.toSorted((one, other) => other.pull - one.pull)
  if (taught?.verdict !== undefined) return ranked.filter(({ slug }) => taught.verdict?.includes(slug))
  const best = Math.max(...scored.map(({ score }) => score))
  const [leader, ...others] = ranked
  if (leader === undefined) return []
  const enough = leader.slug === 'economic' ? thresholds.offTopicShareOfSectors : thresholds.offTopicShare
  if (scores.offTopic >= best * enough) return []
  if (best < (inRegion || !BROAD.has(leader.slug) ? thresholds.first : thresholds.firstElsewhere)) return []
  // Rule 2 of the guidelines: a passing mention is not enough, so many hints alone never make a further dimension; and never a third.
  const second = others.find(({ slug, pull }) => {
    const strongest = (scores.strongest.get(slug) ?? 0) + (taught?.lean.get(slug) ?? 0)
    if (strongest < thresholds.second) return false
    const share = shareNeeded(leader.slug, slug, scores, thresholds.secondShare)
    return pull >= Math.min(leader.pull, thresholds.bestCap) * share
  })
  return second === undefined ? [leader] : [leader, second]
}

/** The areas of the chosen dimensions: each dimension's best, and others nearly as strong. */
export const chooseAreas = (scores: Scores, dimensions: readonly { slug: DimensionSlug }[]): AreaSlug[] =>
  dimensions.flatMap(({ slug }) => {
    const own = areasOf(scores, slug)
    const best = own[0]?.[1] ?? 0
    return own.filter(([, score]) => score >= best * 0.7).map(([area]) => area)
  })
