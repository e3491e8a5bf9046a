import { bodiesIn, meetingBodies, organizationsIn, type Reader } from './candidate.ts'

/** What a body is, how it came about, who heads it, what its name is short for. */
export const bodies: Reader = (analysis) => {
  const { has } = analysis
  const named = bodiesIn(analysis)
  const foreign = organizationsIn(analysis).length > 0 ? 0.4 : 0
  const words = analysis.ids('words')
  if (named.length === 0) {
    if (has('body-word'))
      return [{ topic: { kind: 'bodies' }, score: (has('meeting', 'event') ? 0.5 : 0.78) - foreign }]
    if (analysis.ids('bodies').includes('cica') && has('abbreviation', 'tell-about', 'established'))
      // What a State says about CICA is not what CICA is.
      return [
        {
          topic: { kind: 'bodies', bodies: ['cica'] },
          score: (has('established') ? 0.66 : 0.8) - foreign - (analysis.ids('states').length > 0 ? 0.4 : 0),
        },
      ]
    return []
  }
  // How often it met in a certain year the list of its meetings tells.
  const howOften = has('how-often') && !has('took-place') && analysis.spans.length === 0
  const inLanguage = has('in-russian', 'in-kazakh', 'in-english', 'translate')
  const tellsOfRules = words.includes('regulations') && !has('meeting', 'event', 'draft')
  let score = 0.55
  if (has('abbreviation', 'established') || howOften || inLanguage) score = 0.86
  else if (has('head', 'operate', 'why', 'chair') || words.includes('seat') || tellsOfRules) score = 0.84
  else if (has('what', 'who', 'tell-about', 'where')) score = 0.68
  else if (analysis.notions.tokens.length <= 3) score = 0.62
  if (analysis.spans.length > 0 && !has('established')) score -= 0.2
  if (
    has('next', 'last', 'meeting', 'held', 'when') &&
    meetingBodies(analysis).length > 0 &&
    !has('established', 'abbreviation', 'how-often') &&
    !tellsOfRules
  )
    score -= 0.22
  if (has('deadline', 'comment', 'draft', 'memorandum', 'concept-paper', 'ratify')) score -= 0.2
  if (analysis.ids('offices').length > 0 || words.includes('working-languages')) score -= 0.2
  if (has('decision', 'will') || (has('how-many') && !has('how-often'))) score -= 0.3
  // A minister of a State is no Ministerial Council.
  if (analysis.ids('states').length > 0 && has('who')) score -= 0.4
  // Where the seat is, is a fact of its own; the body's card tells of its founding too.
  if (named.includes('secretariat') && has('where') && !has('established')) score -= 0.2
  // Of a summit in Tokyo nothing is on record.
  if (analysis.ids('capitals').length > 0 && analysis.ids('places').length === 0) score -= 0.4
  // The Secretariat's bulletin is no part of what it is.
  if (words.includes('digest')) score -= 0.4
  const operation = has('operate', 'why')
  return [
    { topic: { kind: 'bodies', bodies: named, ...(operation ? { about: 'operation' } : {}) }, score: score - foreign },
  ]
}
