import type { Subscription } from '../../domain/subscription.ts'
import type { Translate } from '../../i18n/translator.ts'
import { html } from '../html.ts'
import { type Button, type ButtonRows, type Reply, reply } from '../reply.ts'
import { screenButton } from '../subscription.ts'

export type Managed = { readonly chat: string; readonly title: string; readonly subscription: Subscription | undefined }

/** Groups and channels that a person manages from the private chat. */
export function chatsScreen(managed: readonly Managed[], botName: string, t: Translate): Reply {
  const rows = managed.map(({ chat, title, subscription }): Button[] =>
    subscription === undefined
      ? [{ text: `＋ ${title}`, data: `subscribe:chat:${chat}` }]
      : [screenButton(`☑ ${title}`, 'main', subscription)],
  )
  const add: ButtonRows = [
    [{ text: t('subscription.add-to-group'), url: `https://t.me/${botName}?startgroup=subscribe` }],
    [{ text: t('subscription.add-to-channel'), url: `https://t.me/${botName}?startchannel&admin=post_messages` }],
  ]
  const back: Button[] = [{ text: `‹ ${t('subscription.back')}`, data: 'subscriptions:own:' }]
  return reply(html`<b>${t('subscription.chats')}</b>\n${t('subscription.chats-words')}`, {
    buttons: [...rows, ...add, back],
    placement: 'replace',
  })
}
