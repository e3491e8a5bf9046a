import type { App } from '../app.ts'
import { type Translate, translatorFor } from '../i18n/translator.ts'
import { enqueue } from '../outbox/enqueue.ts'
import { mailInParts, type Priority } from '../outbox/mail.ts'
import { type Reply, toMessages } from '../views/reply.ts'

type Teller = Pick<App, 'store' | 'clock' | 'config'>

export type StaffNote = {
  /** The same note is not written twice while its mail is kept: for thirty days after it was sent. */
  readonly key: string
  readonly note: (t: Translate) => Reply
  readonly priority?: Priority
}

/** The staff chat's language: chosen there by /language, else English. */
export function staffTranslator({ store, config }: Pick<App, 'store' | 'config'>): Translate {
  const { staffChat } = config
  const chosen = staffChat === undefined ? undefined : store.people.chatLanguage(store.chats.resolve(staffChat))
  return translatorFor(chosen ?? 'en')
}

/** Writes to the staff chat, where there is one. Call it inside the transaction of what it is about. */
export function tellStaff(app: Teller, { key, note, priority = 'urgent' }: StaffNote): void {
  const { store, clock, config } = app
  if (config.staffChat === undefined) return
  const { blocks, buttons } = note(staffTranslator(app))
  const at = clock.now()
  const row = { key: `staff:${key}`, chat: config.staffChat, priority, dueAt: at }
  const mail = { ...row, safeToRepeat: true, triesAnyway: true }
  const shown = buttons === undefined || buttons.length === 0 ? {} : { buttons }
  enqueue(store, mailInParts({ ...mail, ...shown }, toMessages(blocks)), at)
}
