import type { App } from '../app.ts'
import { DomainError } from '../domain/errors.ts'
import type { Item } from '../domain/item.ts'
import { type Translate, translatorFor } from '../i18n/translator.ts'
import { enqueue } from '../outbox/enqueue.ts'
import type { ChannelBlock, ChannelMessage } from '../store/channel-messages.ts'
import { troubleOf, uneditedNote, unnumberedNote } from '../views/channel-message.ts'
import { urgentBody } from '../views/edition.ts'
import { entityCount, visibleLength } from '../views/html.ts'
import { itemLine } from '../views/item-line.ts'
import { messageLimits } from '../views/reply.ts'
import { tellStaff } from './tell-staff.ts'

type Parts = Pick<App, 'store' | 'clock' | 'config'>

const messagesAtOnce = 50

/**
 * Draws anew what has changed of the channels' messages, enqueues the edits, and tells staff of those that could not be made.
 * Safe to repeat: what stands in a row decides, not who calls when.
 * @returns whether anything was enqueued
 */
export function redrawMessages(app: Parts): boolean {
  const { store } = app
  return store.transaction(() => {
    for (const message of store.channelMessages.stale(messagesAtOnce)) {
      const { markup, changed } = drawn(app, message)
      // What no longer fits stays as it is: staff are told of it when they ask for the change (`assertFits`).
      if (isWithinLimits(markup)) store.channelMessages.redraw(message.id, markup, changed)
      else store.channelMessages.redraw(message.id, message.markup, [])
    }
    store.channelMessages.renewUnsent()
    const hasToldOfFailed = settleEdits(app)
    for (const id of store.channelMessages.mended()) store.channelMessages.askAgain(id)
    const hasEdits = enqueueEdits(app)
    return tellOfUnnumbered(app) || hasEdits || hasToldOfFailed
  })
}

function enqueueEdits({ store, clock }: Parts): boolean {
  const at = clock.now()
  const edits = store.channelMessages.toEdit()
  for (const { id, key, chat, markup, revision, messageId, attempts } of edits) {
    if (messageId === null) continue
    const payload = { kind: 'edit', messageId, html: markup } as const
    const mail = { chat, payload, priority: 'urgent', dueAt: at, safeToRepeat: true } as const
    const editKey = `edit:${key}:${revision}${attempts === 0 ? '' : `:${attempts}`}`
    enqueue(store, [{ ...mail, key: editKey, chain: `edit:${key}` }], at)
    store.channelMessages.markAsked(id, editKey)
  }
  return edits.length > 0
}

/** An edit stands in the channel when Telegram has taken it, not when it was enqueued. @returns whether staff are told of any */
function settleEdits(app: Parts): boolean {
  const { store, clock } = app
  const settled = store.channelMessages.settledEdits()
  for (const { id, isMade, outcome } of settled) {
    const message = store.channelMessages.find(id)
    if (message === undefined) continue
    if (isMade) store.channelMessages.markEdited(id)
    else {
      store.channelMessages.markFailed(id, clock.now())
      const { revision, attempts } = message
      const note = (t: Translate) => uneditedNote(message, troubleOf(outcome), t)
      tellStaff(app, { key: `unedited:${id}:${revision}:${attempts}`, note })
    }
  }
  return settled.some(({ isMade }) => !isMade)
}

function tellOfUnnumbered(app: Parts): boolean {
  const { store, clock } = app
  const messages = store.channelMessages.unnumbered()
  for (const message of messages) {
    const { id, revision, attempts } = message
    tellStaff(app, { key: `unnumbered:${id}:${revision}:${attempts}`, note: (t) => unnumberedNote(message, t) })
    store.channelMessages.markFailed(id, clock.now())
  }
  return messages.length > 0
}

type Drawn = { readonly markup: string; readonly changed: { position: number; markup: string }[] }

/** @param instead an item as it would be, for what is only proposed */
export function drawn(app: Pick<App, 'store' | 'config'>, message: ChannelMessage, instead?: Item): Drawn {
  const blocks = app.store.channelMessages.blocks(message.id)
  const bodies = blocks.map((block) => bodyOf(block, message, app, instead))
  const changed = bodies.flatMap((markup, position) =>
    markup === blocks[position]?.markup ? [] : [{ position, markup }],
  )
  const markup = blocks.map(({ lead }, position) => lead + (bodies[position] ?? '')).join('\n\n')
  return { markup, changed }
}

function bodyOf(
  block: ChannelBlock,
  message: ChannelMessage,
  app: Pick<App, 'store' | 'config'>,
  instead?: Item,
): string {
  const { store, config } = app
  if (block.itemId === null || block.kind === 'text') return block.markup
  const item = instead?.id === block.itemId ? instead : store.items.find(block.itemId)
  if (item === undefined) return block.markup
  const context = { t: translatorFor(message.language), timeZone: config.timeZone }
  return (block.kind === 'urgent' ? urgentBody(item, context) : itemLine(item, context)).markup
}

function isWithinLimits(markup: string): boolean {
  return (
    visibleLength({ markup }) <= messageLimits.units &&
    entityCount({ markup }) <= messageLimits.entities &&
    Buffer.byteLength(markup) <= messageLimits.bytes
  )
}

/** @throws DomainError `amendment-too-long` when a message would no longer fit with the item as it is to be */
export function assertFits(app: Pick<App, 'store' | 'config'>, item: Item): void {
  for (const message of app.store.channelMessages.ofItem(item.id)) {
    if (!isWithinLimits(drawn(app, message, item).markup)) throw new DomainError({ code: 'amendment-too-long' })
  }
}
