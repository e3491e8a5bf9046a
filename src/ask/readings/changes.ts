import { bodiesIn, hasScope, organizationsIn, type Reader } from './candidate.ts'

/** “What changed since March?” asks for the registers themselves, not for one record in them. */
export const changes: Reader = (analysis) => {
  const { has } = analysis
  if (!has('change')) return []
  const ofOne =
    hasScope(analysis) ||
    [bodiesIn(analysis), organizationsIn(analysis), analysis.ids('treaties'), analysis.ids('states')].some(
      (each) => each.length > 0,
    ) ||
    has('concept-paper', 'road-map', 'ratify', 'memorandum')
  const since = analysis.spans[0]?.from
  const asks = has('what', 'news', 'all', 'since', 'since-when') || since !== undefined
  if (!asks || ofOne) return []
  return [
    { topic: { kind: 'changes', ...(since === undefined ? {} : { since }) }, score: since === undefined ? 0.7 : 0.9 },
  ]
}
