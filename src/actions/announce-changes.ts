import type { Clock } from '../clock.ts'
import { type CalendarDate, lastDay, type PartialDate } from '../domain/calendar.ts'
import { type Deadline, deadlineDifference, deadlineSchema, isAhead, isDeadlineCountedOn } from '../domain/deadline.ts'
import { type Event, eventSchema, isUpcoming } from '../domain/event.ts'
import { differenceOf, isCountedOn } from '../domain/event-change.ts'
import type { AttestedRecord, RecordBook } from '../domain/record-book.ts'
import type { Added } from '../store/record-changes.ts'
import type { Store } from '../store/store.ts'

/** What happened longer ago is no news, however late it is put on record. */
const newsDays = 90
const day = 86_400_000

type Desk = { readonly store: Store; readonly clock: Clock; readonly timeZone: string }
type Books = { readonly all: RecordBook; readonly open: RecordBook }

/** The records as they are, for a comparison after the change. */
export function booksNow(store: Store): Books {
  return { all: store.records.book('restricted'), open: store.records.book('public') }
}

const byId = <T extends { readonly id: string }>(records: readonly T[]) =>
  new Map(records.map((record) => [record.id, record]))

/** A record without what differs from viewer to viewer. */
function bare(record: AttestedRecord<'events'> | AttestedRecord<'deadlines'>) {
  const { sources, related, remarks: _remarks, discrepancies: _discrepancies, ...fields } = record
  return { ...fields, sources: sources.map(({ id }) => id), related: related.map(({ id }) => id) }
}

const bareEvent = (event: AttestedRecord<'events'>): Event => eventSchema.parse(bare(event))
const bareDeadline = (deadline: AttestedRecord<'deadlines'>): Deadline => deadlineSchema.parse(bare(deadline))

/**
 * Notes what a change of records means for people: events that moved, were postponed or called off go on their way to those
 * who count on them, what is new enters the bulletin. Call it inside the transaction of the change, after it.
 * @param timeZone the Secretariat's: whether an event lies ahead goes by its day
 * @param before the books as they were
 */
export function announceChanges({ store, clock, timeZone }: Desk, before: Books): void {
  // What a store is filled with is no news.
  if (before.all.events.length === 0) return
  const today = clock.today(timeZone)
  const after = booksNow(store)
  announceEvents(store, clock.now(), before, after, today)
  announceDeadlines(store, clock.now(), before, after, today)
  announceRecords(store, clock.now(), before.all, after.all, today)
}

function announceEvents(store: Store, at: Date, before: Books, after: Books, today: CalendarDate): void {
  const [known, wasPublic, isPublic] = [byId(before.all.events), byId(before.open.events), byId(after.open.events)]
  const replacements = new Set(after.all.events.flatMap(({ postponedTo }) => postponedTo ?? []))
  for (const event of after.all.events) {
    const earlier = known.get(event.id)
    if (earlier === undefined) {
      // What another event became is told with that one's change.
      if (isUpcoming(event, today) && !replacements.has(event.id)) enter(store, 'events', 'events', event.id, at)
      continue
    }
    const difference = differenceOf(earlier, event)
    if (difference === undefined) continue
    if (isCountedOn(earlier, today)) {
      const opened = { wasPublic: wasPublic.has(event.id), isPublic: isPublic.has(event.id) }
      const isSame = (one: Event, other: typeof event) =>
        one.status === other.status && differenceOf(one, other) === undefined
      const added = store.recordChanges.add(
        { register: 'events', before: bareEvent(earlier), after: bareEvent(event), ...opened },
        (first) => first.register === 'events' && isSame(first.before, event),
        at,
      )
      recallByNewPlan(store, added, { register: 'events', id: event.id, date: event.start, at })
    } else if (isCountedOn(event, today) && isUpcoming(event, today)) enter(store, 'events', 'events', event.id, at)
  }
}

/**
 * Reminders of the old plan that have not left (they may wait for the end of somebody's quiet hours) never go. Where the
 * change is taken back before anybody was told, those that it stopped go after all: their morning does not come again. Notices
 * of earlier changes that somebody put aside are out of date for good.
 */
function recallByNewPlan(
  store: Store,
  added: Added,
  { register, id, date, at }: { register: 'events' | 'deadlines'; id: string; date: PartialDate | undefined; at: Date },
): void {
  const reminders = `reminder:${register === 'events' ? 'event' : 'deadline'}:${id}`
  store.outbox.replan(reminders, at)
  for (const change of store.recordChanges.of(register, id)) store.outbox.dropAside(`change:${change}`)
  if (added.kind === 'taken-back') store.outbox.restore(`${reminders}:${date ?? ''}`, added.since, at)
}

function announceDeadlines(store: Store, at: Date, before: Books, after: Books, today: CalendarDate): void {
  const known = byId(before.all.deadlines)
  const [wasPublic, isPublic] = [byId(before.open.deadlines), byId(after.open.deadlines)]
  for (const deadline of after.all.deadlines) {
    const { id, due, withdrawnOn } = deadline
    const earlier = known.get(id)
    const difference = earlier && deadlineDifference(earlier, deadline)
    if (earlier !== undefined && difference === undefined) continue
    if (earlier !== undefined && isDeadlineCountedOn(earlier, today)) {
      const opened = { wasPublic: wasPublic.has(id), isPublic: isPublic.has(id) }
      const added = store.recordChanges.add(
        { register: 'deadlines', before: bareDeadline(earlier), after: bareDeadline(deadline), ...opened },
        (first) => first.register === 'deadlines' && deadlineDifference(first.before, deadline) === undefined,
        at,
      )
      recallByNewPlan(store, added, { register: 'deadlines', id, date: due, at })
    } else if (isAhead(deadline, today) || (due === undefined && withdrawnOn === undefined))
      enter(store, 'deadlines', 'deadlines', id, at)
  }
}

function announceRecords(store: Store, at: Date, before: RecordBook, after: RecordBook, today: CalendarDate): void {
  const recent = new Date(Date.parse(today) - newsDays * day).toISOString().slice(0, 10)
  const isNews = (date: PartialDate | undefined) => date === undefined || (lastDay(date) ?? '') >= recent
  const acts = byId(before['treaty-actions'])
  for (const { id, date } of after['treaty-actions'])
    if (!acts.has(id) && isNews(date)) enter(store, 'ratification', 'treaty-actions', id, at)
  const statuses = byId(before['ratification-status'])
  for (const { id, date } of after['ratification-status'])
    if (!statuses.has(id) && isNews(date)) enter(store, 'ratification', 'ratification-status', id, at)
  const papers = byId(before['concept-papers'])
  for (const { id, status, approvedOn, validUntil } of after['concept-papers']) {
    const earlier = papers.get(id)
    const isSame = earlier?.status === status && earlier.approvedOn === approvedOn && earlier.validUntil === validUntil
    if (!isSame && isNews(approvedOn)) enter(store, 'papers', 'concept-papers', id, at)
  }
}

function enter(
  store: Store,
  kind: 'events' | 'deadlines' | 'ratification' | 'papers',
  register: string,
  recordId: string,
  at: Date,
): void {
  store.bulletins.add({ kind, register, recordId }, at)
}
