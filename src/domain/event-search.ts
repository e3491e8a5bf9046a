import type { CalendarDate } from './calendar.ts'
import { type AreaSlug, type DimensionSlug, dimensionOfArea } from './dimension.ts'
import { type Event, type EventStatus, eventFirstDay, eventLastDay } from './event.ts'
import { type EventStanding, standingOn } from './event-standing.ts'
import type { AttestedRecord } from './record-book.ts'

/** What a search narrows events down to: conditions all hold together, values within one are alternatives. */
export type EventQuery = {
  readonly span?: { readonly from: CalendarDate; readonly to: CalendarDate }
  readonly bodies?: readonly string[]
  readonly areas?: readonly AreaSlug[]
  readonly dimensions?: readonly DimensionSlug[]
  /** States that organise. */
  readonly states?: readonly string[]
  readonly types?: readonly Event['type'][]
  readonly status?: EventStatus
  readonly mode?: 'online' | 'hybrid' | 'in-person'
  /** Ids, best first: where given, their order is kept. */
  readonly events?: readonly string[]
}

export type KnownEvent = AttestedRecord<'events'>

/** An event, its place in the order of dates, and where it stands on the day of the question. */
export type EventOnDay = { readonly event: KnownEvent; readonly standing: EventStanding; readonly order: number }

type Placed = EventOnDay & { readonly first: CalendarDate | undefined; readonly last: CalendarDate | undefined }

type EventCalendar = {
  readonly inOrder: readonly Omit<Placed, 'standing'>[]
  /** By the id of the event that another one became. */
  readonly moved: ReadonlyMap<string, KnownEvent>
}

type CalendarPage = {
  readonly day: CalendarDate
  readonly inOrder: readonly Placed[]
  readonly byId: ReadonlyMap<string, Placed>
  /** Those of a body, those that a State or an organisation organises, those on an area or of a dimension, in order. */
  readonly byBody: ReadonlyMap<string, readonly Placed[]>
  readonly byOrganiser: ReadonlyMap<string, readonly Placed[]>
  readonly byArea: ReadonlyMap<string, readonly Placed[]>
  readonly byDimension: ReadonlyMap<string, readonly Placed[]>
  /** By the place in the order, the latest day of any event up to there. */
  readonly latest: readonly CalendarDate[]
}

/** Dates are worked out once for a list of events, not once for a question: a store may hold ten thousand. */
const calendars = new WeakMap<readonly KnownEvent[], EventCalendar>()
/** Likewise the standings of one day, as nearly all questions are asked on the same. */
const pages = new WeakMap<readonly KnownEvent[], CalendarPage>()

const undatedLast = (a: { first: CalendarDate | undefined }, b: { first: CalendarDate | undefined }) =>
  (a.first ?? '9999').localeCompare(b.first ?? '9999')

function calendarOf(events: readonly KnownEvent[]): EventCalendar {
  const kept = calendars.get(events)
  if (kept !== undefined) return kept
  const dated = events.map((event) => ({ event, first: eventFirstDay(event), last: eventLastDay(event) }))
  const made = {
    inOrder: dated.sort(undatedLast).map((each, order) => ({ ...each, order })),
    moved: new Map(
      events.flatMap((event) => (event.postponedTo === undefined ? [] : [[event.postponedTo, event] as const])),
    ),
  }
  calendars.set(events, made)
  return made
}

function pageOf(events: readonly KnownEvent[], day: CalendarDate): CalendarPage {
  const kept = pages.get(events)
  if (kept?.day === day) return kept
  const inOrder = calendarOf(events).inOrder.map((each) => ({ ...each, standing: standingOn(each.event, each, day) }))
  const made = {
    day,
    inOrder,
    byId: new Map(inOrder.map((placed) => [placed.event.id, placed])),
    byBody: listed(inOrder, ({ body, furtherBodies = [] }) =>
      body === undefined ? furtherBodies : [body, ...furtherBodies],
    ),
    byOrganiser: listed(inOrder, ({ organisers }) => organisers),
    byArea: listed(inOrder, ({ area }) => (area === undefined ? [] : [area])),
    byDimension: listed(inOrder, (event) => dimensionOfEvent(event) ?? []),
    latest: latestUpTo(inOrder),
  }
  pages.set(events, made)
  return made
}

function listed(inOrder: readonly Placed[], keysOf: (event: KnownEvent) => string | readonly string[]) {
  const lists = new Map<string, Placed[]>()
  for (const placed of inOrder) {
    for (const key of new Set([keysOf(placed.event)].flat())) {
      const list = lists.get(key)
      if (list === undefined) lists.set(key, [placed])
      else list.push(placed)
    }
  }
  return lists
}

function latestUpTo(inOrder: readonly Placed[]): CalendarDate[] {
  const latest: CalendarDate[] = []
  for (const { last } of inOrder) {
    const before = latest.at(-1)
    const day = before === undefined || (last !== undefined && last > before) ? last : before
    if (day === undefined) break
    latest.push(day)
  }
  return latest
}

/** How many at the head of a row hold; the row holds up to somewhere and from there on no more. */
function countWhile(length: number, isHeld: (index: number) => boolean): number {
  let [low, high] = [0, length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (isHeld(middle)) low = middle + 1
    else high = middle
  }
  return low
}

/** Those that may overlap with a span: none begins after it, and before the first of them none ends within it. */
function within({ from, to }: NonNullable<EventQuery['span']>, { inOrder, latest }: CalendarPage): readonly Placed[] {
  const begun = countWhile(latest.length, (index) => (inOrder[index]?.first ?? '9999') <= to)
  return inOrder.slice(
    countWhile(begun, (index) => (latest[index] ?? '9999') < from),
    begun,
  )
}

/** The events of a single value; several are looked for among all. */
function only(values: readonly string[] | undefined, lists: ReadonlyMap<string, readonly Placed[]>) {
  const [value, other] = values ?? []
  return value === undefined || other !== undefined ? undefined : (lists.get(value) ?? [])
}

/** Whether the candidates are the answer: nothing is asked for, or one thing that has a list of its own. */
function isListed(query: EventQuery): boolean {
  const [asked, other] = Object.entries(query).filter(([, value]) => value !== undefined)
  if (asked === undefined || other !== undefined) return asked === undefined
  const [name, value] = asked
  if (name === 'events') return true
  return ['bodies', 'states', 'areas', 'dimensions'].includes(name) && Array.isArray(value) && value.length === 1
}

/** As few events as can be told beforehand that a query's are among, in order. */
function candidatesFor(query: EventQuery, page: CalendarPage): readonly Placed[] {
  if (query.events !== undefined) return query.events.flatMap((id) => page.byId.get(id) ?? [])
  const lists = [
    only(query.bodies, page.byBody),
    only(query.states, page.byOrganiser),
    only(query.areas, page.byArea),
    only(query.dimensions, page.byDimension),
    query.span === undefined ? undefined : within(query.span, page),
  ]
  return (
    lists.flatMap((list) => (list === undefined ? [] : [list])).sort((a, b) => a.length - b.length)[0] ?? page.inOrder
  )
}

/** The dimension an event belongs to, by itself or through its area. */
export function dimensionOfEvent(event: Pick<Event, 'dimension' | 'area'>): DimensionSlug | undefined {
  return event.dimension ?? (event.area === undefined ? undefined : dimensionOfArea[event.area])
}

function holds({ event, standing, first, last }: Placed, query: EventQuery): boolean {
  const { span, bodies, areas, dimensions, states, types, status, mode } = query
  if (span !== undefined) {
    if (first === undefined || last === undefined || first > span.to || last < span.from) return false
  }
  // On a rehearsed day before it a meeting that is recorded as held is still ahead.
  if (status !== undefined && (status === 'held' ? standing : event.status) !== status) return false
  if (mode !== undefined && event.mode !== mode) return false
  if (types !== undefined && !types.includes(event.type)) return false
  if (areas !== undefined && (event.area === undefined || !areas.includes(event.area))) return false
  if (states !== undefined && !event.organisers.some((organiser) => states.includes(organiser))) return false
  if (dimensions !== undefined) {
    const dimension = dimensionOfEvent(event)
    if (dimension === undefined || !dimensions.includes(dimension)) return false
  }
  if (bodies === undefined) return true
  return (
    (event.body !== undefined && bodies.includes(event.body)) ||
    (event.furtherBodies ?? []).some((body) => bodies.includes(body))
  )
}

/** The events that a query is about, in order of date (undated last) or in the order in which the query names them. */
export function searchEvents(
  events: readonly KnownEvent[],
  query: EventQuery,
  today: CalendarDate,
): readonly EventOnDay[] {
  const found = candidatesFor(query, pageOf(events, today))
  return isListed(query) ? found : found.filter((placed) => holds(placed, query))
}

/** One event by its id. */
export function findEvent(events: readonly KnownEvent[], id: string): KnownEvent | undefined {
  return events.find((event) => event.id === id)
}

/** The event that was moved to this one, where one was. */
export function movedFrom(events: readonly KnownEvent[], id: string): KnownEvent | undefined {
  return calendarOf(events).moved.get(id)
}

/** Undated events come last. */
export const chronologically = (a: EventOnDay, b: EventOnDay) => a.order - b.order

/** Those still ahead or under way, soonest first. */
export function upcomingOf(found: readonly EventOnDay[]): EventOnDay[] {
  return found.filter(({ standing }) => standing === 'upcoming' || standing === 'under-way').sort(chronologically)
}

/** Planned for a month or a year under way, soonest end first: neither ahead for certain nor over. */
export function periodOpenOf(found: readonly EventOnDay[]): EventOnDay[] {
  return found.filter(({ standing }) => standing === 'period-open').sort(chronologically)
}

/** Those that took place, latest first; undated ones are in no order and left out. */
export function heldOf(found: readonly EventOnDay[]): EventOnDay[] {
  return found
    .filter(({ event, standing }) => standing === 'held' && event.start !== undefined)
    .sort((a, b) => chronologically(b, a))
}

/** Planned ones whose time is over without a report, latest first, undated ones last. */
export function outcomeUnknownOf(found: readonly EventOnDay[]): EventOnDay[] {
  const open = found.filter(({ standing }) => standing === 'outcome-unknown')
  const dated = open.filter(({ event }) => event.start !== undefined).sort((a, b) => chronologically(b, a))
  return [...dated, ...open.filter(({ event }) => event.start === undefined)]
}
