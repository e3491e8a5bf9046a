import type { App } from '../app.ts'
import { mayBeOf, parsePostLink } from '../domain/post-link.ts'
import type { ChannelMessage } from '../store/channel-messages.ts'
import { redrawMessages } from './redraw-messages.ts'

export type Placed = 'noted' | 'not-a-link' | 'taken'

/** Where a post stands in its channel, as staff found it: what is to be changed of it is changed now. Safe to repeat. */
export function placePost(
  app: App,
  found: { readonly id: number; readonly link: string; readonly by: number },
): Placed {
  const { store, clock } = app
  const { id, link, by } = found
  return store.transaction(() => {
    const message = store.channelMessages.find(id)
    const place = parsePostLink(link)
    if (message === undefined || place === undefined || !mayBeOf(place, message.chat)) return 'not-a-link'
    const { messageId } = place
    if (message.messageId === messageId) return 'noted'
    // Another post would be overwritten.
    const isOther = store.outbox.takenMessageIds(message.chat, messageId - 1).has(messageId)
    if (isOther || store.channelMessages.hasNumber(message.chat, messageId)) return 'taken'
    if (!store.channelMessages.noteNumber(id, messageId)) return 'taken'
    const detail = { messageId }
    store.ledger.recordAct({ at: clock.now(), actor: by, action: 'post-placed', subject: `posts/${id}`, detail })
    store.channelMessages.askAgain(id)
    redrawMessages(app)
    return 'noted'
  })
}

/** The channel's post that a row of the outbox sent, where it can be corrected only once its place is known. */
export function unplacedPost({ store }: Pick<App, 'store'>, row: number): ChannelMessage | undefined {
  const mail = store.outbox.find(row)
  const message = mail && store.channelMessages.findByKey(mail.key)
  return message?.messageId === null ? message : undefined
}

/** Tries an edit that was given up once more. @returns false where none was */
export function editAgain(app: App, { id, by }: { readonly id: number; readonly by: number }): boolean {
  const { store, clock } = app
  return store.transaction(() => {
    if (!store.channelMessages.askAgain(id)) return false
    store.ledger.recordAct({ at: clock.now(), actor: by, action: 'post-edit-again', subject: `posts/${id}` })
    redrawMessages(app)
    return true
  })
}
