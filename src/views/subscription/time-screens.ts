import { languages } from '../../domain/language.ts'
import {
  type ContentKind,
  contentKinds,
  frequencies,
  reminderDays,
  type Subscription,
  weekdays,
} from '../../domain/subscription.ts'
import { regions, type ZoneRegion, zoneRegions } from '../../domain/time-zone.ts'
import { html } from '../html.ts'
import { inRows, type Reply } from '../reply.ts'
import { daysAhead, languageNames, type SubscriptionContext, screenButton, zoneName } from '../subscription.ts'
import { box, headed, screen } from './screen.ts'

/** How often each kind is sent. */
export function kindsScreen(subscription: Subscription, { t }: SubscriptionContext): Reply {
  const { kinds, weekday } = subscription
  const rows = contentKinds.map((kind) => [
    screenButton(
      `${t(`subscription.kind.${kind}`)}: ${t(`subscription.frequency.${kinds[kind]}`)}`,
      'kind',
      subscription,
      kind,
    ),
  ])
  const day = [
    screenButton(t('subscription.weekly-on', { weekday: t(`subscription.weekday.${weekday}`) }), 'day', subscription),
  ]
  return screen(headed(t('subscription.how-often'), t('subscription.press-often')), [...rows, day], subscription, t)
}

export function frequencyScreen(kind: ContentKind, subscription: Subscription, { t }: SubscriptionContext): Reply {
  const rows = frequencies.map((each) => [
    screenButton(
      box(each === subscription.kinds[kind], t(`subscription.frequency.${each}`)),
      'often',
      subscription,
      `${kind}.${each}`,
    ),
  ])
  return screen(html`<b>${t(`subscription.kind.${kind}`)}</b>`, rows, subscription, t, 'kinds')
}

export function weekdayScreen(subscription: Subscription, { t }: SubscriptionContext): Reply {
  const rows = weekdays.map((day) => [
    screenButton(box(day === subscription.weekday, t(`subscription.weekday.${day}`)), 'weekday', subscription, day),
  ])
  return screen(html`<b>${t('subscription.choose-weekday')}</b>`, rows, subscription, t, 'kinds')
}

export function timeScreen(subscription: Subscription, context: SubscriptionContext): Reply {
  const { t } = context
  const times = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`)
  const buttons = times.map((time) => {
    const mark = time === subscription.deliveryTime ? '• ' : ''
    return screenButton(`${mark}${time}`, 'at', subscription, time.replace(':', ''))
  })
  const words = t('subscription.hour-in', { zone: zoneName(subscription.timeZone, context) })
  return screen(headed(t('subscription.hour'), words), inRows(buttons, 4), subscription, t)
}

export function regionsScreen(subscription: Subscription, context: SubscriptionContext): Reply {
  const { t } = context
  const rows = regions.map((region) => [
    screenButton(t(`subscription.region.${region}`), 'region', subscription, region),
  ])
  const words = t('subscription.zone-now', { zone: zoneName(subscription.timeZone, context) })
  return screen(headed(t('subscription.zone'), words), rows, subscription, t)
}

export function zonesScreen(subscription: Subscription, region: ZoneRegion, context: SubscriptionContext): Reply {
  const { t } = context
  const rows = zoneRegions[region].map((zone) => [
    screenButton(box(zone === subscription.timeZone, zoneName(zone, context)), 'zone', subscription, zone),
  ])
  return screen(html`<b>${t(`subscription.region.${region}`)}</b>`, rows, subscription, t, 'zones')
}

const quietSpans = ['22:00-07:00', '22:00-08:00', '23:00-08:00', '21:00-09:00', '19:00-09:00'] as const

export function quietScreen(subscription: Subscription, { t }: SubscriptionContext): Reply {
  const { quiet } = subscription
  const now = quiet === undefined ? 'off' : `${quiet.from}-${quiet.until}`
  const spans = quietSpans.map((span) => {
    const [from = '', until = ''] = span.split('-')
    return screenButton(box(span === now, `${from} – ${until}`), 'hush', subscription, span.replaceAll(':', ''))
  })
  const off = screenButton(box(now === 'off', t('subscription.quiet-none')), 'hush', subscription, 'off')
  const rows = [...spans.map((each) => [each]), [off]]
  return screen(headed(t('subscription.quiet'), t('subscription.quiet-words')), rows, subscription, t)
}

export function remindersScreen(subscription: Subscription, { t }: SubscriptionContext): Reply {
  const { days, events, deadlines } = subscription.reminders
  const ahead = reminderDays.map((each) =>
    screenButton(box(days.includes(each), daysAhead(each, t)), 'ahead', subscription, each),
  )
  const of = [
    screenButton(box(events, t('subscription.kind.events')), 'recall', subscription, 'events'),
    screenButton(box(deadlines, t('subscription.kind.deadlines')), 'recall', subscription, 'deadlines'),
  ]
  return screen(
    headed(t('subscription.reminders'), t('subscription.reminders-words')),
    [...inRows(ahead, 2), of],
    subscription,
    t,
  )
}

export function languageScreen(subscription: Subscription, { t }: SubscriptionContext): Reply {
  const row = languages.map((language) =>
    screenButton(box(language === subscription.language, languageNames[language]), 'tongue', subscription, language),
  )
  return screen(html`<b>${t('subscription.choose-language')}</b>`, [row], subscription, t)
}
