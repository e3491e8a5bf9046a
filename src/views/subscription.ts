import { type DimensionSlug, dimensionSlugs } from '../domain/dimension.ts'
import { type Language, languages } from '../domain/language.ts'
import type { Subscription } from '../domain/subscription.ts'
import type { Translate } from '../i18n/translator.ts'
import { type Html, html, joinHtml } from './html.ts'
import { type ButtonRows, type Reply, reply } from './reply.ts'

type Wish = Pick<Subscription, 'dimensions' | 'language' | 'deliveryTime' | 'timeZone'>

/** Hours offered as buttons; any other may be written. */
const hours = ['07:00', '08:00', '09:00', '10:00', '13:00', '18:00']

export const languageNames: Record<Language, string> = { en: 'English', ru: 'Русский', kk: 'Қазақша' }

function summary(wish: Wish, t: Translate): Html {
  const names = wish.dimensions.map((dimension) => t(`dimension.${dimension}`)).join(', ')
  const lines = [
    t('subscription.summary-dimensions', { names }),
    t('subscription.summary-language', { language: t(`subscription.languages.${wish.language}`) }),
    t('subscription.summary-time', { time: wish.deliveryTime, zone: wish.timeZone }),
    t('subscription.summary-reminders'),
  ]
  return joinHtml(
    lines.map((line) => html`• ${line}`),
    '\n',
  )
}

export function savedView(wish: Wish, t: Translate): Reply {
  return reply([html`<b>${t('subscription.saved')}</b>`, summary(wish, t)], {
    buttons: [[{ text: t('subscription.change'), data: 'subscribe:show:' }]],
  })
}

export function noSubscriptionView(t: Translate): Reply {
  return reply(html`${t('subscription.none')}`, {
    buttons: [[{ text: t('subscription.subscribe'), data: 'subscribe:show:' }]],
  })
}

export function subscriptionView(subscription: Subscription, t: Translate): Reply {
  const isPaused = subscription.status === 'paused'
  const pause = isPaused
    ? { text: t('subscription.resume'), data: 'subscriptions:resume:' }
    : { text: t('subscription.pause'), data: 'subscriptions:pause:' }
  const blocks = [html`<b>${t('subscription.heading')}</b>`, summary(subscription, t)]
  return reply(isPaused ? [...blocks, html`${t('subscription.paused')}`] : blocks, {
    buttons: [
      [{ text: t('subscription.change'), data: 'subscribe:show:' }, pause],
      [{ text: t('subscription.stop'), data: 'subscriptions:stop:' }],
    ],
    placement: 'replace',
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
  t: Translate,
  problem?: string,
): Reply {
  const one = (time: string) => ({ text: time, data: press(time) })
  const blocks = withProblem(problem, html`${t('subscription.choose-time', { zone: timeZone })}`)
  const buttons = [
    hours.slice(0, 3).map(one),
    hours.slice(3).map(one),
    [{ text: t('subscription.cancel'), data: press('cancel') }],
  ]
  return reply(blocks, { buttons, placement: 'replace' })
}
