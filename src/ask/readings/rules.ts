import type { Reader } from './candidate.ts'

/** The rules of CBM implementation. */
export const rules: Reader = (analysis) => {
  const { has } = analysis
  if (!has('rule')) return []
  const subject = has('coordinate', 'concept-paper', 'term', 'appointed') || analysis.ids('words').includes('cbm')
  return [{ topic: { kind: 'rules' }, score: subject ? 0.74 : 0.45 }]
}
