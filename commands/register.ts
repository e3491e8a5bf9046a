import { leaveAccess } from '#src/actions/change-access.ts'
import { requestRegistration, withdrawRegistration } from '#src/actions/register-person.ts'
import type { Command } from '#src/bot/command.ts'
import { type Draft, type Form, formButton } from '#src/bot/form.ts'
import { institutionStep, leave, roleStep, stateStep } from '#src/bot/person-steps.ts'
import type { Request } from '#src/bot/request.ts'
import { accessHeld, mayUse, roleSchema } from '#src/domain/access.ts'
import { isLanguage } from '#src/domain/language.ts'
import { html } from '#src/views/html.ts'
import { leaveQuestion, ownAccessView, pendingView } from '#src/views/registration.ts'
import { sendQuestion } from '#src/views/registration-form.ts'
import { reply } from '#src/views/reply.ts'
import { languageQuestion } from '#src/views/subscription.ts'

const text = (draft: Draft, name: string): string => {
  const value = draft[name]
  return typeof value === 'string' ? value : ''
}

/** What a draft amounts to; the form's steps see to it that each part is there. */
function wantedOf(draft: Draft, { viewer, t }: Request) {
  const role = roleSchema.catch('focal-point').parse(draft.role)
  const language = isLanguage(draft.language) ? draft.language : t.language
  const [state, institution] = [text(draft, 'state'), text(draft, 'institution')]
  return { person: viewer.id, name: viewer.name, state, institution, role, language }
}

const form: Form = {
  begin: () => ({ page: '0' }),

  steps: [
    stateStep('people.choose-state'),
    institutionStep,
    roleStep,
    {
      ask: (_draft, { t }) => ({ ...languageQuestion(formButton, t), blocks: [html`${t('people.choose-language')}`] }),
      take: (input, draft) => {
        const value = input.kind === 'press' ? input.value : ''
        if (value === 'cancel') return leave(draft)
        return isLanguage(value) ? { kind: 'next', draft: { ...draft, language: value } } : { kind: 'stay', draft }
      },
    },
    {
      ask: (draft, request) => sendQuestion(wantedOf(draft, request), formButton, request),
      take: (input, draft) => {
        const value = input.kind === 'press' ? input.value : ''
        if (value === 'cancel') return leave(draft)
        return { kind: value === 'send' ? 'next' : 'stay', draft }
      },
    },
  ],

  finish: (draft, request, app) => {
    requestRegistration(app, wantedOf(draft, request))
    return reply(html`${request.t('people.sent')}`, { placement: 'replace', buttons: [] })
  },

  leave: ({ t }) => reply(html`${t('subscription.cancelled')}`, { placement: 'replace', buttons: [] }),
}

export const register = {
  name: 'register',
  access: 'public',
  where: 'private',
  topic: 'bot',
  handle: (request, { store }) => {
    const { viewer, t } = request
    const known = store.people.find(viewer.id)
    if (known?.access === 'focal-point') return ownAccessView(known, request)
    if (mayUse(accessHeld(known), 'staff') || mayUse(viewer.access, 'staff'))
      return reply(html`${t('people.staff-already')}`)
    const open = store.registrations.openOf(viewer.id)
    return open === undefined ? reply([], { form: 'register' }) : pendingView(open, request)
  },
  buttons: {
    leave: ({ t }) => leaveQuestion(t),
    stay: ({ t }) => reply(html`${t('subscription.cancelled')}`, { placement: 'replace', buttons: [] }),
    left: ({ viewer, t }, app) => {
      const done = leaveAccess(app, viewer)
      return reply(html`${t(done ? 'people.left' : 'people.nothing-to-leave')}`, { placement: 'replace', buttons: [] })
    },
    withdraw: ({ viewer, t }, app) => {
      const done = withdrawRegistration(app, viewer.id)
      const words = t(done ? 'people.withdrawn' : 'people.nothing-to-withdraw')
      return reply(html`${words}`, { placement: 'replace', buttons: [] })
    },
  },
  form,
} satisfies Command
