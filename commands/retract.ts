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
import { type AmendmentNote, parseNote } from '#src/domain/amendment.ts'
import { translatorFor } from '#src/i18n/translator.ts'
import { amendItemView, proposalView, publishedItemsView } from '#src/views/amendment.ts'
import { html } from '#src/views/html.ts'
import { type Reply, reply, toast } from '#src/views/reply.ts'
import { textQuestion } from '#src/views/text-question.ts'

function list(request: Request, app: App, page: PublishedPage = { words: request.text }): Reply {
  const { items, earlier } = publishedPage(app, 'retract', page)
  const { words } = page
  return publishedItemsView('retraction', items, { timeZone: app.config.timeZone, t: request.t, words, earlier })
}

function item(press: Press, app: App): Reply {
  const found = publishedItem(app, Number(press.id))
  return amendItemView('retraction', found.item, {
    channels: found.channels,
    t: press.t,
    timeZone: app.config.timeZone,
  })
}

function propose(itemId: number, note: AmendmentNote, { viewer, t }: Request, app: App): Reply {
  const shown = asProposed(app, proposeAmendment(app, { itemId, kind: 'retraction', note, by: viewer.id }))
  return proposalView(shown, shown.channels.map(translatorFor), { t, timeZone: app.config.timeZone })
}

const form: Form = {
  begin: ({ text }) => ({ itemId: text }),
  steps: [
    {
      takesText: true,
      ask: (_draft, { t, viewer }, problem) =>
        textQuestion({ question: t('desk.retract-reason-question'), viewer, problem }, t),
      take: (input, draft) =>
        input.kind === 'press' ? { kind: 'leave', draft } : { kind: 'next', draft: { ...draft, text: input.text } },
    },
  ],
  finish: ({ itemId, text }, request, app) => propose(Number(itemId), parseNote(String(text)), request, app),
  leave: ({ t }) => reply(html`${t('desk.left')}`),
}

/** `/retract` lists what was published lately; what is retracted leaves a line that says so, in the channel and in the archive. */
export const retract = {
  name: 'retract',
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
    plain: (press, app) => propose(Number(press.id), {}, press, app),
    reason: ({ id }) => reply([], { form: 'retract', formText: id }),
    apply: ({ id, viewer, t }, app) => {
      if (getAmendment(app, Number(id)).kind !== 'retraction') return toast(t('bot.button-outdated'))
      if (isConfirmedByOther(app, Number(id), viewer.id)) return toast(t('desk.amend-confirmed'))
      applyAmendment(app, Number(id), viewer.id)
      const done = t('desk.retracted-by', { name: viewer.name })
      return reply(html`<b>${done}</b>`, { placement: 'replace', buttons: [], toast: done })
    },
    leave: ({ id, t }, app) => {
      if (!dropAmendment(app, Number(id))) return toast(t('desk.amend-confirmed'))
      return reply(html`${t('desk.amend-left')}`, { placement: 'replace', buttons: [] })
    },
  },
} satisfies Command
