import { createHash } from 'node:crypto'
import type { Clearance, Place } from '../domain/access.ts'
import type { Source } from '../domain/record.ts'
import { registerNames } from '../domain/registers.ts'
import { shortened } from '../domain/shortened.ts'
import { formatDate, formatLanguages } from '../i18n/format.ts'
import { type Html, html, link } from './html.ts'
import { pageStart } from './page-start.ts'
import { bold, bullet, lines } from './records/compose.ts'
import { text } from './records/names.ts'
import type { RecordContext } from './records/record-context.ts'
import { commentEntries, type RecordEntry, recordEntries } from './records/record-entries.ts'
import { restrictedMark } from './records/source-line.ts'
import { type Button, type ButtonRows, buttonData, type Reply, reply } from './reply.ts'

/** A screen of a telephone holds about this much. */
const listPage = 6
const entriesPage = 12
/** Of a record in a list, in UTF-16 units: a remark may be a paragraph, whose beginning tells which it is. */
export const labelUnits = 160

/** Symbols and addresses are longer than a button may carry: a short hash stands for one. */
export function sourceKey(id: string): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 12)
}

const isPage = ({ id }: Source) => /^https?:/i.test(id)

/** “Annual report of the Secretary General for 2023 (SOC/1481)”, “The Astana Times”; an untitled one by its symbol or address. */
export function sourceTitle(source: Source, context: RecordContext): string {
  return source.title === undefined ? source.id : text(source.title, context)
}

/** Documents first, then pages, the latest first. */
function orderedSources(context: RecordContext): readonly Source[] {
  const newest = (a: Source, b: Source) =>
    (b.issuedOn ?? '').localeCompare(a.issuedOn ?? '') || a.id.localeCompare(b.id)
  const all = [...context.book.sources.values()]
  return [...all.filter((each) => !isPage(each)).sort(newest), ...all.filter(isPage).sort(newest)]
}

const folded = (words: string) => words.toLowerCase().replace(/\s+/g, ' ').trim()

/** By symbol or address, else by what stands in them or in a title of any language. */
export function findSources(words: string, context: RecordContext): readonly Source[] {
  const wanted = folded(words)
  const all = orderedSources(context)
  const exact = all.filter(({ id }) => folded(id) === wanted)
  if (exact.length > 0) return exact
  return all.filter(({ id, title }) => {
    const said = folded([id, ...Object.values(title ?? {})].join(' '))
    return wanted.split(' ').every((word) => said.includes(word))
  })
}

const restsOn = (entry: RecordEntry, source: Source) => entry.record.sources.some(({ id }) => id === source.id)

function counts(context: RecordContext): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (const { record } of recordEntries(context)) {
    for (const { id } of record.sources) found.set(id, (found.get(id) ?? 0) + 1)
  }
  return found
}

function facts(source: Source, { t }: RecordContext): string {
  const date = source.issuedOn === undefined ? t('sources.undated') : formatDate(source.issuedOn, t)
  const languages = source.languages.length === 0 ? [] : [formatLanguages(source.languages, t.language)]
  const mark = source.visibility === 'restricted' ? `${restrictedMark} ` : ''
  return [date, ...languages, `${mark}${t(`sources.${source.visibility}`)}`].join(' · ')
}

function sourceLines(source: Source, number: number, count: number, context: RecordContext): Html {
  const title = sourceTitle(source, context)
  const symbol = isPage(source) || title.includes(source.id) || source.id.startsWith(title) ? [] : [html`${source.id}`]
  const name = isPage(source) ? link(title, source.id) : html`${title}`
  return lines([
    html`${number}. ${bold(name)}`,
    ...symbol,
    html`${facts(source, context)}; ${context.t('sources.resting', { count })}`,
  ])
}

function turning(command: (offset: number) => string, page: number, total: number, context: RecordContext): Button[] {
  const { t } = context
  const offset = pageStart(context.offset, total, page)
  return [
    ...(offset > 0 ? [{ text: t('records.button.earlier-page'), data: command(Math.max(0, offset - page)) }] : []),
    ...(offset + page < total ? [{ text: t('records.button.later-page'), data: command(offset + page) }] : []),
  ]
}

const numbered = (sources: readonly Source[], offset: number): ButtonRows => [
  sources.map(({ id }, index) => ({
    text: String(offset + index + 1),
    data: buttonData('sources', 'card', sourceKey(id)),
  })),
]

/** All that the viewer may see, page by page. */
export function sourcesView(context: RecordContext): Reply {
  const { t } = context
  const all = orderedSources(context)
  const offset = pageStart(context.offset, all.length, listPage)
  const page = all.slice(offset, offset + listPage)
  const resting = counts(context)
  const shown = t('records.meetings.shown', { first: offset + 1, last: offset + page.length, total: all.length })
  const blocks = [
    html`${bold(t('sources.heading'))} · ${shown}`,
    ...page.map((source, index) => sourceLines(source, offset + index + 1, resting.get(source.id) ?? 0, context)),
    ...(offset === 0 ? [html`<i>${t('sources.usage')}</i>`] : []),
  ]
  const turn = turning((to) => buttonData('sources', 'list', to), listPage, all.length, context)
  return reply(blocks, { buttons: [...numbered(page, offset), ...(turn.length > 0 ? [turn] : [])] })
}

/** Several that the words may mean. */
export function severalSourcesView(found: readonly Source[], context: RecordContext): Reply {
  const page = found.slice(0, listPage)
  const resting = counts(context)
  const list = page.map((source, index) => sourceLines(source, index + 1, resting.get(source.id) ?? 0, context))
  return reply([html`${context.t('sources.several')}`, ...list], { buttons: numbered(page, 0) })
}

/** A public viewer reads the same whether there is none or one that is not for them; in a group so does everybody. */
export function noSourceView({ t, book }: RecordContext, place: Place): Reply {
  return reply(html`${t(place === 'private' ? `sources.none-${book.clearance}` : 'sources.none-among-others')}`)
}

function byRegister(entries: readonly RecordEntry[], context: RecordContext, offset: number): readonly Html[] {
  const page = entries.slice(offset, offset + entriesPage)
  const inOrder = registerNames.filter((name) => page.some(({ register }) => register === name))
  return inOrder.map((register) =>
    lines([
      bold(context.t(`sources.register.${register}`)),
      ...page.filter((each) => each.register === register).map(({ label }) => bullet(shortened(label, labelUnits))),
    ]),
  )
}

/**
 * One document or page with what rests on it.
 * @param mayDecide staff may clear it, or restrict it again, from here
 */
export function sourceCard(source: Source, mayDecide: boolean, context: RecordContext): Reply {
  const { t } = context
  const records = recordEntries(context).filter((entry) => restsOn(entry, source))
  const comments = commentEntries(context).filter((entry) => restsOn(entry, source))
  const entries = [...records, ...comments]
  const offset = pageStart(context.offset, entries.length, entriesPage)
  const title = sourceTitle(source, context)
  const name = isPage(source) ? link(title, source.id) : html`${title}`
  const symbol = isPage(source) || title.includes(source.id) || source.id.startsWith(title) ? [] : [html`${source.id}`]
  const total = [
    t('sources.resting', { count: records.length }),
    ...(comments.length === 0 ? [] : [t('sources.comments', { count: comments.length })]),
  ].join('; ')
  const key = sourceKey(source.id)
  const shown = t('records.meetings.shown', {
    first: offset + 1,
    last: Math.min(offset + entriesPage, entries.length),
    total: entries.length,
  })
  const heading = entries.length > entriesPage ? `${t('sources.records')} · ${shown}` : t('sources.records')
  const list =
    entries.length === 0
      ? [html`${t('sources.nothing-rests')}`]
      : [html`<i>${heading}</i>`, ...byRegister(entries, context, offset)]
  const turn = turning((to) => buttonData('sources', 'card', key, to), entriesPage, entries.length, context)
  const to: Clearance = source.visibility === 'public' ? 'restricted' : 'public'
  const decide = {
    text: t(to === 'public' ? 'sources.clear' : 'sources.restrict'),
    data: buttonData('sources', 'preview', `${key}.${to}`),
  }
  return reply([lines([bold(name), ...symbol, html`${facts(source, context)}`, html`${total}`]), ...list], {
    buttons: [...(turn.length > 0 ? [turn] : []), ...(mayDecide ? [[decide]] : [])],
    placement: 'replace',
  })
}
