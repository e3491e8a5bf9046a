import {
  applyAmendment,
  dropAmendment,
  getAmendment,
  isConfirmedByOther,
  type Proposal,
  proposeAmendment,
} from '../actions/amend-item.ts'
import { asProposed, type PublishedPage, publishedItem, publishedPage } from '../actions/amendment-desk.ts'
import { keptQuery } from '../actions/archive-search.ts'
import type { App } from '../app.ts'
import type { AmendmentKind } from '../domain/amendment.ts'
import { translatorFor } from '../i18n/translator.ts'
import { amendItemView, commandOf, proposalView, publishedItemsView } from '../views/amendment.ts'
import { html } from '../views/html.ts'
import { type Reply, reply, toast } from '../views/reply.ts'
import type { Press, Request } from './request.ts'

const doneKeys = {
  correction: 'desk.corrected-by',
  retraction: 'desk.retracted-by',
} as const satisfies Record<AmendmentKind, string>

/** What `/correct` and `/retract` do alike: they list what is out, show what it would become, and do it when that is confirmed. */
export function amendmentCommand(kind: AmendmentKind) {
  function list({ t }: Request, app: App, page: PublishedPage): Reply {
    const { items, earlier } = publishedPage(app, commandOf[kind], page)
    return publishedItemsView(kind, items, { timeZone: app.config.timeZone, t, words: page.words, earlier })
  }

  const buttons = {
    list: (press: Press, app: App) => list(press, app, { words: '' }),
    before: (press: Press, app: App) => list(press, app, { words: '', before: Number(press.id) }),
    page: (press: Press, app: App) => {
      const query = keptQuery(app, press.id)
      if (query === undefined) return toast(press.t('bot.button-outdated'))
      return list(press, app, { words: query.words, before: Number(press.version) })
    },
    item: ({ id, t }: Press, app: App) => {
      const { item, channels } = publishedItem(app, Number(id))
      return amendItemView(kind, item, { channels, t, timeZone: app.config.timeZone })
    },
    apply: ({ id, viewer, t }: Press, app: App) => {
      if (getAmendment(app, Number(id)).kind !== kind) return toast(t('bot.button-outdated'))
      if (isConfirmedByOther(app, Number(id), viewer.id)) return toast(t('desk.amend-confirmed'))
      applyAmendment(app, Number(id), viewer.id)
      const done = t(doneKeys[kind], { name: viewer.name })
      return reply(html`<b>${done}</b>`, { placement: 'replace', buttons: [], toast: done })
    },
    leave: ({ id, t }: Press, app: App) => {
      if (!dropAmendment(app, Number(id))) return toast(t('desk.amend-confirmed'))
      return reply(html`${t('desk.amend-left')}`, { placement: 'replace', buttons: [] })
    },
  }

  return {
    /** With words behind the command, what has them. */
    handle: (request: Request, app: App) => list(request, app, { words: request.text }),
    buttons,
    /** Shows how the item would read. */
    propose(wish: Omit<Proposal, 'kind' | 'by'>, { viewer, t }: Request, app: App): Reply {
      const shown = asProposed(app, proposeAmendment(app, { ...wish, kind, by: viewer.id }))
      return proposalView(shown, shown.channels.map(translatorFor), { t, timeZone: app.config.timeZone })
    },
  }
}
