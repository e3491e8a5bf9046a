import { overlaps } from '../../domain/event.ts'
import type { Analysis } from '../analyse.ts'
import { believed, type Reader, weighed } from './candidate.ts'

/** Words of every deadline: they pick none out. */
const common: ReadonlySet<string> = new Set(['bodies:soc', 'bodies:secretariat'])

/** “IO/101: reply needed by?”: the document that asks for something is named by its symbol. */
function ofDocument({ text, book }: Analysis): readonly string[] {
  const said = text.toLowerCase()
  const isNamed = (symbol: string) => /^[^\s:]+\/\d+$/.test(symbol) && said.includes(symbol.toLowerCase())
  return book.deadlines.filter(({ sources }) => sources.some(({ id }) => isNamed(id))).map(({ id }) => id)
}

/** What a note verbale or a decision asks for by a date. */
export const deadlines: Reader = (analysis) => {
  const { has } = analysis
  const asked = ofDocument(analysis)
  if (asked.length > 0 && has('deadline', 'comment', 'needed', 'until', 'when', 'reply', 'document', 'note-verbale'))
    return [{ topic: { kind: 'deadlines', deadlines: asked }, score: 0.93, explainsUnknown: true }]
  const modalities = analysis.ids('clusters').includes('modalities')
  let score = 0
  if (has('silence')) score = 0.92
  else if (has('deadline'))
    score = has('comment', 'draft', 'document', 'consensus', 'note-verbale') || modalities ? 0.92 : 0.8
  else if (has('comment')) score = has('when', 'draft', 'until', 'needed') ? 0.88 : 0.7
  else if (has('consensus') && (has('when', 'until') || modalities)) score = 0.8
  else if (analysis.ids('words').includes('contest') || analysis.ids('words').includes('essay')) score = 0.72
  if (score === 0) return []
  if (has('coordinate', 'co-coordinate')) score -= 0.35
  if (has('chair', 'ratify')) score -= 0.3
  // A paper that is due for renewal is a matter of the register of papers.
  if (has('concept-paper') && has('update')) score -= 0.3
  // A State's term in an area is a matter of coordination.
  if (analysis.ids('states').length > 0 && !has('comment', 'draft', 'document', 'note-verbale')) score -= 0.3

  const wanted = weighed(analysis.features, (feature) =>
    common.has(feature) || feature.startsWith('year:') ? 0 : feature === 'words:project' ? 0.3 : 1,
  )
  const comments = new Set(
    analysis.book.deadlines.filter((deadline) => deadline.kind === 'comments').map((deadline) => deadline.id),
  )
  // A date for comments is no date for consensus, though both are about the same draft.
  const found = believed(analysis.index.deadlines.rank(wanted), 0.42).filter(
    (id) => !has('comment') || has('silence') || comments.has(id),
  )
  const span = analysis.spans[0]
  if (found.length === 0 && span !== undefined) {
    const within = analysis.book.deadlines.filter(({ due }) =>
      overlaps({ start: due, end: undefined }, span.from, span.to),
    )
    if (within.length > 0) return [{ topic: { kind: 'deadlines', deadlines: within.map(({ id }) => id) }, score }]
  }
  const specific = wanted.size > 0
  if (!specific) return [{ topic: { kind: 'deadlines' }, score }]
  return [{ topic: { kind: 'deadlines', deadlines: found }, score, explainsUnknown: found.length > 0 }]
}
