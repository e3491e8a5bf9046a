import { readdressChat } from '../actions/readdress-chat.ts'
import { tellManagers } from '../actions/tell-managers.ts'
import { tellStaff } from '../actions/tell-staff.ts'
import type { App } from '../app.ts'
import { languages } from '../domain/language.ts'
import type { DeliveryHooks } from '../outbox/record.ts'
import { undecidedPostNote } from '../views/channel-message.ts'
import { troubleNote, undecidedNote, unpublishedNote } from '../views/delivery.ts'
import { html } from '../views/html.ts'
import { reply } from '../views/reply.ts'

/** What the delivery engine has to tell: subscriptions follow their chat, and staff hear of what only they can mend. */
export function deliveryHooks(app: App): DeliveryHooks {
  const { store, clock, config } = app
  return {
    onMigrated: (from, to) => readdressChat(app, from, to),
    onChatStopped: ({ chat, thread, outcome }) => {
      const { type } = outcome
      // Somebody who blocked the bot may come back, a topic be opened again, rights be given back: their subscriptions stay.
      // An account that was deleted, a chat without the bot and a deleted topic are over.
      if (type === 'chat-gone') store.subscriptions.stopChat(chat)
      if (type === 'topic-gone') store.subscriptions.stop({ chat, thread: thread ?? 0 })
      if (type === 'no-rights' || type === 'topic-closed' || type === 'topic-gone')
        tellManagers(app, { chat, thread: thread ?? 0, trouble: type })
    },
    onChannelAffected: ({ chat, outcome, row }) => {
      // The staff chat cannot be told of its own trouble; of an edit of a post they are told with that post (redraw-messages).
      if (chat === config.staffChat || row.chain.startsWith('edit:')) return
      const language = languages.find((each) => config.channels[each] === chat)
      tellStaff(app, {
        key: `channel:${chat}:${row.id}:${clock.now().toISOString()}`,
        note: (t) =>
          language === undefined
            ? troubleNote(chat, outcome, t)
            : unpublishedNote({ row: row.id, language, trouble: outcome.type }, t),
      })
    },
    onNotPaid: (reason) => {
      const key = `not-paid:${clock.today(config.timeZone)}`
      tellStaff(app, { key, note: (t) => reply(html`${t('desk.not-paid', { reason })}`) })
    },
    onUndecided: (row) => {
      if (row.chat === config.staffChat) return
      const post = store.channelMessages.findByKey(row.key)
      tellStaff(app, {
        key: `undecided:${row.id}:${row.attempts}`,
        note: (t) => (post === undefined ? undecidedNote(row, t) : undecidedPostNote(row.id, post, t)),
      })
    },
  }
}
