import { isCalendarDate } from '../../domain/calendar.ts'
import { eventFirstDay, eventLastDay } from '../../domain/event.ts'
import {
  chronologically,
  type EventOnDay,
  type EventQuery,
  heldOf,
  outcomeUnknownOf,
  periodOpenOf,
  searchEvents,
  upcomingOf,
} from '../../domain/event-search.ts'
import { html } from '../html.ts'
import { pageStart } from '../page-start.ts'
import { type Button, inRows } from '../reply.ts'
import { type Block, bold, compose } from './compose.ts'
import { eventButtons, eventCard, eventLine, openButtons } from './event-card.ts'
import { areaName, bodyName, capitalised, dimensionName, stateNames } from './names.ts'
import type { RecordAnswer, RecordContext } from './record-context.ts'
import { encodeKey, type RecordKey, recordButton } from './record-key.ts'
import { spanLabel } from './span-label.ts'

export type MeetingsQuery = { readonly filter: EventQuery; readonly which: 'next' | 'last' | 'all' }

/** A screen of a telephone holds about this many lines of a list. */
const pageLength = 10

/** Besides the event asked for, so many others are told in a line each. */
const besides = 3

/** The heading that says what was asked for. */
function scopeLabel(filter: EventQuery, context: RecordContext): string {
  const { t } = context
  const parts = [
    ...(filter.bodies ?? []).map((id) => bodyName(id, context)),
    ...(filter.areas ?? []).map((slug) => areaName(slug, context)),
    ...(filter.dimensions ?? []).map((slug) => dimensionName(slug, context)),
    ...(filter.states === undefined ? [] : [stateNames(filter.states, context)]),
    ...(filter.types ?? []).map((type) => t(`records.event-type.${type}`)),
    ...(filter.mode === undefined ? [] : [t(`records.mode.${filter.mode}`)]),
    ...(filter.span === undefined ? [] : [spanLabel(filter.span, t)]),
  ]
  return capitalised(parts.join(' · '), context)
}

/** The conditions as a button can carry them; the ids of picked events are too many for one. */
export function meetingsKey({ filter, which }: MeetingsQuery): RecordKey {
  const { span } = filter
  return {
    ...(filter.bodies === undefined ? {} : { b: filter.bodies }),
    ...(filter.areas === undefined ? {} : { a: filter.areas }),
    ...(filter.dimensions === undefined ? {} : { d: filter.dimensions }),
    ...(filter.states === undefined ? {} : { s: filter.states }),
    ...(filter.types === undefined ? {} : { t: filter.types }),
    ...(filter.mode === undefined ? {} : { f: [filter.mode] }),
    ...(filter.status === undefined ? {} : { u: [filter.status] }),
    ...(filter.events === undefined ? {} : { e: filter.events }),
    ...(span === undefined ? {} : { p: [span.from, span.to] }),
    ...(which === 'all' ? {} : { w: [which] }),
  }
}

type Place = { readonly offset: number; readonly total: number }

function pageButtons(query: MeetingsQuery, { offset, total }: Place, { t }: RecordContext): readonly Button[] {
  const key = meetingsKey(query)
  const turn = (label: string, to: number) => recordButton(label, 'meetings', 'page', key, to)
  return [
    ...(offset > 0 ? turn(t('records.button.earlier-page'), Math.max(0, offset - pageLength)) : []),
    ...(offset + pageLength < total ? turn(t('records.button.later-page'), offset + pageLength) : []),
  ]
}

/** @param said what the title says of all of them already */
function sectionOf(
  title: string,
  found: readonly EventOnDay[],
  context: RecordContext,
  said: 'standing' | 'nothing' = 'standing',
): Block[] {
  return found.length === 0 ? [] : [[html`${title}`, ...found.map((each) => eventLine(each, context, said))]]
}

const eventsOf = (found: readonly EventOnDay[]) => found.map(({ event }) => event)

function headed(label: string, blocks: readonly Block[]): readonly Block[] {
  return label === '' ? blocks : [[bold(label)], ...blocks]
}

/** One event whole, the others by a line each. */
function withCard(
  first: EventOnDay,
  others: readonly EventOnDay[],
  title: string,
  context: RecordContext,
): RecordAnswer {
  const shown = others.slice(0, besides)
  const blocks = [...eventCard(first, context), ...sectionOf(title, shown, context, 'nothing')]
  const buttons = inRows(eventButtons(first, context))
  return compose({ blocks, records: [first.event, ...eventsOf(shown)], buttons }, context)
}

/** “2025” overlaps with every month of that year, but nobody who asks about a month asks for it first. */
function isBeyond({ event }: EventOnDay, span: MeetingsQuery['filter']['span']): boolean {
  if (span === undefined || event.start === undefined || isCalendarDate(event.start)) return false
  const [first, last] = [eventFirstDay(event), eventLastDay(event)]
  return first !== undefined && last !== undefined && (first < span.from || last > span.to)
}

/** Where no time was named: what lies ahead, the soonest first, then what has been, the latest first. */
function fromToday(found: readonly EventOnDay[]): readonly EventOnDay[] {
  const ahead = [...upcomingOf(found), ...periodOpenOf(found)]
  const behind = found.filter((each) => !ahead.includes(each))
  return [...ahead, ...behind.toReversed()]
}

function list(query: MeetingsQuery, all: readonly EventOnDay[], context: RecordContext): RecordAnswer {
  const { t, book } = context
  const beyond = new Set(all.filter((each) => isBeyond(each, query.filter.span)))
  const exact = beyond.size === 0 ? all : all.filter((each) => !beyond.has(each))
  const found = [...(query.filter.span === undefined ? fromToday(exact) : exact), ...beyond]
  const offset = pageStart(context.offset, found.length, pageLength)
  const page = found.slice(offset, offset + pageLength)
  const none: Block = exact.length === 0 ? [html`${t(`records.meetings.none-${book.clearance}`)}`] : []
  const label = scopeLabel(query.filter, context)
  const turning = pageButtons(query, { offset, total: found.length }, context)
  const count = t('records.meetings.shown', { first: offset + 1, last: offset + page.length, total: found.length })
  // The registers need not hold every meeting there was, so what is counted is what they hold.
  const held = [html`${t('records.meetings.held-total', { count: exact.length })}`]
  const total = exact.length > 1 ? [html`${t('records.total', { count: exact.length })}`] : []
  const narrow = [
    ...(query.filter.status === 'held' && exact.length > 0 ? held : found.length > pageLength ? [] : total),
    ...(found.length > pageLength ? [html`<i>${count}</i>`] : []),
  ]
  const blocks = headed(label === '' ? t('records.meetings.heading') : label, [
    none,
    page.filter((each) => !beyond.has(each)).map((each) => eventLine(each, context)),
    ...sectionOf(
      t('records.meetings.beyond'),
      page.filter((each) => beyond.has(each)),
      context,
      'nothing',
    ),
    ...(narrow.length === 0 ? [] : [narrow]),
  ])
  return compose(
    {
      blocks,
      records: eventsOf(page),
      buttons: [...openButtons(page, context), turning],
      differences: found.length <= 4,
      answered: exact.length > 0,
    },
    context,
  )
}

/** Nothing lies ahead: says so, and what came last and what was planned without a report. */
function noneUpcoming(query: MeetingsQuery, found: readonly EventOnDay[], context: RecordContext): RecordAnswer {
  const { t, book } = context
  const everything = scopeLabel(query.filter, context) === '' && query.filter.events === undefined
  const held = heldOf(found).slice(0, everything ? 5 : 1)
  const open = outcomeUnknownOf(found).slice(0, everything ? 5 : besides)
  const moved = found.filter(({ standing }) => standing === 'postponed' || standing === 'cancelled').slice(0, 2)
  const sentence: Block = [html`${t(`records.meetings.none-upcoming-${book.clearance}`)}`]
  const period = periodOpenOf(found).slice(0, besides)
  const blocks = headed(scopeLabel(query.filter, context), [
    sentence,
    ...sectionOf(t('records.meetings.period-open'), period, context),
    ...sectionOf(t('records.meetings.last-held', { count: held.length }), held, context),
    ...sectionOf(t('records.meetings.outcome-unknown'), open, context),
    ...sectionOf(t('records.meetings.called-off'), held.length + open.length === 0 ? moved : [], context, 'nothing'),
  ])
  const records = eventsOf([...period, ...held, ...open])
  return compose({ blocks, records, answered: found.length > 0, differences: false }, context)
}

const isOf = (event: EventOnDay['event'], body: string) =>
  event.body === body || (event.furtherBodies ?? []).includes(body)

function next(query: MeetingsQuery, found: readonly EventOnDay[], context: RecordContext): RecordAnswer {
  const ahead = [...upcomingOf(found), ...periodOpenOf(found)]
  const [first, ...others] = ahead
  if (first === undefined) return noneUpcoming(query, found, context)
  const soonest = (query.filter.bodies ?? []).flatMap((body) => ahead.find(({ event }) => isOf(event, body)) ?? [])
  // Held ones ahead exist on rehearsed days only: the next is asked for, what came after it was not known.
  // Where several bodies or a span were named, the next of each and all of the span were.
  const named = (each: EventOnDay) => query.filter.span !== undefined || soonest.includes(each)
  const planned = others.filter((each) => each.event.status !== 'held' || named(each))
  return withCard(first, planned, context.t('records.meetings.after-that'), context)
}

function last(query: MeetingsQuery, found: readonly EventOnDay[], context: RecordContext): RecordAnswer {
  const { t } = context
  const [first] = heldOf(found)
  if (first === undefined) {
    return found.length === 0 ? none(query, context) : list(query, [...found].sort(chronologically), context)
  }
  const since = outcomeUnknownOf(found).filter(({ event, order }) => event.start !== undefined && order > first.order)
  return withCard(first, since, t('records.meetings.outcome-unknown'), context)
}

function none(query: MeetingsQuery, context: RecordContext): RecordAnswer {
  const { t, book } = context
  const sentence: Block = [html`${t(`records.meetings.none-${book.clearance}`)}`]
  const blocks = headed(scopeLabel(query.filter, context), [sentence])
  const buttons = [recordButton(t('records.button.upcoming'), 'meetings', 'open', { w: ['next'] })]
  return compose({ blocks, records: [], buttons, answered: false }, context)
}

function upcomingOverview(query: MeetingsQuery, context: RecordContext): RecordAnswer {
  const { t, book, today } = context
  const found = searchEvents(book.events, {}, today)
  const ahead = upcomingOf(found)
  if (ahead.length === 0) return noneUpcoming(query, found, context)
  const page = ahead.slice(0, pageLength)
  const period = periodOpenOf(found).slice(0, besides)
  const blocks: Block[] = [
    [bold(t('records.meetings.upcoming'))],
    page.map((each) => eventLine(each, context)),
    ...sectionOf(t('records.meetings.period-open'), period, context),
  ]
  const [first, ...others] = page
  const single = first === undefined || others.length > 0 ? [] : [eventButtons(first, context).slice(0, 1)]
  const buttons = others.length > 0 ? openButtons(page, context) : single
  return compose({ blocks, records: eventsOf([...page, ...period]), buttons, differences: false }, context)
}

/** Of a meeting that was moved, the one that took place is the answer; it tells of its earlier date. */
function movedLast(found: readonly EventOnDay[]): readonly EventOnDay[] {
  // Hardly any was moved, but a store may hold ten thousand.
  const postponed = found.filter(({ event }) => event.postponedTo !== undefined)
  const moved = postponed.filter(({ event }) => found.some((other) => other.event.id === event.postponedTo))
  return moved.length === 0 ? found : [...found.filter((each) => !moved.includes(each)), ...moved]
}

/** Meetings and other events: the next, the last, or all that the question narrows down to. */
export function meetingsView(query: MeetingsQuery, context: RecordContext): RecordAnswer {
  if (encodeKey(meetingsKey({ ...query, which: 'all' })) === 'all' && query.filter.events === undefined) {
    if (query.which !== 'last') return upcomingOverview(query, context)
  }
  // Something particular was asked for and is not on this viewer's record: no other meeting answers that.
  if (query.filter.events?.length === 0) return none(query, context)
  const found = searchEvents(context.book.events, query.filter, context.today)
  // “… and will it be in person?”: of a meeting that is held otherwise the answer is how it is held.
  const { mode, ...rest } = query.filter
  if (found.length === 0 && mode !== undefined) return meetingsView({ ...query, filter: rest }, context)
  if (query.which === 'next') return next(query, found, context)
  if (query.which === 'last') return last(query, found, context)
  const [first, ...others] = movedLast(found)
  if (first === undefined) return none(query, context)
  if (query.filter.status === 'held') return list(query, found, context)
  const picked = query.filter.events !== undefined && found.length <= besides + 1
  if (others.length === 0 || picked) return withCard(first, others, context.t('records.meetings.also'), context)
  return list(query, found, context)
}
