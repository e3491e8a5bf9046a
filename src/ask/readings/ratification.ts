import type { CalendarDate } from '../../domain/calendar.ts'
import type { Analysis } from '../analyse.ts'
import type { Topic } from '../question.ts'
import {
  type Candidate,
  hasDocumentNumber,
  meetingBodies,
  organizationsIn,
  type Reader,
  statesMeant,
} from './candidate.ts'

type Aspect = Extract<Topic, { kind: 'ratification' }>['aspect']

function aspectOf(analysis: Analysis, treaty: string, states: readonly string[]): Aspect {
  const { has } = analysis
  if (has('depositary')) return 'depositary'
  const acts = analysis.book['treaty-actions'].filter((act) => act.treaty === treaty)
  // What the other treaties' parties did stands in words where no act of theirs is on record.
  const known = acts.some((act) => act.state !== undefined && states.includes(act.state))
  if (states.length > 0 && (treaty === 'convention' || known)) return 'states'
  if (treaty !== 'convention') return 'treaty'
  // Article 9 is the one on entry into force.
  if (has('how-long') || (has('law') && analysis.numbers.includes(9))) return 'entry-into-force'
  if (has('missing-cue')) return 'status'
  if (has('needed') || (has('in-force') && has('how-many'))) return 'threshold'
  if (has('in-force')) return 'entry-into-force'
  if (has('sign') && !has('ratify', 'instrument')) return 'treaty'
  if (has('ratify', 'deposit') && has('who') && !has('how-many')) return 'states'
  if (has('how-many', 'status', 'news')) return 'status'
  if (has('ratify', 'deposit') && has('who', 'all', 'states-word')) return 'states'
  return has('ratify', 'instrument', 'deposit') ? 'status' : 'treaty'
}

/** The day whose status is asked for: the last of a span that is over. The year of a treaty's signing only names it. */
function dayAsked(analysis: Analysis, treaty: string): CalendarDate | undefined {
  const signed = analysis.book.treaties.find(({ id }) => id === treaty)?.openedOn?.slice(0, 4)
  return analysis.spans.find(({ from, to }) => to < analysis.today && from.slice(0, 4) !== signed)?.to
}

/** Aspects that differ from day to day. */
const dated: readonly Aspect[] = ['status', 'states', 'entry-into-force']

/** “Which treaties of CICA were signed before 2010?” */
function allTreaties(analysis: Analysis): readonly Candidate[] {
  const { has } = analysis
  const asked = has('all', 'what', 'how-many') || analysis.spans.length > 0
  const others =
    analysis.ids('treaties').length + statesMeant(analysis).length + organizationsIn(analysis).length > 0 ||
    has('memorandum', 'partner', 'organization', 'cooperation', 'reply')
  if (!has('agreement') || !asked || others) return []
  const span = analysis.spans[0]
  const topic = { kind: 'ratification', aspect: 'treaties', treaty: 'convention', ...(span && { span }) } as const
  return [{ topic, score: analysis.ids('bodies').includes('cica') || has('sign') ? 0.9 : 0.7 }]
}

/** The Convention on Privileges and Immunities and the other treaties of CICA. */
export const ratification: Reader = (analysis) => {
  const { has } = analysis
  const named = analysis.ids('treaties')
  const organizations = organizationsIn(analysis)
  // “The protocol with RATS” is an instrument of cooperation, none of these treaties.
  if (organizations.length > 0 && !has('ratify') && !named.includes('convention')) return []
  const strong = has('ratify', 'instrument', 'depositary', 'in-force')
  const states = statesMeant(analysis)
  const onlyProtocol = named.length === 1 && named[0] === 'host-country-protocol'
  const asks = has(
    'when',
    'where',
    'who',
    'sign',
    'deposit',
    'law',
    'status',
    'how-many',
    'needed',
    'missing-cue',
    'news',
    'what',
    'approve',
  )

  let score = 0
  if (has('ratify')) score = 0.9
  else if (named.length > 0) score = strong || asks ? 0.88 : onlyProtocol ? 0.55 : 0.68
  else if (has('depositary', 'instrument')) score = 0.85
  // A numbered law of a State, or one asked about beside a document: no other laws are on record.
  else if (has('law') && states.length > 0 && (hasDocumentNumber(analysis) || has('deposit', 'document'))) score = 0.92
  else if (has('deposit') && states.length > 0 && has('law', 'when', 'what')) score = 0.6
  else if (has('in-force')) score = 0.6
  if (score === 0) return allTreaties(analysis)
  if (has('concept-paper', 'coordinate', 'chair', 'deadline', 'comment')) score -= 0.3
  // The minutes of a body are «протоколы» too.
  if (onlyProtocol && meetingBodies(analysis).length > 0) score -= 0.4

  const other = named.find((treaty) => treaty !== 'convention')
  const treaty = named.includes('convention') || other === undefined ? 'convention' : other
  // In “protocol amending the agreement” the agreement is only what the protocol is about.
  const chosen = named.includes('host-country-protocol') && treaty !== 'convention' ? 'host-country-protocol' : treaty
  const host = chosen !== 'convention' && states.length === 1 && states[0] === 'KAZ' && !has('ratify', 'law')
  const wanted = host ? [] : states
  const aspect = aspectOf(analysis, chosen, wanted)
  // A State's acts are told with their days; to leave out later ones would say that there are none.
  const on = wanted.length === 0 && dated.includes(aspect) ? dayAsked(analysis, chosen) : undefined
  return [
    {
      topic: {
        kind: 'ratification',
        aspect,
        treaty: chosen,
        ...(wanted.length > 0 && aspect !== 'treaty' ? { states: wanted } : {}),
        ...(on === undefined ? {} : { on }),
      },
      score,
    },
  ]
}
