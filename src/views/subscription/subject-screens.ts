import { dimensionSlugs } from '../../domain/dimension.ts'
import { inLanguage } from '../../domain/language.ts'
import { hasSubject, type Subject, type Subscription, valuesOf } from '../../domain/subscription.ts'
import type { Translate } from '../../i18n/translator.ts'
import { html } from '../html.ts'
import { type Button, inRows, type Reply, reply } from '../reply.ts'
import { memberStates, statesPerPage } from '../states.ts'
import { type SubscriptionContext, screenButton, subjectNames } from '../subscription.ts'
import { box, headed, screen } from './screen.ts'

/** Bodies that meet or speak; offices and the Conference itself are nothing to follow. */
const followed: readonly string[] = ['governing', 'working', 'advisory', 'advisory-event', 'mechanism', 'network']

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
