import { calendarOf } from '#src/actions/calendar-of.ts'
import { acceptInvitation, isInvitationToken } from '#src/actions/register-person.ts'
import { remindMe } from '#src/actions/remind-me.ts'
import type { App } from '#src/app.ts'
import type { Command } from '#src/bot/command.ts'
import type { Request } from '#src/bot/request.ts'
import { hasDay } from '#src/domain/event.ts'
import { findEvent } from '#src/domain/event-search.ts'
import { wishButtons } from '#src/views/event-buttons.ts'
import { html } from '#src/views/html.ts'
import { accessNotice } from '#src/views/people.ts'
import { eraseQuestion } from '#src/views/privacy.ts'
import { type Reply, reply } from '#src/views/reply.ts'
import { startView } from '#src/views/welcome.ts'

/** Whoever opens an invitation link first is let in; what it cannot do is said. */
function accept(token: string, { viewer, book, t }: Request, app: App): Reply {
  const outcome = acceptInvitation(app, { token, person: viewer.id, name: viewer.name, language: t.language })
  if (outcome.kind !== 'granted') return reply(html`${t(`people.invitation-${outcome.kind}`)}`)
  return accessNotice('people.granted', outcome.invitation, { book, t })
}

/** Added to a group through the link of `/subscriptions`: whoever administers the group goes on to its subscription. */
async function inGroup({ chat, t, administers }: Request): Promise<Reply> {
  const here = await administers(chat.address)
  if (here.kind !== 'administrator') return startView(t)
  return reply([], { form: 'subscribe', formText: `here ${here.title}` })
}

/** From under a channel's post: what its buttons do in a private chat. */
function fromChannel(what: string, eventId: string, request: Request, app: App): Reply {
  const { t } = request
  if (what === 'remind') {
    const done = remindMe(app, { ...request, book: request.book, eventId, toggle: false })
    const event = findEvent(request.book.events, eventId)
    const wished = { id: eventId, hasDay: event !== undefined && hasDay(event) }
    return reply(html`${t(`reminder.${done}`)}`, { buttons: wishButtons(wished, true, t) })
  }
  const file = calendarOf(app, eventId, request)
  return reply(html`${t(file === undefined ? 'reminder.no-day' : 'reminder.calendar-file')}`, {
    ...(file === undefined ? {} : { attachment: file }),
  })
}

/** `/start`, or `/start` with the parameter of a link: an invitation, something to be reminded of, or the wish to be forgotten. */
export const start = {
  name: 'start',
  access: 'public',
  topic: 'bot',
  handle: (request, app) => {
    const { text, chat, t } = request
    if (chat.place !== 'private') return text === 'subscribe' ? inGroup(request) : startView(t)
    const [, what, eventId] = /^(remind|ics)-([A-Za-z0-9-]+)$/.exec(text) ?? []
    if (what !== undefined && eventId !== undefined) return fromChannel(what, eventId, request, app)
    if (text === 'forget') return { ...eraseQuestion(t), placement: 'new' }
    if (isInvitationToken(text)) return accept(text, request, app)
    const welcome = startView(t)
    // The button under inline mode brings people here. A link that was cut on its way would otherwise look as if it had let somebody in.
    return text === '' || text === 'inline'
      ? welcome
      : { ...welcome, blocks: [html`<b>${t('people.link-unknown')}</b>`, ...welcome.blocks] }
  },
} satisfies Command
