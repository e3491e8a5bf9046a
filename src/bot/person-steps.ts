import { understandState } from '../ask/understand-state.ts'
import { roles } from '../domain/access.ts'
import { roleQuestion, type StateQuestion, stateQuestion } from '../views/registration-form.ts'
import { memberStates } from '../views/states.ts'
import { type Draft, type FormStep, formButton } from './form.ts'

/** Leaves the form by its own button. */
export const leave = (draft: Draft) => ({ kind: 'leave', draft }) as const

/** Asks for a member State, page by page or in words: `page` and `state` of the draft. */
export const stateStep = (question: StateQuestion): FormStep => ({
  takesText: true,
  isAnswered: ({ state }) => state !== undefined,
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
    return { kind: 'stay', draft, problem: request.t('people.state-unknown', { text: typed.slice(0, 40) }) }
  },
})

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
