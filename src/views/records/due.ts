import { type Due, dueOn } from '../../domain/due.ts'
import { formatDate } from '../../i18n/format.ts'
import { type Html, html } from '../html.ts'
import { type Block, bold, bullet, compose } from './compose.ts'
import { areaName, stateName } from './names.ts'
import { nothingOnRecord } from './nothing-on-record.ts'
import type { RecordAnswer, RecordContext } from './record-context.ts'
import { recordButton } from './record-key.ts'

function dueLine(due: Due, context: RecordContext): Html {
  const { t } = context
  const names = [
    ...(due.area === undefined ? [] : [areaName(due.area, context)]),
    ...(due.state === undefined ? [] : [stateName(due.state, context)]),
  ]
  const key = due.overdue ? 'records.due.since' : 'records.due.by'
  const date = due.by === undefined ? [] : [t(key, { date: formatDate(due.by, t) })]
  return bullet([names.join(' · '), ...date].filter((part) => part !== '').join(' — '))
}

/** What one rule asks for, under its number. */
function ruleBlock(due: readonly Due[], context: RecordContext): Block {
  const { t } = context
  const [first] = due
  if (first === undefined) return []
  const { rule, subject } = first
  const standing = t(rule.adopted ? 'records.rules.adopted' : 'records.rules.draft')
  const heading = `${t('records.rules.number', { number: rule.number, standing })}: ${t(`records.due-subject.${subject}`)}`
  return [bold(heading), ...due.map((each) => dueLine(each, context))]
}

/** What the modalities of CBM implementation make due, with the number of the rule and whether it is adopted. */
export function dueView(context: RecordContext): RecordAnswer {
  const { t, book, today } = context
  if (book.rules.length === 0) return nothingOnRecord(context)
  const due = dueOn(book, today)
  const rules = [...new Set(due.map(({ rule }) => rule))]
  const heading: Block = [bold(t('records.due.heading', { date: formatDate(today, t) }))]
  const none: Block = due.length === 0 ? [html`${t('records.due.nothing')}`] : []
  const drafts: Block = rules.some((rule) => !rule.adopted) ? [html`<i>${t('records.due.draft-note')}</i>`] : []
  const groups = rules.map((rule) =>
    ruleBlock(
      due.filter((each) => each.rule === rule),
      context,
    ),
  )
  const buttons = [recordButton(t('records.button.rules'), 'due', 'rules', {})]
  return compose(
    {
      blocks: [[...heading, ...drafts], none, ...groups],
      records: [...rules, ...due.flatMap(({ basis }) => basis)],
      differences: false,
      buttons,
    },
    context,
  )
}
