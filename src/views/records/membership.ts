import { type CalendarDate, firstDay, lastDay } from '../../domain/calendar.ts'
import type { MemberState } from '../../domain/member-state.ts'
import { formatDate, formatList } from '../../i18n/format.ts'
import { type Html, html } from '../html.ts'
import { type Block, bold, bullet, compose, noteLines } from './compose.ts'
import { capitalised, text } from './names.ts'
import { nothingOnRecord } from './nothing-on-record.ts'
import type { RecordAnswer, RecordContext } from './record-context.ts'
import { recordButton } from './record-key.ts'
import { spanLabel } from './span-label.ts'

type Known = RecordContext['book']['member-states'][number]

export type MembershipQuery = {
  readonly states?: readonly string[]
  readonly about: 'state' | 'members' | 'observers' | 'count'
  readonly span?: { readonly from: CalendarDate; readonly to: CalendarDate }
  /** States on no record, by ISO 3166 alpha-2 code. */
  readonly outsiders?: readonly string[]
  readonly which?: 'last' | 'first' | 'founding'
}

const since = (state: Pick<MemberState, 'since'>) => (state.since === undefined ? undefined : firstDay(state.since))

/** Membership is by its dates; where none is on record it is taken as given. */
function hadJoined(state: Known, on: CalendarDate): boolean {
  return (since(state) ?? '') <= on
}

function sinceText(state: Known, { t }: RecordContext): string {
  if (state.since !== undefined)
    return t(`records.membership.since-${state.kind}`, { date: formatDate(state.since, t) })
  if (state.sinceBy !== undefined) return t('records.membership.since-by', { date: formatDate(state.sinceBy, t) })
  return t(`records.membership.no-date-${state.kind}`)
}

function stateBlock(state: Known, context: RecordContext): Block {
  const { t, today } = context
  const name = text(state.name, context)
  if (!hadJoined(state, today)) {
    const date = formatDate(today, t)
    return [html`${bold(name)}: ${t('records.membership.not-yet', { date })}; ${sinceText(state, context)}`]
  }
  return [
    html`${bold(name)}: ${t(`records.membership.${state.kind}`)}; ${sinceText(state, context)}`,
    ...noteLines(state, context),
  ]
}

function outsiderBlock(code: string, { t, book }: RecordContext): Block {
  const name = new Intl.DisplayNames([t.language], { type: 'region', fallback: 'code' }).of(code) ?? code
  return [html`${bold(name)}: ${t(`records.membership.outsider-${book.clearance}`)}`]
}

function ofStates(query: MembershipQuery, context: RecordContext): RecordAnswer {
  const { t, book } = context
  const found = (query.states ?? []).flatMap((id) => book['member-states'].find((state) => state.id === id) ?? [])
  const outsiders = query.outsiders ?? []
  if (found.length + outsiders.length === 0) return nothingOnRecord(context)
  const blocks = [
    ...found.map((state) => stateBlock(state, context)),
    ...outsiders.map((code) => outsiderBlock(code, context)),
  ]
  const [only] = found
  const buttons =
    only === undefined || found.length > 1
      ? []
      : [
          [
            ...recordButton(t('records.button.its-areas'), 'coordinators', 'open', { s: [only.id] }),
            ...recordButton(t('records.button.ratification'), 'ratification', 'open', { s: [only.id] }),
          ],
        ]
  return compose({ blocks, records: found, buttons, answered: found.length > 0 || outsiders.length > 0 }, context)
}

function present(kind: Known['kind'], { book, today }: RecordContext): readonly Known[] {
  return book['member-states'].filter((state) => state.kind === kind && hadJoined(state, today))
}

function alphabetically(states: readonly Known[], context: RecordContext): readonly string[] {
  const { language } = context.t
  return states.map((state) => text(state.name, context)).sort((a, b) => a.localeCompare(b, language))
}

function countLine(kind: Known['kind'], context: RecordContext): Html {
  return bold(context.t(`records.membership.count-${kind}`, { count: present(kind, context).length }))
}

function roll(kind: Known['kind'], context: RecordContext): RecordAnswer {
  const { t, book } = context
  const states = present(kind, context)
  const organizations = kind === 'observer' ? book.organizations.filter((each) => each.kind === 'observer') : []
  const names = organizations.map((each) => text(each.name, context))
  const blocks: Block[] = [
    [countLine(kind, context), html`${alphabetically(states, context).join(', ')}`],
    names.length === 0
      ? []
      : [bold(t('records.membership.count-organizations', { count: names.length })), html`${names.join(', ')}`],
  ]
  return compose({ blocks, records: [...states, ...organizations], differences: false }, context)
}

/**
 * How many there were in a span: today's number where nobody joined after it. Of earlier times there is no number,
 * for the dates of some accessions are not on record.
 */
function countsIn(span: NonNullable<MembershipQuery['span']>, context: RecordContext): RecordAnswer {
  const [newest] = joinedLast(context)
  return newest === undefined || (since(newest) ?? '') <= span.to ? counts(context) : nothingOnRecord(context)
}

function counts(context: RecordContext): RecordAnswer {
  const { t, book } = context
  const organizations = book.organizations.filter((each) => each.kind === 'observer').length
  const newest = joinedLast(context)
  const last = newest.map((state) =>
    t('records.membership.newest', {
      state: text(state.name, context),
      date: state.since === undefined ? '' : formatDate(state.since, t),
    }),
  )
  const block: Block = [
    countLine('member', context),
    countLine('observer', context),
    html`${t('records.membership.count-organizations', { count: organizations })}`,
    ...last.map((line) => html`${line}`),
  ]
  const records = [...newest, ...present('member', context), ...present('observer', context)]
  const buttons = [
    [
      ...recordButton(t('records.button.members'), 'members', 'open', { q: ['members'] }),
      ...recordButton(t('records.button.observers'), 'members', 'open', { q: ['observers'] }),
    ],
  ]
  return compose({ blocks: [block], records, buttons, differences: false }, context)
}

function joinedLast(context: RecordContext, kind: Known['kind'] = 'member'): readonly Known[] {
  const dated = present(kind, context).filter((state) => since(state) !== undefined)
  const latest = dated
    .map((state) => since(state) ?? '')
    .sort()
    .at(-1)
  return dated.filter((state) => since(state) === latest)
}

/** The sixteen at the First Summit of 4 June 2002; the sources do not say which of them was not there in 1999. */
function founders(context: RecordContext): readonly Known[] {
  return present('member', context).filter((state) => {
    const bound = state.since ?? state.sinceBy
    return bound !== undefined && (lastDay(bound) ?? '9999') <= '2002-06-04'
  })
}

function joined(query: MembershipQuery, context: RecordContext): RecordAnswer {
  const { t, book } = context
  const kind = query.about === 'observers' ? 'observer' : 'member'
  if (query.which === 'last') {
    const last = joinedLast(context, kind)
    if (last.length === 0) return nothingOnRecord(context)
    return compose(
      {
        blocks: [[bold(t('records.membership.last'))], ...last.map((state) => stateBlock(state, context))],
        records: last,
      },
      context,
    )
  }
  const first = founders(context)
  const facts = book.facts.filter((fact) => fact.about.includes('founding'))
  const blocks: Block[] = [
    [
      bold(t('records.membership.founders', { count: first.length })),
      html`${formatList(alphabetically(first, context), t.language)}`,
    ],
    ...facts.map((fact): Block => [html`${text(fact.text, context)}`]),
  ]
  return compose({ blocks, records: [...first, ...facts] }, context)
}

/** Who joined, or became an observer, in a span of days. */
function joinedIn(
  span: NonNullable<MembershipQuery['span']>,
  query: MembershipQuery,
  context: RecordContext,
): RecordAnswer {
  const { t, book } = context
  const found = book['member-states'].filter((state) => {
    if (state.since === undefined || (query.about === 'observers') !== (state.kind === 'observer')) return false
    const [first, last] = [firstDay(state.since), lastDay(state.since)]
    return first !== undefined && last !== undefined && first <= span.to && last >= span.from
  })
  const label = bold(capitalised(spanLabel(span, t), context))
  if (found.length === 0)
    return compose(
      {
        blocks: [[label, html`${t(`records.membership.none-joined-${book.clearance}`)}`]],
        records: [],
        answered: false,
      },
      context,
    )
  const rows = found.map((state) =>
    bullet(`${text(state.name, context)}: ${t(`records.membership.${state.kind}`)}; ${sinceText(state, context)}`),
  )
  return compose({ blocks: [[label, ...rows]], records: found }, context)
}

/** Member and observer States: one, all, how many, who joined when. */
export function membershipView(query: MembershipQuery, context: RecordContext): RecordAnswer {
  const named = (query.states ?? []).length + (query.outsiders ?? []).length
  if (named > 0) return ofStates(query, context)
  if (query.which !== undefined) return joined(query, context)
  if (query.span !== undefined && query.about === 'count') return countsIn(query.span, context)
  if (query.span !== undefined) return joinedIn(query.span, query, context)
  switch (query.about) {
    case 'observers':
      return roll('observer', context)
    case 'count':
      return counts(context)
    default:
      return roll('member', context)
  }
}
