import { type CalendarDate, firstDay } from './calendar.ts'
import { type Coordination, isRunning, termState } from './coordination.ts'
import type { AreaSlug } from './dimension.ts'
import type { AttestedRecord } from './record-book.ts'
import type { Span } from './span.ts'

type Known = AttestedRecord<'coordinators'>

/** Who has what to do with one priority area on a day. */
export type AreaCoordination = {
  readonly area: AreaSlug
  /** Appointed, with terms that may have ended or have yet to begin: the answer says which. */
  readonly coordinators: readonly Known[]
  readonly coCoordinators: readonly Known[]
  /** A role that no source names, or the authorship of a concept paper. */
  readonly others: readonly Known[]
  readonly offers: readonly Known[]
  readonly vacancies: readonly Known[]
}

/** Beside a term that runs one that ended would mislead; one that has yet to begin replaces nobody. */
function standing(records: readonly Known[], on: CalendarDate): readonly Known[] {
  if (!records.some((record) => isRunning(record, on))) return records
  return records.filter((record) => termState(record, on).kind !== 'ended')
}

/** A term that begins later is known only from the day of its decision, and where no day is stated from its beginning. */
function isDecided(record: Known, on: CalendarDate): boolean {
  if (record.from === undefined || record.from <= on) return true
  return record.asOf !== null && (firstDay(record.asOf) ?? '') <= on
}

type Grouping = (records: readonly Known[]) => readonly Known[]

function grouped(area: AreaSlug, own: readonly Known[], shown: Grouping): AreaCoordination {
  const withStatus = (status: Coordination['status']) => own.filter((record) => record.status === status)
  const appointed = withStatus('appointed')
  const inRole = (role: Coordination['role']) => appointed.filter((record) => record.role === role)
  return {
    area,
    coordinators: shown(inRole('coordinator')),
    coCoordinators: shown(inRole('co-coordinator')),
    others: withStatus('role-not-specified'),
    offers: withStatus('offered'),
    vacancies: withStatus('vacant'),
  }
}

/**
 * What `reported` records say is contradicted by the Secretariat and is never used; `ended` ones are history.
 *
 * @param on the day that terms are looked at
 */
export function coordinationOf(area: AreaSlug, records: readonly Known[], on: CalendarDate): AreaCoordination {
  const own = records.filter((record) => record.area === area && isDecided(record, on))
  return grouped(area, own, (terms) => standing(terms, on))
}

/** A bound that is not on record rules no term out. */
function isDuring(record: Known, { from, to }: Span): boolean {
  return (record.from ?? '') <= to && (record.until ?? '9999') >= from
}

function byBeginning(records: readonly Known[]): readonly Known[] {
  return [...records].sort((a, b) => (a.from ?? '').localeCompare(b.from ?? ''))
}

/** Likewise of a span of days: every term with a day in it, in their order. */
export function coordinationDuring(area: AreaSlug, records: readonly Known[], span: Span): AreaCoordination {
  const own = records.filter((record) => record.area === area && isDuring(record, span))
  return grouped(area, own, byBeginning)
}

/** Without a coordinator whose appointment is on record; one whose term has ended or has yet to begin is none either. */
export function lacksCoordinator(coordination: AreaCoordination, on: CalendarDate): boolean {
  return !coordination.coordinators.some((record) => isRunning(record, on))
}

/** Appointed ones whose term has ended or ends within ninety days, soonest end first. */
export function termsToLookAfter(records: readonly Known[], on: CalendarDate): readonly Known[] {
  return records
    .filter((record) => record.status === 'appointed')
    .filter((record) => ['ended', 'ends-soon'].includes(termState(record, on).kind))
    .sort((a, b) => (a.until ?? '').localeCompare(b.until ?? ''))
}

const rank: Readonly<Record<Coordination['role'], number>> = {
  coordinator: 0,
  'co-coordinator': 1,
  unspecified: 2,
  'concept-paper-author': 3,
}

function known(records: readonly Known[]): readonly Known[] {
  return records
    .filter((record) => record.status !== 'reported' && record.status !== 'ended')
    .sort((a, b) => rank[a.role] - rank[b.role])
}

/** Roles that were known on a day, coordinatorships first; contradicted reports and ended roles left out. */
export function rolesOn(records: readonly Known[], on: CalendarDate): readonly Known[] {
  return known(records).filter((record) => isDecided(record, on))
}

/** Likewise those with a day in a span. */
export function rolesDuring(records: readonly Known[], span: Span): readonly Known[] {
  return known(records).filter((record) => isDuring(record, span))
}

export const termGroups = ['running', 'ended', 'to-begin', 'beginning-unknown'] as const
/** How a role stands on a day; `beginning-unknown`: nothing tells whether it was held on that earlier day already. */
export type TermGroup = (typeof termGroups)[number]

/** @param today a source later than the day asked for may tell of today, and not of that day */
export function termGroupOf(record: Known, on: CalendarDate, today: CalendarDate): TermGroup {
  const { kind } = termState(record, on)
  if (kind === 'ended') return 'ended'
  if (kind === 'not-begun') return 'to-begin'
  if (on >= today || record.from !== undefined) return 'running'
  const attested = record.asOf === null ? undefined : firstDay(record.asOf)
  return attested !== undefined && attested <= on ? 'running' : 'beginning-unknown'
}
