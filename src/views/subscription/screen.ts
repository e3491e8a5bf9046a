import type { Subscription } from '../../domain/subscription.ts'
import type { Translate } from '../../i18n/translator.ts'
import { type Html, html } from '../html.ts'
import { type ButtonRows, type Reply, reply } from '../reply.ts'
import { screenButton } from '../subscription.ts'

/** A label with its tick. */
export const box = (isOn: boolean, text: string) => `${isOn ? '☑' : '☐'} ${text}`

export const headed = (heading: string, words: string): Html => html`<b>${heading}</b>\n${words}`

/** One screen of the settings, with the way back. */
export function screen(
  words: Html | readonly Html[],
  rows: ButtonRows,
  subscription: Subscription,
  t: Translate,
  to = 'main',
): Reply {
  const back = [screenButton(`‹ ${t('subscription.back')}`, to, subscription)]
  return reply(words, { buttons: [...rows, back], placement: 'replace' })
}
