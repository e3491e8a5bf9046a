import type { App } from '../app.ts'
import { understand } from '../ask/understand.ts'
import { understandState } from '../ask/understand-state.ts'
import { roles } from '../domain/access.ts'
import { institutionQuestion, roleQuestion, type StateQuestion, stateQuestion } from '../views/registration-form.ts'
import { memberStates } from '../views/states.ts'
import { type Draft, type FormStep, formButton } from './form.ts'
import type { Request } from './request.ts'

/** The name of an institution in full may be long; a text beyond this is no name. */
const longestInstitution = 160

/** Leaves the form by its own button. */
export const leave = (draft: Draft) => ({ kind: 'leave', draft }) as const

/** With such a word in it a text that is understood is a question, and no name. Kazakh and Russian have particles for it. */
const interrogatives =
  /(?<!\p{L})(?:who|whom|whose|when|where|what|which|why|how|has|have|is|are|does|do|did|can|кто|кого|когда|где|куда|что|какой|какая|какие|какое|каких|который|почему|зачем|как|сколько|ли|кім|кімдер|қашан|қайда|қай|қандай|неше|қанша|не|неге|қалай|ма|ме|ба|бе|па|пе)(?!\p{L})/iu
/** From here on it is clear enough what was asked. */
const clear = 0.6

const isCancel = (text: string, { t }: Request) => text.trim().toLowerCase() === t('subscription.cancel').toLowerCase()

/** Whether words ask the bot something; a State alone (“Thailand?”) does not. */
function asksSomething(text: string, { book, today, t }: Request, { lexicon }: App): boolean {
  const meant = understand(text, { book, lexicon, today, language: t.language })
  const isClear = meant.kind === 'understood' && meant.confidence >= clear
  return (text.includes('?') || interrogatives.test(text)) && isClear
}

/** Asks for a member State, page by page or in words: `page` and `state` of the draft. */
export const stateStep = (question: StateQuestion): FormStep => ({
  takesText: true,
  isAnswered: ({ state }) => state !== undefined,
  isQuestion: (text, request, app) => {
    if (isCancel(text, request)) return false
    if (asksSomething(text, request, app)) return true
    if (understandState(text, request, app.lexicon) !== undefined) return false
    const { book, today, t } = request
    const meant = understand(text, { book, lexicon: app.lexicon, today, language: t.language })
    return text.trim().endsWith('?') || (meant.kind === 'understood' && meant.confidence >= clear)
  },
  ask: (draft, request, problem) => stateQuestion({ page: Number(draft.page), question }, formButton, request, problem),
  take: (input, draft, request, { lexicon }) => {
    const value = input.kind === 'press' ? input.value : ''
    if (value === 'cancel' || (input.kind === 'text' && isCancel(input.text, request))) return leave(draft)
    const page = /^page-(\d)$/.exec(value)?.[1]
    if (page !== undefined) return { kind: 'stay', draft: { ...draft, page } }
    const typed = input.kind === 'text' ? input.text : ''
    const state = typed === '' ? value : understandState(typed, request, lexicon)
    if (state !== undefined && memberStates(request).some(({ id }) => id === state))
      return { kind: 'next', draft: { ...draft, state } }
    return { kind: 'stay', draft, problem: request.t('people.state-unknown', { text: typed.slice(0, 40) }) }
  },
})

/** Asks for the name of an institution: `institution` of the draft. */
export const institutionStep: FormStep = {
  takesText: true,
  isQuestion: (text, request, app) => !isCancel(text, request) && asksSomething(text, request, app),
  ask: (draft, request, problem) => institutionQuestion(String(draft.state ?? ''), formButton, request, problem),
  take: (input, draft, request) => {
    if (input.kind === 'press') return input.value === 'cancel' ? leave(draft) : { kind: 'stay', draft }
    if (isCancel(input.text, request)) return leave(draft)
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
