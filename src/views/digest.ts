import { dimensionSlugs } from '../domain/dimension.ts'
import { searchEvents } from '../domain/event-search.ts'
import type { Item } from '../domain/item.ts'
import type { Language } from '../domain/language.ts'
import { formatDate, formatWeekday } from '../i18n/format.ts'
import { type Html, html, joinHtml } from './html.ts'
import { itemLine, type NewsContext } from './item-line.ts'
import { eventLine } from './records/event-card.ts'
import { areaName, stateName, text } from './records/names.ts'
import type { RecordContext } from './records/record-context.ts'
import { type AnyRecord, isRestricted, sourceLine } from './records/source-line.ts'
import { toMessages } from './reply.ts'

/** What a digest holds: items, and records by their ids. */
export type DigestContent = {
  readonly items: readonly Item[]
  readonly events: readonly string[]
  readonly deadlines: readonly string[]
  readonly acts: readonly string[]
  readonly statuses: readonly string[]
  readonly papers: readonly string[]
}

type DigestContext = RecordContext & NewsContext

type Section = { readonly heading: string; readonly lines: readonly Html[]; readonly records: readonly AnyRecord[] }

/** Lines under a heading, then what they were taken from; a restricted section says so. */
function sectionBlocks({ heading, lines, records }: Section, context: RecordContext): Html[] {
  const [first, ...rest] = lines
  if (first === undefined) return []
  const mark = isRestricted(records) ? html`🔒 <i>${context.t('records.restricted.mark')}</i>\n` : html``
  const source = sourceLine(records, context)
  const head = html`<b>${heading}</b>\n${mark}${first}`
  const body = [head, ...rest]
  return source === undefined ? body : [...body.slice(0, -1), html`${body.at(-1)}\n${source}`]
}

const known = <T extends { readonly id: string }>(records: readonly T[], ids: readonly string[]): T[] =>
  ids.flatMap((id) => records.find((record) => record.id === id) ?? [])

function eventsSection(ids: readonly string[], context: RecordContext): Section {
  const found = searchEvents(context.book.events, { events: ids }, context.today)
  return {
    heading: context.t('digest.events'),
    lines: found.map((each) => eventLine(each, context)),
    records: found.map(({ event }) => event),
  }
}

function deadlinesSection(ids: readonly string[], context: RecordContext): Section {
  const { t, book } = context
  const records = known(book.deadlines, ids).filter(({ withdrawnOn }) => withdrawnOn === undefined)
  const lines = records.map((record) => {
    const due = record.due === undefined ? t('records.deadline.no-day') : formatDate(record.due, t)
    return html`• <b>${due}</b> — ${text(record.title, context)} · ${text(record.document, context)}`
  })
  return { heading: t('digest.deadlines'), lines, records }
}

function ratificationSection({ acts, statuses }: DigestContent, context: RecordContext): Section {
  const { t, book } = context
  const title = (id: string) => {
    const treaty = book.treaties.find((each) => each.id === id)
    return treaty === undefined ? id : text(treaty.shortTitle, context)
  }
  const done = known(book['treaty-actions'], acts)
  const stated = known(book['ratification-status'], statuses)
  const lines = [
    ...done.map((record) => {
      const date = record.date === undefined ? t('date.undated') : formatDate(record.date, t)
      const who = record.state === undefined ? '' : `${stateName(record.state, context)}: `
      return html`• ${who}${t('records.treaty.act', { act: t(`records.act.${record.action}`), date })} · ${title(record.treaty)}`
    }),
    ...stated.map(({ submitted, missing, date }) => {
      const figures = { submitted, missing, required: submitted + missing, date: formatDate(date, t) }
      return html`• ${t('records.treaty.status', figures)}`
    }),
  ]
  return { heading: t('digest.ratification'), lines, records: [...done, ...stated] }
}

function papersSection(ids: readonly string[], context: RecordContext): Section {
  const { t, book } = context
  const records = known(book['concept-papers'], ids)
  const lines = records.map((paper) => {
    const date = paper.approvedOn === undefined ? '' : `, ${formatDate(paper.approvedOn, t)}`
    const status = `${t(`records.paper-status.${paper.status}`)}${date}`
    return html`• ${areaName(paper.area, context)}: ${t(`records.papers.${paper.kind}`)} — ${status}`
  })
  return { heading: t('digest.papers'), lines, records }
}

/** Lines of items are the same in every digest of a language: a hundred thousand digests share a few. */
const itemLines = new WeakMap<Item, Map<Language, Html>>()

function lineOf(item: Item, context: NewsContext): Html {
  const { t } = context
  const lines = itemLines.get(item) ?? new Map<Language, Html>()
  const line = lines.get(t.language) ?? itemLine(item, context)
  if (lines.size === 0) itemLines.set(item, lines)
  lines.set(t.language, line)
  return line
}

/** Under the headings of an edition. An accepted item always has a dimension; one that lost its last is shown all the same. */
function itemBlocks(items: readonly Item[], context: NewsContext): Html[] {
  const { t } = context
  const headed = dimensionSlugs.flatMap((dimension) => {
    const [first, ...rest] = items
      .filter((item) => item.dimensions[0] === dimension)
      .map((item) => lineOf(item, context))
    return first === undefined ? [] : [html`<b>${t(`dimension.${dimension}`)}</b>\n${first}`, ...rest]
  })
  return [...headed, ...items.filter(({ dimensions }) => dimensions.length === 0).map((item) => lineOf(item, context))]
}

function bodyBlocks(content: DigestContent, context: DigestContext): Html[] {
  const { items, events, deadlines, papers } = content
  return [
    ...itemBlocks(items, context),
    ...sectionBlocks(eventsSection(events, context), context),
    ...sectionBlocks(deadlinesSection(deadlines, context), context),
    ...sectionBlocks(ratificationSection(content, context), context),
    ...sectionBlocks(papersSection(papers, context), context),
  ]
}

/**
 * A personal digest: what matches, under the headings of an edition, cut into messages like one.
 * @param context.today the subscriber's own day
 * @returns nothing where nothing of the content is on the reader's record
 */
export function digestMessages(content: DigestContent, context: DigestContext): Html[] {
  const { t, today } = context
  const body = bodyBlocks(content, context)
  if (body.length === 0) return []
  const day = t('news.digest-date', { weekday: formatWeekday(today, t.language), date: formatDate(today, t) })
  return toMessages([html`<b>${t('news.digest-heading')}</b>\n${day}`, ...body])
}

/** What is sent at once has no day and no heading of its own: the message's own time says when. */
export function atOnceMessages(content: DigestContent, context: DigestContext): Html[] {
  const body = bodyBlocks(content, context)
  const [first, ...rest] = body
  return first === undefined
    ? []
    : toMessages([joinHtml([html`<b>${context.t('digest.at-once')}</b>`, first], '\n'), ...rest])
}
