import { addDays, type CalendarDate } from '../domain/calendar.ts'
import type { EditionContent } from '../domain/edition.ts'
import { byDate, overlaps } from '../domain/event.ts'
import { inLanguage, type Language } from '../domain/language.ts'
import type { AttestedRecord } from '../domain/record-book.ts'
import { capitalised, formatRange } from '../i18n/format.ts'
import type { Translate } from '../i18n/translator.ts'
import { type PackedMessage, packMessages, textBlock } from './channel-blocks.ts'
import { sectionBlocks } from './edition.ts'
import { type Html, html, joinHtml } from './html.ts'
import type { NewsContext } from './item-line.ts'
import { type Button, buttonData, type Reply, reply } from './reply.ts'

type Event = AttestedRecord<'events'>
type Span = { readonly from: CalendarDate; readonly until: CalendarDate }

const daysAhead = 7

function eventLines(heading: string, events: readonly Event[], t: Translate): Html[] {
  if (events.length === 0) return []
  const lines = events.map((event) => {
    const place = event.place === undefined ? '' : `, ${inLanguage(event.place, t.language)}`
    return html`• ${inLanguage(event.title, t.language)} — <i>${formatRange(event.start, event.end, t)}${place}</i>`
  })
  return [html`<b>${heading}</b>\n${joinHtml(lines, '\n')}`]
}

/** Events of a span by date alone, without what was called off; exact days only. */
export function eventsIn(events: readonly Event[], { from, until }: Span): Event[] {
  return events
    .filter(({ start, status }) => start?.length === 10 && status !== 'cancelled' && status !== 'postponed')
    .filter((event) => overlaps(event, from, until))
    .sort(byDate)
}

/**
 * The week in one message or a few: its best items by dimension, CICA's events of the week and of the next.
 * @param text.events of the public book
 */
export function roundupMessages(
  content: EditionContent,
  { week, events }: { readonly week: Span; readonly events: readonly Event[] },
  context: NewsContext,
): PackedMessage[] {
  const { t } = context
  const ahead = { from: addDays(week.until, 1), until: addDays(week.until, daysAhead) }
  const past = eventsIn(events, week)
  const coming = eventsIn(events, ahead).filter((event) => !past.includes(event))
  const head = html`<b>${t('news.series')} · ${t('news.roundup')}</b>\n${formatRange(week.from, week.until, t)}`
  return packMessages([
    textBlock(head),
    ...sectionBlocks(content.sections, context),
    ...eventLines(t('news.roundup-held'), past, t).map(textBlock),
    ...eventLines(t('news.roundup-coming'), coming, t).map(textBlock),
  ])
}

/** The round-up exactly as it would go out, with a button that publishes just this and two that give it as a file. */
export function roundupPreview(
  draft: {
    readonly language: Language
    readonly packed: readonly PackedMessage[]
    readonly mark: string
    readonly isOut: boolean
  },
  others: readonly Language[],
  t: Translate,
): Reply {
  const { language, packed, mark, isOut } = draft
  const heading = t('desk.roundup-preview', { language: t(`desk.languages.${language}`) })
  const publish: Button[] = isOut
    ? []
    : [{ text: t('desk.publish'), data: buttonData('roundup', 'publish', language, mark) }]
  const files: Button[] = [
    { text: t('desk.as-docx'), data: buttonData('roundup', 'docx', language) },
    { text: t('desk.as-markdown'), data: buttonData('roundup', 'markdown', language) },
  ]
  const languages = others.map(
    (each): Button => ({ text: capitalised(t(`desk.languages.${each}`)), data: buttonData('roundup', 'show', each) }),
  )
  const state = isOut ? [html`<i>${t('error.roundup-out')}</i>`] : []
  return reply([html`<i>${heading}</i>`, ...state, ...packed.map(({ markup }) => markup)], {
    buttons: [publish, files, languages].filter((row) => row.length > 0),
  })
}
