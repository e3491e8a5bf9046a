import { type DimensionSlug, dimensionSlugs } from '../domain/dimension.ts'
import { inLanguage, type Language, languages } from '../domain/language.ts'
import type { RecordBook } from '../domain/record-book.ts'
import {
  areasOf,
  contentKinds,
  dimensionsOf,
  isPrivateChat,
  type Subscription,
  type SubscriptionSettings,
  valuesOf,
} from '../domain/subscription.ts'
import { namedZone } from '../domain/time-zone.ts'
import { formatInstant, formatOffset } from '../i18n/format.ts'
import type { Translate } from '../i18n/translator.ts'
import { type Html, html, joinHtml } from './html.ts'
import { type Button, type ButtonRows, buttonData, type Reply, reply } from './reply.ts'

/** Hours offered as buttons; any other may be written. */
const hours = ['07:00', '08:00', '09:00', '10:00', '13:00', '18:00']

export const languageNames: Record<Language, string> = { en: 'English', ru: 'Русский', kk: 'Қазақша' }

export type SubscriptionContext = { readonly book: RecordBook; readonly t: Translate; readonly now: Date }

/** “Astana (UTC+5)”; a zone without a name of its own by its IANA name. */
export function zoneName(zone: string, { t, now }: Pick<SubscriptionContext, 't' | 'now'>): string {
  const named = namedZone(zone)
  const name = named === undefined ? zone.replaceAll('_', ' ') : t(`zone.${named}`)
  return `${name} (${formatOffset(zone, now)})`
}

/** “everything”, or the names of what is followed. */
export function subjectNames(
  { subjects }: Pick<SubscriptionSettings, 'subjects'>,
  context: SubscriptionContext,
): string {
  const { t, book } = context
  const nameOf = (register: 'areas' | 'member-states' | 'bodies', id: string) => {
    const found = book[register].find((each) => each.id === id)
    if (found === undefined) return id
    return inLanguage('shortName' in found ? found.shortName : found.name, t.language)
  }
  const names = [
    ...(subjects.some(({ kind }) => kind === 'everything') ? [t('subscription.everything')] : []),
    ...dimensionsOf(subjects).map((slug) => t(`dimension.${slug}`)),
    ...areasOf(subjects).map((slug) => nameOf('areas', slug)),
    ...valuesOf(subjects, 'state').map((id) => nameOf('member-states', id)),
    ...valuesOf(subjects, 'body').map((id) => nameOf('bodies', id)),
    ...valuesOf(subjects, 'keyword').map((word) => t('subscription.quoted', { word })),
  ]
  return names.length === 0 ? t('subscription.nothing-followed') : names.join('; ')
}

function kindsLine({ kinds }: Pick<SubscriptionSettings, 'kinds'>, t: Translate): string {
  const groups = (['at-once', 'daily', 'weekly'] as const).flatMap((frequency) => {
    const names = contentKinds.filter((kind) => kinds[kind] === frequency).map((kind) => t(`subscription.kind.${kind}`))
    return names.length === 0 ? [] : [`${names.join(', ')} – ${t(`subscription.frequency.${frequency}`)}`]
  })
  return groups.length === 0 ? t('subscription.no-kinds') : groups.join('; ')
}

export function daysAhead(days: number, t: Translate): string {
  return days === 0 ? t('subscription.ahead-0') : t('subscription.ahead', { count: days })
}

function remindersLine({ reminders }: Pick<SubscriptionSettings, 'reminders'>, t: Translate): string {
  const { days, events, deadlines } = reminders
  if (days.length === 0 || !(events || deadlines)) return t('subscription.reminders-off')
  const of = events && deadlines ? 'both' : events ? 'events' : 'deadlines'
  const ahead = [...days].sort((a, b) => b - a).map((each) => daysAhead(each, t))
  return t(`subscription.reminders-${of}`, { days: ahead.join(', ') })
}

function summary(settings: SubscriptionSettings, context: SubscriptionContext): Html {
  const { t } = context
  const { language, deliveryTime: time, timeZone, weekday, quiet, kinds } = settings
  const weekly = contentKinds.some((kind) => kinds[kind] === 'weekly')
  const lines = [
    t('subscription.summary-subjects', { names: subjectNames(settings, context) }),
    t('subscription.summary-kinds', { kinds: kindsLine(settings, t) }),
    t('subscription.summary-language', { language: t(`subscription.languages.${language}`) }),
    t('subscription.summary-time', { time, zone: zoneName(timeZone, context) }),
    ...(weekly ? [t('subscription.summary-weekday', { weekday: t(`subscription.weekday.${weekday}`) })] : []),
    ...(quiet === undefined ? [] : [t('subscription.summary-quiet', quiet)]),
    remindersLine(settings, t),
  ]
  return joinHtml(
    lines.map((line) => html`• ${line}`),
    '\n',
  )
}

/** Data of a button of the screen: `subscriptions:<button>:<id>[.<argument>]`. */
export function screenButton(
  text: string,
  button: string,
  { id }: { readonly id: number },
  argument?: string | number,
): Button {
  return { text, data: buttonData('subscriptions', button, argument === undefined ? id : `${id}.${argument}`) }
}

export function savedView(subscription: Subscription, context: SubscriptionContext): Reply {
  const { t } = context
  return reply(
    [html`<b>${t('subscription.saved')}</b>`, summary(subscription, context), html`${t('subscription.saved-hint')}`],
    {
      buttons: [[screenButton(t('subscription.change'), 'main', subscription)]],
      placement: 'replace',
    },
  )
}

export function noSubscriptionView(t: Translate, further: ButtonRows = []): Reply {
  return reply(html`${t('subscription.none')}`, {
    buttons: [[{ text: t('subscription.subscribe'), data: 'subscribe:show:' }], ...further],
  })
}

/** Where somebody added the bot: it may be set up from the private chat. */
export function offerView({ chat, title }: { readonly chat: string; readonly title: string }, t: Translate): Reply {
  return reply(html`${t('subscription.offer', { title })}`, {
    buttons: [[{ text: t('subscription.set-up'), data: buttonData('subscribe', 'chat', chat) }]],
  })
}

function headOf({ chat, title }: Subscription, t: Translate): Html {
  return isPrivateChat(chat)
    ? html`<b>${t('subscription.heading')}</b>`
    : html`<b>${t('subscription.heading-of', { title: title ?? chat })}</b>`
}

function standing({ status, resumeAt, timeZone }: Subscription, { t }: SubscriptionContext): Html[] {
  if (status !== 'paused') return []
  if (resumeAt === undefined) return [html`<b>${t('subscription.paused')}</b>`]
  return [html`<b>${t('subscription.paused-until', { date: formatInstant(resumeAt, timeZone, t.language) })}</b>`]
}

/** The one screen: what is chosen, and a button for each part of it. */
export function subscriptionView(subscription: Subscription, context: SubscriptionContext, isOwn: boolean): Reply {
  const { t } = context
  const button = (text: string, name: string) => screenButton(text, name, subscription)
  const isPaused = subscription.status === 'paused'
  const pause = isPaused ? button(t('subscription.resume'), 'resume') : button(t('subscription.pause'), 'pause')
  const elsewhere = isOwn ? [[{ text: t('subscription.chats'), data: 'subscriptions:chats:' }]] : []
  return reply([headOf(subscription, t), summary(subscription, context), ...standing(subscription, context)], {
    buttons: [
      [button(t('subscription.what'), 'what'), button(t('subscription.how-often'), 'kinds')],
      [button(t('subscription.hour'), 'time'), button(t('subscription.zone'), 'zones')],
      [button(t('subscription.reminders'), 'remind'), button(t('subscription.quiet'), 'quiet')],
      [button(t('subscription.language'), 'lang'), pause],
      [button(t('subscription.stop'), 'stop')],
      ...elsewhere,
    ],
    placement: 'replace',
  })
}

export function stoppedView(t: Translate): Reply {
  return reply(html`${t('subscription.stopped')}`, {
    placement: 'replace',
    buttons: [[{ text: t('subscription.subscribe'), data: 'subscribe:show:' }]],
  })
}

/** What a form's question adds: what is wrong with the last answer. */
function withProblem(problem: string | undefined, question: Html): Html[] {
  return problem === undefined ? [question] : [html`<b>${problem}</b>`, question]
}

export function dimensionsQuestion(
  chosen: readonly DimensionSlug[],
  press: (value: string) => string,
  t: Translate,
  problem?: string,
): Reply {
  const toggles: ButtonRows = dimensionSlugs.map((dimension) => [
    { text: `${chosen.includes(dimension) ? '☑' : '☐'} ${t(`dimension.${dimension}`)}`, data: press(dimension) },
  ])
  const last = [
    { text: t('subscription.all'), data: press('all') },
    { text: t('subscription.next'), data: press('next') },
  ]
  const cancel = [{ text: t('subscription.cancel'), data: press('cancel') }]
  const blocks = withProblem(problem, html`${t('subscription.choose-dimensions')}`)
  return reply(blocks, { buttons: [...toggles, last, cancel], placement: 'replace' })
}

export function languageQuestion(press: (value: string) => string, t: Translate): Reply {
  const buttons = [
    languages.map((language) => ({ text: languageNames[language], data: press(language) })),
    [{ text: t('subscription.cancel'), data: press('cancel') }],
  ]
  return reply(html`${t('subscription.choose-language')}`, { buttons, placement: 'replace' })
}

export function timeQuestion(
  press: (value: string) => string,
  timeZone: string,
  context: Pick<SubscriptionContext, 't' | 'now'>,
  problem?: string,
): Reply {
  const { t } = context
  const one = (time: string) => ({ text: time, data: press(time) })
  const blocks = withProblem(problem, html`${t('subscription.choose-time', { zone: zoneName(timeZone, context) })}`)
  const buttons = [
    hours.slice(0, 3).map(one),
    hours.slice(3).map(one),
    [{ text: t('subscription.other-zone'), data: press('zones') }],
    [{ text: t('subscription.cancel'), data: press('cancel') }],
  ]
  return reply(blocks, { buttons, placement: 'replace' })
}
