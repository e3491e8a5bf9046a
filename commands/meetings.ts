import { calendarOf } from '#src/actions/calendar-of.ts'
import { remindMe } from '#src/actions/remind-me.ts'
import type { App } from '#src/app.ts'
import { replyToArguments, replyToButton } from '#src/ask/reply-to-arguments.ts'
import type { Command } from '#src/bot/command.ts'
import type { Press, Request } from '#src/bot/request.ts'
import { html } from '#src/views/html.ts'
import { type Reply, reply, toast } from '#src/views/reply.ts'

/**
 * “Remind me”, on and off. Elsewhere than in the private chat the press leads there, for the bot may write to nobody who has
 * not opened it.
 */
function toggleReminder(press: Press, app: App): Reply {
  if (press.chat.place !== 'private') return { blocks: [], open: `remind-${press.id}` }
  const done = remindMe(app, { ...press, eventId: press.id, toggle: true })
  return toast(press.t(`reminder.${done}`))
}

function calendarReply(press: Press, app: App): Reply {
  return press.chat.place !== 'private' ? { blocks: [], open: `ics-${press.id}` } : calendarAnswer(press.id, press, app)
}

function calendarAnswer(id: string, request: Request, app: App): Reply {
  const file = calendarOf(app, id, request)
  return file === undefined
    ? toast(request.t('reminder.no-day'))
    : reply(html`${request.t('reminder.calendar-file')}`, { attachment: file })
}

export const meetings = {
  name: 'meetings',
  access: 'public',
  topic: 'records',
  handle: (request, app) =>
    replyToArguments(
      { kind: 'meetings', overview: { kind: 'meetings', filter: {}, which: 'next' } },
      request,
      app.lexicon,
    ),
  buttons: {
    open: (press) => replyToButton('meetings', 'open', press),
    page: (press) => replyToButton('meetings', 'page', press),
    remind: (press, app) => toggleReminder(press, app),
    ics: (press, app) => calendarReply(press, app),
  },
} satisfies Command
