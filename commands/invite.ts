import { makeInvitation } from '#src/actions/register-person.ts'
import { understandState } from '#src/ask/understand-state.ts'
import type { Command } from '#src/bot/command.ts'
import type { Form } from '#src/bot/form.ts'
import { roleStep, stateStep } from '#src/bot/person-steps.ts'
import { roleSchema } from '#src/domain/access.ts'
import { html } from '#src/views/html.ts'
import { invitationView } from '#src/views/invitation.ts'
import { reply } from '#src/views/reply.ts'
import { memberStates } from '#src/views/states.ts'
import { unusedWords } from '#src/views/unused-words.ts'

const form: Form = {
  begin: ({ text }) => ({ page: '0', ...(text === '' ? {} : { state: text }) }),

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

/** `/invite` asks for the State, `/invite Kazakhstan` takes it from its words. */
export const invite = {
  name: 'invite',
  access: 'staff',
  where: 'staff',
  topic: 'people',
  handle: (request, { lexicon }) => {
    const { text, t } = request
    if (text === '') return reply([], { form: 'invite' })
    const state = understandState(text, request, lexicon)
    if (state !== undefined && memberStates(request).some(({ id }) => id === state))
      return reply([], { form: 'invite', formText: state })
    return reply(unusedWords('people.state-unfound', text, t), { form: 'invite' })
  },
  form,
} satisfies Command
