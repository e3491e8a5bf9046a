import { changeDimension } from '#src/actions/change-dimension.ts'
import { getItem } from '#src/actions/get-item.ts'
import { settleItem } from '#src/actions/settle-item.ts'
import type { App } from '#src/app.ts'
import type { Command, Press, Request } from '#src/bot/command.ts'
import { dimensionSlugs } from '#src/domain/dimension.ts'
import { DomainError } from '#src/domain/errors.ts'
import { html } from '#src/views/html.ts'
import { type Reply, reply } from '#src/views/reply.ts'
import { cardView, dimensionsView, queuePage, queueView } from '#src/views/review.ts'

const contextOf = ({ book, t }: Request, { config }: App) => ({ book, t, timeZone: config.timeZone })

function queue({ t }: Request, { store }: App): Reply {
  return queueView(store.items.awaitingReview(queuePage), store.items.countAwaiting(), t)
}

function card(press: Press, app: App): Reply {
  return cardView(getItem(app.store, Number(press.id)), contextOf(press, app))
}

/** What was decided and by whom stays on the card; an out-of-date card is redrawn, with a notice to the one who pressed. */
function settle(press: Press, app: App, to: 'accepted' | 'declined'): Reply {
  const { viewer, t } = press
  try {
    const item = settleItem(app, { itemId: Number(press.id), version: Number(press.version), to, by: viewer.id })
    const done =
      to === 'accepted' ? t('desk.accepted-by', { name: viewer.name }) : t('desk.declined-by', { name: viewer.name })
    const shown = cardView(item, contextOf(press, app))
    const blocks = [...shown.blocks.slice(0, 1), html`<b>${done}</b>`]
    return reply(blocks, {
      placement: 'replace',
      buttons: [[{ text: t('desk.queue'), data: 'review:queue:0' }]],
      toast: done,
    })
  } catch (error) {
    return redrawn(error, press, app)
  }
}

function redrawn(error: unknown, press: Press, app: App): Reply {
  if (!(error instanceof DomainError)) throw error
  const { fault } = error
  if (fault.code === 'item-settled') {
    return {
      ...card(press, app),
      toast: press.t('error.item-settled', { state: press.t(`desk.state.${fault.state}`) }),
    }
  }
  if (fault.code === 'out-of-date') return { ...card(press, app), toast: press.t('error.out-of-date') }
  if (fault.code === 'item-without-dimension') return { blocks: [], toast: press.t('error.item-without-dimension') }
  throw error
}

export const review = {
  name: 'review',
  access: 'staff',
  where: 'staff',
  topic: 'desk',
  handle: queue,
  buttons: {
    queue: (press, app) => queue(press, app),
    card,
    accept: (press, app) => settle(press, app, 'accepted'),
    decline: (press, app) => settle(press, app, 'declined'),
    dimensions: (press, app) => dimensionsView(getItem(app.store, Number(press.id)), contextOf(press, app)),
    toggle: (press, app) => {
      const [itemId = '', index = ''] = press.id.split('.')
      const dimension = dimensionSlugs[Number(index)] ?? dimensionSlugs[0]
      const at = { ...press, id: itemId }
      try {
        const item = changeDimension(app, {
          itemId: Number(itemId),
          version: Number(press.version),
          dimension,
          by: press.viewer.id,
        })
        return dimensionsView(item, contextOf(press, app))
      } catch (error) {
        return redrawn(error, at, app)
      }
    },
  },
} satisfies Command
