import type { CalendarDate } from '../domain/calendar.ts'
import { type DimensionSlug, dimensionSlugs } from '../domain/dimension.ts'
import type { Item } from '../domain/item.ts'
import { inLanguage } from '../domain/language.ts'
import type { RecordBook } from '../domain/record-book.ts'
import { formatDayOf, formatRange } from '../i18n/format.ts'
import type { Translate } from '../i18n/translator.ts'
import { type Html, html } from './html.ts'
import { itemLine } from './item-line.ts'
import { type Button, type ButtonRows, buttonData, type Reply, reply } from './reply.ts'

/** Items shown on one screen of the archive. */
export const archivePage = 8
const statesPerRow = 2

type Context = { readonly book: RecordBook; readonly timeZone: string; readonly t: Translate }

/** What was looked for. */
export type ArchiveSubject = {
  readonly dimension?: DimensionSlug | undefined
  readonly states: readonly string[]
  readonly from?: CalendarDate | undefined
  readonly until?: CalendarDate | undefined
  readonly words: string
  readonly areas?: readonly { readonly words: string }[]
}

function stateName(id: string, { book, t }: Pick<Context, 'book' | 't'>): string {
  const state = book['member-states'].find((each) => each.id === id)
  return state === undefined ? id : inLanguage(state.name, t.language)
}

/** The ways into the archive: by dimension, by State, by day; words are typed. */
function waysIn(t: Translate): ButtonRows {
  const one = (dimension: DimensionSlug): Button => ({
    text: t(`dimension.${dimension}`),
    data: buttonData('news', 'show', dimension),
  })
  return [
    ...dimensionSlugs.map((dimension) => [one(dimension)]),
    [
      { text: t('news.by-state'), data: 'news:states:0' },
      { text: t('news.by-date'), data: 'news:days:0' },
    ],
  ]
}

function subjectLine(subject: ArchiveSubject, context: Context): string {
  const { t } = context
  const { dimension, states, from, until, words, areas = [] } = subject
  const wanted = [...areas.map((area) => area.words), words].filter((part) => part !== '').join(' ')
  const parts = [
    dimension === undefined ? '' : t(`dimension.${dimension}`),
    ...states.map((state) => stateName(state, context)),
    from === undefined && until === undefined ? '' : formatRange(from ?? until, until ?? from, t),
    wanted === '' ? '' : t('news.words', { words: wanted }),
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

/** Items under the day on which they became news; the day stands once. */
function byDay(items: readonly Item[], context: Context): Html[] {
  const { timeZone, t } = context
  let day = ''
  return items.map((item) => {
    const own = formatDayOf(new Date(item.decidedAt ?? item.fetchedAt), timeZone, t.language)
    const head = own === day ? html`` : html`<b>${own}</b>\n`
    day = own
    return html`${head}${itemLine(item, context)}`
  })
}

/**
 * One page of the archive.
 * @param page.next data of the button that shows what is older; undefined on the last page
 */
export function archiveView(
  page: { readonly items: readonly Item[]; readonly subject: ArchiveSubject; readonly next?: string | undefined },
  context: Context,
): Reply {
  const { t } = context
  const { items, next } = page
  const subject = subjectLine(page.subject, context)
  if (items.length === 0) {
    // A Russian date ends with a stop of its own.
    const named = { subject: subject.replace(/\.$/, '') }
    const text = subject === '' ? t('news.archive-empty') : t('news.archive-empty-of', named)
    return reply([html`${text}`, html`${t('news.archive-hint')}`], { buttons: waysIn(t) })
  }
  const heading = subject === '' ? t('news.archive-heading') : t('news.archive-heading-of', { subject })
  const more: ButtonRows = next === undefined ? [] : [[{ text: t('news.more'), data: next }]]
  const rest = subject === '' ? waysIn(t) : [[{ text: t('news.all-news'), data: 'news:show:' }]]
  const hint = subject === '' ? [html`<i>${t('news.archive-hint')}</i>`] : []
  return reply([html`<b>${heading}</b>`, ...byDay(items, context), ...hint], { buttons: [...more, ...rest] })
}

/** Every member State, in the order of the reader's alphabet. */
export function statesView(context: Context): Reply {
  const { book, t } = context
  const states = book['member-states']
    .filter(({ kind }) => kind === 'member')
    .map((state): Button => ({ text: stateName(state.id, context), data: buttonData('news', 'state', state.id) }))
    .sort((a, b) => a.text.localeCompare(b.text, t.language))
  const rows: Button[][] = []
  for (let start = 0; start < states.length; start += statesPerRow) rows.push(states.slice(start, start + statesPerRow))
  return reply(html`<b>${t('news.choose-state')}</b>`, { buttons: rows, placement: 'replace' })
}

/** Days and spans to choose from; any other is typed. */
export function daysView(t: Translate): Reply {
  const one = (name: 'today' | 'yesterday' | 'week' | 'month'): Button => ({
    text: t(`news.days.${name}`),
    data: buttonData('news', 'span', name),
  })
  return reply([html`<b>${t('news.choose-day')}</b>`, html`${t('news.choose-day-hint')}`], {
    buttons: [
      [one('today'), one('yesterday')],
      [one('week'), one('month')],
    ],
    placement: 'replace',
  })
}
