import { understand } from '../ask/understand.ts'
import { understandState } from '../ask/understand-state.ts'
import { roles } from '../domain/access.ts'
import { institutionQuestion, roleQuestion, type StateQuestion, stateQuestion } from '../views/registration-form.ts'
import { memberStates } from '../views/states.ts'
import { quoted } from '../views/unused-words.ts'
import { asksSomething, clear } from './asks-something.ts'
import { type Draft, type FormStep, formButton } from './form.ts'

/** The name of an institution in full may be long; a text beyond this is no name. */
const longestInstitution = 160

/** Leaves the form by its own button. */
export const leave = (draft: Draft) => ({ kind: 'leave', draft }) as const

/** Asks for a member State, page by page or in words: `page` and `state` of the draft. */
export const stateStep = (question: StateQuestion): FormStep => ({
  takesText: true,
  isAnswered: ({ state }) => state !== undefined,
  isQuestion: (text, request, app) => {
    if (asksSomething(text, request, app)) return true
    if (understandState(text, request, app.lexicon) !== undefined) return false
    const { book, today, t } = request
    const meant = understand(text, { book, lexicon: app.lexicon, today, language: t.language })
    return text.trim().endsWith('?') || (meant.kind === 'understood' && meant.confidence >= clear)
  },
  ask: (draft, request, problem) => stateQuestion({ page: Number(draft.page), question }, formButton, request, problem),
  take: (input, draft, request, { lexicon }) => {
    const value = input.kind === 'press' ? input.value : ''
    if (value === 'cancel') return leave(draft)
    const page = /^page-(\d)$/.exec(value)?.[1]
    if (page !== undefined) return { kind: 'stay', draft: { ...draft, page } }
    const typed = input.kind === 'text' ? input.text : ''
    const state = typed === '' ? value : understandState(typed, request, lexicon)
    if (state !== undefined && memberStates(request).some(({ id }) => id === state))
      return { kind: 'next', draft: { ...draft, state } }
    return { kind: 'stay', draft, problem: request.t('people.state-unknown', { text: quoted(typed) }) }
  },
})

/** Asks for the name of an institution: `institution` of the draft. */
export const institutionStep: FormStep = {
  takesText: true,
  isQuestion: asksSomething,
  ask: (draft, request, problem) => institutionQuestion(String(draft.state ?? ''), formButton, request, problem),
  take: (input, draft, request) => {
    if (input.kind === 'press') return input.value === 'cancel' ? leave(draft) : { kind: 'stay', draft }
    const institution = input.text.trim().replace(/\s+/g, ' ')
    const letters = institution.match(/\p{L}/gu)?.length ?? 0
    if (letters >= 2 && institution.length <= longestInstitution)
      return { kind: 'next', draft: { ...draft, institution } }
    return { kind: 'stay', draft, problem: request.t('people.institution-unclear', { limit: longestInstitution }) }
  },
}

/** Focal point or delegate: `role` of the draft. */
export const roleStep: FormStep = {
  ask: ({ state }, request) => roleQuestion(String(state ?? ''), formButton, request),
  take: (input, draft) => {
    const value = input.kind === 'press' ? input.value : ''
    if (value === 'cancel') return leave(draft)
    const role = roles.find((each) => each === value)
    return role === undefined ? { kind: 'stay', draft } : { kind: 'next', draft: { ...draft, role } }
  },
}
