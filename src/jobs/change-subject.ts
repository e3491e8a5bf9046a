import { endOfDay, startInstant } from '../actions/timetable.ts'
import type { App } from '../app.ts'
import type { BroadcastName } from '../domain/broadcast.ts'
import { type Facets, facetsOfDeadline, facetsOfEvent } from '../domain/bulletin.ts'
import { type CalendarDate, lastDay } from '../domain/calendar.ts'
import { deadlineDifference } from '../domain/deadline.ts'
import { eventLastDay } from '../domain/event.ts'
import { differenceOf } from '../domain/event-change.ts'
import { findEvent } from '../domain/event-search.ts'
import type { ChangedRecord, RecordChange } from '../store/record-changes.ts'
import { deadlineNotice } from '../views/deadline-change.ts'
import { changeButtons, changeNotice } from '../views/event-change.ts'
import type { Html } from '../views/html.ts'
import type { RecordContext } from '../views/records/record-context.ts'
import type { Button } from '../views/reply.ts'

/** What a change is about, by the old record and the new, whatever register it is of. */
export type ChangeSubject = {
  readonly facets: readonly Facets[]
  readonly broadcast: BroadcastName
  /** When it begins, or is over, by each of the two. */
  readonly comesAt: readonly Date[]
  /** It is over then, by both: nobody needs to know any more. */
  readonly expiresAt: Date
  /** Events whose “remind me” counts for it: those of a postponed event, and of the event that it becomes. */
  readonly wishIds: readonly string[]
  /** Undefined where the reader's book has no such record. */
  readonly notice: (
    context: RecordContext,
  ) => { readonly blocks: readonly Html[]; readonly calendar: readonly Button[] } | undefined
}

type Deps = Pick<App, 'clock' | 'config'>
type Of<Register> = Extract<ChangedRecord, { register: Register }> & Pick<RecordChange, 'id'>

/** @returns undefined where the change concerns nobody any more */
export function subjectOf(change: RecordChange, deps: Deps): ChangeSubject | undefined {
  return change.register === 'events' ? ofEvent(change, deps) : ofDeadline(change, deps)
}

function latest(days: readonly (CalendarDate | undefined)[], { clock, config }: Deps): Date {
  const known = days.filter((day) => day !== undefined).sort()
  return endOfDay(known.at(-1) ?? clock.today(config.timeZone), config.timeZone)
}

function ofEvent({ id, before, after }: Of<'events'>, deps: Deps): ChangeSubject | undefined {
  const difference = differenceOf(before, after)
  if (difference === undefined) return undefined
  const { timeZone } = deps.config
  return {
    facets: [before, after].map(facetsOfEvent),
    broadcast: `event-change:${id}`,
    comesAt: [before, after].flatMap((event) => startInstant({ startTime: '00:00', ...event }, timeZone) ?? []),
    expiresAt: latest([eventLastDay(before), eventLastDay(after)], deps),
    wishIds: [after.id, after.postponedTo].filter((each) => each !== undefined),
    notice: (context) => {
      const { book, t } = context
      const known = findEvent(book.events, after.id)
      if (known === undefined) return undefined
      return { blocks: changeNotice({ before, difference }, known, context), calendar: changeButtons(known, book, t) }
    },
  }
}

function ofDeadline({ id, before, after }: Of<'deadlines'>, deps: Deps): ChangeSubject | undefined {
  const difference = deadlineDifference(before, after)
  if (difference === undefined) return undefined
  const days = [before, after].map(({ due }) => (due === undefined ? undefined : lastDay(due)))
  return {
    facets: [before, after].map(facetsOfDeadline),
    broadcast: `deadline-change:${id}`,
    comesAt: days.flatMap((day) => (day === undefined ? [] : endOfDay(day, deps.config.timeZone))),
    expiresAt: latest(days, deps),
    wishIds: [],
    notice: (context) => {
      const known = context.book.deadlines.find((each) => each.id === after.id)
      if (known === undefined) return undefined
      return { blocks: deadlineNotice({ before, difference }, known, context), calendar: [] }
    },
  }
}
