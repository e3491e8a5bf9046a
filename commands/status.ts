import { decideMail } from '#src/actions/decide-mail.ts'
import { stopBroadcast } from '#src/actions/stop-broadcast.ts'
import type { App } from '#src/app.ts'
import type { Command } from '#src/bot/command.ts'
import type { Press } from '#src/bot/request.ts'
import { languages } from '#src/domain/language.ts'
import { registerNames } from '#src/domain/registers.ts'
import { html } from '#src/views/html.ts'
import { reply, toast } from '#src/views/reply.ts'
import { statusView } from '#src/views/status.ts'

/** What staff found when they looked for a message of unknown outcome. */
function decide({ id, viewer, t }: Press, app: App, to: 'sent' | 'again') {
  if (!decideMail(app, { row: Number(id), to, by: viewer.id })) return toast(t('bot.button-outdated'))
  const done = to === 'sent' ? t('desk.marked-sent') : t('desk.sent-again')
  return reply(html`${done}`, { placement: 'replace', buttons: [] })
}

/** The buttons under the message that shows how far a sending to many is; that message is edited by the way of all mail. */
function steer({ id, viewer, t }: Press, app: App, to: 'stop' | 'resume') {
  if (!stopBroadcast(app, { id: Number(id), to, by: viewer.id })) return toast(t('bot.button-outdated'))
  return toast(to === 'stop' ? t('broadcast.now-stopped') : t('broadcast.now-resumed'))
}

export const status = {
  name: 'status',
  access: 'staff',
  where: 'staff',
  topic: 'desk',
  handle: ({ now, t }, { store, config }) => {
    const outbox = store.outbox.counts()
    return statusView(
      {
        at: now,
        timeZone: config.timeZone,
        feeds: store.feeds.tally(),
        items: store.items.tally(),
        outbox: { ...outbox, pending: outbox.pending + outbox.waiting + outbox.sending },
        subscriptions: store.subscriptions.countActive(),
        records: store.records.count(),
        publicRecords: registerNames.reduce((sum, register) => sum + store.records.book('public')[register].length, 0),
        editions: languages.flatMap((language) => store.editions.last(language) ?? []),
        schema: store.schemaVersion(),
        memoryMegabytes: Math.round(process.memoryUsage.rss() / 1_048_576),
        node: process.versions.node,
      },
      t,
    )
  },
  buttons: {
    sent: (press, app) => decide(press, app, 'sent'),
    resend: (press, app) => decide(press, app, 'again'),
    stop: (press, app) => steer(press, app, 'stop'),
    resume: (press, app) => steer(press, app, 'resume'),
  },
} satisfies Command
