import type { App } from '../app.ts'
import { languages } from '../domain/language.ts'
import type { Mail } from '../outbox/mail.ts'
import { channelLostNote } from '../views/delivery.ts'
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
  for (const language of languages) {
    const chat = config.channels[language]
    const status =
      chat !== undefined && written.has(chat) ? store.chats.find(store.chats.resolve(chat))?.status : undefined
    if (chat === undefined || (status !== 'blocked' && status !== 'gone')) continue
    const key = `channel-closed:${chat}:${clock.today(config.timeZone)}`
    tellStaff(app, { key, note: (t) => channelLostNote(language, types[status], t) })
  }
}
