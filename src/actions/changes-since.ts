import type { App } from '../app.ts'
import type { Clearance } from '../domain/access.ts'
import type { CalendarDate } from '../domain/calendar.ts'
import { changesView } from '../views/changes.ts'
import { html } from '../views/html.ts'
import type { RecordContext } from '../views/records/record-context.ts'
import { recordEntries } from '../views/records/record-entries.ts'
import { type Reply, reply } from '../views/reply.ts'
import { localNow, startOfDay } from './timetable.ts'

/** Days looked back where none is named. */
export const usualChangeDays = 30

type Reading = Pick<App, 'store'> & { readonly timeZone: string }

/**
 * What was added to the records, changed in them or cleared since a day began in the Secretariat's zone, as far as the
 * viewer of the book may know.
 */
export function changesSince(day: CalendarDate, viewing: RecordContext, { store, timeZone }: Reading): Reply {
  const { book, t, today } = viewing
  if (day > today) return reply(html`${t('changes.future')}`)
  const from = startOfDay(day, timeZone)
  const filledAt = store.records.filledAt()
  const entries = recordEntries(viewing)
  const cleared = store.sources.clearedSince(from).flatMap(({ id }) => {
    const source = book.sources.get(id)
    const count = entries.filter(({ record }) => record.sources.some((each) => each.id === id)).length
    return source === undefined ? [] : [{ source, count }]
  })
  const clearance: Clearance = book.clearance
  const changes = store.records.changedSince(clearance, from).map(({ after, before }) => ({
    ...{ register: after.register, id: after.id, after: after.body, before: before?.body },
  }))
  const filledOn = filledAt === undefined ? undefined : localNow(timeZone, filledAt).date
  return changesView({ since: day, changes, cleared, filledOn }, viewing)
}
