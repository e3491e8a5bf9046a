import type { App } from '../app.ts'
import type { Language } from '../domain/language.ts'
import { enqueue } from '../outbox/enqueue.ts'
import { mailInParts } from '../outbox/mail.ts'
import type { PackedMessage } from '../views/channel-blocks.ts'

/**
 * Enqueues messages to a channel and remembers what stands in them, block by block, so that they can be corrected in place. Call it
 * inside the transaction of what they are about.
 * @param out.key of this publication and no other; the messages are `key:1`, `key:2` …
 */
export function publishMessages(
  { store, clock }: Pick<App, 'store' | 'clock'>,
  out: {
    readonly key: string
    readonly chat: string
    readonly language: Language
    readonly messages: readonly PackedMessage[]
  },
): void {
  const { key, chat, language, messages } = out
  const at = clock.now()
  // Whoever publishes has seen to the bot's rights; if not, the outbox finds out and says so. Until a post is there the channel
  // is not taken to be mended: corrections that it refused would be tried, and told to staff, each time anew.
  const mail = { key, chat, priority: 'urgent', dueAt: at, safeToRepeat: false, triesAnyway: true } as const
  enqueue(
    store,
    mailInParts(
      mail,
      messages.map(({ markup }) => markup),
    ),
    at,
  )
  for (const [index, { markup, blocks }] of messages.entries()) {
    store.channelMessages.add(
      { key: `${key}:${index + 1}`, chat, language, markup: markup.markup },
      blocks.map(({ kind, itemId, lead, body }) => ({ kind, itemId, lead: lead.markup, markup: body.markup })),
    )
  }
}
