import type { CalendarDate } from '../../domain/calendar.ts'
import type { Span } from '../../domain/span.ts'
import type { Analysis } from '../analyse.ts'
import { isOpenAhead } from '../dates.ts'
import type { Topic } from '../question.ts'
import { hasScope, isElsewhere, meetingBodies, organizationsIn, type Reader, statesMeant } from './candidate.ts'

type Membership = Extract<Topic, { kind: 'membership' }>

const writtenStates = ({ notions }: Analysis) => [
  ...new Set(
    notions.matches
      .filter(({ alias, reading }) => alias.group === 'states' && reading !== 'mistyped')
      .map(({ alias }) => alias.id),
  ),
]

/** A capital is a place first: it stands for its State only where membership itself is asked for. */
const membersMeant = (analysis: Analysis) =>
  analysis.has('member', 'join', 'observer', 'founder', 'status') ? statesMeant(analysis) : analysis.ids('states')

function ofStates(analysis: Analysis): { topic: Membership; score: number } | undefined {
  const { has } = analysis
  const outsiders = analysis.ids('outsiders')
  // Beside a State that is named, a word that only resembles another names none.
  const states = outsiders.length > 0 ? writtenStates(analysis) : membersMeant(analysis)
  if (states.length + outsiders.length === 0) return undefined
  const topic: Membership = {
    kind: 'membership',
    about: 'state',
    ...(states.length > 0 ? { states } : {}),
    ...(outsiders.length > 0 ? { outsiders } : {}),
  }
  const cica = analysis.ids('bodies').includes('cica')
  const span = analysis.spans[0]
  // “Who joined together with Iraq in 2010?” asks for the others of that year.
  if (has('join') && has('who') && span !== undefined && outsiders.length === 0)
    return { topic: { kind: 'membership', about: 'members', span }, score: 0.9 }
  // Whether a State will join is a prediction.
  if (has('will') && has('member', 'join')) return { topic, score: 0.4 }
  if (has('member', 'join', 'observer', 'founder')) return { topic, score: has('chair') ? 0.6 : 0.9 }
  if (has('status')) return { topic, score: 0.74 }
  // “Are the Americans in?”
  if (analysis.notions.tokens.at(-1)?.key === 'in' && analysis.notions.tokens.length <= 5) return { topic, score: 0.66 }
  if (cica) return { topic, score: has('when', 'what', 'who') ? 0.58 : 0.66 }
  if (has('since') && analysis.notions.tokens.length <= 4) return { topic, score: 0.6 }
  return { topic, score: has('when') ? 0.4 : 0.3 }
}

/** «2012 жылы неше мүше болды» asks how many members there were: «мүше болды» is also what Kazakh says of joining. */
function countsMembers({ notions }: Analysis): boolean {
  const of = (cue: string) => notions.matches.filter(({ alias }) => alias.group === 'cues' && alias.id === cue)
  return of('join').some(
    ({ alias, from }) =>
      alias.language === 'kk' && alias.text.startsWith('мүше') && of('how-many').some(({ to }) => to === from - 1),
  )
}

/** Who joined in a span, or who was in at its end; of the present that is as it is. */
function whenOf(span: Span | undefined, isJoining: boolean, today: CalendarDate): Pick<Membership, 'span' | 'on'> {
  if (span === undefined) return {}
  if (isJoining || isOpenAhead(span) || span.from > today) return { span }
  return span.to < today ? { on: span.to } : {}
}

/** “The 28th member” is the last of twenty-eight; who came as which before is not on record. */
function isOfNewest({ book, numbers }: Analysis): boolean {
  return numbers.includes(book['member-states'].filter(({ kind }) => kind === 'member').length)
}

/** Members and observers: one State, the lists, the numbers, who came first and last. */
export const membership: Reader = (analysis) => {
  const { has } = analysis
  const organizations = organizationsIn(analysis)
  const penalty =
    (meetingBodies(analysis).length > 0 ? 0.3 : 0) +
    (isElsewhere(analysis) ? 0.6 : organizations.length > 0 ? 0.35 : 0) +
    (has('concept-paper', 'coordinate', 'ratify', 'memorandum', 'motto') ? 0.3 : 0) +
    (analysis.ids('treaties').length > 0 || analysis.ids('words').includes('general-assembly') ? 0.3 : 0) +
    (has('organization') && has('observer', 'partner') ? 0.3 : 0) +
    // What members pay is no number of members.
    (analysis.ids('words').some((word) => word === 'contribution' || word === 'budget') ? 0.4 : 0) +
    // Areas belong to dimensions, States to the Conference: «входят» is said of both.
    (has('area-word', 'dimension-word') || hasScope(analysis) ? 0.4 : 0) +
    (has('in-russian', 'in-kazakh', 'in-english', 'translate') ? 0.35 : 0)
  const states = ofStates(analysis)
  // What a State that is no member coordinates or has ratified is answered by what it is.
  const isOfOutsiders = states?.topic.states === undefined && has('coordinate', 'co-coordinate', 'ratify', 'chair')
  if (states !== undefined) return [{ topic: states.topic, score: isOfOutsiders ? 0.95 : states.score - penalty }]

  const ofStatesAlone = has('states-word') && (analysis.ids('bodies').includes('cica') || has('belong'))
  const members = has('member', 'join', 'founder') || ofStatesAlone
  if (!members && !has('observer')) return []
  // “How many States chaired CICA?” is asked of the Chairmanships.
  if (ofStatesAlone && !has('member', 'join', 'founder', 'observer') && has('chair')) return []
  const span = analysis.spans[0]
  // An application that was approved let somebody in.
  const isJoining = has('join', 'approve') && !countsMembers(analysis)
  const within = whenOf(span, isJoining, analysis.today)
  // Nobody knows how many there will be.
  if (span !== undefined && span.from > analysis.today) return []
  if (has('how-many'))
    return [
      {
        topic: {
          kind: 'membership',
          about: has('observer') && !has('member') ? 'observers' : isJoining && span ? 'members' : 'count',
          ...within,
        },
        score: 0.9 - penalty,
      },
    ]
  // Who came as the sixteenth is not on record: what is known of the first members says so.
  const isOrdinal =
    analysis.ids('numbers').length > 0 ||
    /(?<!\d)\d{1,2}-?(?:th|й|го|ым|м|шы|ші|ыншы|інші)(?!\p{L})/iu.test(analysis.text)
  if (has('founder') && isOrdinal && !has('first-cue')) return []
  // Nor is who will come as the next.
  if (has('will') && isOrdinal) return []
  if (has('founder'))
    return [{ topic: { kind: 'membership', about: 'members', which: 'founding' }, score: 0.88 - penalty }]
  const which = has('last') || isOfNewest(analysis) ? 'last' : has('first-cue') ? 'first' : undefined
  if (which !== undefined && has('join', 'member', 'observer'))
    return [
      {
        topic: { kind: 'membership', about: has('observer') ? 'observers' : 'members', which, ...within },
        score: 0.88 - penalty,
      },
    ]
  const asked = has('who', 'what', 'all', 'states-word')
  return [
    {
      topic: { kind: 'membership', about: has('observer') ? 'observers' : 'members', ...within },
      score: (asked ? 0.85 : 0.62) - penalty,
    },
  ]
}
