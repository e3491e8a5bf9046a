import { isCalendarDate } from '../domain/calendar.ts'
import { dimensionOfEvent, type KnownEvent } from '../domain/event-search.ts'
import type { Recall } from '../domain/reminder.ts'
import { formatDate, formatInstant, formatRange } from '../i18n/format.ts'
import { type Html, html } from './html.ts'
import { type Block, bold, compose, labelled, noteLines } from './records/compose.ts'
import { deadlinesView } from './records/deadlines.ts'
import { areaName, bodyName, dimensionName, organiserNames, text } from './records/names.ts'
import type { RecordContext } from './records/record-context.ts'

/** When an event begins, and the zone whose hour stands in the text for readers whose Telegram cannot tell their own. */
export type Beginning = { readonly at: Date; readonly timeZone: string }

/** Telegram shows the hour in each reader's own zone and language; older ones show the text. */
function timeTag({ at, timeZone }: Beginning, { t }: Pick<RecordContext, 't'>): Html {
  const unix = Math.floor(at.getTime() / 1000)
  const fallback = t('reminder.astana-time', { time: formatInstant(at, timeZone, t.language) })
  return html`<tg-time unix="${unix}" format="wDt">${fallback}</tg-time>`
}

const severalDays = ({ start, end }: Pick<KnownEvent, 'start' | 'end'>) =>
  start !== undefined && isCalendarDate(start) && end !== undefined && end !== start

function eventHeading(event: KnownEvent, recall: Recall, { t }: RecordContext): string {
  if (recall.kind === 'month') return t('reminder.month', { month: formatDate(recall.month, t) })
  const { ahead } = recall
  if (severalDays(event)) {
    if (ahead === 0) return t('reminder.begins-0')
    return ahead === 1 ? t('reminder.begins-1') : t('reminder.begins', { count: ahead })
  }
  if (ahead === 0) return t('reminder.event-0')
  return ahead === 1 ? t('reminder.event-1') : t('reminder.event', { count: ahead })
}

/** What one needs to know of an event to go there; beside the date, the hour in the reader's own zone. */
function eventFacts(event: KnownEvent, begins: Beginning | undefined, context: RecordContext): Block {
  const { t } = context
  const bodies = [event.body, ...(event.furtherBodies ?? [])].flatMap((id) =>
    id === undefined ? [] : [bodyName(id, context)],
  )
  const dimension = dimensionOfEvent(event)
  const subject =
    event.area !== undefined ? areaName(event.area, context) : dimension && dimensionName(dimension, context)
  return [
    bold(text(event.title, context)),
    ...labelled(t('records.label.date'), formatRange(event.start, event.end, t)),
    ...labelled(t('reminder.hour'), begins && timeTag(begins, context)),
    ...labelled(t('records.label.place'), event.place && text(event.place, context)),
    ...labelled(t('records.label.mode'), event.mode && t(`records.mode.${event.mode}`)),
    ...labelled(t('records.label.body'), bodies.join(', ')),
    ...labelled(t('records.label.subject'), subject),
    ...labelled(
      t('records.label.organiser', { count: event.organisers.length }),
      organiserNames(event.organisers, context),
    ),
  ]
}

/** “Tomorrow”, then the event with its sources. */
export function eventReminder(
  event: KnownEvent,
  recall: Recall,
  begins: Beginning | undefined,
  context: RecordContext,
): readonly Html[] {
  // A note on a held event tells its outcome: on a rehearsed day before it nobody can know that yet.
  const notes = event.status === 'held' ? [] : noteLines(event, context)
  const caution = event.status === 'planned' ? [html`<i>${context.t('reminder.announced')}</i>`] : []
  const blocks = [eventFacts(event, begins, context), notes, caution]
  const card = compose({ blocks: blocks.filter((block) => block.length > 0), records: [event] }, context)
  return [bold(eventHeading(event, recall, context)), ...card.reply.blocks]
}

export function deadlineReminder(deadlineId: string, recall: Recall, context: RecordContext): readonly Html[] {
  const { t } = context
  const heading =
    recall.kind === 'month'
      ? t('reminder.deadline-month', { month: formatDate(recall.month, t) })
      : recall.ahead < 2
        ? t(recall.ahead === 0 ? 'reminder.deadline-0' : 'reminder.deadline-1')
        : t('reminder.deadline', { count: recall.ahead })
  return [bold(heading), ...deadlinesView({ deadlines: [deadlineId] }, context).reply.blocks]
}
