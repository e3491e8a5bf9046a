import { subscribe as register } from '#src/actions/subscribe.ts'
import type { Command, Request } from '#src/bot/command.ts'
import { type Draft, type Form, formButton } from '#src/bot/form.ts'
import { type DimensionSlug, dimensionSlugs, isDimensionSlug } from '#src/domain/dimension.ts'
import { isLanguage } from '#src/domain/language.ts'
import { html } from '#src/views/html.ts'
import { reply } from '#src/views/reply.ts'
import { dimensionsQuestion, languageQuestion, savedView, timeQuestion } from '#src/views/subscription.ts'

const chosenIn = (draft: Draft): readonly DimensionSlug[] =>
  dimensionSlugs.filter((slug) => Array.isArray(draft.dimensions) && draft.dimensions.includes(slug))

const leave = (draft: Draft) => ({ kind: 'leave', draft }) as const

/** What a draft amounts to; the form's steps see to it that each part is there. */
function wishOf(draft: Draft, { t, chat }: Request, timeZone: string) {
  const language = isLanguage(draft.language) ? draft.language : t.language
  const deliveryTime = typeof draft.time === 'string' ? draft.time : '09:00'
  return { chat: chat.address, thread: chat.thread, dimensions: chosenIn(draft), language, deliveryTime, timeZone }
}

const form: Form = {
  begin: ({ chat }, { store, config }) => ({
    dimensions: [...(store.subscriptions.find(chat.address, chat.thread)?.dimensions ?? [])],
    zone: config.timeZone,
  }),

  steps: [
    {
      ask: (draft, { t }, problem) => dimensionsQuestion(chosenIn(draft), formButton, t, problem),
      take: (input, draft, { t }) => {
        const chosen = chosenIn(draft)
        const value = input.kind === 'press' ? input.value : ''
        if (value === 'cancel') return leave(draft)
        if (value === 'all') return { kind: 'stay', draft: { ...draft, dimensions: [...dimensionSlugs] } }
        if (isDimensionSlug(value)) {
          const toggled = chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value]
          return { kind: 'stay', draft: { ...draft, dimensions: toggled } }
        }
        if (value === 'next' && chosen.length > 0) return { kind: 'next', draft }
        return { kind: 'stay', draft, problem: t('subscription.choose-one') }
      },
    },
    {
      ask: (_draft, { t }) => languageQuestion(formButton, t),
      take: (input, draft) => {
        const value = input.kind === 'press' ? input.value : ''
        if (value === 'cancel') return leave(draft)
        return isLanguage(value) ? { kind: 'next', draft: { ...draft, language: value } } : { kind: 'stay', draft }
      },
    },
    {
      takesText: true,
      ask: (draft, { t }, problem) => timeQuestion(formButton, String(draft.zone), t, problem),
      take: (input, draft, { t }) => {
        const text = input.kind === 'press' ? input.value : input.text
        if (text === 'cancel') return leave(draft)
        const match = /^\s*(\d{1,2})[:.](\d{2})\s*$/.exec(text)
        const [hour, minute] = [Number(match?.[1]), Number(match?.[2])]
        if (match === null || hour > 23 || minute > 59) {
          return { kind: 'stay', draft, problem: t('subscription.not-a-time', { text: text.slice(0, 40) }) }
        }
        const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
        return { kind: 'next', draft: { ...draft, time } }
      },
    },
  ],

  finish: (draft, request, app) => {
    const wish = wishOf(draft, request, app.config.timeZone)
    register(app, wish, request.viewer.id)
    return savedView(wish, request.t)
  },

  leave: ({ t }) => reply(html`${t('subscription.cancelled')}`, { placement: 'replace', buttons: [] }),
}

export const subscribe = {
  name: 'subscribe',
  access: 'public',
  where: 'private',
  topic: 'subscriptions',
  handle: () => reply([], { form: 'subscribe' }),
  form,
} satisfies Command
