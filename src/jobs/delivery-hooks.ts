import { readdressChat } from '../actions/readdress-chat.ts'
import { tellStaff } from '../actions/tell-staff.ts'
import type { App } from '../app.ts'
import type { DeliveryHooks } from '../outbox/record.ts'
import { troubleNote, undecidedNote } from '../views/delivery.ts'

/** What the delivery engine has to tell: subscriptions follow their chat, and staff hear of what only they can mend. */
export function deliveryHooks(app: App): DeliveryHooks {
  const { store, clock, config } = app
  return {
    onMigrated: (from, to) => readdressChat(app, from, to),
    onChatStopped: ({ chat, thread, outcome }) => {
      // Somebody who blocked the bot may come back; a chat that is gone will not.
      // A topic that is closed may be opened again as well; without one the whole chat is meant, all its topics.
      if (outcome.type === 'chat-gone' && thread === undefined) store.subscriptions.stopChat(chat)
    },
    onChannelAffected: ({ chat, outcome, row }) => {
      // The staff chat cannot be told of its own trouble.
      if (chat === config.staffChat) return
      tellStaff(app, {
        key: `channel:${chat}:${row.id}:${clock.now().toISOString()}`,
        note: (t) => troubleNote(chat, outcome, t),
      })
    },
    onUndecided: (row) => {
      if (row.chat === config.staffChat) return
      tellStaff(app, { key: `undecided:${row.id}:${row.attempts}`, note: (t) => undecidedNote(row, t) })
    },
  }
}
