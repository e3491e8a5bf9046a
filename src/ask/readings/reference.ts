import type { RecordBook } from '../../domain/record-book.ts'
import type { Analysis } from '../analyse.ts'
import type { Hit } from '../record-search.ts'
import {
  areasIn,
  believed,
  bodiesIn,
  dimensionsIn,
  hasScope,
  isElsewhere,
  meetingBodies,
  type Reader,
  scopeOf,
  weighed,
} from './candidate.ts'

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
  // The Chairmanship's road map of its priorities is another document.
  if (analysis.ids('words').some((word) => word === 'priorities' || word === 'roadmap-doc')) score -= 0.3
  // When the Road Map itself was adopted is a fact; its clusters tell where each stands.
  if (has('when', 'approve') && !has('cluster') && subjects.length === 0) score -= 0.2
  const clusters = analysis.book['road-map']
  const numbered = has('cluster') ? clusters.filter((cluster) => analysis.numbers.includes(numberOf(cluster) ?? 0)) : []
  const wanted = subjects.map((subject) => `clusters:${subject}`)
  const about = wanted.flatMap((feature) => believed(analysis.index.clusters.rank(new Map([[feature, 1]])), 0.9))
  // Public sources number only some: a number that none of those bears is one of the others, which are told together.
  const unnumbered = clusters.filter((cluster) => numberOf(cluster) === undefined)
  const isOther = has('cluster') && analysis.numbers.some((number) => number >= 1 && number <= clusters.length)
  const meant = numbered.length > 0 ? numbered : isOther && about.length === 0 ? unnumbered : []
  const ids = meant.length > 0 ? meant.map((cluster) => cluster.id) : [...new Set(about)]
  const specific = ids.length > 0 || (has('cluster') && analysis.numbers.length > 0 && !has('how-many'))
  return [{ topic: { kind: 'road-map', ...(specific ? { clusters: ids } : {}) }, score }]
}

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
  if (!within && (bodiesIn(analysis).length > 0 || analysis.ids('bodies').includes('cica'))) {
    const bodies = analysis.ids('bodies')
    return [{ topic: { kind: 'bodies', bodies }, score: 0.88 }]
  }
  if (hasScope(analysis)) return [{ topic: { kind: 'areas', ...scopeOf(analysis) }, score: 0.7 }]
  return [{ topic: { kind: 'glossary', terms: [] }, score: target ? (has('translate') ? 0.8 : 0.66) : 0.3 }]
}

/** The five dimensions, the eighteen areas, and which belongs where. */
export const areas: Reader = (analysis) => {
  const { has } = analysis
  const asked = has('area-word', 'dimension-word', 'belong')
  if (!asked) return []
  const [named, dimensions] = [areasIn(analysis), dimensionsIn(analysis)]
  const other = has('coordinate', 'co-coordinate', 'concept-paper', 'vacancy', 'duty', 'event', 'meeting')
  let score = 0
  if (has('belong') && named.length > 0) score = 0.9
  else if (has('dimension-word') && has('what') && named.length > 0 && dimensions.length === 0) score = 0.86
  else if (has('how-many', 'all', 'what') && (has('area-word') || has('dimension-word')))
    score = has('all') ? 0.86 : 0.8
  else if (dimensions.length > 0 && has('area-word')) score = 0.82
  else if (has('area-word', 'dimension-word')) score = 0.5
  if (other) score -= 0.4
  if (analysis.ids('states').length > 0) score -= 0.4
  // The register may keep an area back; how many there are is public.
  const count = analysis.book.facts.filter(({ about }) => about.includes('areas') && about.includes('dimensions'))
  if (has('how-many') && named.length + dimensions.length === 0 && count.length > 0)
    return [{ topic: { kind: 'facts', facts: count.map(({ id }) => id) }, score }]
  const areaOnly = named.length > 0 && !(dimensions.length > 0 && has('area-word'))
  return [
    {
      topic: {
        kind: 'areas',
        ...(areaOnly ? { areas: named } : dimensions.length > 0 ? { dimensions } : {}),
      },
      score,
    },
  ]
}

/** The rules of CBM implementation. */
export const rules: Reader = (analysis) => {
  const { has } = analysis
  if (!has('rule')) return []
  const subject = has('coordinate', 'concept-paper', 'term', 'appointed') || analysis.ids('words').includes('cbm')
  return [{ topic: { kind: 'rules' }, score: subject ? 0.74 : 0.45 }]
}

/** Numbers of a year, as the annual report counts them. */
export const figures: Reader = (analysis) => {
  const { has } = analysis
  const year = Number((analysis.spans[0]?.from ?? '').slice(0, 4))
  const wholeYear = analysis.spans[0]?.from.endsWith('-01-01') === true && analysis.spans[0].to.endsWith('-12-31')
  if (!wholeYear)
    return has('figures') && has('event')
      ? [{ topic: { kind: 'figures', year: Number(analysis.today.slice(0, 4)) }, score: 0.6 }]
      : []
  const counted = has('event', 'meeting') || analysis.ids('words').includes('cbm')
  const plan = analysis.ids('words').includes('plan')
  let score = 0
  if (has('how-many') && counted) score = 0.9
  else if (has('figures')) score = counted ? 0.88 : 0.72
  if (score === 0) return []
  if (plan) score -= 0.25
  // Of one body the meetings are listed, not counted.
  if (meetingBodies(analysis).length > 0) score -= 0.2
  if (has('member', 'observer', 'ratify', 'concept-paper')) score -= 0.4
  return [{ topic: { kind: 'figures', year }, score }]
}

/** Features that facts are not found by alone: they are everywhere. */
const weak: ReadonlySet<string> = new Set(['bodies:secretariat', 'bodies:summit', 'words:cbm', 'bodies:soc'])

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
  // A body alone is asked about for itself, not for what else is known around it.
  const strong = [...wanted.keys()].some(
    (feature) => !weak.has(feature) && !/^(?:bodies|places|year|stem|states|organizations):/.test(feature),
  )
  let score = strong ? 0.84 : 0.55
  if (analysis.ids('clusters').length > 0 && !bodies.includes('summit')) score -= 0.2
  // Of the reform of the budget its cluster tells; of the next meeting of a body, the meetings.
  if (words.includes('transformation') && words.includes('budget')) score -= 0.2
  if (meetingBodies(analysis).length > 0 && has('next')) score -= 0.2
  // “What is planned for 2026?” asks for the events, not for what is known of the plan.
  // The plan of another year is no answer.
  const year = analysis.spans[0]?.from.slice(0, 4)
  const tells = (id: string) =>
    JSON.stringify(analysis.book.facts.find((fact) => fact.id === id) ?? '').includes(year ?? '')
  if (words.includes('plan') && !found.some(tells)) score -= 0.6
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
  return [{ topic: { kind: 'facts', facts: found.slice(0, 3) }, score, explainsUnknown: explained }]
}

/** What the digest says of a subject. */
export const news: Reader = (analysis) => {
  const { has } = analysis
  if (!has('news')) return []
  const dimensions = dimensionsIn(analysis)
  const states = analysis.ids('states')
  const subject = dimensions.length > 0 || states.length > 0 || areasIn(analysis).length > 0
  const unknown = analysis.unknown.length > 0
  return [
    {
      topic: {
        kind: 'news',
        ...(dimensions.length > 0 ? { dimensions } : {}),
        ...(states.length > 0 ? { states } : {}),
      },
      score: subject ? 0.74 : unknown ? 0.45 : 0.66,
    },
  ]
}

/** A greeting, thanks, or a question about the bot itself. */
export const smallTalk: Reader = (analysis) => {
  const { has } = analysis
  const candidates = []
  const count = analysis.notions.tokens.length
  if (has('help')) candidates.push({ topic: { kind: 'help' as const }, score: count <= 7 ? 0.72 : 0.4 })
  if (has('greet', 'thanks')) candidates.push({ topic: { kind: 'greeting' as const }, score: count <= 5 ? 0.68 : 0.35 })
  return candidates
}
