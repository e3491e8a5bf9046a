import type { CalendarDate } from './calendar.ts'
import { type AreaSlug, areaSlugs, type DimensionSlug, dimensionSlugs } from './dimension.ts'
import { dimensionOfEvent, type KnownEvent } from './event-search.ts'

/** A year as the Secretary General's annual report counts it, from the events in the viewer's book. */
export type YearFigures = {
  readonly year: number
  /** CBM events by dimension and by area, without those that have none. */
  readonly byDimension: ReadonlyMap<DimensionSlug, number>
  readonly byArea: ReadonlyMap<AreaSlug, number>
  /** Meetings by body; a meeting of two bodies is counted with both but once in `bodyMeetings`. */
  readonly byBody: ReadonlyMap<string, number>
  readonly cbmEvents: number
  readonly bodyMeetings: number
  /** Neither: side events, signings, receptions; decisions by silence procedure too. */
  readonly others: number
  readonly events: readonly KnownEvent[]
  /** The viewer may know the annual report of the year itself: what is counted is what it counts. */
  readonly isReported: boolean
}

/** The annual report is a document of the Senior Officials Committee, such as SOC/1481. */
const reportSymbol = /^SOC\/\d+$/

/**
 * The report says itself what it counts (`countedAs`); years without one are counted by the kind of event. Postponed and
 * cancelled events are not counted, and planned ones only where the report does.
 */
function countedAs(event: KnownEvent): 'cbm-event' | 'body-meeting' | 'other' | undefined {
  if (event.countedAs !== undefined) return event.countedAs
  if (event.status !== 'held') return undefined
  if (event.type === 'cbm') return 'cbm-event'
  if (event.type === 'other' || event.mode === 'silence-procedure') return 'other'
  return 'body-meeting'
}

function tally<K>(keys: readonly K[]): Map<K, number> {
  const counts = new Map<K, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

function inOrder<K>(order: readonly K[], counts: ReadonlyMap<K, number>): ReadonlyMap<K, number> {
  return new Map(order.flatMap((key) => (counts.has(key) ? [[key, counts.get(key) ?? 0] as const] : [])))
}

/**
 * For 2023, with all records: thirteen CBM events, 5 new challenges, 3 economic, 2 environmental, 2 human,
 * 1 military-political, and seventeen meetings of bodies (SG's annual report 2023).
 */
export function yearFigures(events: readonly KnownEvent[], year: number): YearFigures {
  const years = remembered.get(events) ?? new Map<number, YearFigures>()
  remembered.set(events, years)
  const known = years.get(year)
  if (known !== undefined) return known
  const figures = countYear(events, year)
  years.set(year, figures)
  return figures
}

/** A book's events never change: each year is counted once, out of ten thousand. */
const remembered = new WeakMap<readonly KnownEvent[], Map<number, YearFigures>>()

function countYear(events: readonly KnownEvent[], year: number): YearFigures {
  const own = events.filter((event) => event.start?.startsWith(String(year)) === true)
  const counted = own.flatMap((event) => {
    const as = countedAs(event)
    return as === undefined ? [] : [{ event, as }]
  })
  const cbm = counted.filter(({ as }) => as === 'cbm-event').map(({ event }) => event)
  const meetings = counted.filter(({ as }) => as === 'body-meeting').map(({ event }) => event)
  const bodies = meetings.flatMap((event) => [event.body, ...(event.furtherBodies ?? [])].flatMap((id) => id ?? []))
  return {
    year,
    byDimension: inOrder(dimensionSlugs, tally(cbm.flatMap((event) => dimensionOfEvent(event) ?? []))),
    byArea: inOrder(areaSlugs, tally(cbm.flatMap((event) => event.area ?? []))),
    byBody: new Map([...tally(bodies)].sort(([, a], [, b]) => b - a)),
    cbmEvents: cbm.length,
    bodyMeetings: meetings.length,
    others: counted.length - cbm.length - meetings.length,
    events: counted.map(({ event }) => event),
    isReported: own.some(
      ({ countedAs: as, sources }) => as !== undefined && sources.some(({ id }) => reportSymbol.test(id)),
    ),
  }
}

/** The year that figures are shown for unless one is named: the latest with a counted event that has begun. */
export function latestYear(events: readonly KnownEvent[], today: CalendarDate): number {
  const years = events
    .filter((event) => countedAs(event) !== undefined && (event.start ?? '9999') <= today)
    .map((event) => Number(event.start?.slice(0, 4)))
  return Math.max(Number(today.slice(0, 4)) - 10, ...years.filter(Number.isInteger))
}
