import type { BroadcastName } from '../domain/broadcast.ts'
import type { ChatStore } from '../store/chats.ts'
import type { OutboxStore } from '../store/outbox.ts'
import { type Mail, priorities } from './mail.ts'

/**
 * Puts mail into the outbox; call it inside the transaction of what the mail is about. A known key changes nothing, a
 * group that became a supergroup is addressed as such, and mail to a chat that takes none is recorded as dead unless it is to
 * be tried anyway.
 * @returns how many were new
 */
export function enqueue(
  store: { readonly outbox: OutboxStore; readonly chats: ChatStore },
  mails: readonly Mail[],
  at: Date,
): number {
  const broadcasts = new Map<BroadcastName, ReturnType<OutboxStore['broadcasts']['begin']>>()
  const broadcastOf = ({ broadcast: name, priority }: Mail) => {
    if (name === undefined) return undefined
    const known = broadcasts.get(name) ?? store.outbox.broadcasts.begin(name, priorities[priority], at)
    broadcasts.set(name, known)
    return known
  }
  return mails.filter((mail) => {
    const chat = store.chats.resolve(mail.chat)
    const status = store.chats.find(chat)?.status
    const broadcast = broadcastOf(mail)
    const row = {
      key: mail.key,
      chain: mail.chain ?? mail.key,
      chat,
      thread: mail.thread ?? 0,
      priority: priorities[mail.priority],
      dueAt: mail.dueAt,
      expiresAt: mail.expiresAt,
      safeToRepeat: mail.safeToRepeat,
      payload: JSON.stringify(mail.payload),
      broadcast: broadcast?.id ?? null,
      restricted: mail.restricted ?? false,
      publicToo: mail.publicToo ?? false,
      held: broadcast?.isStopped ?? false,
      subscription: mail.told?.subscription,
      toldBefore: mail.told && JSON.stringify(mail.told.before),
    }
    const isRefused = (status === 'blocked' || status === 'gone') && mail.triesAnyway !== true
    return store.outbox.add(row, isRefused ? status : 'open', at)
  }).length
}
