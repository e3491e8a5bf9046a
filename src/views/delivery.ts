import type { Language } from '../domain/language.ts'
import type { Translate } from '../i18n/translator.ts'
import { html } from './html.ts'
import { type ButtonRows, buttonData, type Reply, reply } from './reply.ts'

export type TroubleType = 'blocked' | 'chat-gone' | 'no-rights' | 'topic-closed' | 'topic-gone' | 'refused' | 'not-sent'

/** One of the Secretariat's own channels will take no posts. */
export function channelLostNote(language: Language, trouble: TroubleType, t: Translate): Reply {
  const reason = t(`desk.trouble.${trouble}`)
  return reply(html`${t('desk.channel-lost', { language: t(`desk.languages.${language}`), reason })}`)
}

/** A channel did not take what was published: staff mend the cause, and send it with one press. */
export function unpublishedNote(
  { row, language, trouble }: { readonly row: number; readonly language: Language; readonly trouble: TroubleType },
  t: Translate,
): Reply {
  const reason = t(`desk.trouble.${trouble}`)
  return reply(html`${t('desk.channel-refused', { language: t(`desk.languages.${language}`), reason })}`, {
    buttons: [[{ text: t('desk.send-again'), data: buttonData('status', 'resend', row) }]],
  })
}

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
    buttons: undecidedButtons(row.id, t),
  })
}

export function undecidedButtons(row: number, t: Translate): ButtonRows {
  return [
    [
      { text: t('desk.was-sent'), data: buttonData('status', 'sent', row) },
      { text: t('desk.send-again'), data: buttonData('status', 'resend', row) },
    ],
  ]
}
