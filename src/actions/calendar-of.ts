import type { App } from '../app.ts'
import { DomainError } from '../domain/errors.ts'
import { findEvent } from '../domain/event-search.ts'
import { inLanguage } from '../domain/language.ts'
import type { RecordBook } from '../domain/record-book.ts'
import type { Translate } from '../i18n/translator.ts'
import { calendarDays, calendarFile } from '../views/calendar-file.ts'
import { organiserNames } from '../views/records/names.ts'
import type { Attachment } from '../views/reply.ts'
import { startInstant } from './timetable.ts'

/**
 * The calendar file of an event as it stands now.
 * @returns undefined where its day is not known
 * @throws DomainError `event-gone` where it is not on the viewer's record
 */
export function calendarOf(
  { store, clock, config }: App,
  eventId: string,
  { book, t }: { readonly book: RecordBook; readonly t: Translate },
): Attachment | undefined {
  const event = findEvent(book.events, eventId)
  if (event === undefined) throw new DomainError({ code: 'event-gone' })
  const days = calendarDays(event)
  if (days === undefined) return undefined
  const { id, title, place, mode, organisers, startTime, status, sources } = event
  const begins = startInstant(event, config.timeZone)
  const source = sources[0]
  const context = { book, t, today: clock.today(config.timeZone) }
  const organiser = organiserNames(organisers, context)
  const description = [
    ...(startTime === undefined ? [] : [t('reminder.ics-starts', { time: startTime })]),
    ...(mode === undefined ? [] : [`${t('records.label.mode')}: ${t(`records.mode.${mode}`)}`]),
    ...(organiser === '' ? [] : [`${t('records.label.organiser', { count: organisers.length })}: ${organiser}`]),
    ...(source === undefined ? [] : [t('reminder.ics-source', { source: source.id })]),
  ]
  const bytes = calendarFile(
    [
      {
        ...{ id, ...days, begins, status, description },
        title: inLanguage(title, t.language),
        place: place === undefined ? undefined : inLanguage(place, t.language),
        sequence: store.recordChanges.countOfEvent(id),
        address: source !== undefined && /^https?:/.test(source.id) ? source.id : undefined,
      },
    ],
    clock.now(),
  )
  return { kind: 'document', fileName: `cica-${id}.ics`, bytes }
}
