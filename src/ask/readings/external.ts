import type { Analysis } from '../analyse.ts'
import { believed, organizationsIn, type Reader, weighed } from './candidate.ts'

/** Records know the organisation by its register; memoranda of organisations without one by their party's name. */
function memorandaWith(analysis: Analysis): readonly string[] {
  const parties = [...analysis.features].filter(
    (feature) => feature.startsWith('organizations:') || feature === 'bodies:univ' || feature === 'words:university',
  )
  const exact = [
    ...analysis.ids('organizations').map((id) => `organizations:${id}`),
    ...parties.filter((each) => !each.startsWith('organizations:')),
  ]
  const found = exact.flatMap((feature) => believed(analysis.index.memoranda.rank(new Map([[feature, 1]])), 0.9))
  return [...new Set(found)]
}

/** Memoranda and other instruments of cooperation with partners. */
export const memoranda: Reader = (analysis) => {
  const { has } = analysis
  const organizations = organizationsIn(analysis)
  const words = analysis.ids('words')
  const network = analysis.ids('bodies').includes('univ') || words.includes('university')
  const protocol = analysis.ids('treaties').includes('host-country-protocol')
  let score = 0
  if (has('memorandum'))
    score = organizations.length > 0 || network ? 0.93 : has('all', 'what', 'how-many', 'who') ? 0.82 : 0.7
  else if (
    organizations.length > 0 &&
    (has('agreement', 'cooperation', 'partner', 'sign', 'reply') || protocol || words.includes('partnership'))
  )
    score = has('observer') ? 0.5 : 0.78
  else if (organizations.length > 0 && has('news', 'status', 'concept-paper', 'draft')) score = 0.66
  if (words.includes('general-assembly')) score -= 0.3
  if (score === 0) return []
  if (has('deadline', 'comment')) score -= 0.25
  if (has('meeting', 'event') && !has('memorandum')) score -= 0.2
  if (organizations.length === 0 && !network) {
    const rest = weighed(analysis.features, (feature) => (/^(?:stem|ordinals):/.test(feature) ? 1 : 0))
    const found = believed(analysis.index.memorandaNotes.rank(rest), 0.6)
    if (rest.size > 0)
      return [{ topic: { kind: 'memoranda', memoranda: found }, score, explainsUnknown: found.length > 0 }]
    return [{ topic: { kind: 'memoranda' }, score }]
  }
  const found = memorandaWith(analysis)
  // Of an organisation without an instrument its status is the answer, unless an instrument was asked for.
  if (found.length === 0 && !has('memorandum', 'agreement', 'sign') && !protocol) score -= 0.3
  return [{ topic: { kind: 'memoranda', memoranda: found }, score }]
}

/** Observer and partner organisations. */
export const organizations: Reader = (analysis) => {
  const { has } = analysis
  const named = organizationsIn(analysis)
  const known = named.filter((id) => analysis.book.organizations.some((organization) => organization.id === id))
  if (analysis.ids('words').includes('general-assembly')) return []
  if (named.length > 0) {
    const cica = analysis.ids('bodies').includes('cica')
    // Members of the United Nations are not members of CICA.
    if (!cica && (has('how-many', 'join') || analysis.ids('states').length > 0)) return []
    if (has('observer', 'partner', 'member'))
      return [
        {
          topic: { kind: 'organizations', organizations: known },
          score: has('memorandum') ? 0.7 : known.length > 0 ? 0.88 : 0.6,
        },
      ]
    if (has('status') && known.length > 0 && !has('memorandum'))
      return [{ topic: { kind: 'organizations', organizations: known }, score: 0.72 }]
    if (has('status', 'what', 'cooperation') && cica)
      return [{ topic: { kind: 'organizations', organizations: known }, score: 0.62 }]
    if (known.length > 0 && (has('cooperation') || analysis.notions.tokens.length <= 2))
      return [{ topic: { kind: 'organizations', organizations: known }, score: 0.6 }]
    // “The Arab League, who is that?”
    const asksWho =
      has('who') && !has('head', 'chair', 'established', 'join', 'when') && analysis.notions.tokens.length <= 6
    if (known.length > 0 && asksWho && analysis.ids('offices').length === 0)
      return [{ topic: { kind: 'organizations', organizations: known }, score: 0.6 }]
    if (known.length > 0 && (cica || has('duty')) && !has('memorandum', 'meeting', 'event'))
      return [{ topic: { kind: 'organizations', organizations: known }, score: 0.6 }]
    return []
  }
  if (
    has('partner') &&
    (has('organization', 'who', 'all', 'how-many', 'what') || analysis.ids('bodies').includes('cica'))
  )
    return [{ topic: { kind: 'organizations' }, score: 0.82 }]
  if (has('organization') && has('observer')) return [{ topic: { kind: 'organizations' }, score: 0.93 }]
  if (has('organization') && has('cooperation', 'all', 'what'))
    return [{ topic: { kind: 'organizations' }, score: 0.6 }]
  return []
}
