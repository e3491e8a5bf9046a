import type { RecordBook } from '../../domain/record-book.ts'
import { believed, isElsewhere, type Reader } from './candidate.ts'

/** Where the public sources number only some clusters, a remark of the viewer's own clearance may have the number. */
function numberOf(cluster: RecordBook['road-map'][number]): number | undefined {
  if (cluster.number !== undefined) return cluster.number
  const said = cluster.remarks.map((remark) => /\b(\d)\b/.exec(remark.text.en)?.[1]).find((each) => each !== undefined)
  return said === undefined ? undefined : Number(said)
}

/** The Road Map for CICA Transformation and its clusters. */
export const roadMap: Reader = (analysis) => {
  const { has } = analysis
  const transformation = analysis.ids('words').includes('transformation')
  const ofBudget = (has('road-map', 'cluster') || transformation) && analysis.ids('words').includes('budget')
  const subjects = ofBudget ? ['budget-reform'] : analysis.ids('clusters')
  const named = has('road-map', 'cluster')
  let score = 0
  if (has('cluster')) score = 0.92
  else if (has('road-map')) score = 0.86
  else if (subjects.length > 0)
    score = has('status', 'news', 'draft', 'approve', 'what', 'when', 'where') || transformation ? 0.8 : 0.62
  else if (transformation) score = 0.6
  if (score === 0) return []
  if (has('deadline', 'comment', 'silence', 'consensus')) score -= 0.3
  if (has('translate', 'in-russian', 'in-kazakh', 'in-english')) score -= 0.3
  if (has('meeting') && !named) score -= 0.15
  // The charter of another organisation is its own matter.
  if (isElsewhere(analysis) && !named) score -= 0.5
  // The Chairmanship's road map of its priorities is another document.
  if (analysis.ids('words').some((word) => word === 'priorities' || word === 'roadmap-doc')) score -= 0.3
  // When the Road Map itself was adopted is a fact; its clusters tell where each stands.
  if (has('when', 'approve') && !has('cluster') && subjects.length === 0) score -= 0.2
  const clusters = analysis.book['road-map']
  const numbered =
    has('cluster') && !has('how-many')
      ? clusters.filter((cluster) => analysis.numbers.includes(numberOf(cluster) ?? 0))
      : []
  const wanted = subjects.map((subject) => `clusters:${subject}`)
  const about = wanted.flatMap((feature) => believed(analysis.index.clusters.rank(new Map([[feature, 1]])), 0.9))
  // Public sources number only some: a number that none of those bears is one of the others, which are told together.
  const unnumbered = clusters.filter((cluster) => numberOf(cluster) === undefined)
  const isOther =
    has('cluster') && !has('how-many') && analysis.numbers.some((number) => number >= 1 && number <= clusters.length)
  const meant = numbered.length > 0 ? numbered : isOther && about.length === 0 ? unnumbered : []
  const ids = meant.length > 0 ? meant.map((cluster) => cluster.id) : [...new Set(about)]
  const specific = ids.length > 0 || (has('cluster') && analysis.numbers.length > 0 && !has('how-many'))
  return [{ topic: { kind: 'road-map', ...(specific ? { clusters: ids } : {}) }, score }]
}
