import type { Role } from '../domain/access.ts'
import type { Person } from '../domain/person.ts'
import { formatInstant } from '../i18n/format.ts'
import { html } from './html.ts'
import { lines, personFacts } from './registration.ts'
import { type Button, buttonData, inRows, type Reply, reply } from './reply.ts'
import { type PeopleContext, stateName } from './states.ts'
import { openCommand } from './welcome.ts'

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

/** What staff are told when somebody's suspension went with their data: the State, and nobody's name. */
export function lostSuspensionNote(
  lost: { readonly state: string | null; readonly revoked: number },
  context: PeopleContext,
): Reply {
  const { t } = context
  const gone = html`${t('people.suspended-gone', { state: stateName(lost.state, context) })}`
  return reply(lost.revoked === 0 ? gone : [gone, html`${t('people.suspended-revoked', { count: lost.revoked })}`])
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
      ...inRows(buttons, 2),
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
  return reply(blocks, { buttons: [...inRows(cards, 2), [back]], placement: 'replace' })
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
  return reply([html`<b>${shownName(person)}</b>\n${lines([...personFacts(person, context), granted, standing])}`], {
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
