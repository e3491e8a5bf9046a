import type { Analysis } from '../analyse.ts'
import type { Hit } from '../record-search.ts'
import { believed, bodiesIn, isElsewhere, meetingBodies, type Reader, weighed } from './candidate.ts'

/** Features that facts are not found by alone: they are everywhere. */
const weak: ReadonlySet<string> = new Set(['bodies:secretariat', 'bodies:summit', 'words:cbm', 'bodies:soc'])

/** Words that are said of any building and any idea. */
const everyday: ReadonlySet<string> = new Set(['headquarters', 'seat', 'opening', 'proposal'])

/** Budget and contributions have no register of their own; where the viewer's records are silent, that is the answer. */
const subjects: readonly string[] = ['budget', 'contribution', 'seconded', 'budget-amount', 'digest']

function factWeights(analysis: Analysis): ReadonlyMap<string, number> {
  return weighed(analysis.features, (feature) => {
    if (feature.startsWith('stem:')) return 0.35
    if (feature.startsWith('year:')) return 0.5
    // The Assembly sits in New York.
    if (feature.startsWith('places:') && analysis.ids('words').includes('general-assembly')) return 0
    // A word within a longer name, as in “volunteered to coordinate”, is not what is asked about.
    if (feature.startsWith('words:') && !analysis.ids('words').includes(feature.slice('words:'.length))) return 0.3
    // Facts are about CICA; a State or an organisation in the question is mostly the other half of the matter.
    if (feature.startsWith('states:') || feature.startsWith('organizations:')) return 0.4
    // “First proposed” is said of an idea, not of the first of several.
    if (feature.startsWith('numbers:'))
      return analysis.ids('bodies').length + analysis.ids('words').length === 0 ? 0 : 0.3
    return weak.has(feature) ? 0.4 : 1
  })
}

/** Any other dated fact. */
export const facts: Reader = (analysis) => {
  const { has } = analysis
  const words = analysis.ids('words')
  const wanted = new Map(factWeights(analysis))
  for (const span of analysis.spans)
    if (span.from.slice(0, 4) === span.to.slice(0, 4)) wanted.set(`year:${span.from.slice(0, 4)}`, 0.5)
  const bodies = analysis.ids('bodies')
  if (has('where') && (bodies.includes('secretariat') || words.includes('headquarters'))) wanted.set('words:seat', 1)
  const ofConference = bodiesIn(analysis).length === 0 && bodies.includes('cica')
  if (ofConference && has('established')) wanted.set(has('offer', 'who') ? 'words:proposal' : 'words:founding-year', 1)
  // Kazakh has one word for money that is collected and for a body that gathers.
  const gathers = words.every((word) => word === 'budget-amount') && bodiesIn(analysis).length > 0
  const money = !gathers && words.some((word) => subjects.includes(word))
  // A date alone asks what happened then; the year that a fact tells of is no answer to that.
  if ([...wanted.keys()].every((feature) => feature.startsWith('year:'))) return []
  const hits = analysis.index.facts.rank(wanted)
  // Budget and contributions are told of in several facts that belong together.
  const ofMoney = (hit: Hit) =>
    hit.coverage >= 0.4 && hit.matched.some((feature) => subjects.includes(feature.slice('words:'.length)))
  const found = money ? hits.filter(ofMoney).map((hit) => hit.id) : believed(hits, 0.6)
  if (found.length === 0) return money ? [{ topic: { kind: 'facts', facts: [] }, score: 0.72 }] : []
  // A body alone is asked about for itself, not for what else is known around it; “youth” in its name is no other matter.
  const strong = [...wanted].some(
    ([feature, weight]) =>
      !weak.has(feature) &&
      !/^(?:bodies|places|year|stem|states|organizations):/.test(feature) &&
      (weight > 0.3 || bodiesIn(analysis).length === 0),
  )
  let score = strong ? 0.84 : 0.55
  if (analysis.ids('clusters').length > 0 && !bodies.includes('summit')) score -= 0.2
  // Of the reform of the budget its cluster tells; of the next meeting of a body, the meetings.
  if (words.includes('transformation') && words.includes('budget')) score -= 0.2
  if (meetingBodies(analysis).length > 0 && has('next')) score -= 0.2
  // The plan of another year is no answer.
  const year = analysis.spans[0]?.from.slice(0, 4)
  const tells = (id: string) =>
    JSON.stringify(analysis.book.facts.find((fact) => fact.id === id) ?? '').includes(year ?? '')
  if (words.includes('plan') && !found.some(tells)) score -= 0.6
  // “What is planned for 2026?” asks for the events, not for what is known of the plan.
  const onlyPlan = words.every((word) => word === 'plan') && words.length > 0
  if (onlyPlan && !has('how-many', 'document', 'approve')) score -= 0.3
  if (analysis.ids('treaties').length > 0 && !money) score -= 0.25
  if (isElsewhere(analysis) && !words.includes('general-assembly')) score -= 0.5
  if (has('road-map') && !has('when', 'approve', 'who')) score -= 0.2
  const ofAssembly = words.includes('general-assembly')
  if (has('coordinate', 'concept-paper', 'ratify', 'memorandum') && !money) score -= 0.25
  if (has('member', 'observer') && !money && !ofAssembly) score -= 0.25
  const explained = hits.some(
    (hit) => hit.id === found[0] && hit.matched.some((feature) => feature.startsWith('stem:')),
  )
  // “How many floors has the building?”, “who invented chess?”: the word that nothing knows is the matter itself.
  const isEveryday = words.length > 0 && words.every((word) => everyday.has(word))
  if (analysis.unknown.length > 0 && !explained && isEveryday && (has('how-many') || bodies.length === 0)) score -= 0.4
  return [{ topic: { kind: 'facts', facts: found.slice(0, 3) }, score, explainsUnknown: explained }]
}
