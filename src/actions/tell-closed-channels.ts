import type { App } from '../app.ts'
import type { Mail } from '../outbox/mail.ts'
import { troubleNote } from '../views/delivery.ts'
import { tellStaff } from './tell-staff.ts'

const types = { blocked: 'blocked', gone: 'chat-gone' } as const

/**
 * Tells staff, once a day, of a channel that takes no mail: what is enqueued for it is dead at once, and delivery hears nothing
 * of it. Call it inside the transaction that enqueues.
 */
export function tellClosedChannels(
  app: Pick<App, 'store' | 'clock' | 'config'>,
  mails: readonly Pick<Mail, 'chat'>[],
): void {
  const { store, clock, config } = app
  const written = new Set(mails.map(({ chat }) => chat))
  for (const chat of new Set(Object.values(config.channels))) {
    const status =
      chat !== undefined && written.has(chat) ? store.chats.find(store.chats.resolve(chat))?.status : undefined
    if (chat === undefined || (status !== 'blocked' && status !== 'gone')) continue
    const key = `channel-closed:${chat}:${clock.today(config.timeZone)}`
    tellStaff(app, { key, note: (t) => troubleNote(chat, { type: types[status] }, t) })
  }
}
