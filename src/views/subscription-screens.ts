import { addMonths, type CalendarDate, dayOf, partialDate } from '../domain/calendar.ts'
import { dimensionSlugs } from '../domain/dimension.ts'
import { inLanguage, languages } from '../domain/language.ts'
import {
  contentKinds,
  hasSubject,
  reminderDays,
  type Subject,
  type Subscription,
  valuesOf,
  weekdays,
} from '../domain/subscription.ts'
import { regions, type ZoneRegion, zoneRegions } from '../domain/time-zone.ts'
import { formatDate } from '../i18n/format.ts'
import type { Translate } from '../i18n/translator.ts'
import { type Html, html } from './html.ts'
import { memberStates, statesPerPage } from './people.ts'
import { type Button, type ButtonRows, type Reply, reply } from './reply.ts'
import {
  daysAhead,
  languageNames,
  type SubscriptionContext,
  screenButton,
  subjectNames,
  zoneName,
} from './subscription.ts'

/** Bodies that meet or speak; offices and the Conference itself are nothing to follow. */
const followed: readonly string[] = ['governing', 'working', 'advisory', 'advisory-event', 'mechanism', 'network']

const box = (isOn: boolean, text: string) => `${isOn ? '☑' : '☐'} ${text}`

function inRows(buttons: readonly Button[], perRow: number): Button[][] {
  const rows: Button[][] = []
  for (let at = 0; at < buttons.length; at += perRow) rows.push(buttons.slice(at, at + perRow))
  return rows
}

function screen(
  words: Html | readonly Html[],
  rows: ButtonRows,
  subscription: Subscription,
  t: Translate,
  to = 'main',
): Reply {
  const back = [screenButton(`‹ ${t('subscription.back')}`, to, subscription)]
  return reply(words, { buttons: [...rows, back], placement: 'replace' })
}

const headed = (heading: string, words: string): Html => html`<b>${heading}</b>\n${words}`

/** What to follow: by dimension, area, State, body, keyword, or everything. */
export function whatScreen(subscription: Subscription, context: SubscriptionContext): Reply {
  const { t } = context
  const { subjects } = subscription
  const open = (button: string, kind: Subject['kind'], label: string) => {
    const count = valuesOf(subjects, kind).length
    return screenButton(count === 0 ? label : `${label} · ${count}`, button, subscription)
  }
  const everything = hasSubject(subjects, { kind: 'everything', value: '' })
  return screen(
    headed(t('subscription.what'), subjectNames(subscription, context)),
    [
      [screenButton(box(everything, t('subscription.everything')), 'toggle', subscription, 'everything.')],
      [open('dims', 'dimension', t('subscription.by-dimension')), open('areas', 'area', t('subscription.by-area'))],
      [open('states', 'state', t('subscription.by-state')), open('bodies', 'body', t('subscription.by-body'))],
      [open('words', 'keyword', t('subscription.by-keyword'))],
    ],
    subscription,
    t,
  )
}

function toggle(subscription: Subscription, subject: Subject, label: string): Button {
  const isOn = hasSubject(subscription.subjects, subject)
  return screenButton(box(isOn, label), 'toggle', subscription, `${subject.kind}.${subject.value}`)
}

export function dimensionsScreen(subscription: Subscription, { t }: SubscriptionContext): Reply {
  const rows = dimensionSlugs.map((value) => [
    toggle(subscription, { kind: 'dimension', value }, t(`dimension.${value}`)),
  ])
  return screen(headed(t('subscription.by-dimension'), t('subscription.press')), rows, subscription, t, 'what')
}

export function areasScreen(subscription: Subscription, { t, book }: SubscriptionContext): Reply {
  const rows = book.areas.map(({ id, shortName }) => [
    toggle(subscription, { kind: 'area', value: id }, inLanguage(shortName, t.language)),
  ])
  return screen(headed(t('subscription.by-area'), t('subscription.press')), rows, subscription, t, 'what')
}

export function bodiesScreen(subscription: Subscription, { t, book }: SubscriptionContext): Reply {
  const bodies = book.bodies.filter(({ kind }) => followed.includes(kind))
  const rows = bodies.map(({ id, name }) => [
    toggle(subscription, { kind: 'body', value: id }, inLanguage(name, t.language)),
  ])
  return screen(headed(t('subscription.by-body'), t('subscription.press')), rows, subscription, t, 'what')
}

/** Page by page, as there are twenty-eight. */
export function statesScreen(subscription: Subscription, page: number, context: SubscriptionContext): Reply {
  const { t } = context
  const states = memberStates(context)
  const shown = states.slice(page * statesPerPage, (page + 1) * statesPerPage)
  const buttons = shown.map(({ id, name }) => toggle(subscription, { kind: 'state', value: id }, name))
  const turn = [
    ...(page > 0 ? [screenButton(`‹ ${t('people.earlier')}`, 'states', subscription, page - 1)] : []),
    ...((page + 1) * statesPerPage < states.length
      ? [screenButton(`${t('people.later')} ›`, 'states', subscription, page + 1)]
      : []),
  ]
  const rows = [...inRows(buttons, 2), turn]
  return screen(headed(t('subscription.by-state'), t('subscription.press')), rows, subscription, t, 'what')
}

/** The page of a State, so that a press on it shows the same page again. */
export function pageOfState(state: string, context: SubscriptionContext): number {
  const at = memberStates(context).findIndex(({ id }) => id === state)
  return Math.max(0, Math.floor(at / statesPerPage))
}

export function wordsScreen(subscription: Subscription, { t }: SubscriptionContext): Reply {
  const words = valuesOf(subscription.subjects, 'keyword')
  const rows = words.map((word, index) => [
    // The word itself where it fits: another screen may have changed their order meanwhile.
    screenButton(`✕ ${word}`, 'drop', subscription, Buffer.byteLength(word) <= 36 ? `=${word}` : index),
  ])
  const none = words.length === 0 ? t('subscription.no-words') : t('subscription.drop-words')
  const add = [screenButton(`＋ ${t('subscription.add-words')}`, 'words-add', subscription)]
  return screen(headed(t('subscription.by-keyword'), none), [...rows, add], subscription, t, 'what')
}

/** The question of the keyword form. */
export function wordsQuestion(
  press: (value: string) => string,
  isGroup: boolean,
  t: Translate,
  problem?: string,
): Reply {
  const asked = html`${t('subscription.write-words')}${isGroup ? ` ${t('subscription.by-answering')}` : ''}`
  return reply(problem === undefined ? [asked] : [html`<b>${problem}</b>`, asked], {
    buttons: [[{ text: t('subscription.cancel'), data: press('cancel') }]],
    placement: 'replace',
  })
}

/** Each press takes a kind to its next frequency. */
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
