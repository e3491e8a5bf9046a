import { changeDimension } from '#src/actions/change-dimension.ts'
import { editTitle } from '#src/actions/edit-title.ts'
import { getItem } from '#src/actions/get-item.ts'
import { channelLanguages } from '#src/actions/publish-edition.ts'
import { publishUrgent } from '#src/actions/publish-urgent.ts'
import { markAll, markInSheet, openSheet, settleMarked, sheetOf } from '#src/actions/review-sheet.ts'
import { reopenItem, settleItem } from '#src/actions/settle-item.ts'
import type { App } from '#src/app.ts'
import type { Command } from '#src/bot/command.ts'
import type { Form } from '#src/bot/form.ts'
import type { Press, Request } from '#src/bot/request.ts'
import { dimensionSlugs } from '#src/domain/dimension.ts'
import { DomainError } from '#src/domain/errors.ts'
import { translatorFor } from '#src/i18n/translator.ts'
import { html } from '#src/views/html.ts'
import { type Reply, reply, toast } from '#src/views/reply.ts'
import {
  cardView,
  dimensionsView,
  queuePage,
  queueView,
  settledCard,
  settledLine,
  sheetView,
  urgentView,
} from '#src/views/review.ts'
import { textQuestion } from '#src/views/text-question.ts'

const contextOf = ({ book, t }: Request, { config }: App) => ({ book, t, timeZone: config.timeZone })

function queue({ t }: Request, { store }: App): Reply {
  return queueView(store.items.awaitingReview(queuePage), store.items.countAwaiting(), t)
}

function cardOf(itemId: number, request: Request, app: App): Reply {
  const item = getItem(app.store, itemId)
  const isOut = app.store.items.publishedIn(itemId).length > 0
  const context = contextOf(request, app)
  return isOut ? settledCard(item, settledLine(item, context), context, true) : cardView(item, context)
}

const card = (press: Press, app: App) => cardOf(Number(press.id), press, app)

const doneKeys = {
  accepted: 'desk.accepted-by',
  declined: 'desk.declined-by',
  held: 'desk.held-by',
} as const

/** What was decided and by whom stays on the card; an out-of-date card is redrawn, with a notice to the one who pressed. */
function settle(press: Press, app: App, to: 'accepted' | 'declined' | 'held'): Reply {
  const { viewer, t } = press
  return orRedrawn(press, app, () => {
    const item = settleItem(app, { itemId: Number(press.id), version: Number(press.version), to, by: viewer.id })
    const done = t(doneKeys[to], { name: viewer.name })
    return { ...settledCard(item, done, contextOf(press, app)), toast: done }
  })
}

function orRedrawn(press: Press, app: App, act: () => Reply, itemId = Number(press.id)): Reply {
  try {
    return act()
  } catch (error) {
    return redrawn(error, itemId, press, app)
  }
}

/** Whoever pressed a card that is no longer true sees what is, and why nothing was done. */
function redrawn(error: unknown, itemId: number, request: Request, app: App): Reply {
  if (!(error instanceof DomainError)) throw error
  const { fault } = error
  const { t } = request
  if (fault.code === 'item-settled') {
    const state = t(`desk.state.${fault.state}`)
    return { ...cardOf(itemId, request, app), toast: t('error.item-settled', { state }) }
  }
  if (fault.code === 'out-of-date') return { ...cardOf(itemId, request, app), toast: t('error.out-of-date') }
  if (fault.code === 'item-published') return { ...cardOf(itemId, request, app), toast: t('error.item-published') }
  if (fault.code === 'item-without-dimension') return toast(t('error.item-without-dimension'))
  throw error
}

function urgent(press: Press, app: App): Reply {
  return orRedrawn(press, app, () => {
    const item = getItem(app.store, Number(press.id))
    if (item.state !== 'awaiting' && item.state !== 'held')
      throw new DomainError({ code: 'item-settled', state: item.state })
    if (item.version !== Number(press.version)) throw new DomainError({ code: 'out-of-date' })
    if (item.dimensions.length === 0) throw new DomainError({ code: 'item-without-dimension' })
    const languages = channelLanguages(app)
    if (languages.length === 0) return toast(press.t('desk.no-channels'))
    return urgentView(item, languages, translatorFor, { t: press.t, timeZone: app.config.timeZone })
  })
}

function urgentNow(press: Press, app: App): Reply {
  const { viewer, t } = press
  return orRedrawn(press, app, () => {
    const item = publishUrgent(app, { itemId: Number(press.id), version: Number(press.version), by: viewer.id })
    const done = t('desk.urgent-done', { name: viewer.name })
    return { ...settledCard(item, done, contextOf(press, app), true), toast: done }
  })
}

function reopen(press: Press, app: App): Reply {
  return orRedrawn(press, app, () => {
    reopenItem(app, { itemId: Number(press.id), version: Number(press.version), by: press.viewer.id })
    return { ...card(press, app), toast: press.t('desk.reopened') }
  })
}

/** The item behind this one in the queue; from the last one back to the list. */
function next(press: Press, app: App): Reply {
  const waiting = app.store.items.awaitingReview(queuePage).map(({ id }) => id)
  const at = waiting.indexOf(Number(press.id))
  const following = waiting[at + 1] ?? waiting.find((id) => id !== Number(press.id))
  return following === undefined ? queue(press, app) : cardOf(following, press, app)
}

function toggle(press: Press, app: App): Reply {
  const [itemId = '', index = ''] = press.id.split('.')
  const dimension = dimensionSlugs[Number(index)] ?? dimensionSlugs[0]
  const version = Number(press.version)
  const change = { itemId: Number(itemId), version, dimension, by: press.viewer.id }
  return orRedrawn(
    press,
    app,
    () => dimensionsView(changeDimension(app, change), contextOf(press, app)),
    Number(itemId),
  )
}

function sheet(id: number, { t }: Request, app: App): Reply {
  const found = sheetOf(app, id)
  return found === undefined ? { ...reply([]), toast: t('bot.button-outdated') } : sheetView({ id, ...found }, t)
}

function several(request: Request, app: App): Reply {
  const items = app.store.items.awaitingReview(queuePage)
  return items.length === 0 ? queue(request, app) : sheet(openSheet(app, items), request, app)
}

function settleSheet(press: Press, app: App, to: 'accepted' | 'declined'): Reply {
  const { t, viewer } = press
  const { done, passed } = settleMarked(app, { sheetId: Number(press.id), to, by: viewer.id })
  const told =
    to === 'accepted' ? t('desk.marked-accepted', { count: done }) : t('desk.marked-declined', { count: done })
  const left = passed === 0 ? '' : ` ${t('desk.marked-passed', { count: passed })}`
  const shown = queue(press, app)
  return { ...shown, blocks: [html`<b>${told}${left}</b>`, ...shown.blocks], toast: `${told}${left}` }
}

/** A new title for readers, in words: the one step of review that buttons cannot do. */
const titleForm: Form = {
  begin: ({ text }, { store }) => {
    const [itemId = '', version = ''] = text.split('.')
    return { itemId, version, title: store.items.find(Number(itemId))?.title ?? '' }
  },
  steps: [
    {
      takesText: true,
      ask: ({ title }, { t, viewer }, problem) =>
        textQuestion({ question: t('desk.title-question'), current: String(title), viewer, problem }, t),
      take: (input, draft, { t }) => {
        if (input.kind === 'press') return { kind: 'leave', draft }
        if (!/\p{L}/u.test(input.text)) return { kind: 'stay', draft, problem: t('error.title-empty') }
        return { kind: 'next', draft: { ...draft, title: input.text } }
      },
    },
  ],
  finish: (draft, request, app) => {
    const itemId = Number(draft.itemId)
    try {
      editTitle(app, { itemId, version: Number(draft.version), title: String(draft.title), by: request.viewer.id })
      return cardOf(itemId, request, app)
    } catch (error) {
      const shown = redrawn(error, itemId, request, app)
      return { ...shown, blocks: [html`<b>${shown.toast ?? ''}</b>`, ...shown.blocks] }
    }
  },
  leave: ({ t }) => reply(html`${t('desk.left')}`),
}

export const review = {
  name: 'review',
  access: 'staff',
  where: 'staff',
  topic: 'desk',
  handle: queue,
  form: titleForm,
  buttons: {
    queue: (press, app) => queue(press, app),
    card,
    next,
    accept: (press, app) => settle(press, app, 'accepted'),
    decline: (press, app) => settle(press, app, 'declined'),
    hold: (press, app) => settle(press, app, 'held'),
    reopen,
    urgent,
    urgentnow: urgentNow,
    dimensions: (press, app) => {
      const item = getItem(app.store, Number(press.id))
      return item.state === 'awaiting' ? dimensionsView(item, contextOf(press, app)) : card(press, app)
    },
    toggle,
    title: (press, app) => {
      const item = getItem(app.store, Number(press.id))
      if (item.version !== Number(press.version)) return { ...card(press, app), toast: press.t('error.out-of-date') }
      return reply([], { form: 'review', formText: `${item.id}.${item.version}` })
    },
    several,
    mark: (press, app) => {
      const [sheetId = '', itemId = ''] = press.id.split('.')
      markInSheet(app, Number(sheetId), Number(itemId))
      return sheet(Number(sheetId), press, app)
    },
    markall: (press, app) => {
      markAll(app, Number(press.id))
      return sheet(Number(press.id), press, app)
    },
    acceptmarked: (press, app) => settleSheet(press, app, 'accepted'),
    declinemarked: (press, app) => settleSheet(press, app, 'declined'),
  },
} satisfies Command
