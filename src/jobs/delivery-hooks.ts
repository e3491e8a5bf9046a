import { isStaffChat, ownChannel } from '../actions/own-chats.ts'
import { readdressChat } from '../actions/readdress-chat.ts'
import { tellManagers } from '../actions/tell-managers.ts'
import { tellStaff } from '../actions/tell-staff.ts'
import type { App } from '../app.ts'
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
      if (isStaffChat(app, { address: chat }) || row.chain.startsWith('edit:')) return
      const language = ownChannel(app, { address: chat })
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
      // A note to the staff chat about a note to the staff chat could go on for ever.
      if (isStaffChat(app, { address: row.chat })) return
      const post = store.channelMessages.findByKey(row.key)
      tellStaff(app, {
        key: `undecided:${row.id}:${row.attempts}`,
        note: (t) => (post === undefined ? undecidedNote(row, t) : undecidedPostNote(row.id, post, t)),
      })
    },
  }
}
