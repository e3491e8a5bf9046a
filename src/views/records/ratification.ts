import type { CalendarDate } from '../../domain/calendar.ts'
import { statusesOn } from '../../domain/ratification.ts'
import type { Span } from '../../domain/span.ts'
import { actionsOn, isBindingAct, type StateAndTreaty, statesWithActs } from '../../domain/treaty-standing.ts'
import { formatDate } from '../../i18n/format.ts'
import { type Html, html } from '../html.ts'
import { inRows } from '../reply.ts'
import { type Block, bold, bullet, compose, labelled, noteLines, onLine } from './compose.ts'
import { stateName, text, unofficialMark } from './names.ts'
import { nothingOnRecord } from './nothing-on-record.ts'
import type { RecordAnswer, RecordContext } from './record-context.ts'
import { recordButton } from './record-key.ts'
import type { AnyRecord } from './source-line.ts'
import { treatiesView } from './treaties.ts'

type Treaty = RecordContext['book']['treaties'][number]
type Action = RecordContext['book']['treaty-actions'][number]
type Status = RecordContext['book']['ratification-status'][number]

export type RatificationQuery = {
  readonly aspect: 'status' | 'threshold' | 'entry-into-force' | 'depositary' | 'states' | 'treaty' | 'treaties'
  readonly treaty: string
  readonly states?: readonly string[]
  /** A day before today, whose status was asked for; told of counts and of entry into force. */
  readonly on?: CalendarDate
  /** Of `treaties`: in which they were signed. */
  readonly span?: Span
}

function treatyTitle(treaty: Treaty, context: RecordContext, which: 'title' | 'shortTitle' = 'shortTitle'): Html {
  const { language } = context.t
  const unofficial = language !== 'en' && treaty.unofficial.includes(language) ? unofficialMark : ''
  return bold(`${text(treaty[which], context)}${unofficial}`)
}

function actionText(action: Action, { t }: RecordContext): string {
  return t('records.treaty.act', {
    act: t(`records.act.${action.action}`),
    date: action.date === undefined ? t('date.undated') : formatDate(action.date, t),
  })
}

/** The count as one dated statement gives it; never a count of rows. */
function statusLine(status: Status, treaty: Treaty, { t }: RecordContext): Html {
  const required = treaty.requiredInstruments ?? status.submitted + status.missing
  const date = formatDate(status.date, t)
  return html`${t('records.treaty.status', { submitted: status.submitted, required, missing: status.missing, date })}`
}

function knownStatuses(treaty: Treaty, { book, today }: RecordContext): readonly Status[] {
  return statusesOn(
    book['ratification-status'].filter((status) => status.treaty === treaty.id),
    today,
  )
}

/** @param then of a past day: what is on record after it was left out and may be much */
function statusBlock(
  treaty: Treaty,
  context: RecordContext,
  then = false,
): { block: Block; records: readonly Status[] } {
  const { t } = context
  const statuses = knownStatuses(treaty, context)
  const [latest, ...earlier] = statuses
  if (latest === undefined)
    return { block: [html`${t(`records.treaty.no-status-${context.book.clearance}`)}`], records: [] }
  const before = earlier.map((status) => bullet(statusLine(status, treaty, context)))
  const older = before.length === 0 ? [] : [html`${t('records.treaty.earlier')}`, ...before]
  const force =
    latest.missing > 0
      ? [
          html`${t(then ? 'records.treaty.not-in-force-then' : 'records.treaty.not-in-force', { date: formatDate(latest.date, t) })}`,
        ]
      : []
  return { block: [bold(statusLine(latest, treaty, context)), ...force, ...older], records: statuses }
}

function ruleLine(treaty: Treaty, { t }: RecordContext): readonly Html[] {
  const { requiredInstruments: required, daysAfter: days } = treaty
  return required === undefined || days === undefined ? [] : [html`${t('records.treaty.rule', { required, days })}`]
}

function actsOf(treaty: Treaty, { book, today }: RecordContext): readonly StateAndTreaty[] {
  return statesWithActs(actionsOn(book['treaty-actions'], treaty.id, today))
}

function stateLine({ state, actions }: StateAndTreaty, context: RecordContext): Html {
  return bullet(`${stateName(state, context)}: ${actions.map((action) => actionText(action, context)).join('; ')}`)
}

/** A law or a decision of a parliament says nothing of the instrument. */
function onlyDomestic(actions: readonly Action[]): boolean {
  return actions.some(({ action }) => action === 'domestic-law') && !actions.some(({ action }) => isBindingAct(action))
}

function caveat(treaty: Treaty, states: readonly StateAndTreaty[], { t }: RecordContext): readonly Html[] {
  if (treaty.requiredInstruments === undefined) return []
  return states.some(({ actions }) => onlyDomestic(actions))
    ? [html`<i>${t('records.treaty.law-is-no-deposit')}</i>`]
    : []
}

/** What is on record of some States; of one without a record only that there is none. */
function ofStates(treaty: Treaty, states: readonly string[], context: RecordContext): RecordAnswer {
  const { t, book } = context
  const all = actsOf(treaty, context)
  const records: AnyRecord[] = []
  const blocks = states.map((state): Block => {
    const found = all.find((each) => each.state === state)
    const name = stateName(state, context)
    if (found === undefined) {
      return [
        html`${bold(name)}: ${t(`records.treaty.no-record-${book.clearance}`)}`,
        html`<i>${t('records.treaty.no-record-means')}</i>`,
      ]
    }
    records.push(...found.actions)
    const notes = found.actions.flatMap((action) => noteLines(action, context))
    const acts = found.actions.map((action) => bullet(actionText(action, context)))
    return [bold(name), ...acts, ...caveat(treaty, [found], context), ...notes]
  })
  const { block, records: statuses } =
    treaty.requiredInstruments === undefined ? { block: [], records: [] } : statusBlock(treaty, context)
  // Of treaties other than the Convention some acts are told in the note alone.
  const note = treaty.requiredInstruments === undefined ? noteLines(treaty, context) : []
  const buttons = [recordButton(t('records.button.ratification'), 'ratification', 'open', { t: [treaty.id] })]
  return compose(
    {
      blocks: [[treatyTitle(treaty, context)], ...blocks, block, note],
      records: [...records, ...statuses, ...(note.length === 0 ? [] : [treaty])],
      buttons,
    },
    context,
  )
}

function status(treaty: Treaty, asked: readonly Block[], context: RecordContext): RecordAnswer {
  const { t } = context
  const { block, records } = statusBlock(treaty, context, asked.length > 0)
  const states = actsOf(treaty, context)
  const listed =
    states.length === 0 ? [] : [html`${t('records.treaty.states')}`, ...states.map((each) => stateLine(each, context))]
  const buttons = inRows([
    ...recordButton(t('records.button.picture'), 'ratification', 'picture', {}),
    ...recordButton(t('records.button.treaty'), 'ratification', 'open', { q: ['treaty'] }),
  ])
  const blocks: Block[] = [
    [treatyTitle(treaty, context)],
    ...asked,
    block,
    ruleLine(treaty, context),
    [...listed, ...caveat(treaty, states, context)],
  ]
  const used = [...records, ...states.flatMap(({ actions }) => actions), treaty]
  return compose({ blocks, records: used, buttons }, context)
}

function rule(treaty: Treaty, context: RecordContext): RecordAnswer {
  const { block, records } = statusBlock(treaty, context)
  return compose(
    { blocks: [[treatyTitle(treaty, context)], ruleLine(treaty, context), block], records: [treaty, ...records] },
    context,
  )
}

function entryIntoForce(treaty: Treaty, asked: readonly Block[], context: RecordContext): RecordAnswer {
  const { t } = context
  const { block, records } =
    treaty.requiredInstruments === undefined
      ? { block: [], records: [] }
      : statusBlock(treaty, context, asked.length > 0)
  const inForce =
    treaty.inForceSince === undefined
      ? []
      : [html`${t('records.treaty.in-force', { date: formatDate(treaty.inForceSince, t) })}`]
  const words = treaty.entryIntoForce === undefined ? [] : [html`${text(treaty.entryIntoForce, context)}`]
  const known = [...inForce, ...block, ...(ruleLine(treaty, context).length === 0 ? words : ruleLine(treaty, context))]
  const none = known.length === 0 ? [html`${t(`records.nothing-${context.book.clearance}`)}`] : []
  const blocks = [[treatyTitle(treaty, context)], ...asked, known, none]
  return compose({ blocks, records: [treaty, ...records] }, context)
}

function depositary(treaty: Treaty, context: RecordContext): RecordAnswer {
  const { t } = context
  const known = treaty.depositary === undefined ? t('records.treaty.no-depositary') : text(treaty.depositary, context)
  const convention = treaty.requiredInstruments !== undefined
  const lead = convention ? [html`${t('records.treaty.no-depositary')}`] : []
  const block: Block = [treatyTitle(treaty, context), ...lead, html`${known}`]
  return compose({ blocks: [block], records: [treaty], differences: true }, context)
}

function whole(treaty: Treaty, context: RecordContext): RecordAnswer {
  const { t } = context
  const states = actsOf(treaty, context)
  const acts = states.map((each) => stateLine(each, context))
  const opened = treaty.openedOn === undefined ? undefined : formatDate(treaty.openedOn, t)
  const blocks: Block[] = [
    [treatyTitle(treaty, context, 'title'), ...labelled(t('records.treaty.signed'), opened)],
    noteLines(treaty, context),
    treaty.entryIntoForce === undefined ? [] : [html`${text(treaty.entryIntoForce, context)}`],
    acts.length === 0 ? [] : [html`${t('records.treaty.states')}`, ...acts, ...caveat(treaty, states, context)],
  ]
  return compose({ blocks, records: [treaty, ...states.flatMap(({ actions }) => actions)] }, context)
}

/** A treaty and who did what about it; counts come from dated statements alone. */
export function ratificationView(query: RatificationQuery, context: RecordContext): RecordAnswer {
  if (query.aspect === 'treaties') return treatiesView(query, context)
  const treaty = context.book.treaties.find(({ id }) => id === query.treaty)
  if (treaty === undefined) return nothingOnRecord(context)
  if (query.states !== undefined && query.states.length > 0) return ofStates(treaty, query.states, context)
  const counted = treaty.requiredInstruments !== undefined
  // What was not on record by a day is not told of it.
  const then = query.on === undefined ? context : { ...context, today: query.on }
  const asked = onLine(query.on, context)
  switch (query.aspect) {
    case 'status':
    case 'states':
      return counted ? status(treaty, asked, then) : whole(treaty, context)
    case 'threshold':
      return counted ? rule(treaty, context) : entryIntoForce(treaty, [], context)
    case 'entry-into-force':
      return entryIntoForce(treaty, asked, then)
    case 'depositary':
      return depositary(treaty, context)
    case 'treaty':
      return whole(treaty, context)
  }
}
