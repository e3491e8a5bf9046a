import type { AreaSlug } from '../../domain/dimension.ts'
import { overlaps } from '../../domain/event.ts'
import type { Analysis } from '../analyse.ts'
import { hasScope, organizationsIn, type Reader, scopeOf } from './candidate.ts'

/** “Papers approved in December 2023”: the areas whose papers were. */
function approvedWithin(analysis: Analysis): readonly AreaSlug[] | undefined {
  const span = analysis.spans[0]
  if (span === undefined || !analysis.has('approve')) return undefined
  const papers = analysis.book['concept-papers'].filter((paper) =>
    overlaps({ start: paper.approvedOn, end: undefined }, span.from, span.to),
  )
  return papers.map((paper) => paper.area)
}

/** “Which papers are not final?”, “which need an update?”: the areas whose papers are so on the viewer's record. */
function inState(analysis: Analysis): readonly AreaSlug[] | undefined {
  const wanted = analysis.has('submitted')
    ? ['submitted']
    : analysis.has('update')
      ? ['needs-update']
      : analysis.has('vacancy')
        ? ['not-elaborated']
        : undefined
  if (wanted === undefined) return undefined
  return analysis.book['concept-papers'].filter((paper) => wanted.includes(paper.status)).map((paper) => paper.area)
}

/** Concept papers and action plans by area, author, status or date of approval. */
export const conceptPapers: Reader = (analysis) => {
  const { has } = analysis
  const state = has('update', 'submitted')
  const written = has('author') && analysis.ids('states').length > 0
  const paper = has('document') && (hasScope(analysis) ? state || has('approve', 'status', 'author') : state || written)
  const named = has('concept-paper', 'action-plan')
  if (!named && !paper) return []
  let score = named ? 0.9 : 0.78
  if (organizationsIn(analysis).length > 0) score -= 0.4
  if (has('deadline', 'comment', 'silence')) score -= 0.2
  if (has('translate', 'in-russian', 'in-kazakh', 'in-english')) score -= 0.4
  if (analysis.ids('words').includes('expert-meeting') || has('meeting')) score -= 0.3
  if (has('rule')) score -= 0.2

  const states = analysis.ids('states')
  const scope = scopeOf(analysis)
  const within =
    scope.areas === undefined && scope.dimensions === undefined
      ? (inState(analysis) ?? approvedWithin(analysis))
      : undefined
  return [
    {
      topic: {
        kind: 'concept-papers',
        ...scope,
        ...(within === undefined ? {} : { areas: within }),
        ...(states.length > 0 ? { states } : {}),
      },
      score,
    },
  ]
}
