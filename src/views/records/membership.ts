import { type CalendarDate, lastDay } from '../../domain/calendar.ts'
import type { Span } from '../../domain/span.ts'
import { formatDate, formatList } from '../../i18n/format.ts'
import { type Html, html } from '../html.ts'
import { type Block, bold, compose, noteLines } from './compose.ts'
import { joinedIn, membershipOn } from './membership-in-time.ts'
import { alphabetically, joinedFrom, type KnownState, sinceText } from './membership-lines.ts'
import { text } from './names.ts'
import { nothingOnRecord } from './nothing-on-record.ts'
import type { RecordAnswer, RecordContext } from './record-context.ts'
import { recordButton } from './record-key.ts'

export type MembershipQuery = {
  readonly states?: readonly string[]
  readonly about: 'state' | 'members' | 'observers' | 'count'
  /** Who joined in these days. */
  readonly span?: Span
  /** Who was in on this day. */
  readonly on?: CalendarDate
  /** States on no record, by ISO 3166 alpha-2 code. */
  readonly outsiders?: readonly string[]
  readonly which?: 'last' | 'first' | 'founding'
}

/** Membership is by its dates; where none is on record it is taken as given. */
function hadJoined(state: KnownState, on: CalendarDate): boolean {
  return (joinedFrom(state) ?? '') <= on
}

function stateBlock(state: KnownState, context: RecordContext): Block {
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

function present(kind: KnownState['kind'], { book, today }: RecordContext): readonly KnownState[] {
  return book['member-states'].filter((state) => state.kind === kind && hadJoined(state, today))
}

function countLine(kind: KnownState['kind'], context: RecordContext): Html {
  return bold(context.t(`records.membership.count-${kind}`, { count: present(kind, context).length }))
}

function roll(kind: KnownState['kind'], context: RecordContext): RecordAnswer {
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

function joinedLast(context: RecordContext, kind: KnownState['kind'] = 'member'): readonly KnownState[] {
  const dated = present(kind, context).filter((state) => joinedFrom(state) !== undefined)
  const latest = dated
    .map((state) => joinedFrom(state) ?? '')
    .sort()
    .at(-1)
  return dated.filter((state) => joinedFrom(state) === latest)
}

/** The sixteen at the First Summit of 4 June 2002; the sources do not say which of them was not there in 1999. */
function founders(context: RecordContext): readonly KnownState[] {
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

/** Member and observer States: one, all, how many, who joined when. */
export function membershipView(query: MembershipQuery, context: RecordContext): RecordAnswer {
  const named = (query.states ?? []).length + (query.outsiders ?? []).length
  if (named > 0) return ofStates(query, context)
  if (query.which !== undefined) return joined(query, context)
  const kind = query.about === 'observers' ? 'observer' : 'member'
  // A number is never one of those who joined: buttons of older versions ask for it with a span.
  const on = query.on ?? (query.about === 'count' ? query.span?.to : undefined)
  if (on !== undefined && on < context.today) return membershipOn(kind, on, context)
  if (query.span !== undefined && query.about !== 'count') return joinedIn(query.span, kind, context)
  switch (query.about) {
    case 'observers':
      return roll('observer', context)
    case 'count':
      return counts(context)
    default:
      return roll('member', context)
  }
}
