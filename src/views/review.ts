import { type DimensionSlug, dimensionSlugs } from '../domain/dimension.ts'
import type { Item } from '../domain/item.ts'
import { inLanguage, type Language } from '../domain/language.ts'
import type { RecordBook } from '../domain/record-book.ts'
import { shortened } from '../domain/shortened.ts'
import { capitalised, formatInstant, formatList, formatPercent } from '../i18n/format.ts'
import type { Translate } from '../i18n/translator.ts'
import { urgentMessages } from './edition.ts'
import { type Html, html, joinHtml, link } from './html.ts'
import type { NewsContext } from './item-line.ts'
import { languageMark, titleOf } from './item-line.ts'
import { type Button, type ButtonRows, buttonData, inRows, type Reply, reply } from './reply.ts'

/** Items listed on one screen of the queue. */
export const queuePage = 30
const buttonsPerRow = 6
/** Terms named for each dimension, at most. */
const termsNamed = 5
const summaryUnits = 300

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

/** The confidence is the classifier's of its first dimension: once staff chose another, it says nothing. */
function dimensionsLine(item: Item, t: Translate): string {
  const names = t('desk.card-dimensions', { names: dimensionNames(item, t) })
  const isProposed = item.dimensions[0] !== undefined && item.dimensions[0] === item.proposed[0]
  if (!isProposed || item.confidence === null) return names
  return `${names} · ${t('desk.card-confidence', { share: formatPercent(item.confidence, t.language) })}`
}

/** Which terms spoke for which dimension; where one dimension is all, its name is not repeated. */
function reasonsLine(item: Item, t: Translate): string {
  const told = item.evidence.filter(({ terms }) => terms.length > 0)
  const terms = (list: readonly string[]) => list.slice(0, termsNamed).join(', ')
  if (told.length === 0) return item.reasons.length === 0 ? '' : t('desk.card-reasons', { terms: terms(item.reasons) })
  const named = told.map((each) =>
    told.length === 1 ? terms(each.terms) : `${t(`dimension.${each.dimension}`)} – ${terms(each.terms)}`,
  )
  return t('desk.card-reasons', { terms: named.join('; ') })
}

function outletsLine(item: Item, t: Translate): Html | undefined {
  const seen = new Set([item.feedName])
  const others = item.alsoIn.filter(({ feedName }) => seen.size !== seen.add(feedName).size)
  if (others.length === 0) return undefined
  const names = others.map((other, index) => {
    const name = other.link === null ? html`${other.feedName}` : link(other.feedName, other.link)
    return index === 0 ? name : html`, ${name}`
  })
  return html`${t('desk.card-also', { names: '' }).trimEnd()} ${names}`
}

function lines(parts: readonly (Html | undefined)[]): Html {
  const given = parts.filter((part) => part !== undefined)
  return html`${given.map((part, index) => (index === 0 ? part : html`\n${part}`))}`
}

const plain = (text: string): Html | undefined => (text === '' ? undefined : html`${text}`)

function cardText(item: Item, context: Context): Html {
  const { t, timeZone } = context
  const when = item.publishedAt === null ? '' : ` · ${formatInstant(new Date(item.publishedAt), timeZone, t.language)}`
  const changed = item.titledBy !== null && item.feedTitle !== item.title
  return lines([
    html`<b>${titleOf({ ...item, titles: {} }, t)}</b>${languageMark(item, t)}`,
    html`<i>${item.feedName}${when}</i>`,
    changed ? plain(t('desk.card-feed-title', { title: shortened(item.feedTitle, summaryUnits) })) : undefined,
    plain(shortened(item.summary ?? '', summaryUnits)),
    plain(dimensionsLine(item, t)),
    plain(reasonsLine(item, t)),
    plain(item.memberStates.length > 0 ? t('desk.card-states', { names: stateNames(item, context) }) : ''),
    plain(item.inRegion === false ? t('desk.card-elsewhere') : ''),
    outletsLine(item, t),
  ])
}

const queueButton = (t: Translate): Button => ({ text: t('desk.queue'), data: 'review:queue:0' })
const nextButton = (item: Item, t: Translate): Button => ({
  text: t('desk.next-item'),
  data: buttonData('review', 'next', item.id),
})

/** Who or what settled it, and when; names are not kept, so that of the one who pressed is given where it is known. */
export function settledLine(item: Item, { t, timeZone }: Pick<Context, 't' | 'timeZone'>): string {
  const time = item.decidedAt === null ? '' : formatInstant(new Date(item.decidedAt), timeZone, t.language)
  const [rule, phrase = ''] = (item.decidedRule ?? '').split(':')
  if (rule === 'block-word') return t('desk.settled-block-word', { phrase })
  if (rule === 'auto-accept')
    return t('desk.settled-auto-accept', { share: formatPercent(item.confidence ?? 0, t.language) })
  if (rule === 'too-old') return t('desk.settled-too-old')
  const state = t(`desk.state.${item.state}`)
  return time === '' ? state : t('desk.settled-at', { state, time })
}

/** A card is of one version of its item: each button carries it, so that a press on an older card is refused. */
export function cardView(item: Item, context: Context): Reply {
  const { t } = context
  if (item.state !== 'awaiting') return settledCard(item, settledLine(item, context), context)
  const button = (name: string, text: string): Button => ({
    text,
    data: buttonData('review', name, item.id, item.version),
  })
  const buttons: ButtonRows = [
    [button('accept', t('desk.accept')), button('decline', t('desk.decline'))],
    [button('dimensions', t('desk.change-dimension')), button('title', t('desk.edit-title'))],
    [button('hold', t('desk.hold')), button('urgent', t('desk.urgent'))],
    [queueButton(t), nextButton(item, t)],
  ]
  return reply(cardText(item, context), { buttons, placement: 'replace' })
}

/** What was decided stays on the card, and can be taken back as long as nothing is out. */
export function settledCard(item: Item, done: string, context: Context, isOut = false): Reply {
  const { t } = context
  const undo: Button = { text: t('desk.reopen'), data: buttonData('review', 'reopen', item.id, item.version) }
  const canReopen = !isOut && item.retractedAt === null && item.state !== 'old' && item.state !== 'repeated'
  const buttons = [...(canReopen ? [[undo]] : []), [queueButton(t), nextButton(item, t)]]
  return reply([cardText(item, context), html`<b>${done}</b>`], { placement: 'replace', buttons })
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

/** What goes out at once, exactly, before it does: there is no taking it back unseen. */
export function urgentView(
  item: Item,
  languages: readonly Language[],
  translate: (language: Language) => Translate,
  { t, timeZone }: NewsContext,
): Reply {
  const shown = languages.flatMap((language) => [
    html`<i>${capitalised(t('desk.urgent-preview', { language: t(`desk.languages.${language}`) }))}</i>`,
    ...urgentMessages(item, { t: translate(language), timeZone }).map(({ markup }) => markup),
  ])
  const buttons: ButtonRows = [
    [{ text: t('desk.urgent-confirm'), data: buttonData('review', 'urgentnow', item.id, item.version) }],
    [{ text: t('desk.back'), data: buttonData('review', 'card', item.id) }],
  ]
  return reply([html`<b>${t('desk.urgent-question', { count: languages.length })}</b>`, ...shown], {
    buttons,
    placement: 'replace',
  })
}

/** Thirty lines stay within one message in every language: a short title, the first dimension, how many others there are. */
const queueTitleUnits = 64

function queueLine(item: Item, number: number, t: Translate): Html {
  const [first, ...others] = item.dimensions
  const dimension = first === undefined ? t('desk.no-dimension') : t(`dimension.${first}`)
  const more = others.length === 0 ? '' : ` +${others.length}`
  const share = item.confidence === null ? '' : ` · ${formatPercent(item.confidence, t.language)}`
  return html`${number}. ${shortened(item.title, queueTitleUnits)} — <i>${dimension}${more}${share}</i>`
}

/** Thirty items at a glance: numbered titles, a button each. */
export function queueView(items: readonly Item[], total: number, t: Translate): Reply {
  if (items.length === 0) return reply(html`${t('desk.review-empty')}`, { buttons: [], placement: 'replace' })
  const listed = items.map((item, index) => queueLine(item, index + 1, t))
  const numbers = items.map(
    (item, index): Button => ({ text: String(index + 1), data: buttonData('review', 'card', item.id) }),
  )
  const how = items.length < total ? t('desk.review-more', { shown: items.length }) : t('desk.review-open')
  const head = html`<b>${t('desk.review-heading', { count: total })}</b>\n${how}`
  const several: Button = { text: t('desk.choose-several'), data: 'review:several:0' }
  return reply([head, joinHtml(listed, '\n')], {
    buttons: [...inRows(numbers, buttonsPerRow), [several]],
    placement: 'replace',
  })
}

/** The same list to decide on several items at once: a press marks a number. */
export function sheetView(
  sheet: { readonly id: number; readonly items: readonly Item[]; readonly marked: readonly number[] },
  t: Translate,
): Reply {
  const { id, items, marked } = sheet
  const listed = items.map((item, index) => queueLine(item, index + 1, t))
  const numbers = items.map(
    (item, index): Button => ({
      text: marked.includes(item.id) ? `☑ ${index + 1}` : String(index + 1),
      data: buttonData('review', 'mark', `${id}.${item.id}`),
    }),
  )
  const act = (name: string, text: string): Button => ({ text, data: buttonData('review', name, id) })
  const decide: Button[][] =
    marked.length === 0
      ? []
      : [
          [
            act('acceptmarked', t('desk.accept-marked', { count: marked.length })),
            act('declinemarked', t('desk.decline-marked', { count: marked.length })),
          ],
        ]
  const all = marked.length === items.length ? t('desk.mark-none') : t('desk.mark-all')
  return reply([html`<b>${t('desk.choose-heading')}</b>`, joinHtml(listed, '\n')], {
    buttons: [...inRows(numbers, buttonsPerRow), [act('markall', all), queueButton(t)], ...decide],
    placement: 'replace',
  })
}
