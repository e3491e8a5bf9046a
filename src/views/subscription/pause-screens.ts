import { addMonths, type CalendarDate, dayOf, partialDate } from '../../domain/calendar.ts'
import type { Subscription } from '../../domain/subscription.ts'
import { formatDate } from '../../i18n/format.ts'
import { inRows, type Reply } from '../reply.ts'
import { type SubscriptionContext, screenButton } from '../subscription.ts'
import { headed, screen } from './screen.ts'

/** How long nothing is sent. */
export function pauseScreen(subscription: Subscription, today: CalendarDate, { t }: SubscriptionContext): Reply {
  const rows = [
    [
      screenButton(t('subscription.pause-week'), 'pause-for', subscription, 7),
      screenButton(t('subscription.pause-weeks'), 'pause-for', subscription, 14),
    ],
    [
      screenButton(t('subscription.pause-day'), 'month', subscription, today.slice(0, 7)),
      screenButton(t('subscription.pause-open'), 'hold', subscription),
    ],
  ]
  return screen(headed(t('subscription.pause'), t('subscription.pause-words')), rows, subscription, t)
}

/** The days of a month, to choose the one on which sending begins again. */
export function monthScreen(
  subscription: Subscription,
  month: CalendarDate,
  today: CalendarDate,
  { t }: SubscriptionContext,
): Reply {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))]
  const length = Number(dayOf(year, number + 1, 0).slice(8))
  const days = Array.from({ length }, (_, index) => dayOf(year, number, index + 1)).filter((day) => day > today)
  const buttons = days.map((day) => screenButton(String(Number(day.slice(8))), 'until', subscription, day))
  const [before, after] = [addMonths(month, -1), addMonths(month, 1)]
  const turn = [
    ...(before.slice(0, 7) >= today.slice(0, 7) ? [screenButton('‹', 'month', subscription, before.slice(0, 7))] : []),
    screenButton('›', 'month', subscription, after.slice(0, 7)),
  ]
  const name = formatDate(partialDate(month.slice(0, 7)), t)
  return screen(headed(t('subscription.pause-until'), name), [...inRows(buttons, 7), turn], subscription, t, 'pause')
}
