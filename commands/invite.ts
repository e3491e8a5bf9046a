import { makeInvitation } from '#src/actions/register-person.ts'
import { understandState } from '#src/ask/understand-state.ts'
import type { Command } from '#src/bot/command.ts'
import { type Draft, type Form, formButton } from '#src/bot/form.ts'
import { roleSchema, roles } from '#src/domain/access.ts'
import { html } from '#src/views/html.ts'
import { invitationView } from '#src/views/invitation.ts'
import { roleQuestion, stateQuestion } from '#src/views/registration-form.ts'
import { reply } from '#src/views/reply.ts'
import { memberStates } from '#src/views/states.ts'

const leave = (draft: Draft) => ({ kind: 'leave', draft }) as const

const form: Form = {
  begin: () => ({ page: '0' }),

  steps: [
    {
      takesText: true,
      ask: (draft, request, problem) => stateQuestion(Number(draft.page), formButton, request, problem),
      take: (input, draft, request, { lexicon }) => {
        const value = input.kind === 'press' ? input.value : ''
        if (value === 'cancel') return leave(draft)
        const page = /^page-(\d)$/.exec(value)?.[1]
        if (page !== undefined) return { kind: 'stay', draft: { ...draft, page } }
        const typed = input.kind === 'text' ? input.text : ''
        const state = typed === '' ? value : understandState(typed, request, lexicon)
        if (state !== undefined && memberStates(request).some(({ id }) => id === state))
          return { kind: 'next', draft: { ...draft, state } }
        return { kind: 'stay', draft, problem: request.t('people.state-unknown', { text: typed.slice(0, 40) }) }
      },
    },
    {
      ask: (_draft, { t }) => roleQuestion(formButton, t),
      take: (input, draft) => {
        const value = input.kind === 'press' ? input.value : ''
        if (value === 'cancel') return leave(draft)
        const role = roles.find((each) => each === value)
        return role === undefined ? { kind: 'stay', draft } : { kind: 'next', draft: { ...draft, role } }
      },
    },
  ],

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
