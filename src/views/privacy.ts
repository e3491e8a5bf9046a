import type { Translate } from '../i18n/translator.ts'
import { html, joinHtml } from './html.ts'
import { type Reply, reply } from './reply.ts'

/** In a group the way to erase is told, and leads elsewhere: there a button would erase whoever presses it. */
export function privacyView(isPrivate: boolean, t: Translate): Reply {
  const lines = [
    t('bot.privacy-nothing'),
    t('bot.privacy-questions'),
    t('bot.privacy-language'),
    t('bot.privacy-subscription'),
    t('bot.privacy-reminders'),
    t('bot.privacy-access'),
    t('bot.privacy-chats'),
    t('bot.privacy-mail'),
    t('bot.privacy-never'),
  ]
  const stored = joinHtml(
    lines.map((line) => html`• ${line}`),
    '\n',
  )
  const heading = html`<b>${t('bot.privacy-heading')}</b>`
  if (!isPrivate) return reply([heading, stored, html`${t('bot.privacy-erase-private')}`])
  return reply([heading, stored, html`${t('bot.privacy-erase')}`], {
    buttons: [[{ text: t('bot.privacy-erase-button'), data: 'privacy:ask:' }]],
  })
}

export function eraseQuestion(t: Translate): Reply {
  return reply(html`${t('bot.privacy-erase-sure')}`, {
    buttons: [
      [
        { text: t('bot.privacy-erase-yes'), data: 'privacy:erase:' },
        { text: t('bot.privacy-erase-no'), data: 'privacy:keep:' },
      ],
    ],
    placement: 'replace',
  })
}
