import { type Due, dueOn } from '../../domain/due.ts'
import { formatDate } from '../../i18n/format.ts'
import { type Html, html } from '../html.ts'
import { bold, compose } from './compose.ts'
import { areaName, stateName } from './names.ts'
import { nothingOnRecord } from './nothing-on-record.ts'
import type { RecordAnswer, RecordContext } from './record-context.ts'
import { recordButton } from './record-key.ts'

function dueLine(due: Due, context: RecordContext): Html {
  const { t } = context
  const standing = t(due.rule.adopted ? 'records.rules.adopted' : 'records.rules.draft')
  const rule = t('records.due.rule', { number: due.rule.number, standing })
  const who = [
    ...(due.area === undefined ? [] : [areaName(due.area, context)]),
    ...(due.state === undefined ? [] : [stateName(due.state, context)]),
  ].join(' · ')
  const date =
    due.by === undefined
      ? ''
      : `: ${t(due.overdue ? 'records.due.since' : 'records.due.by', { date: formatDate(due.by, t) })}`
  const subject = t(`records.due-subject.${due.subject}`)
  return html`• ${bold(who === '' ? subject : who)}${who === '' ? '' : ` — ${subject}`}${date} <i>[${rule}]</i>`
}

/** What the modalities of CBM implementation make due, with the number of the rule and whether it is adopted. */
export function dueView(context: RecordContext): RecordAnswer {
  const { t, book, today } = context
  if (book.rules.length === 0) return nothingOnRecord(context)
  const due = dueOn(book, today)
  const rows = due.map((each) => dueLine(each, context))
  const heading = bold(t('records.due.heading', { date: formatDate(today, t) }))
  const none = rows.length === 0 ? [html`${t('records.due.nothing')}`] : []
  const rules = [...new Set(due.map(({ rule }) => rule))]
  const drafts = rules.some((rule) => !rule.adopted) ? [html`<i>${t('records.due.draft-note')}</i>`] : []
  const buttons = [recordButton(t('records.button.rules'), 'due', 'rules', {})]
  return compose(
    {
      blocks: [
        [heading, ...drafts],
        [...none, ...rows],
      ],
      records: rules,
      buttons,
    },
    context,
  )
}
