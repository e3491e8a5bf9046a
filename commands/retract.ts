import { applyAmendment, dropAmendment, getAmendment, proposeAmendment } from '#src/actions/amend-item.ts'
import { asProposed, publishedItem, publishedItems } from '#src/actions/amendment-desk.ts'
import type { App } from '#src/app.ts'
import type { Command } from '#src/bot/command.ts'
import type { Form } from '#src/bot/form.ts'
import type { Press, Request } from '#src/bot/request.ts'
import { type AmendmentNote, parseNote } from '#src/domain/amendment.ts'
import { translatorFor } from '#src/i18n/translator.ts'
import { amendItemView, amendPage, proposalView, publishedItemsView } from '#src/views/amendment.ts'
import { html } from '#src/views/html.ts'
import { type Reply, reply } from '#src/views/reply.ts'
import { textQuestion } from '#src/views/text-question.ts'

function list(request: Request, app: App, before?: number): Reply {
  const { text, t } = request
  const items = publishedItems(app, { text, limit: amendPage, ...(before === undefined ? {} : { before }) })
  return publishedItemsView('retraction', items, { timeZone: app.config.timeZone, t, words: text })
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
    list: (press, app) => list(press, app),
    before: (press, app) => list(press, app, Number(press.id)),
    item,
    plain: (press, app) => propose(Number(press.id), {}, press, app),
    reason: ({ id }) => reply([], { form: 'retract', formText: id }),
    apply: ({ id, viewer, t }, app) => {
      if (getAmendment(app, Number(id)).kind !== 'retraction') return reply([], { toast: t('bot.button-outdated') })
      applyAmendment(app, Number(id), viewer.id)
      const done = t('desk.retracted-by', { name: viewer.name })
      return reply(html`<b>${done}</b>`, { placement: 'replace', buttons: [], toast: done })
    },
    leave: ({ id, t }, app) => {
      dropAmendment(app, Number(id))
      return reply(html`${t('desk.amend-left')}`, { placement: 'replace', buttons: [] })
    },
  },
} satisfies Command
