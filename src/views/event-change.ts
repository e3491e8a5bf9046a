import { isCalendarDate } from '../domain/calendar.ts'
import type { Event } from '../domain/event.ts'
import type { EventDifference } from '../domain/event-change.ts'
import { findEvent, type KnownEvent } from '../domain/event-search.ts'
import { formatRange } from '../i18n/format.ts'
import type { Translate } from '../i18n/translator.ts'
import { type Html, html } from './html.ts'
import { type Block, bold, compose, labelled } from './records/compose.ts'
import { text } from './records/names.ts'
import type { RecordContext } from './records/record-context.ts'
import type { Button } from './reply.ts'
import { buttonData } from './reply.ts'

type Change = { readonly before: Event; readonly difference: EventDifference }

type Facts = Pick<Event, 'start' | 'end' | 'startTime' | 'place' | 'mode'>

function factOf(event: Facts, field: EventDifference['fields'][number], context: RecordContext): string | undefined {
  const { t } = context
  switch (field) {
    case 'date':
      return event.start === undefined ? undefined : formatRange(event.start, event.end, t)
    case 'hour':
      return event.startTime === undefined ? undefined : t('reminder.astana-time', { time: event.startTime })
    case 'place':
      return event.place === undefined ? undefined : text(event.place, context)
    case 'mode':
      return event.mode === undefined ? undefined : t(`records.mode.${event.mode}`)
  }
}

/** “Date: 12 December 2026 → 14 January 2027”. */
function changedLine(
  before: Facts,
  after: Facts,
  field: EventDifference['fields'][number],
  context: RecordContext,
): readonly Html[] {
  const { t } = context
  const [old, now] = [factOf(before, field, context), factOf(after, field, context)]
  if (old === now) return []
  const label = field === 'hour' ? t('reminder.change-hour') : t(`records.label.${field}`)
  const unknown = t('reminder.unknown')
  return labelled(label, t('reminder.was', { before: old ?? unknown, after: now ?? unknown }))
}

const everyField = ['date', 'hour', 'place', 'mode'] as const

function changedLines(before: Facts, after: KnownEvent, difference: EventDifference, context: RecordContext): Block {
  const { t, book } = context
  const planned = html`${t('reminder.was-planned', { date: formatRange(before.start, before.end, t) })}`
  if (difference.kind === 'cancelled') return [planned]
  if (difference.kind === 'postponed') {
    const next = after.postponedTo === undefined ? undefined : findEvent(book.events, after.postponedTo)
    if (next !== undefined) return everyField.flatMap((field) => changedLine(before, next, field, context))
    // The record itself may name the new date.
    if (difference.fields.includes('date')) return changedLine(before, after, 'date', context)
    return [planned, html`${t('reminder.no-new-date')}`]
  }
  const lines = everyField.flatMap((field) => changedLine(before, after, field, context))
  return lines.length > 0 ? lines : labelled(t('records.label.date'), formatRange(after.start, after.end, t))
}

/**
 * What became of an event that somebody counted on: old and new.
 * @param after as the reader's book has it
 */
export function changeNotice(
  { before, difference }: Change,
  after: KnownEvent,
  context: RecordContext,
): readonly Html[] {
  const { t, book } = context
  const next = after.postponedTo === undefined ? undefined : findEvent(book.events, after.postponedTo)
  const block = [bold(text(after.title, context)), ...changedLines(before, after, difference, context)]
  const records = difference.kind === 'postponed' && next !== undefined ? [after, next] : [after]
  const card = compose({ blocks: [block], records, differences: false }, context)
  return [bold(t(`reminder.${difference.kind}`)), ...card.reply.blocks]
}

/** The calendar file of what holds now: a cancelled event's takes the entry out again. */
export function changeButtons(after: KnownEvent, book: RecordContext['book'], t: Translate): readonly Button[] {
  const next = after.postponedTo === undefined ? undefined : findEvent(book.events, after.postponedTo)
  const event = next ?? after
  if (event.start === undefined || !isCalendarDate(event.start)) return []
  return [{ text: t('reminder.calendar'), data: buttonData('meetings', 'ics', event.id) }]
}
