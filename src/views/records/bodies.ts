import { heldOf, periodOpenOf, searchEvents, upcomingOf } from '../../domain/event-search.ts'
import { languages } from '../../domain/language.ts'
import { type Html, html } from '../html.ts'
import { type Block, bold, bullet, compose, noteLines } from './compose.ts'
import { eventLine } from './event-card.ts'
import { bodyName, capitalised, unofficialMark } from './names.ts'
import { nothingOnRecord } from './nothing-on-record.ts'
import type { RecordAnswer, RecordContext } from './record-context.ts'
import { recordButton } from './record-key.ts'

export type BodiesQuery = { readonly bodies?: readonly string[]; readonly about?: 'operation' }

type Known = RecordContext['book']['bodies'][number]

const kinds: readonly Known['kind'][] = [
  'governing',
  'working',
  'administrative',
  'office',
  'advisory',
  'advisory-event',
  'mechanism',
  'network',
  'proposed',
  'other',
]

/** The next meeting of a body and the last, where there are any. */
function sessions(
  body: Known,
  context: RecordContext,
): { rows: readonly Html[]; events: RecordContext['book']['events'] } {
  const { t, book, today } = context
  const found = searchEvents(book.events, { bodies: [body.id] }, today)
  const ahead = [...upcomingOf(found), ...periodOpenOf(found)].slice(0, 1)
  const past = heldOf(found).slice(0, 1)
  const section = (title: string, shown: typeof found) =>
    shown.length === 0 ? [] : [html`${title}`, ...shown.map((each) => eventLine(each, context))]
  return {
    rows: [...section(t('records.body.next'), ahead), ...section(t('records.meetings.last-held', { count: 1 }), past)],
    events: [...ahead, ...past].map(({ event }) => event),
  }
}

/** The name in the two other languages, for those who write in them. */
function otherNames(body: Known, { t }: RecordContext): readonly Html[] {
  const names = languages
    .filter((language) => language !== t.language)
    .flatMap((language) => {
      const name = body.name[language]
      if (name === undefined) return []
      const mark = language !== 'en' && body.unofficial.includes(language) ? unofficialMark : ''
      const abbreviation = body.abbreviation?.[language]
      return [`${name}${mark}${abbreviation === undefined ? '' : ` (${abbreviation})`}`]
    })
  return names.length === 0 ? [] : [html`<i>${names.join(' · ')}</i>`]
}

/** Whether a body works is told by remarks alone; without one the viewer learns only that nothing is known. */
function operation(body: Known, query: BodiesQuery, { t, book }: RecordContext): readonly Html[] {
  if (query.about !== 'operation' || body.remarks.length > 0) return []
  return [html`${t(`records.body.operation-${book.clearance}`)}`]
}

function ofBodies(found: readonly Known[], query: BodiesQuery, context: RecordContext): RecordAnswer {
  const { t } = context
  const [only] = found
  const meetings = only !== undefined && found.length === 1 ? sessions(only, context) : { rows: [], events: [] }
  const blocks = found.map(
    (body): Block => [
      bold(bodyName(body.id, context)),
      ...otherNames(body, context),
      html`${capitalised(t(`records.body-kind.${body.kind}`), context)}`,
      ...operation(body, query, context),
      ...noteLines(body, context),
    ],
  )
  const buttons =
    only === undefined || meetings.events.length === 0
      ? []
      : [recordButton(t('records.button.body-meetings'), 'meetings', 'open', { b: [only.id] })]
  return compose({ blocks: [...blocks, meetings.rows], records: [...found, ...meetings.events], buttons }, context)
}

/** The bodies and offices of CICA: all by kind, or some in full. */
export function bodiesView(query: BodiesQuery, context: RecordContext): RecordAnswer {
  const { t, book } = context
  if (query.bodies !== undefined) {
    const found = query.bodies.flatMap((id) => book.bodies.find((body) => body.id === id) ?? [])
    return found.length === 0 ? nothingOnRecord(context) : ofBodies(found, query, context)
  }
  const blocks = kinds.flatMap((kind): Block[] => {
    const own = book.bodies.filter((body) => body.kind === kind)
    return own.length === 0
      ? []
      : [[bold(t(`records.body-kinds.${kind}`)), ...own.map((body) => bullet(bodyName(body.id, context)))]]
  })
  return compose({ blocks, records: book.bodies, differences: false }, context)
}
