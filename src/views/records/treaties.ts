import { overlaps } from '../../domain/event.ts'
import type { Span } from '../../domain/span.ts'
import { formatDate } from '../../i18n/format.ts'
import { html } from '../html.ts'
import { inRows } from '../reply.ts'
import { type Block, bold, bullet, compose } from './compose.ts'
import { text, unofficialMark } from './names.ts'
import type { RecordAnswer, RecordContext } from './record-context.ts'
import { recordButton } from './record-key.ts'
import { spanLabel } from './span-label.ts'

type Treaty = RecordContext['book']['treaties'][number]

function line(treaty: Treaty, context: RecordContext) {
  const { t } = context
  const mark = t.language !== 'en' && treaty.unofficial.includes(t.language) ? unofficialMark : ''
  const signed = treaty.openedOn === undefined ? t('date.undated') : formatDate(treaty.openedOn, t)
  return bullet(html`${text(treaty.shortTitle, context)}${mark} — ${t('records.treaty.signed-on', { date: signed })}`)
}

/** The treaties of CICA on record, the oldest first; of a span those that were signed in it. */
export function treatiesView({ span }: { readonly span?: Span | undefined }, context: RecordContext): RecordAnswer {
  const { t, book } = context
  const found = book.treaties
    .filter(({ openedOn }) => span === undefined || overlaps({ start: openedOn, end: undefined }, span.from, span.to))
    .toSorted((one, other) => (one.openedOn ?? '9999').localeCompare(other.openedOn ?? '9999'))
  const heading: Block = [
    bold(t('records.treaty.all')),
    ...(span === undefined ? [] : [html`<i>${spanLabel(span, t)}</i>`]),
  ]
  const lines = found.map((treaty) => line(treaty, context))
  const none = [html`${t(`records.nothing-${book.clearance}`)}`]
  const buttons = found.flatMap((treaty) =>
    recordButton(text(treaty.shortTitle, context), 'ratification', 'open', { q: ['treaty'], t: [treaty.id] }),
  )
  const answered = found.length > 0
  const blocks = [heading, answered ? lines : none]
  return compose({ blocks, records: found, buttons: inRows(buttons), differences: false, answered }, context)
}
