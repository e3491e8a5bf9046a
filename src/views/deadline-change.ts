import type { Deadline, deadlineDifference } from '../domain/deadline.ts'
import { formatDate } from '../i18n/format.ts'
import { type Html, html } from './html.ts'
import { bold, compose, labelled } from './records/compose.ts'
import { text } from './records/names.ts'
import type { RecordContext } from './records/record-context.ts'

type Change = {
  readonly before: Pick<Deadline, 'due'>
  readonly difference: Exclude<ReturnType<typeof deadlineDifference>, undefined>
}

/**
 * What became of a deadline that somebody counted on: old and new.
 * @param after as the reader's book has it
 */
export function deadlineNotice(
  { before, difference }: Change,
  after: RecordContext['book']['deadlines'][number],
  context: RecordContext,
): readonly Html[] {
  const { t } = context
  const day = ({ due }: Pick<Deadline, 'due'>) =>
    due === undefined ? t('records.deadline.no-day') : formatDate(due, t)
  const due = t('records.deadline.due')
  const [old, now] = [day(before), day(after)]
  const block = [
    bold(text(after.title, context)),
    ...(difference === 'withdrawn'
      ? [html`${t('reminder.deadline-was', { date: old })}`]
      : labelled(due, old === now ? now : t('reminder.was', { before: old, after: now }))),
    ...labelled(t('records.deadline.document'), text(after.document, context)),
  ]
  const card = compose({ blocks: [block], records: [after], differences: false }, context)
  return [bold(t(`reminder.deadline-${difference}`)), ...card.reply.blocks]
}
