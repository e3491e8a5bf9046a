import { heldOf, periodOpenOf, searchEvents, upcomingOf } from '../../domain/event-search.ts'
import { type Html, html } from '../html.ts'
import { type Block, bold, bullet, compose, noteLines } from './compose.ts'
import { eventLine } from './event-card.ts'
import { bodyName } from './names.ts'
import { nothingOnRecord } from './nothing-on-record.ts'
import type { RecordAnswer, RecordContext } from './record-context.ts'
import { recordButton } from './record-key.ts'

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

function ofBodies(found: readonly Known[], context: RecordContext): RecordAnswer {
  const { t } = context
  const [only] = found
  const meetings = only !== undefined && found.length === 1 ? sessions(only, context) : { rows: [], events: [] }
  const blocks = found.map(
    (body): Block => [
      bold(bodyName(body.id, context)),
      html`${t(`records.body-kind.${body.kind}`)}`,
      ...noteLines(body, context),
    ],
  )
  const buttons =
    only === undefined || meetings.events.length === 0
      ? []
      : [recordButton(t('records.button.body-meetings'), 'meetings', 'show', { b: [only.id] })]
  return compose({ blocks: [...blocks, meetings.rows], records: [...found, ...meetings.events], buttons }, context)
}

/** The bodies and offices of CICA: all by kind, or some in full. */
export function bodiesView(query: { readonly bodies?: readonly string[] }, context: RecordContext): RecordAnswer {
  const { t, book } = context
  if (query.bodies !== undefined) {
    const found = query.bodies.flatMap((id) => book.bodies.find((body) => body.id === id) ?? [])
    return found.length === 0 ? nothingOnRecord(context) : ofBodies(found, context)
  }
  const blocks = kinds.flatMap((kind): Block[] => {
    const own = book.bodies.filter((body) => body.kind === kind)
    return own.length === 0
      ? []
      : [[bold(t(`records.body-kinds.${kind}`)), ...own.map((body) => bullet(bodyName(body.id, context)))]]
  })
  return compose({ blocks, records: book.bodies, differences: false }, context)
}
