import type { Role } from '../domain/access.ts'
import { inLanguage } from '../domain/language.ts'
import type { Invitation, Person, Registration } from '../domain/person.ts'
import type { RecordBook } from '../domain/record-book.ts'
import { formatInstant } from '../i18n/format.ts'
import type { Translate } from '../i18n/translator.ts'
import { type Html, html, joinHtml } from './html.ts'
import { type Button, type ButtonRows, buttonData, type Reply, reply } from './reply.ts'
import { openCommand } from './welcome.ts'

export type PeopleContext = { readonly book: RecordBook; readonly t: Translate }

/** Names of States stand two to a row; so many fit on one screen of a telephone. */
export const statesPerPage = 14

export function stateName(id: string | null, { book, t }: PeopleContext): string {
  if (id === null || id === '') return t('people.no-state')
  const state = book['member-states'].find((each) => each.id === id)
  return state === undefined ? id : inLanguage(state.name, t.language)
}

/** Member States in the order of the reader's alphabet. */
export function memberStates({ book, t }: PeopleContext): readonly { readonly id: string; readonly name: string }[] {
  return book['member-states']
    .filter(({ kind }) => kind === 'member')
    .map(({ id, name }) => ({ id, name: inLanguage(name, t.language) }))
    .sort((a, b) => a.name.localeCompare(b.name, t.language))
}

const rowsOf = (buttons: readonly Button[], perRow: number): Button[][] => {
  const rows: Button[][] = []
  for (let at = 0; at < buttons.length; at += perRow) rows.push(buttons.slice(at, at + perRow))
  return rows
}

const lines = (parts: readonly (Html | false)[]): Html =>
  joinHtml(
    parts.filter((part) => part !== false),
    '\n',
  )

/** Page by page, two to a row. */
export function statesKeyboard(
  states: readonly { readonly id: string; readonly name: string; readonly mark?: string }[],
  page: number,
  press: (value: string) => string,
  t: Translate,
): ButtonRows {
  const shown = states.slice(page * statesPerPage, (page + 1) * statesPerPage)
  const turn = [
    ...(page > 0 ? [{ text: `‹ ${t('people.earlier')}`, data: press(`page-${page - 1}`) }] : []),
    ...((page + 1) * statesPerPage < states.length
      ? [{ text: `${t('people.later')} ›`, data: press(`page-${page + 1}`) }]
      : []),
  ]
  const buttons = shown.map(({ id, name, mark = '' }) => ({ text: `${mark}${name}`, data: press(id) }))
  return [...rowsOf(buttons, 2), ...(turn.length === 0 ? [] : [turn])]
}

function facts(
  person: { readonly state: string | null; readonly institution: string | null; readonly role: Role | null },
  context: PeopleContext,
): Html[] {
  const { t } = context
  return [
    html`${t('people.state', { state: stateName(person.state, context) })}`,
    ...(person.institution === null ? [] : [html`${t('people.institution', { institution: person.institution })}`]),
    ...(person.role === null ? [] : [html`${t('people.role', { role: t(`people.roles.${person.role}`) })}`]),
  ]
}

/** The summary of a form before it is sent. */
export function registrationSummary(
  wanted: Pick<Registration, 'name' | 'state' | 'institution' | 'role' | 'language'>,
  context: PeopleContext,
): Html {
  const { t } = context
  return lines([
    html`${t('people.name', { name: wanted.name })}`,
    ...facts(wanted, context),
    html`${t('people.language', { language: t(`subscription.languages.${wanted.language}`) })}`,
  ])
}

/** What staff decide upon. */
export function registrationCard(registration: Registration, context: PeopleContext): Reply {
  const { t } = context
  const { id, status } = registration
  const decide = (button: 'accept' | 'decline'): Button => ({
    text: t(`people.${button}`),
    data: buttonData('people', button, id),
  })
  const settled = status === 'open' ? [] : [html`<b>${t(`people.registration-${status}`)}</b>`]
  return reply(
    [html`<b>${t('people.registration-heading')}</b>\n${registrationSummary(registration, context)}`, ...settled],
    { buttons: status === 'open' ? [[decide('accept'), decide('decline')]] : [], placement: 'replace' },
  )
}

export type AccessNotice = `people.${'granted' | 'refused' | 'suspended' | 'restored' | 'removed'}`

/** What a person is told of their access. */
export function accessNotice(
  message: AccessNotice,
  about: { readonly state: string | null; readonly role: Role | null },
  context: PeopleContext,
): Reply {
  const { t } = context
  const role = about.role === null ? '' : t(`people.roles.${about.role}`)
  const sentence = html`${t(message, { role, state: stateName(about.state, context) })}`
  const isOpen = message === 'people.granted' || message === 'people.restored'
  return isOpen ? reply([sentence, html`${t('people.private-only')}`]) : reply(sentence)
}

/** Somebody's own registration, with the way out of it. */
export function ownAccessView(person: Person, context: PeopleContext): Reply {
  const { t } = context
  const standing = person.suspended ? [html`<b>${t('people.is-suspended')}</b>`] : []
  return reply(
    [
      html`<b>${t('people.you-are')}</b>\n${lines(facts(person, context))}`,
      ...standing,
      html`${t('people.private-only')}`,
    ],
    { buttons: [[{ text: t('people.leave'), data: 'register:leave:' }]] },
  )
}

export function leaveQuestion(t: Translate): Reply {
  return reply(html`${t('people.leave-sure')}`, {
    buttons: [
      [
        { text: t('people.leave-yes'), data: 'register:left:' },
        { text: t('people.leave-no'), data: 'register:stay:' },
      ],
    ],
    placement: 'replace',
  })
}

export function pendingView(registration: Registration, context: PeopleContext): Reply {
  const { t } = context
  return reply([html`<b>${t('people.pending')}</b>`, registrationSummary(registration, context)], {
    buttons: [[{ text: t('people.withdraw'), data: 'register:withdraw:' }]],
  })
}

type Overview = {
  readonly perState: readonly { readonly state: string; readonly count: number; readonly suspended: number }[]
  readonly open: number
  readonly invitations: number
}

/** How many focal points each State has; the States first of all, then what waits for a decision. */
export function peopleOverview({ perState, open, invitations }: Overview, context: PeopleContext): Reply {
  const { t } = context
  const counted = perState
    .map((each) => ({ ...each, name: stateName(each.state, context) }))
    .sort((a, b) => a.name.localeCompare(b.name, t.language))
  const total = perState.reduce((sum, { count }) => sum + count, 0)
  const buttons = counted.map(({ state, name, count }) => ({
    text: `${name} · ${count}`,
    data: buttonData('people', 'state', state || 'none'),
  }))
  const waiting: Button[] = [
    ...(open > 0 ? [{ text: t('people.open-button', { count: open }), data: 'people:open:' }] : []),
    ...(invitations > 0
      ? [{ text: t('people.invitations-button', { count: invitations }), data: 'people:invitations:' }]
      : []),
  ]
  const empty = total === 0 ? [html`${t('people.nobody')}`] : []
  return reply([html`<b>${t('people.heading')}</b>\n${t('people.total', { count: total })}`, ...empty], {
    buttons: [
      ...rowsOf(buttons, 2),
      ...(waiting.length === 0 ? [] : [waiting]),
      [openCommand('invite', t('people.invite'))],
    ],
    placement: 'replace',
  })
}

const shownName = (person: Pick<Person, 'id' | 'name'>) => person.name ?? String(person.id)

/** A State's focal points and delegates. */
export function stateView(state: string, people: readonly Person[], context: PeopleContext): Reply {
  const { t } = context
  const list = people.map((person) => {
    const details = [
      person.role === null ? undefined : t(`people.roles.${person.role}`),
      person.institution ?? undefined,
      person.suspended ? t('people.is-suspended-short') : undefined,
    ].filter((part) => part !== undefined)
    return html`• ${shownName(person)} — ${details.join('; ')}`
  })
  const cards = people.map((person) => ({ text: shownName(person), data: buttonData('people', 'card', person.id) }))
  const back = { text: t('people.back'), data: 'people:all:' }
  const blocks = [
    html`<b>${stateName(state, context)}</b>`,
    people.length === 0 ? html`${t('people.nobody')}` : lines(list),
  ]
  return reply(blocks, { buttons: [...rowsOf(cards, 2), [back]], placement: 'replace' })
}

/** One person; the buttons carry the version that the card shows. */
export function personCard(person: Person, timeZone: string, context: PeopleContext): Reply {
  const { t } = context
  const granted =
    person.grantedAt !== null &&
    html`${t('people.granted-at', { date: formatInstant(new Date(person.grantedAt), timeZone, t.language) })}`
  const button = (name: string, text: string): Button => ({
    text,
    data: buttonData('people', name, person.id, person.version),
  })
  const standing = html`${t(person.suspended ? 'people.is-suspended' : 'people.is-active')}`
  const change = person.suspended ? button('restore', t('people.restore')) : button('suspend', t('people.suspend'))
  const back = { text: t('people.back'), data: buttonData('people', 'state', person.state ?? 'none') }
  return reply([html`<b>${shownName(person)}</b>\n${lines([...facts(person, context), granted, standing])}`], {
    buttons: [[change, button('remove', t('people.remove'))], [back]],
    placement: 'replace',
  })
}

export function removeQuestion(person: Person, context: PeopleContext): Reply {
  const { t } = context
  return reply(html`${t('people.remove-sure', { name: shownName(person), state: stateName(person.state, context) })}`, {
    buttons: [
      [
        { text: t('people.remove-yes'), data: buttonData('people', 'removed', person.id, person.version) },
        { text: t('people.back'), data: buttonData('people', 'card', person.id) },
      ],
    ],
    placement: 'replace',
  })
}

/** Links that nobody has opened yet. */
export function invitationsView(invitations: readonly Invitation[], timeZone: string, context: PeopleContext): Reply {
  const { t } = context
  const list = invitations.map((each, index) => {
    const until = formatInstant(new Date(each.expiresAt), timeZone, t.language)
    const what = `${stateName(each.state, context)}, ${t(`people.roles.${each.role}`)}${each.institution === null ? '' : `, ${each.institution}`}`
    return html`${index + 1}. ${what} — ${t('people.valid-until', { date: until })}`
  })
  const revoke = invitations.map((each, index) => ({
    text: t('people.revoke', { number: index + 1 }),
    data: buttonData('people', 'revoke', each.id),
  }))
  const none = invitations.length === 0 ? html`${t('people.no-invitations')}` : lines(list)
  return reply([html`<b>${t('people.invitations')}</b>`, none], {
    buttons: [...rowsOf(revoke, 2), [{ text: t('people.back'), data: 'people:all:' }]],
    placement: 'replace',
  })
}

/** The link, to be sent on by staff; it is shown once and cannot be shown again. */
export function invitationView(
  made: { readonly link: string; readonly state: string; readonly role: Role; readonly expiresAt: Date },
  timeZone: string,
  context: PeopleContext,
): Reply {
  const { t } = context
  const about = { state: stateName(made.state, context), role: t(`people.roles.${made.role}`) }
  const until = formatInstant(made.expiresAt, timeZone, t.language)
  return reply(
    [
      html`<b>${t('people.invitation-made', about)}</b>`,
      html`${made.link}`,
      html`${t('people.invitation-terms', { date: until })}`,
    ],
    { buttons: [], placement: 'replace' },
  )
}
