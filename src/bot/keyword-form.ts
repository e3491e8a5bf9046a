import { changeSettings, getSubscription } from '../actions/subscribe.ts'
import { keywordsIn, mostKeywords } from '../domain/keyword.ts'
import { valuesOf } from '../domain/subscription.ts'
import { html } from '../views/html.ts'
import { reply } from '../views/reply.ts'
import { wordsQuestion, wordsScreen } from '../views/subscription/subject-screens.ts'
import { asksSomething } from './asks-something.ts'
import { type Form, formButton } from './form.ts'

/** Words and phrases, several at once; the form is about one subscription, whose id it is opened with. */
export const keywordForm: Form = {
  begin: ({ text }) => ({ id: text }),
  steps: [
    {
      takesText: true,
      isQuestion: asksSomething,
      ask: (_draft, { t, chat }, problem) => wordsQuestion(formButton, chat.place !== 'private', t, problem),
      take: (input, draft, { t }, { store }) => {
        if (input.kind === 'press') return { kind: input.value === 'cancel' ? 'leave' : 'stay', draft }
        const words = keywordsIn(input.text)
        if (words.length === 0) return { kind: 'stay', draft, problem: t('subscription.no-keyword') }
        const known = valuesOf(getSubscription(store, Number(draft.id)).subjects, 'keyword')
        if (new Set([...known, ...words]).size > mostKeywords)
          return { kind: 'stay', draft, problem: t('subscription.too-many-words', { count: mostKeywords }) }
        return { kind: 'next', draft: { ...draft, words } }
      },
    },
  ],
  finish: (draft, request, app) => {
    const { subjects } = getSubscription(app.store, Number(draft.id))
    const words = Array.isArray(draft.words) ? draft.words : []
    const added = words.map((value) => ({ kind: 'keyword', value: String(value) }) as const)
    const kept = subjects.filter(
      ({ kind, value }) => kind !== 'everything' && !(kind === 'keyword' && words.includes(value)),
    )
    const changed = changeSettings(app, Number(draft.id), { subjects: [...kept, ...added] })
    return wordsScreen(changed, request)
  },
  leave: ({ t }) => reply(html`${t('subscription.cancelled')}`, { placement: 'replace', buttons: [] }),
}
