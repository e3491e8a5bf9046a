import { type CalendarDate, firstDay, isCalendarDate, isPartialDate, lastDay, partialDate } from '../domain/calendar.ts'
import { isAreaSlug, isDimensionSlug } from '../domain/dimension.ts'
import { eventStatusSchema, eventTypeSchema } from '../domain/event.ts'
import type { Span } from '../domain/span.ts'
import { meetingsKey } from '../views/records/meetings.ts'
import { decodeKey, type RecordKey } from '../views/records/record-key.ts'
import type { EventFilter, Topic } from './question.ts'

/** Where a topic is asked again by a button: the command, its button and the conditions. */
export type TopicCode = { readonly command: string; readonly button: string; readonly key: RecordKey }

type Conditions = Readonly<Record<string, readonly string[] | string | undefined>>

/** One letter each; what is absent is not asked for. */
function keyOf(conditions: Conditions): RecordKey {
  const given = Object.entries(conditions).flatMap(([letter, value]) => {
    if (value === undefined) return []
    return [[letter, typeof value === 'string' ? [value] : value] as const]
  })
  return Object.fromEntries(given)
}

/** A date as short as it can be read again: beside a long area's name two whole days do not fit into a button. */
function shortest(date: CalendarDate, edge: typeof firstDay): string {
  return (
    [date.slice(0, 4), date.slice(0, 7)].find((each) => edge(partialDate(each)) === date) ?? date.replaceAll('-', '')
  )
}

/** `2024`, `2018,2022`, `2021-06`, `20210601,20210715`. */
function spanKey(span: Span | undefined): readonly string[] | undefined {
  if (span === undefined) return undefined
  const [from, to] = [shortest(span.from, firstDay), shortest(span.to, lastDay)]
  return from === to ? [from] : [from, to]
}

/** The button that asks a topic; none for topics that are no question to the records. */
export function encodeTopic(topic: Topic): TopicCode | undefined {
  const code = (command: string, button: string, conditions: Conditions): TopicCode => {
    return { command, button, key: keyOf(conditions) }
  }
  switch (topic.kind) {
    case 'coordinators': {
      const { areas, dimensions, states, role, about, on, span } = topic
      const when = { o: on, p: spanKey(span) }
      return code('coordinators', 'open', { a: areas, d: dimensions, s: states, r: role, q: about, ...when })
    }
    case 'meetings':
      return { command: 'meetings', button: 'open', key: meetingsKey(topic) }
    case 'ratification':
      return code('ratification', 'open', { t: topic.treaty, q: topic.aspect, s: topic.states, o: topic.on })
    case 'concept-papers':
      return code('papers', 'open', { a: topic.areas, d: topic.dimensions, s: topic.states })
    case 'deadlines':
      return code('deadlines', 'open', { i: topic.deadlines })
    case 'membership':
      return code('members', 'open', {
        s: topic.states,
        q: topic.about,
        w: topic.which,
        o: topic.on,
        p: spanKey(topic.span),
      })
    case 'organizations':
      return code('members', 'partners', { i: topic.organizations })
    case 'memoranda':
      return code('agreements', 'open', { i: topic.memoranda })
    case 'bodies':
      return code('bodies', 'open', { i: topic.bodies })
    case 'chairmanships':
      return code('chair', 'open', { w: topic.which, s: topic.states, o: topic.on, p: spanKey(topic.span) })
    case 'officials':
      return code('chair', 'officials', {
        i: topic.officials,
        q: topic.office,
        w: topic.which,
        o: topic.on,
        p: spanKey(topic.span),
      })
    case 'road-map':
      return code('roadmap', 'open', { i: topic.clusters })
    case 'glossary':
      return code('glossary', 'open', { i: topic.terms })
    case 'areas':
      return code('areas', 'open', { a: topic.areas, d: topic.dimensions })
    case 'due':
      return code('due', 'open', { a: topic.areas, d: topic.dimensions, s: topic.states })
    case 'rules':
      return code('due', 'rules', { i: topic.rules })
    case 'figures':
      return code('stats', 'open', { y: String(topic.year) })
    case 'facts':
      return code('glossary', 'facts', { i: topic.facts })
    case 'news':
    case 'changes':
    case 'greeting':
    case 'help':
      return undefined
  }
}

/** The value where it is one of those that the question knows. */
function oneOf<const T extends string>(values: readonly T[], value: string | undefined): T | undefined {
  return values.find((each) => each === value)
}

const areasIn = ({ a }: RecordKey) => a?.filter(isAreaSlug)
const dimensionsIn = ({ d }: RecordKey) => d?.filter(isDimensionSlug)

function dayIn({ o }: RecordKey): CalendarDate | undefined {
  return o?.find(isCalendarDate)
}

function spanIn({ p }: RecordKey): Span | undefined {
  const dates = (p ?? []).map((each) => each.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3'))
  const [first, last = first] = dates
  if (first === undefined || last === undefined || !dates.every(isPartialDate)) return undefined
  const [from, to] = [firstDay(partialDate(first)), lastDay(partialDate(last))]
  return from === undefined || to === undefined ? undefined : { from, to }
}

function whenIn(key: RecordKey) {
  const [on, span] = [dayIn(key), spanIn(key)]
  return { ...(on && { on }), ...(span && { span }) }
}

function filterIn(key: RecordKey): EventFilter {
  const [areas, dimensions, span] = [areasIn(key), dimensionsIn(key), spanIn(key)]
  const types = key.t?.flatMap((value) => eventTypeSchema.safeParse(value).data ?? [])
  const status = eventStatusSchema.safeParse(key.u?.[0]).data
  const mode = oneOf(['online', 'hybrid', 'in-person'], key.f?.[0])
  return {
    ...(span && { span }),
    ...(key.b && { bodies: key.b }),
    ...(areas && { areas }),
    ...(dimensions && { dimensions }),
    ...(key.s && { states: key.s }),
    ...(types && { types }),
    ...(status && { status }),
    ...(mode && { mode }),
    ...(key.e && { events: key.e }),
  }
}

function coordinatorsIn(key: RecordKey): Topic {
  const [areas, dimensions] = [areasIn(key), dimensionsIn(key)]
  const role = oneOf(['coordinator', 'co-coordinator'], key.r?.[0])
  const about = oneOf(['offers', 'vacancies', 'terms', 'ranking'], key.q?.[0])
  return {
    kind: 'coordinators',
    ...(areas && { areas }),
    ...(dimensions && { dimensions }),
    ...(key.s && { states: key.s }),
    ...(role && { role }),
    ...(about && { about }),
    ...whenIn(key),
  }
}

function ratificationIn(key: RecordKey): Topic {
  const aspects = ['status', 'threshold', 'entry-into-force', 'depositary', 'states', 'treaty', 'treaties'] as const
  const aspect = oneOf(aspects, key.q?.[0]) ?? 'status'
  const [treaty, on] = [key.t?.[0] ?? 'convention', dayIn(key)]
  return { kind: 'ratification', aspect, treaty, ...(key.s && { states: key.s }), ...(on && { on }) }
}

function membershipIn(key: RecordKey): Topic {
  const about = oneOf(['state', 'members', 'observers', 'count'], key.q?.[0]) ?? (key.s ? 'state' : 'count')
  const which = oneOf(['last', 'first', 'founding'], key.w?.[0])
  return { kind: 'membership', about, ...(key.s && { states: key.s }), ...(which && { which }), ...whenIn(key) }
}

function chairmanshipsIn(key: RecordKey): Topic {
  const ways = ['current', 'next', 'previous', 'first', 'all', 'state', 'on'] as const
  const which = oneOf(ways, key.w?.[0]) ?? 'all'
  return { kind: 'chairmanships', which, ...(key.s && { states: key.s }), ...whenIn(key) }
}

function officialsIn(key: RecordKey): Topic {
  const [which, office] = [oneOf(['current', 'first', 'previous', 'all'], key.w?.[0]), key.q?.[0]]
  return {
    kind: 'officials',
    ...(key.i && { officials: key.i }),
    ...(office && { office }),
    ...(which && { which }),
    ...whenIn(key),
  }
}

/** What a button asks; undefined for buttons that are none of the records'. */
export function decodeTopic(command: string, button: string, text: string): Topic | undefined {
  const key = decodeKey(text)
  const [areas, dimensions] = [areasIn(key), dimensionsIn(key)]
  switch (`${command}:${button === 'page' ? 'open' : button}`) {
    case 'coordinators:open':
      return coordinatorsIn(key)
    case 'meetings:open':
      return { kind: 'meetings', filter: filterIn(key), which: oneOf(['next', 'last'], key.w?.[0]) ?? 'all' }
    case 'ratification:open':
      return ratificationIn(key)
    case 'papers:open':
      return {
        kind: 'concept-papers',
        ...(areas && { areas }),
        ...(dimensions && { dimensions }),
        ...(key.s && { states: key.s }),
      }
    case 'deadlines:open':
      return { kind: 'deadlines', ...(key.i && { deadlines: key.i }) }
    case 'members:open':
      return membershipIn(key)
    case 'members:partners':
      return { kind: 'organizations', ...(key.i && { organizations: key.i }) }
    case 'agreements:open':
      return { kind: 'memoranda', ...(key.i && { memoranda: key.i }) }
    case 'bodies:open':
      return { kind: 'bodies', ...(key.i && { bodies: key.i }) }
    case 'chair:open':
      return chairmanshipsIn(key)
    case 'chair:officials':
      return officialsIn(key)
    case 'roadmap:open':
      return { kind: 'road-map', ...(key.i && { clusters: key.i }) }
    case 'glossary:open':
      return { kind: 'glossary', ...(key.i && { terms: key.i }) }
    case 'glossary:facts':
      return { kind: 'facts', facts: key.i ?? [] }
    case 'areas:open':
      return { kind: 'areas', ...(areas && { areas }), ...(dimensions && { dimensions }) }
    case 'due:open':
      return {
        kind: 'due',
        ...(areas && { areas }),
        ...(dimensions && { dimensions }),
        ...(key.s && { states: key.s }),
      }
    case 'due:rules':
      return { kind: 'rules', ...(key.i && { rules: key.i }) }
    case 'stats:open':
      return { kind: 'figures', year: Number(key.y?.[0]) }
    default:
      return undefined
  }
}
