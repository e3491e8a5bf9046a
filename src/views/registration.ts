import type { Role } from '../domain/access.ts'
import type { Person, Registration } from '../domain/person.ts'
import type { Translate } from '../i18n/translator.ts'
import { type Html, html, joinHtml } from './html.ts'
import { type Button, buttonData, type Reply, reply } from './reply.ts'
import { type PeopleContext, stateName } from './states.ts'

export const lines = (parts: readonly (Html | false)[]): Html =>
  joinHtml(
    parts.filter((part) => part !== false),
    '\n',
  )

/** State, institution and role, each in a line. */
export function personFacts(
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
    ...personFacts(wanted, context),
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

export function pendingView(registration: Registration, context: PeopleContext): Reply {
  const { t } = context
  return reply([html`<b>${t('people.pending')}</b>`, registrationSummary(registration, context)], {
    buttons: [[{ text: t('people.withdraw'), data: 'register:withdraw:' }]],
  })
}

/** Somebody's own registration, with the way out of it. */
export function ownAccessView(person: Person, context: PeopleContext): Reply {
  const { t } = context
  const standing = person.suspended ? [html`<b>${t('people.is-suspended')}</b>`] : []
  return reply(
    [
      html`<b>${t('people.you-are')}</b>\n${lines(personFacts(person, context))}`,
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
