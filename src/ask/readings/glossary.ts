import { believed, bodiesIn, hasScope, type Reader, scopeOf, weighed } from './candidate.ts'

/** Cues that are also the subjects of terms: “draft concept paper”, “member States”. */
const termCues = [
  'concept-paper',
  'draft',
  'member',
  'road-map',
  'note-verbale',
  'states-word',
  'document',
  'action-plan',
]

/** How an official term is said in another language, and what an abbreviation stands for. */
export const glossary: Reader = (analysis) => {
  const { has } = analysis
  const target = has('in-russian', 'in-kazakh', 'in-english')
  if (!target && !has('translate')) return []
  const wanted = new Map(weighed(analysis.features, (feature) => (feature.startsWith('numbers:') ? 0 : 1)))
  for (const cue of termCues) if (has(cue)) wanted.set(`cues:${cue}`, 1)
  const hits = analysis.index.terms.rank(wanted)
  const found = believed(hits, 0.5)
  if (found.length > 0)
    return [{ topic: { kind: 'glossary', terms: found.slice(0, 3) }, score: 0.9, explainsUnknown: true }]
  // In “Road Map for CICA Transformation” the Conference is not what is to be translated.
  const within = termCues.some((cue) => has(cue)) && bodiesIn(analysis).length === 0
  // «Как называется канал Секретариата» asks for the name of another thing than the body.
  const ofBody = target || analysis.ids('words').length === 0
  if (!within && ofBody && (bodiesIn(analysis).length > 0 || analysis.ids('bodies').includes('cica'))) {
    const bodies = analysis.ids('bodies')
    return [{ topic: { kind: 'bodies', bodies }, score: 0.88 }]
  }
  if (hasScope(analysis)) return [{ topic: { kind: 'areas', ...scopeOf(analysis) }, score: 0.7 }]
  return [{ topic: { kind: 'glossary', terms: [] }, score: target ? (has('translate') ? 0.8 : 0.66) : 0.3 }]
}
