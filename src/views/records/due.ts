import type { AreaSlug, DimensionSlug } from '../../domain/dimension.ts'
import { type Due, dueOn } from '../../domain/due.ts'
import { formatDate } from '../../i18n/format.ts'
import { type Html, html } from '../html.ts'
import { type Block, bold, bullet, compose } from './compose.ts'
import { areaName, dimensionName, stateName } from './names.ts'
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

const subjectOf = ({ areas = [], dimensions = [], states = [] }: DueQuery, context: RecordContext): string =>
  [
    ...areas.map((slug) => areaName(slug, context)),
    ...dimensions.map((slug) => dimensionName(slug, context)),
    ...states.map((id) => stateName(id, context)),
  ].join(' · ')

type DueQuery = {
  readonly areas?: readonly AreaSlug[]
  readonly dimensions?: readonly DimensionSlug[]
  readonly states?: readonly string[]
}

/** What no area bears, such as the yearly review, is due for all; of one State only what its roles make due. */
function concerns({ area, state }: Due, { areas, dimensions, states }: DueQuery, { book }: RecordContext): boolean {
  if (states !== undefined && (state === undefined || !states.includes(state))) return false
  if (area === undefined) return true
  if (areas !== undefined && !areas.includes(area)) return false
  const dimension = book.areas.find(({ id }) => id === area)?.dimension
  return dimensions === undefined || (dimension !== undefined && dimensions.includes(dimension))
}

/** What the modalities of CBM implementation make due, with the number of the rule and whether it is adopted. */
export function dueView(query: DueQuery, context: RecordContext): RecordAnswer {
  const { t, book, today } = context
  if (book.rules.length === 0) return nothingOnRecord(context)
  const due = dueOn(book, today).filter((each) => concerns(each, query, context))
  const subject = subjectOf(query, context)
  const rules = [...new Set(due.map(({ rule }) => rule))]
  const heading: Block = [
    bold(t('records.due.heading', { date: formatDate(today, t) })),
    ...(subject === '' ? [] : [html`${subject}`]),
  ]
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
