import type { App } from '../app.ts'
import type { Role } from '../domain/access.ts'
import type { Language } from '../domain/language.ts'
import { translatorFor } from '../i18n/translator.ts'
import { enqueue } from '../outbox/enqueue.ts'
import { mailInParts } from '../outbox/mail.ts'
import { type AccessNotice, accessNotice } from '../views/people.ts'
import { toMessages } from '../views/reply.ts'

type Telling = {
  readonly person: number
  readonly language: Language
  /** Unique; the same is not written twice while the first is kept, for thirty days after it was sent. */
  readonly key: string
  readonly message: AccessNotice
  readonly about: { readonly state: string | null; readonly role: Role | null }
}

/** Writes to a person about their access, in their language. Call it inside the transaction of what it is about. */
export function tellPerson({ store, clock }: App, { person, language, key, message, about }: Telling): void {
  const at = clock.now()
  const context = { book: store.records.book('public'), t: translatorFor(language) }
  const { blocks, buttons } = accessNotice(message, about, context)
  const mail = {
    key: `person:${person}:${key}`,
    // “Restored” must not come after the “removed” that followed it.
    chain: `person:${person}`,
    chat: String(person),
    priority: 'urgent',
    dueAt: at,
    safeToRepeat: true,
  }
  const shown = buttons === undefined ? {} : { buttons }
  enqueue(store, mailInParts({ ...mail, priority: 'urgent', ...shown }, toMessages(blocks)), at)
}
