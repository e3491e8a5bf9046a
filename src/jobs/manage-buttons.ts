import type { Subscription } from '../domain/subscription.ts'
import type { Translate } from '../i18n/translator.ts'
import { type ButtonRows, buttonData } from '../views/reply.ts'

/** Under everything that a subscription sends: change it, or end it with one press. */
export function manageButtons({ id }: Pick<Subscription, 'id'>, t: Translate): ButtonRows {
  return [
    [
      { text: t('news.digest-manage'), data: buttonData('subscriptions', 'open', id) },
      { text: t('news.digest-stop'), data: buttonData('subscriptions', 'leave', id) },
    ],
  ]
}
