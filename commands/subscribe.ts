import { subscribe as register } from '#src/actions/subscribe.ts'
import type { App } from '#src/app.ts'
import { asksSomething } from '#src/bot/asks-something.ts'
import type { Command } from '#src/bot/command.ts'
import { type Draft, type Form, formButton } from '#src/bot/form.ts'
import type { Request } from '#src/bot/request.ts'
import { type DimensionSlug, dimensionSlugs, isDimensionSlug } from '#src/domain/dimension.ts'
import { DomainError } from '#src/domain/errors.ts'
import { isLanguage } from '#src/domain/language.ts'
import { dimensionsOf, usualKinds, usualReminders } from '#src/domain/subscription.ts'
import { namedZone, zoneRegion } from '#src/domain/time-zone.ts'
import { html } from '#src/views/html.ts'
import { type Reply, reply } from '#src/views/reply.ts'
import { dimensionsQuestion, languageQuestion, savedView, timeQuestion } from '#src/views/subscription.ts'
import { quoted } from '#src/views/unused-words.ts'
import { regionsQuestion, zonesQuestion } from '#src/views/zone-questions.ts'

const chosenIn = (draft: Draft): readonly DimensionSlug[] =>
  dimensionSlugs.filter((slug) => Array.isArray(draft.dimensions) && draft.dimensions.includes(slug))

const leave = (draft: Draft) => ({ kind: 'leave', draft }) as const

const text = (draft: Draft, name: string): string => {
  const value = draft[name]
  return typeof value === 'string' ? value : ''
}

/** What a draft amounts to; the form's steps see to it that each part is there. What was chosen on the screen stays. */
function wishOf(draft: Draft, { t }: Request, { store }: App) {
  const [chat, title] = [text(draft, 'chat'), text(draft, 'title')]
  const thread = Number(draft.thread)
  const before = store.subscriptions.find(chat, thread)
  const dimensions = chosenIn(draft).map((value) => ({ kind: 'dimension', value }) as const)
  const others = before?.subjects.filter(({ kind }) => kind !== 'dimension' && kind !== 'everything') ?? []
  const settings = {
    language: isLanguage(draft.language) ? draft.language : t.language,
    timeZone: text(draft, 'zone'),
    deliveryTime: text(draft, 'time') || '09:00',
    weekday: before?.weekday ?? 1,
    quiet: before?.quiet,
    kinds: before?.kinds ?? usualKinds,
    reminders: before?.reminders ?? usualReminders,
    subjects: [...dimensions, ...others],
  }
  return { chat, thread, settings, ...(title === '' ? {} : { title }) }
}

/** `17:30`, `7.05` → `17:30`, `07:05`. */
function timeIn(words: string): string | undefined {
  const match = /^\s*(\d{1,2})[:.](\d{2})\s*$/.exec(words)
  const [hour, minute] = [Number(match?.[1]), Number(match?.[2])]
  if (match === null || hour > 23 || minute > 59) return undefined
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

const form: Form = {
  // The chat is named by its id, or `here`, and after a space by its title; `zone` and a time zone mean here, too.
  begin: ({ chat, text: target }, { store, config }) => {
    const [address = '', ...words] = target.split(' ')
    const isHere = ['', 'here', 'zone'].includes(address)
    const place = isHere ? { chat: chat.address, thread: chat.thread } : { chat: address, thread: 0 }
    const before = store.subscriptions.find(place.chat, place.thread)
    return {
      chat: place.chat,
      thread: String(place.thread),
      title: address === 'zone' ? '' : words.join(' '),
      dimensions: [...dimensionsOf(before?.subjects ?? [])],
      zone: (address === 'zone' ? words[0] : undefined) ?? before?.timeZone ?? config.timeZone,
    }
  },

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
      isQuestion: asksSomething,
      ask: (draft, request, problem) => {
        const region = zoneRegion(text(draft, 'region'))
        if (region !== undefined) return zonesQuestion(region, formButton, request)
        if (draft.region === 'all') return regionsQuestion(formButton, request)
        return timeQuestion(formButton, text(draft, 'zone'), request, problem)
      },
      take: (input, draft, { t }) => {
        const words = input.kind === 'press' ? input.value : input.text
        if (words === 'cancel') return leave(draft)
        if (words === 'zones') return { kind: 'stay', draft: { ...draft, region: 'all' } }
        if (words === 'hours') return { kind: 'stay', draft: { ...draft, region: '' } }
        if (zoneRegion(words) !== undefined) return { kind: 'stay', draft: { ...draft, region: words } }
        const zone = namedZone(words)
        if (zone !== undefined) return { kind: 'stay', draft: { ...draft, zone, region: '' } }
        const time = timeIn(words)
        if (time !== undefined) return { kind: 'next', draft: { ...draft, time } }
        return {
          kind: 'stay',
          draft: { ...draft, region: '' },
          problem: t('subscription.not-a-time', { text: quoted(words) }),
        }
      },
    },
  ],

  finish: (draft, request, app) => savedView(register(app, wishOf(draft, request, app), request.viewer.id), request),

  leave: ({ t }) => reply(html`${t('subscription.cancelled')}`, { placement: 'replace', buttons: [] }),
}

/** Opens the form for a group or channel, from the private chat of somebody who administers it. */
async function forChat(address: string, request: Request, { store }: App): Promise<Reply> {
  const found = await request.administers(address)
  if (found.kind === 'unreachable') return reply(html`${request.t('subscription.chat-unknown', { chat: address })}`)
  if (found.kind === 'not-administrator') throw new DomainError({ code: 'not-chat-administrator' })
  store.subscriptions.noteManaged(request.viewer.id, { chat: found.chat, title: found.title, kind: found.is })
  return reply([], { form: 'subscribe', formText: `${found.chat} ${found.title}` })
}

/** In a group or a forum topic its own; in a private chat one's own, or `/subscribe @channel`. */
export const subscribe = {
  name: 'subscribe',
  access: 'public',
  where: 'administrators',
  topic: 'subscriptions',
  handle: async (request, app) => {
    const { chat, text: words, viewer } = request
    const target = /^(@[A-Za-z]\w{3,31}|-\d{5,16})$/.exec(words)?.[1]
    if (chat.place === 'private')
      return target === undefined ? reply([], { form: 'subscribe' }) : forChat(target, request, app)
    const here = await request.administers(chat.address)
    if (here.kind !== 'administrator') return reply([], { form: 'subscribe' })
    app.store.subscriptions.noteManaged(viewer.id, { chat: here.chat, title: here.title, kind: here.is })
    return reply([], { form: 'subscribe', formText: `here ${here.title}` })
  },
  buttons: {
    chat: (press, app) => {
      if (press.chat.place !== 'private') throw new DomainError({ code: 'not-chat-administrator' })
      return forChat(press.id, press, app)
    },
  },
  form,
} satisfies Command
