import type { DimensionSlug } from '../domain/dimension.ts'
import { itemsPerDimensionBounds } from '../domain/edition.ts'
import { shortened } from '../domain/shortened.ts'
import { formatPercent, formatWeekdayNumber } from '../i18n/format.ts'
import type { Translate } from '../i18n/translator.ts'
import { type Html, html, joinHtml } from './html.ts'
import { type Button, type ButtonRows, buttonData, type Reply, reply } from './reply.ts'

export type Rules = {
  readonly perDimension: number
  /** ISO weekday, 1 is Monday; null for none. */
  readonly roundupWeekday: number | null
  readonly feeds: readonly { readonly name: string; readonly autoAccept: number | null }[]
  readonly blockWords: readonly { readonly phrase: string }[]
  readonly corrections: number
}

/** Corrections shown on one screen. */
export const correctionsPage = 6

/** What decides about items before anybody looks at them, in words, with a way to change each. */
export function rulesView(rules: Rules, t: Translate): Reply {
  const accepted = rules.feeds.flatMap(({ name, autoAccept }) =>
    autoAccept === null ? [] : [t('desk.rule-feed', { name, share: formatPercent(autoAccept, t.language) })],
  )
  const day =
    rules.roundupWeekday === null ? t('desk.rule-roundup-never') : formatWeekdayNumber(rules.roundupWeekday, t.language)
  const words = rules.blockWords.map(({ phrase }) => phrase).join(', ')
  const lines = [
    t('desk.rule-per-dimension', { count: rules.perDimension }),
    t('desk.rule-accept', { list: accepted.length === 0 ? t('desk.none') : accepted.join('; ') }),
    t('desk.rule-block', { list: words === '' ? t('desk.none') : words }),
    t('desk.rule-corrections', { count: rules.corrections }),
    t('desk.rule-roundup', { day }),
  ]
  const { least, most } = itemsPerDimensionBounds
  const per = (key: 'desk.fewer' | 'desk.more-items', count: number): Button => ({
    text: t(key, { count }),
    data: buttonData('rules', 'per', count),
  })
  const buttons: ButtonRows = [
    [
      ...(rules.perDimension > least ? [per('desk.fewer', rules.perDimension - 1)] : []),
      ...(rules.perDimension < most ? [per('desk.more-items', rules.perDimension + 1)] : []),
    ],
    [
      { text: t('desk.block-words'), data: 'rules:words:0' },
      { text: t('desk.corrections'), data: 'rules:corrections:0' },
    ],
    [
      { text: t('desk.roundup-day'), data: 'rules:days:0' },
      { text: t('desk.feed-rules'), data: 'feeds:page:0' },
    ],
  ]
  return reply(
    [
      html`<b>${t('desk.rules-heading')}</b>`,
      joinHtml(
        lines.map((line) => html`• ${line}`),
        '\n',
      ),
    ],
    { buttons, placement: 'replace' },
  )
}

const back = (t: Translate): Button => ({ text: t('desk.back'), data: 'rules:show:' })

/** Words that keep an item out; a press removes one, and what was removed is named so that it can be put back. */
export function blockWordsView(
  words: readonly { readonly id: number; readonly phrase: string }[],
  t: Translate,
  removed?: string,
): Reply {
  const list = words.length === 0 ? t('desk.none') : words.map(({ phrase }) => phrase).join(', ')
  const shown = words.slice(0, 40)
  const rows: Button[][] = []
  for (let start = 0; start < shown.length; start += 2) {
    rows.push(
      shown
        .slice(start, start + 2)
        .map(({ id, phrase }) => ({ text: `✕ ${phrase.slice(0, 40)}`, data: buttonData('rules', 'unblock', id) })),
    )
  }
  const blocks: Html[] = [
    html`<b>${t('desk.block-words')}</b>\n${t('desk.block-words-explained')}`,
    html`${t('desk.block-words-now', { list })}`,
    ...(removed === undefined
      ? []
      : [html`${t('desk.block-word-removed', { phrase: removed })} <code>/rules block ${removed}</code>`]),
  ]
  return reply(blocks, {
    buttons: [...rows, [{ text: t('desk.add-words'), data: 'rules:block:0' }, back(t)]],
    placement: 'replace',
  })
}

export type CorrectionLine = {
  readonly id: number
  readonly title: string
  readonly was: readonly DimensionSlug[]
  readonly stands: readonly DimensionSlug[]
}

/** What staff judged otherwise than the classifier, newest first; each can be undone. */
export function correctionsView(list: readonly CorrectionLine[], t: Translate): Reply {
  if (list.length === 0) {
    return reply(
      [html`<b>${t('desk.corrections')}</b>\n${t('desk.corrections-explained')}`, html`${t('desk.corrections-none')}`],
      {
        buttons: [[back(t)]],
        placement: 'replace',
      },
    )
  }
  const names = (dimensions: readonly DimensionSlug[]) =>
    dimensions.length === 0 ? t('desk.no-dimension') : dimensions.map((each) => t(`dimension.${each}`)).join(', ')
  const lines = list.map(
    ({ title, was, stands }, index) =>
      html`${index + 1}. ${shortened(title, 100)}\n<i>${names(was)} → ${names(stands)}</i>`,
  )
  const undo = list.map(
    ({ id }, index): Button => ({ text: t('desk.undo', { number: index + 1 }), data: buttonData('rules', 'undo', id) }),
  )
  const rows: Button[][] = []
  for (let start = 0; start < undo.length; start += 3) rows.push(undo.slice(start, start + 3))
  const last = list.at(-1)
  const more: Button[] =
    list.length < correctionsPage || last === undefined
      ? []
      : [{ text: t('news.more'), data: buttonData('rules', 'corrections', last.id) }]
  return reply([html`<b>${t('desk.corrections')}</b>\n${t('desk.corrections-explained')}`, ...lines], {
    buttons: [...rows, [...more, back(t)]],
    placement: 'replace',
  })
}

export function roundupDayView(weekday: number | null, t: Translate): Reply {
  const days = [1, 2, 3, 4, 5, 6, 7].map(
    (day): Button => ({
      text: `${day === weekday ? '● ' : ''}${formatWeekdayNumber(day, t.language)}`,
      data: buttonData('rules', 'day', day),
    }),
  )
  return reply(html`<b>${t('desk.roundup-day')}</b>\n${t('desk.roundup-day-explained')}`, {
    buttons: [
      days.slice(0, 3),
      days.slice(3, 6),
      [
        ...days.slice(6),
        { text: `${weekday === null ? '● ' : ''}${t('desk.rule-roundup-never')}`, data: 'rules:day:0' },
      ],
      [back(t)],
    ],
    placement: 'replace',
  })
}
