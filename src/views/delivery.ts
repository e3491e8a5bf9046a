import type { Translate } from '../i18n/translator.ts'
import { html } from './html.ts'
import { buttonData, type Reply, reply } from './reply.ts'

export type TroubleType = 'blocked' | 'chat-gone' | 'no-rights' | 'topic-closed' | 'topic-gone' | 'refused' | 'not-sent'

export function troubleNote(chat: string, trouble: { readonly type: TroubleType }, t: Translate): Reply {
  return reply(html`${t('desk.channel-affected', { chat, reason: t(`desk.trouble.${trouble.type}`) })}`)
}

/** What those who set up a group's or channel's subscription are told when its mail cannot be written there. */
export function managerNote(title: string, trouble: 'no-rights' | 'topic-closed' | 'topic-gone', t: Translate): Reply {
  return reply(html`${t(`subscription.trouble.${trouble}`, { title })}`)
}

/** Nobody can find out whether a message arrived: staff look, and decide with one press. */
export function undecidedNote(
  row: { readonly id: number; readonly chat: string; readonly key: string },
  t: Translate,
): Reply {
  return reply(html`${t('desk.undecided', { chat: row.chat })}\n<code>${row.key}</code>`, {
    buttons: [
      [
        { text: t('desk.was-sent'), data: buttonData('status', 'sent', row.id) },
        { text: t('desk.send-again'), data: buttonData('status', 'resend', row.id) },
      ],
    ],
  })
}
