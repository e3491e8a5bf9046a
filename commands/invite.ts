import { makeInvitation } from '#src/actions/register-person.ts'
import type { Command } from '#src/bot/command.ts'
import type { Form } from '#src/bot/form.ts'
import { roleStep, stateStep } from '#src/bot/person-steps.ts'
import { roleSchema } from '#src/domain/access.ts'
import { html } from '#src/views/html.ts'
import { invitationView } from '#src/views/invitation.ts'
import { reply } from '#src/views/reply.ts'

const form: Form = {
  begin: () => ({ page: '0' }),

  steps: [stateStep('people.choose-state-of-invited'), roleStep],

  finish: (draft, request, app) => {
    const role = roleSchema.catch('focal-point').parse(draft.role)
    const state = String(draft.state)
    const { token, expiresAt } = makeInvitation(app, { state, role, institution: null, by: request.viewer.id })
    const link = `https://t.me/${request.botName}?start=${token}`
    return invitationView({ link, state, role, expiresAt }, app.config.timeZone, request)
  },

  leave: ({ t }) => reply(html`${t('subscription.cancelled')}`, { placement: 'replace', buttons: [] }),
}

export const invite = {
  name: 'invite',
  access: 'staff',
  where: 'staff',
  topic: 'people',
  handle: () => reply([], { form: 'invite' }),
  form,
} satisfies Command
