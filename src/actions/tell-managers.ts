import type { App } from '../app.ts'
import { translatorFor } from '../i18n/translator.ts'
import { enqueue } from '../outbox/enqueue.ts'
import { mailInParts } from '../outbox/mail.ts'
import { managerNote } from '../views/delivery.ts'
import { toMessages } from '../views/reply.ts'

/**
 * Tells those who set up a group's or channel's subscription, in private, why its mail did not arrive; each trouble once for as
 * long as mail is remembered, or a closed topic would be told of with every digest. Call it inside the transaction of what it
 * is about.
 */
export function tellManagers(
  { store, clock }: Pick<App, 'store' | 'clock'>,
  {
    chat,
    thread,
    trouble,
  }: { readonly chat: string; readonly thread: number; readonly trouble: Parameters<typeof managerNote>[1] },
): void {
  const at = clock.now()
  for (const { person, title } of store.subscriptions.managersOf(chat)) {
    const t = translatorFor(store.people.find(person)?.language ?? 'en')
    const key = `trouble:${trouble}:${chat}:${thread}:${person}`
    const mail = { key, chat: String(person), priority: 'digest', dueAt: at, safeToRepeat: true } as const
    enqueue(store, mailInParts(mail, toMessages(managerNote(title, trouble, t).blocks)), at)
  }
}
