import { changesSince, usualChangeDays } from '#src/actions/changes-since.ts'
import type { App } from '#src/app.ts'
import { understandDay } from '#src/ask/understand-day.ts'
import type { Command } from '#src/bot/command.ts'
import type { Request } from '#src/bot/request.ts'
import { addDays, type CalendarDate, calendarDate, isCalendarDate } from '#src/domain/calendar.ts'
import { html } from '#src/views/html.ts'
import { type Reply, reply } from '#src/views/reply.ts'

function since(day: CalendarDate, offset: number, request: Request, { store, config }: App): Reply {
  const { book, t, today } = request
  const context = { book, t, today, ...(Number.isInteger(offset) && offset > 0 ? { offset } : {}) }
  return changesSince(day, context, { store, timeZone: config.timeZone })
}

/** `/changes`, `/changes 2026-11-01`, `/changes март`: for the viewer's clearance, what they can see to have changed. */
export const changes = {
  name: 'changes',
  access: 'public',
  topic: 'records',
  handle: (request, app) => {
    const { text, today, t } = request
    const day = text === '' ? addDays(today, -usualChangeDays) : understandDay(text, request, app.lexicon)
    if (day === undefined) return reply(html`${t('changes.unclear')}`)
    return { ...since(day, 0, request, app), placement: 'new' }
  },
  buttons: {
    days: (press, app) => {
      const days = [7, 90].find((each) => each === Number(press.id)) ?? usualChangeDays
      return since(addDays(press.today, -days), 0, press, app)
    },
    since: (press, app) => {
      const day = isCalendarDate(press.id) ? calendarDate(press.id) : addDays(press.today, -usualChangeDays)
      return since(day, Number(press.version), press, app)
    },
  },
} satisfies Command
