import { dimensionOfEvent, type EventOnDay, findEvent, movedFrom, upcomingOf } from '../../domain/event-search.ts'
import { shortened } from '../../domain/shortened.ts'
import { formatRange } from '../../i18n/format.ts'
import { type Html, html } from '../html.ts'
import type { Button } from '../reply.ts'
import { type Block, bold, labelled, noteLines } from './compose.ts'
import { areaName, bodyName, dimensionName, organiserNames, text, unofficialMark } from './names.ts'
import type { RecordContext } from './record-context.ts'
import { recordButton } from './record-key.ts'

type Known = EventOnDay['event']

function eventTitle(event: Known, context: RecordContext): string {
  const { language } = context.t
  const translated = language !== 'en' && event.title[language] !== undefined && event.unofficial.includes(language)
  return `${text(event.title, context)}${translated ? unofficialMark : ''}`
}

/** The new date of a moved event, in words; its record may be of another clearance. */
function newDate(event: Known, { book, t }: RecordContext): string | undefined {
  const moved = event.postponedTo === undefined ? undefined : findEvent(book.events, event.postponedTo)
  return moved === undefined ? undefined : formatRange(moved.start, moved.end, t)
}

/** What may be said of an event on the day of the question. */
export function standingText({ event, standing }: EventOnDay, context: RecordContext): string {
  const { t } = context
  const date = standing === 'postponed' ? newDate(event, context) : undefined
  if (date !== undefined) return t('records.event.postponed-to', { date })
  if (standing === 'upcoming' && event.status === 'confirmed') return t('records.event.confirmed')
  return t(`records.event.${standing}`)
}

/** How a meeting is held, unless its place says so already: “Online, hosted by Baku”. */
function modeText(event: Known, context: RecordContext): string | undefined {
  const { t } = context
  if (event.mode === undefined) return undefined
  const mode = t(`records.mode.${event.mode}`)
  const place = event.place === undefined ? '' : text(event.place, context)
  const told = place.toLocaleLowerCase(t.language).includes(mode.toLocaleLowerCase(t.language))
  return told ? undefined : mode
}

function placeText(event: Known, context: RecordContext): string {
  const place = event.place === undefined ? undefined : text(event.place, context)
  return [place, modeText(event, context)].filter((part) => part !== undefined).join(' · ')
}

/** Held and upcoming ones need no word; the others say where they stand unless the heading of their section does. */
function standingAfter(found: EventOnDay, context: RecordContext): string {
  const { standing } = found
  return standing === 'held' || standing === 'upcoming' ? '' : `; ${standingText(found, context)}`
}

/** One line of a list: date, title, place, and where it stands. */
export function eventLine(found: EventOnDay, context: RecordContext, said: 'standing' | 'nothing' = 'nothing'): Html {
  const { event } = found
  const place = placeText(event, context)
  const details = `${place === '' ? '' : ` · ${place}`}${said === 'standing' ? '' : standingAfter(found, context)}`
  const date = formatRange(event.start, event.end, context.t)
  return html`• ${bold(date)} — ${text(event.title, context)}${details}`
}

function time(event: Known): string {
  return event.startTime === undefined ? '' : `, ${event.startTime}`
}

function subject(event: Known, context: RecordContext): string | undefined {
  if (event.area !== undefined) return areaName(event.area, context)
  const dimension = dimensionOfEvent(event)
  return dimension === undefined ? undefined : dimensionName(dimension, context)
}

function movedLine(event: Known, context: RecordContext): readonly Html[] {
  const before = movedFrom(context.book.events, event.id)
  if (before === undefined) return []
  const { t } = context
  const date = formatRange(before.start, before.end, t)
  const place = before.place === undefined ? '' : ` · ${text(before.place, context)}`
  return [html`${t('records.event.moved-from', { date: `${date}${place}` })}`]
}

/** Everything on record of one event. */
export function eventCard(found: EventOnDay, context: RecordContext): readonly Block[] {
  const { event, standing } = found
  const { t } = context
  const bodies = [event.body, ...(event.furtherBodies ?? [])].flatMap((id) =>
    id === undefined ? [] : [bodyName(id, context)],
  )
  const place = event.place === undefined ? undefined : text(event.place, context)
  const facts: Block = [
    bold(eventTitle(event, context)),
    ...labelled(
      t('records.label.date'),
      event.start === undefined ? undefined : `${formatRange(event.start, event.end, t)}${time(event)}`,
    ),
    ...labelled(t('records.label.place'), place),
    ...labelled(t('records.label.mode'), modeText(event, context)),
    ...labelled(t('records.label.body'), bodies.join(', ')),
    ...labelled(t('records.label.subject'), subject(event, context)),
    ...labelled(
      t('records.label.organiser', { count: event.organisers.length }),
      organiserNames(event.organisers, context),
    ),
    ...labelled(t('records.label.standing'), standingText(found, context)),
    ...movedLine(event, context),
  ]
  // A note on a held event tells its outcome: on a rehearsed day before it nobody can know that yet.
  const notes = standing === 'upcoming' && event.status === 'held' ? [] : noteLines(event, context)
  return notes.length === 0 ? [facts] : [facts, notes]
}

/** What one may want next of an event. */
export function eventButtons({ event, standing }: EventOnDay, context: RecordContext): readonly Button[] {
  const { t } = context
  const ahead =
    standing === 'upcoming' ? [{ text: t('records.button.remind'), data: `meetings:remind:${event.id}` }] : []
  const area =
    event.area === undefined
      ? []
      : recordButton(t('records.button.coordinator'), 'coordinators', 'open', { a: [event.area] })
  const body =
    event.body === undefined
      ? []
      : recordButton(t('records.button.body-meetings'), 'meetings', 'open', { b: [event.body] })
  return [...ahead, ...area, ...body]
}

/** A telephone shows about so many letters of a button. */
const labelUnits = 44

/** So many events of a list can be opened; more buttons would hide the list. */
const mostOpened = 5

/** Opens the events of a list that lie ahead, each by its own row. */
export function openButtons(found: readonly EventOnDay[], context: RecordContext): readonly (readonly Button[])[] {
  return upcomingOf(found)
    .slice(0, mostOpened)
    .flatMap(({ event }) => {
      const label = `${formatRange(event.start, event.end, context.t)} · ${eventTitle(event, context)}`
      const row = recordButton(shortened(label, labelUnits), 'meetings', 'open', { e: [event.id] })
      return row.length === 0 ? [] : [row]
    })
}
