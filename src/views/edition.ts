import { addDays, type CalendarDate } from '../domain/calendar.ts'
import type { EditionContent } from '../domain/edition.ts'
import { itemsOf } from '../domain/edition.ts'
import { byDate, isUpcoming, overlaps } from '../domain/event.ts'
import { inLanguage } from '../domain/language.ts'
import type { AttestedRecord } from '../domain/record-book.ts'
import { formatDate, formatWeekday } from '../i18n/format.ts'
import type { Translate } from '../i18n/translator.ts'
import { type Html, html } from './html.ts'
import { itemsByDimension } from './item-line.ts'
import { toMessages } from './reply.ts'

type Event = AttestedRecord<'events'>

/** Events of a day in one line each, as the head of an edition announces them. */
function agendaLine(heading: string, events: readonly Event[], t: Translate): Html[] {
  if (events.length === 0) return []
  const titles = events.map((event) => inLanguage(event.title, t.language)).join('; ')
  return [html`<b>${heading}:</b> ${titles}`]
}

/** What is on today and tomorrow. Only events of the public book may be passed: editions are read by everybody. */
function agenda(events: readonly Event[], date: CalendarDate, t: Translate): Html[] {
  const tomorrow = addDays(date, 1)
  const dayOnly = events.filter((event) => event.start?.length === 10 && isUpcoming(event, date)).sort(byDate)
  return [
    ...agendaLine(
      t('news.agenda-today'),
      dayOnly.filter((event) => overlaps(event, date, date)),
      t,
    ),
    ...agendaLine(
      t('news.agenda-tomorrow'),
      dayOnly.filter((event) => event.start === tomorrow),
      t,
    ),
  ]
}

export type EditionText = { readonly number: number; readonly date: CalendarDate; readonly events: readonly Event[] }

/**
 * The final messages of an edition.
 * @param text.events of the public book
 */
export function editionMessages(content: EditionContent, { number, date, events }: EditionText, t: Translate): Html[] {
  const issue = t('news.issue', { number, weekday: formatWeekday(date, t.language), date: formatDate(date, t) })
  const head = html`<b>${t('news.series')}</b>\n${issue}`
  return toMessages([head, ...agenda(events, date, t), ...itemsByDimension(itemsOf(content), t)])
}

/** A personal digest has no number: only what matches, under the same headings. */
export function digestMessages(
  items: Parameters<typeof itemsByDimension>[0],
  date: CalendarDate,
  t: Translate,
): Html[] {
  const day = t('news.digest-date', { weekday: formatWeekday(date, t.language), date: formatDate(date, t) })
  return toMessages([html`<b>${t('news.digest-heading')}</b>\n${day}`, ...itemsByDimension(items, t)])
}
