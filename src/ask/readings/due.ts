import { hasScope, type Reader, scopeOf } from './candidate.ts'

/** What is to be done, or should have been, under the rules of CBM implementation: of an area, a dimension or a State. */
export const due: Reader = (analysis) => {
  const { has } = analysis
  if (!has('overdue')) return []
  const states = analysis.ids('states')
  const work = has('coordinate', 'co-coordinate', 'concept-paper', 'rule') || analysis.ids('words').includes('cbm')
  const isOfModalities = analysis.ids('clusters').includes('modalities')
  const isNarrow = hasScope(analysis) || states.length > 0
  let score = work || isOfModalities ? 0.86 : isNarrow ? 0.66 : 0.5
  if (has('comment', 'silence', 'note-verbale', 'ratify')) score -= 0.4
  return [{ topic: { kind: 'due', ...scopeOf(analysis), ...(states.length > 0 ? { states } : {}) }, score }]
}
