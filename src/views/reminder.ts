import type { ReminderOffset } from '../domain/reminder.ts'
import { type Html, html } from './html.ts'
import { deadlinesView } from './records/deadlines.ts'
import { meetingsView } from './records/meetings.ts'
import type { RecordContext } from './records/record-context.ts'

/** “Tomorrow”, then the event's card with its sources. */
export function eventReminder(eventId: string, offset: ReminderOffset, context: RecordContext): readonly Html[] {
  const card = meetingsView({ which: 'all', filter: { events: [eventId] } }, context)
  return [html`<b>${context.t(`reminder.event-${offset}`)}</b>`, ...card.reply.blocks]
}

export function deadlineReminder(deadlineId: string, offset: ReminderOffset, context: RecordContext): readonly Html[] {
  const card = deadlinesView({ deadlines: [deadlineId] }, context)
  return [html`<b>${context.t(`reminder.deadline-${offset}`)}</b>`, ...card.reply.blocks]
}
