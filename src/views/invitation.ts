import type { Role } from '../domain/access.ts'
import type { Invitation } from '../domain/person.ts'
import { formatInstant } from '../i18n/format.ts'
import { html } from './html.ts'
import { lines } from './registration.ts'
import { buttonData, inRows, type Reply, reply } from './reply.ts'
import { type PeopleContext, stateName } from './states.ts'

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
    buttons: [...inRows(revoke, 2), [{ text: t('people.back'), data: 'people:all:' }]],
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
