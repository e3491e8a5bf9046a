import { amendmentIn, noteIn } from '../../domain/amendment.ts'
import { addDays, type CalendarDate } from '../../domain/calendar.ts'
import { dimensionSlugs } from '../../domain/dimension.ts'
import { eventFirstDay } from '../../domain/event.ts'
import { type Item, titleFor } from '../../domain/item.ts'
import { inLanguage } from '../../domain/language.ts'
import type { AttestedRecord } from '../../domain/record-book.ts'
import { formatDate, formatDayOf, formatRange } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translator.ts'
import { otherOutlets } from '../item-line.ts'
import { eventsIn } from '../roundup.ts'
import type { Document, DocumentEntry, DocumentSection } from './document.ts'

type Event = AttestedRecord<'events'>
type Span = { readonly from: CalendarDate; readonly until: CalendarDate }
type Context = { readonly t: Translate; readonly timeZone: string; readonly today: CalendarDate }

function itemEntry(item: Item, { t, timeZone }: Context): DocumentEntry {
  const mark =
    item.language === null || item.language === t.language ? '' : ` (${t(`news.language-mark.${item.language}`)})`
  const outlets = [item.feedName, ...otherOutlets(item)].join(', ')
  // Behind the outlet's name a reader takes the day for the outlet's.
  const day = formatDayOf(new Date(item.publishedAt ?? item.fetchedAt), timeZone, t.language)
  const amendment = amendmentIn(item.amendments, t.language)
  const note = amendment === undefined ? undefined : noteIn(amendment.note, t.language)
  const corrected = amendment === undefined ? undefined : formatDayOf(new Date(amendment.at), timeZone, t.language)
  return {
    text: `${titleFor(item, t.language)}${mark}`,
    ...(item.link === null ? {} : { address: item.link }),
    detail: `${outlets}, ${day}`,
    ...(corrected === undefined
      ? {}
      : {
          remark:
            note === undefined
              ? t('news.corrected', { date: corrected })
              : t('news.corrected-note', { date: corrected, note }),
        }),
  }
}

function eventEntry(event: Event, { t }: Context): DocumentEntry {
  const place = event.place === undefined ? '' : `, ${inLanguage(event.place, t.language)}`
  return { text: inLanguage(event.title, t.language), detail: `${formatRange(event.start, event.end, t)}${place}` }
}

function newsSections(items: readonly Item[], context: Context): DocumentSection[] {
  const { t } = context
  return dimensionSlugs.flatMap((dimension): DocumentSection[] => {
    const own = items.filter((item) => item.dimensions[0] === dimension)
    if (own.length === 0) return []
    const entries = own.map((item) => itemEntry(item, context))
    return [{ heading: t(`dimension.${dimension}`), isSub: true, entries }]
  })
}

/**
 * Events whose record says that they were held, first day in the span; what is planned only is no part of a report.
 * @param events of the public book: a digest is for the public
 */
function heldEvents(events: readonly Event[], { from, until }: Span): Event[] {
  return events
    .filter(({ status }) => status === 'held')
    .filter((event) => {
      const first = eventFirstDay(event)
      return first !== undefined && first >= from && first <= until
    })
    .sort((a, b) => (eventFirstDay(a) ?? '').localeCompare(eventFirstDay(b) ?? ''))
}

type Material = { readonly span: Span; readonly items: readonly Item[]; readonly events: readonly Event[] }

/** The draft of “The Voice of Asia: CICA Digest” for a quarter: what was held, and what CICA Daily News published. */
export function digestDocument(period: string, { span, items, events }: Material, context: Context): Document {
  const { t, today } = context
  const held = heldEvents(events, span)
  const none = (entries: readonly unknown[]) => (entries.length === 0 ? { intro: t('news.document-none') } : {})
  return {
    title: t('news.digest-title'),
    subtitle: period,
    notice: t('news.digest-notice', { date: formatDate(today, t) }),
    sections: [
      {
        heading: t('news.digest-events'),
        ...none(held),
        entries: held.map((event) => eventEntry(event, context)),
      },
      { heading: t('news.digest-news'), ...none(items), entries: [] },
      ...newsSections(items, context),
    ],
  }
}

/** The week as a document. */
export function roundupDocument({ span, items, events }: Material, context: Context): Document {
  const { t, today } = context
  const past = eventsIn(events, span)
  const ahead = { from: addDays(span.until, 1), until: addDays(span.until, 7) }
  const coming = eventsIn(events, ahead).filter((event) => !past.includes(event))
  const eventSection = (heading: string, list: readonly Event[]): DocumentSection[] =>
    list.length === 0 ? [] : [{ heading, entries: list.map((event) => eventEntry(event, context)) }]
  return {
    title: `${t('news.series')}: ${t('news.roundup')}`,
    subtitle: formatRange(span.from, span.until, t),
    notice: t('news.roundup-notice', { date: formatDate(today, t) }),
    sections: [
      { heading: t('news.digest-news'), entries: [] },
      ...newsSections(items, context),
      ...eventSection(t('news.roundup-held'), past),
      ...eventSection(t('news.roundup-coming'), coming),
    ],
  }
}
