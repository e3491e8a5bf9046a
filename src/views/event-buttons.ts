import type { Translate } from '../i18n/translator.ts'
import { type Button, type ButtonRows, buttonData } from './reply.ts'

type Recalled = { readonly of: 'events' | 'deadlines'; readonly id: string; readonly recall: { readonly kind: string } }

const calendar = (id: string, t: Translate): Button => ({
  text: t('reminder.calendar'),
  data: buttonData('meetings', 'ics', id),
})

/** An event without a day cannot stand in a calendar. */
const calendarRow = ({ of, id, recall }: Recalled, t: Translate): ButtonRows =>
  of === 'events' && recall.kind === 'day' ? [[calendar(id, t)]] : []

/** Under a subscriber's reminder: the calendar file, and the screen of the subscription's reminders. */
export function reminderButtons(due: Recalled, subscription: { readonly id: number }, t: Translate): ButtonRows {
  const manage = [
    { text: t('news.digest-manage'), data: buttonData('subscriptions', 'open', subscription.id) },
    { text: t('news.digest-stop'), data: buttonData('subscriptions', 'leave', subscription.id) },
  ]
  return [...calendarRow(due, t), manage]
}

/** Under an event for somebody who is, or is not, reminded of it. */
export function wishButtons(
  { id, hasDay }: { readonly id: string; readonly hasDay: boolean },
  isReminded: boolean,
  t: Translate,
): ButtonRows {
  const toggle = {
    text: t(isReminded ? 'reminder.stop' : 'reminder.start'),
    data: buttonData('meetings', 'remind', id),
  }
  return hasDay ? [[calendar(id, t), toggle]] : [[toggle]]
}

/** Under a post that everybody reads: whoever presses is taken to the private chat. */
export function channelEventButtons(due: Recalled, t: Translate): ButtonRows {
  if (due.of !== 'events') return []
  const remind = { text: t('reminder.start'), data: buttonData('meetings', 'remind', due.id) }
  return due.recall.kind === 'day' ? [[calendar(due.id, t), remind]] : [[remind]]
}
