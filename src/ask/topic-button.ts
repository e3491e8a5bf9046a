import { shortened } from '../domain/shortened.ts'
import { formatDate } from '../i18n/format.ts'
import {
  areaShortName,
  bodyName,
  dimensionName,
  organiserNames,
  stateNames,
  text,
  unofficialMark,
} from '../views/records/names.ts'
import type { RecordContext } from '../views/records/record-context.ts'
import { recordButton } from '../views/records/record-key.ts'
import { spanLabel } from '../views/records/span-label.ts'
import type { Button } from '../views/reply.ts'
import type { EventFilter, Topic } from './question.ts'
import { encodeTopic } from './topic-code.ts'

/** Telegram shows about so many letters of a button in one row of a telephone. */
const labelLength = 48

type Titled = { readonly id: string; readonly title: { readonly en: string } }

function titles(
  records: readonly Titled[],
  ids: readonly string[] | undefined,
  context: RecordContext,
): readonly string[] {
  return (ids ?? []).slice(0, 1).flatMap((id) => {
    const found = records.find((record) => record.id === id)
    return found === undefined ? [] : [text(found.title, context)]
  })
}

function filterSubjects(filter: EventFilter, context: RecordContext): readonly string[] {
  return [
    ...titles(context.book.events, filter.events, context),
    ...(filter.bodies ?? []).map((id) => bodyName(id, context)),
    ...(filter.areas ?? []).map((slug) => areaShortName(slug, context)),
    ...(filter.dimensions ?? []).map((slug) => dimensionName(slug, context)),
    ...(filter.states === undefined ? [] : [stateNames(filter.states, context)]),
    ...(filter.span === undefined ? [] : [spanLabel(filter.span, context.t)]),
  ]
}

/** What a topic is about, in the names of its records. */
function subjectsOf(topic: Topic, context: RecordContext): readonly string[] {
  const { book } = context
  switch (topic.kind) {
    case 'coordinators':
    case 'due':
    case 'concept-papers':
      return [
        ...(topic.areas ?? []).map((slug) => areaShortName(slug, context)),
        ...(topic.dimensions ?? []).map((slug) => dimensionName(slug, context)),
        ...(topic.states === undefined ? [] : [stateNames(topic.states, context)]),
      ]
    case 'areas':
      return [
        ...(topic.areas ?? []).map((slug) => areaShortName(slug, context)),
        ...(topic.dimensions ?? []).map((slug) => dimensionName(slug, context)),
      ]
    case 'meetings':
      return filterSubjects(topic.filter, context)
    case 'ratification':
    case 'membership':
    case 'chairmanships':
      return topic.states === undefined ? [] : [stateNames(topic.states, context)]
    case 'deadlines':
      return titles(book.deadlines, topic.deadlines, context)
    case 'facts':
      return titles(book.facts, topic.facts, context)
    case 'organizations':
      return topic.organizations === undefined ? [] : [organiserNames(topic.organizations, context)]
    case 'bodies':
      return (topic.bodies ?? []).map((id) => bodyName(id, context))
    case 'memoranda':
      return (topic.memoranda ?? [])
        .flatMap((id) => book.memoranda.filter((each) => each.id === id))
        .map((each) => text(each.party, context))
    case 'officials':
      return (topic.officials ?? [])
        .flatMap((id) => book.officials.filter((each) => each.id === id))
        .map((each) => text(each.name, context))
    case 'road-map':
      return (topic.clusters ?? [])
        .flatMap((id) => book['road-map'].filter((each) => each.id === id))
        .map((each) => text(each.summary, context))
    case 'glossary':
      return (topic.terms ?? [])
        .flatMap((id) => book.glossary.filter((each) => each.id === id))
        .map((each) => text(each.term, context))
    case 'figures':
      return [String(topic.year)]
    default:
      return []
  }
}

/** The time that a topic is asked about, where it is another than today. */
function whenOf(topic: Topic, { t }: RecordContext): readonly string[] {
  if ('span' in topic && topic.span !== undefined) return [spanLabel(topic.span, t)]
  return 'on' in topic && topic.on !== undefined ? [formatDate(topic.on, t)] : []
}

/** “Coordinators: Tourism”, to be pressed instead of typed; none where the topic does not fit into a button. */
export function topicButton(topic: Topic, context: RecordContext): Button | undefined {
  const code = encodeTopic(topic)
  if (code === undefined) return undefined
  const subject = [...subjectsOf(topic, context), ...whenOf(topic, context)].join(', ').replaceAll(unofficialMark, '')
  const kind = context.t(`records.topic.${topic.kind}`)
  return recordButton(
    shortened(subject === '' ? kind : `${kind}: ${subject}`, labelLength),
    code.command,
    code.button,
    code.key,
  )[0]
}
