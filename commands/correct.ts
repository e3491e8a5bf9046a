import {
  applyAmendment,
  dropAmendment,
  getAmendment,
  isConfirmedByOther,
  proposeAmendment,
} from '#src/actions/amend-item.ts'
import { asProposed, type PublishedPage, publishedItem, publishedPage } from '#src/actions/amendment-desk.ts'
import { keptQuery } from '#src/actions/archive-search.ts'
import type { App } from '#src/app.ts'
import type { Command } from '#src/bot/command.ts'
import type { Form } from '#src/bot/form.ts'
import type { Press, Request } from '#src/bot/request.ts'
import { parseMarkedTitle, parseNote } from '#src/domain/amendment.ts'
import { translatorFor } from '#src/i18n/translator.ts'
import { amendItemView, proposalView, publishedItemsView } from '#src/views/amendment.ts'
import { html } from '#src/views/html.ts'
import { type Reply, reply, toast } from '#src/views/reply.ts'
import { textQuestion } from '#src/views/text-question.ts'

function list(request: Request, app: App, page: PublishedPage = { words: request.text }): Reply {
  const { items, earlier } = publishedPage(app, 'correct', page)
  const { words } = page
  return publishedItemsView('correction', items, { timeZone: app.config.timeZone, t: request.t, words, earlier })
}

function item(press: Press, app: App): Reply {
  const found = publishedItem(app, Number(press.id))
  return amendItemView('correction', found.item, {
    channels: found.channels,
    t: press.t,
    timeZone: app.config.timeZone,
  })
}

/** One answer holds all: with a title, its first line; what follows (or the whole) is the note for readers. */
const form: Form = {
  begin: ({ text }, { store }) => {
    const [subject = '', itemId = ''] = text.split(' ')
    return { subject, itemId, current: subject === 'title' ? (store.items.find(Number(itemId))?.title ?? '') : '' }
  },
  steps: [
    {
      takesText: true,
      ask: ({ subject, current }, { t, viewer }, problem) => {
        const question = subject === 'title' ? t('desk.correct-title-question') : t('desk.correct-note-question')
        return textQuestion({ question, current: String(current), viewer, problem }, t)
      },
      take: (input, draft, { t }) => {
        if (input.kind === 'press') return { kind: 'leave', draft }
        const [first = ''] = input.text.trim().split('\n')
        const isTitle = draft.subject === 'title'
        if (!/\p{L}/u.test(first))
          return { kind: 'stay', draft, problem: isTitle ? t('error.title-empty') : t('desk.note-empty') }
        return { kind: 'next', draft: { ...draft, text: input.text } }
      },
    },
  ],
  finish: ({ subject, itemId, text }, { viewer, t }, app) => {
    const [first = '', ...rest] = String(text).trim().split('\n')
    const wish = { itemId: Number(itemId), kind: 'correction', by: viewer.id } as const
    const { title, only } = parseMarkedTitle(first)
    const proposal = proposeAmendment(
      app,
      subject === 'title'
        ? { ...wish, title, note: { ...parseNote(rest.join('\n')), ...(only === undefined ? {} : { only }) } }
        : { ...wish, note: parseNote(String(text)) },
    )
    const shown = asProposed(app, proposal)
    return proposalView(shown, shown.channels.map(translatorFor), { t, timeZone: app.config.timeZone })
  },
  leave: ({ t }) => reply(html`${t('desk.left')}`),
}

/** `/correct` lists what was published lately, `/correct WORDS` what has these words; a correction is shown before it is made. */
export const correct = {
  name: 'correct',
  access: 'staff',
  where: 'staff',
  topic: 'desk',
  handle: (request, app) => list(request, app),
  form,
  buttons: {
    list: (press, app) => list(press, app, { words: '' }),
    before: (press, app) => list(press, app, { words: '', before: Number(press.id) }),
    page: (press, app) => {
      const query = keptQuery(app, press.id)
      if (query === undefined) return toast(press.t('bot.button-outdated'))
      return list(press, app, { words: query.words, before: Number(press.version) })
    },
    item,
    title: ({ id }) => reply([], { form: 'correct', formText: `title ${id}` }),
    note: ({ id }) => reply([], { form: 'correct', formText: `note ${id}` }),
    apply: ({ id, viewer, t }, app) => {
      if (getAmendment(app, Number(id)).kind !== 'correction') return toast(t('bot.button-outdated'))
      if (isConfirmedByOther(app, Number(id), viewer.id)) return toast(t('desk.amend-confirmed'))
      applyAmendment(app, Number(id), viewer.id)
      const done = t('desk.corrected-by', { name: viewer.name })
      return reply(html`<b>${done}</b>`, { placement: 'replace', buttons: [], toast: done })
    },
    leave: ({ id, t }, app) => {
      if (!dropAmendment(app, Number(id))) return toast(t('desk.amend-confirmed'))
      return reply(html`${t('desk.amend-left')}`, { placement: 'replace', buttons: [] })
    },
  },
} satisfies Command
