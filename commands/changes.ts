import { localNow, startOfDay } from '#src/actions/timetable.ts'
import type { App } from '#src/app.ts'
import { understandDay } from '#src/ask/understand-day.ts'
import type { Command } from '#src/bot/command.ts'
import type { Request } from '#src/bot/request.ts'
import { addDays, type CalendarDate, calendarDate, isCalendarDate } from '#src/domain/calendar.ts'
import { changesView } from '#src/views/changes.ts'
import { html } from '#src/views/html.ts'
import { recordEntries } from '#src/views/records/record-entries.ts'
import { type Reply, reply } from '#src/views/reply.ts'

/** Where no day is named. */
const usualDays = 30

function since(day: CalendarDate, offset: number, request: Request, { store, config }: App): Reply {
  const { book, t, today, clearance } = request
  if (day > today) return reply(html`${t('changes.future')}`)
  const from = startOfDay(day, config.timeZone)
  const filledAt = store.records.filledAt()
  const context = { book, t, today, ...(Number.isInteger(offset) && offset > 0 ? { offset } : {}) }
  const entries = recordEntries(context)
  const cleared = store.sources.clearedSince(from).flatMap(({ id }) => {
    const source = book.sources.get(id)
    const count = entries.filter(({ record }) => record.sources.some((each) => each.id === id)).length
    return source === undefined ? [] : [{ source, count }]
  })
  const changes = store.records.changedSince(clearance, from).map(({ after, before }) => ({
    ...{ register: after.register, id: after.id, after: after.body, before: before?.body },
  }))
  const filledOn = filledAt === undefined ? undefined : localNow(config.timeZone, filledAt).date
  return changesView({ since: day, changes, cleared, filledOn }, context)
}

/** `/changes`, `/changes 2026-11-01`, `/changes март`: for the viewer's clearance, what they can see to have changed. */
export const changes = {
  name: 'changes',
  access: 'public',
  topic: 'records',
  handle: (request, app) => {
    const { text, today, t } = request
    const day = text === '' ? addDays(today, -usualDays) : understandDay(text, request, app.lexicon)
    if (day === undefined) return reply(html`${t('changes.unclear')}`)
    return { ...since(day, 0, request, app), placement: 'new' }
  },
  buttons: {
    days: (press, app) => {
      const days = [7, 90].find((each) => each === Number(press.id)) ?? usualDays
      return since(addDays(press.today, -days), 0, press, app)
    },
    since: (press, app) => {
      const day = isCalendarDate(press.id) ? calendarDate(press.id) : addDays(press.today, -usualDays)
      return since(day, Number(press.version), press, app)
    },
  },
} satisfies Command
