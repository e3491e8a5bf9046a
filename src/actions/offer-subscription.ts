import type { App } from '../app.ts'
import { languageFromTag } from '../domain/language.ts'
import { translatorFor } from '../i18n/translator.ts'
import { enqueue } from '../outbox/enqueue.ts'
import { mailInParts } from '../outbox/mail.ts'
import { toMessages } from '../views/reply.ts'
import { offerView } from '../views/subscription.ts'
import { isStaffChat, ownChannel } from './own-chats.ts'

type Arrival = {
  readonly address: string
  readonly username?: string | undefined
  readonly title: string
  readonly kind: 'group' | 'channel'
  /** Who added the bot (Telegram user id). */
  readonly by: number
}

/** Whoever added the bot to a group or channel may set up its digest from the private chat, and is told so there. */
export function offerSubscription(app: App, { address, username, title, kind, by }: Arrival): void {
  const { store, clock } = app
  const chat = { address, username }
  if (isStaffChat(app, chat) || ownChannel(app, chat) !== undefined) return
  store.transaction(() => {
    const at = clock.now()
    store.subscriptions.noteManaged(by, { chat: address, title, kind })
    const t = translatorFor(store.people.find(by)?.language ?? languageFromTag(undefined))
    const { blocks, buttons } = offerView({ chat: address, title }, t)
    const key = `offer:${address}:${by}:${at.toISOString().slice(0, 16)}`
    const mail = { key, chat: String(by), priority: 'digest', dueAt: at, safeToRepeat: true } as const
    enqueue(store, mailInParts({ ...mail, ...(buttons === undefined ? {} : { buttons }) }, toMessages(blocks)), at)
  })
}
