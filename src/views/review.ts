import { type DimensionSlug, dimensionSlugs } from '../domain/dimension.ts'
import type { Item } from '../domain/item.ts'
import { inLanguage } from '../domain/language.ts'
import type { RecordBook } from '../domain/record-book.ts'
import { formatInstant, formatList } from '../i18n/format.ts'
import type { Translate } from '../i18n/translator.ts'
import { type Html, html } from './html.ts'
import { titleOf } from './item-line.ts'
import { type Button, type ButtonRows, buttonData, type Reply, reply } from './reply.ts'

/** Items listed on one screen of the queue. */
export const queuePage = 30
const buttonsPerRow = 6

type Context = { readonly book: RecordBook; readonly timeZone: string; readonly t: Translate }

function stateNames(item: Item, { book, t }: Context): string {
  const names = item.memberStates.map((id) => {
    const state = book['member-states'].find((each) => each.id === id)
    return state === undefined ? id : inLanguage(state.name, t.language)
  })
  return formatList(names, t.language)
}

function dimensionNames(item: Item, t: Translate): string {
  const names = item.dimensions.map((dimension) => t(`dimension.${dimension}`))
  return names.length === 0 ? t('desk.no-dimension') : names.join(', ')
}

function shortened(text: string, units: number): string {
  return text.length <= units ? text : `${text.slice(0, units - 1).trimEnd()}…`
}

function cardText(item: Item, context: Context): Html {
  const { t, timeZone } = context
  const when = item.publishedAt === null ? '' : ` · ${formatInstant(new Date(item.publishedAt), timeZone, t.language)}`
  const lines = [
    html`<b>${titleOf(item)}</b>`,
    html`<i>${item.feedName}${when}</i>`,
    item.summary && html`${shortened(item.summary, 300)}`,
    html`${t('desk.card-dimensions', { names: dimensionNames(item, t) })}`,
    item.memberStates.length > 0 && html`${t('desk.card-states', { names: stateNames(item, context) })}`,
    item.reasons.length > 0 && html`${t('desk.card-reasons', { terms: item.reasons.slice(0, 6).join(', ') })}`,
    item.alsoIn.length > 0 &&
      html`${t('desk.card-also', { names: [...new Set(item.alsoIn.map((other) => other.feedName))].join(', ') })}`,
  ].filter((line) => line instanceof Object)
  return html`${lines.map((line, index) => (index === 0 ? line : html`\n${line}`))}`
}

/** A card is of one version of its item: each button carries it, so that a press on an older card is refused. */
export function cardView(item: Item, context: Context): Reply {
  const { t } = context
  const button = (name: string, text: string): Button => ({
    text,
    data: buttonData('review', name, item.id, item.version),
  })
  const open: ButtonRows = [
    [button('accept', t('desk.accept')), button('decline', t('desk.decline'))],
    [button('dimensions', t('desk.change-dimension')), { text: t('desk.queue'), data: 'review:queue:0' }],
  ]
  const settled = item.state === 'awaiting' ? [] : [html`<b>${t(`desk.state.${item.state}`)}</b>`]
  return reply([cardText(item, context), ...settled], {
    buttons: item.state === 'awaiting' ? open : [],
    placement: 'replace',
  })
}

/** The card with a switch for each dimension; every press makes a new version. */
export function dimensionsView(item: Item, context: Context): Reply {
  const { t } = context
  const toggle = (dimension: DimensionSlug): Button => ({
    text: `${item.dimensions.includes(dimension) ? '☑' : '☐'} ${t(`dimension.${dimension}`)}`,
    data: buttonData('review', 'toggle', `${item.id}.${dimensionSlugs.indexOf(dimension)}`, item.version),
  })
  const back: Button = { text: t('desk.done'), data: buttonData('review', 'card', item.id) }
  const buttons = [...dimensionSlugs.map((dimension) => [toggle(dimension)]), [back]]
  return reply(cardText(item, context), { buttons, placement: 'replace' })
}

/** Thirty items at a glance: numbered titles, a button each. */
export function queueView(items: readonly Item[], total: number, t: Translate): Reply {
  if (items.length === 0) return reply(html`${t('desk.review-empty')}`, { buttons: [], placement: 'replace' })
  const lines = items.map(
    (item, index) => html`\n${index + 1}. ${shortened(item.title, 90)} — <i>${dimensionNames(item, t)}</i>`,
  )
  const numbers = items.map(
    (item, index): Button => ({ text: String(index + 1), data: buttonData('review', 'card', item.id) }),
  )
  const rows: Button[][] = []
  for (let start = 0; start < numbers.length; start += buttonsPerRow)
    rows.push(numbers.slice(start, start + buttonsPerRow))
  const head = html`<b>${t('desk.review-heading', { count: total })}</b>\n${t('desk.review-more', { shown: items.length })}`
  return reply([head, html`${lines}`], { buttons: rows, placement: 'replace' })
}
