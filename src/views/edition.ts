import { addDays, type CalendarDate } from '../domain/calendar.ts'
import type { EditionContent } from '../domain/edition.ts'
import { byDate, type Event as CicaEvent, overlaps } from '../domain/event.ts'
import type { Item } from '../domain/item.ts'
import { inLanguage } from '../domain/language.ts'
import type { AttestedRecord } from '../domain/record-book.ts'
import { shortened } from '../domain/shortened.ts'
import { formatDate, formatWeekday } from '../i18n/format.ts'
import type { Translate } from '../i18n/translator.ts'
import { type Block, type PackedMessage, packMessages, textBlock } from './channel-blocks.ts'
import { type Html, html, nothing } from './html.ts'
import { correctionLine, itemLine, languageMark, type NewsContext, outletsOf, titleOf, tombstone } from './item-line.ts'

type Event = AttestedRecord<'events'>

/** A day's events in one line: title, and hour and place where they are on record. */
function agendaLine(heading: string, events: readonly Event[], t: Translate): Html[] {
  if (events.length === 0) return []
  const named = events.map((event) => {
    const details = [event.startTime, event.place === undefined ? undefined : inLanguage(event.place, t.language)]
    const known = details.filter((detail) => detail !== undefined)
    const title = inLanguage(event.title, t.language)
    return known.length === 0 ? title : `${title} (${known.join(', ')})`
  })
  return [html`<b>${heading}:</b> ${named.join('; ')}`]
}

const isCalledOff = ({ status }: Pick<CicaEvent, 'status'>) => status === 'cancelled' || status === 'postponed'

/**
 * What is on today and tomorrow; by date alone, unless it was called off: what a record says of how an event ended must not depend
 * on the day on which the edition is read. Only events of the public book may be passed: editions are read by everybody.
 */
export function agenda(events: readonly Event[], date: CalendarDate, t: Translate): Html | undefined {
  const tomorrow = addDays(date, 1)
  const dated = events.filter((event) => event.start?.length === 10 && !isCalledOff(event)).sort(byDate)
  const today = dated.filter((event) => overlaps(event, date, date))
  const lines = [
    ...agendaLine(t('news.agenda-today'), today, t),
    ...agendaLine(
      t('news.agenda-tomorrow'),
      dated.filter((event) => event.start === tomorrow && !today.includes(event)),
      t,
    ),
  ]
  return lines.length === 0 ? undefined : html`${lines.map((line, index) => (index === 0 ? line : html`\n${line}`))}`
}

export type EditionText = {
  readonly number: number
  readonly date: CalendarDate
  readonly events: readonly Event[]
  /** A note of the Secretariat, before the news. */
  readonly note?: string | null
}

function secretariatNote(note: string, t: Translate): Html {
  return html`<b>${t('news.note-heading')}</b>\n${note}`
}

function dimensionHeading(dimension: EditionContent['sections'][number]['dimension'], t: Translate): Html {
  return html`<b>${t(`dimension.${dimension}`)}</b>\n`
}

export function itemBlock(item: Item, lead: Html, context: NewsContext): Block {
  return { kind: 'item', itemId: item.id, lead, body: itemLine(item, context) }
}

/** Items under their headings, each in a block of its own. */
export function sectionBlocks(sections: EditionContent['sections'], context: NewsContext): Block[] {
  return sections.flatMap(({ dimension, items }) =>
    items.map((item, index) =>
      itemBlock(item, index === 0 ? dimensionHeading(dimension, context.t) : nothing, context),
    ),
  )
}

/**
 * The final messages of an edition.
 * @param text.events of the public book
 */
export function editionMessages(content: EditionContent, text: EditionText, context: NewsContext): PackedMessage[] {
  const { t } = context
  const { number, date, events, note } = text
  const issue = t('news.issue', { number, weekday: formatWeekday(date, t.language), date: formatDate(date, t) })
  const today = agenda(events, date, t)
  return packMessages([
    textBlock(html`<b>${t('news.series')}</b>\n${issue}`),
    ...(note ? [textBlock(secretariatNote(note, t))] : []),
    ...(today === undefined ? [] : [textBlock(today)]),
    ...sectionBlocks(content.sections, context),
  ])
}

/** Of a summary, an urgent message shows the beginning. */
const urgentSummary = 280

/** An item that goes out by itself, before any edition. */
export function urgentBody(item: Item, context: NewsContext): Html {
  const { t } = context
  if (item.retractedAt !== null) return tombstone(item, context)
  const isOwnLanguage = item.language === t.language
  const summary = isOwnLanguage && item.summary !== null ? shortened(item.summary, urgentSummary) : ''
  const correction = correctionLine(item, context)
  return html`<b>${titleOf(item, t)}</b>${languageMark(item, t)}${summary !== '' && html`\n${summary}`}\n${outletsOf(item, t)}${correction !== undefined && html`\n${correction}`}`
}

export function urgentMessages(item: Item, context: NewsContext): PackedMessage[] {
  const { t } = context
  const lead = html`<b>${t('news.series')} · ${t('news.urgent')}</b>\n\n`
  return packMessages([{ kind: 'urgent', itemId: item.id, lead, body: urgentBody(item, context) }])
}
