import { type Deadline, isAhead, isPast } from '../../domain/deadline.ts'
import { formatDate } from '../../i18n/format.ts'
import { html } from '../html.ts'
import { type Block, bold, compose, labelled, noteLines } from './compose.ts'
import { text } from './names.ts'
import { nothingOnRecord } from './nothing-on-record.ts'
import type { RecordAnswer, RecordContext } from './record-context.ts'

type Known = RecordContext['book']['deadlines'][number]

export type DeadlinesQuery = { readonly deadlines?: readonly string[] }

/** Past ones are told for a while; older ones only when they are asked for. */
const pastShown = 4

function dueText(deadline: Known, { t, today }: RecordContext): string {
  if (deadline.due === undefined) return t('records.deadline.no-day')
  const date = formatDate(deadline.due, t)
  return isPast(deadline, today) && deadline.withdrawnOn === undefined ? t('records.deadline.past', { date }) : date
}

function deadlineBlock(deadline: Known, context: RecordContext): Block {
  const { t } = context
  return [
    bold(text(deadline.title, context)),
    ...labelled(t('records.deadline.due'), dueText(deadline, context)),
    ...labelled(
      t('records.deadline.withdrawn'),
      deadline.withdrawnOn === undefined ? undefined : formatDate(deadline.withdrawnOn, t),
    ),
    ...labelled(
      t('records.deadline.wording'),
      deadline.wording === undefined ? undefined : text(deadline.wording, context),
    ),
    ...labelled(t('records.deadline.kind'), t(`records.deadline-kind.${deadline.kind}`)),
    ...labelled(t('records.deadline.document'), text(deadline.document, context)),
    ...noteLines(deadline, context),
  ]
}

const bySoonest = (a: Pick<Deadline, 'due'>, b: Pick<Deadline, 'due'>) =>
  (a.due ?? '9999').localeCompare(b.due ?? '9999')

function overview(context: RecordContext): RecordAnswer {
  const { t, book, today } = context
  const ahead = book.deadlines.filter((each) => isAhead(each, today)).sort(bySoonest)
  const undated = book.deadlines.filter((each) => each.due === undefined && each.withdrawnOn === undefined)
  const past = book.deadlines
    .filter((each) => isPast(each, today) || each.withdrawnOn !== undefined)
    .sort((a, b) => bySoonest(b, a))
  const shown = [...ahead, ...undated, ...past.slice(0, pastShown)]
  const lead: Block =
    ahead.length > 0
      ? [bold(t('records.deadline.ahead'))]
      : [html`${t(`records.deadline.none-ahead-${book.clearance}`)}`]
  return compose({ blocks: [lead, ...shown.map((each) => deadlineBlock(each, context))], records: shown }, context)
}

/** What notes verbales and decisions ask for by a date. */
export function deadlinesView(query: DeadlinesQuery, context: RecordContext): RecordAnswer {
  if (query.deadlines === undefined) return overview(context)
  const wanted = query.deadlines
  const found = wanted.flatMap((id) => context.book.deadlines.find((each) => each.id === id) ?? [])
  if (found.length === 0) return nothingOnRecord(context)
  return compose({ blocks: found.map((each) => deadlineBlock(each, context)), records: found }, context)
}
