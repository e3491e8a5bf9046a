import type { Translate } from '../i18n/translator.ts'
import { html, joinHtml } from './html.ts'
import { type Button, buttonData, type Reply, reply } from './reply.ts'

/** A button that runs a command, with or without words behind it. */
export function openCommand(name: string, text: string, words = ''): Button {
  return { text, data: buttonData(name, 'show', words) }
}

export function startView(t: Translate): Reply {
  const examples = [t('bot.start-example-1'), t('bot.start-example-2'), t('bot.start-example-3')]
  const asking = html`${t('bot.start-ask')}\n${joinHtml(
    examples.map((example) => html`• <i>${example}</i>`),
    '\n',
  )}`
  return reply([html`<b>${t('bot.start-greeting')}</b>`, html`${t('bot.start-what')}`, asking], {
    buttons: [
      [openCommand('coordinators', t('bot.open-coordinators')), openCommand('meetings', t('bot.open-meetings'))],
      [openCommand('ratification', t('bot.open-ratification')), openCommand('news', t('bot.open-news'))],
      [openCommand('subscribe', t('bot.open-subscribe')), openCommand('language', t('bot.open-language'))],
    ],
  })
}
