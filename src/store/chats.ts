import { isPrivateChat } from '../domain/subscription.ts'
import type { Db } from './database.ts'

/** `no-rights`: the last mail was refused for want of rights, the next is tried all the same; the others take no mail. */
export type ChatStatus = 'reachable' | 'blocked' | 'gone' | 'no-rights' | 'migrated'
export type ChatKind = 'private' | 'group' | 'supergroup' | 'channel'

/** What delivery learnt of a chat. */
export type Chat = {
  readonly address: string
  readonly status: ChatStatus
  readonly kind: ChatKind | null
  readonly lastMessageId: number | null
}

export type ChatStore = ReturnType<typeof createChatStore>

export function createChatStore(db: Db) {
  const columns = 'address, status, kind, last_message_id as lastMessageId'
  const byAddress = db.prepare<[string], Chat>(`select ${columns} from chat where address = ?`)
  const successor = db.prepare<[string], { to: string }>(
    `select migrated_to as "to" from chat where address = ? and status = 'migrated'`,
  )
  const putStatus = db.prepare(`
    insert into chat (address, status, changed_at) values (@address, @status, @at)
    on conflict (address) do update set status = excluded.status, migrated_to = null,
      changed_at = case when status = excluded.status then changed_at else excluded.changed_at end`)
  const putSuccessor = db.prepare(`
    insert into chat (address, status, migrated_to, changed_at) values (@from, 'migrated', @to, @at)
    on conflict (address) do update
      set status = 'migrated', migrated_to = excluded.migrated_to, changed_at = excluded.changed_at`)
  const putMessage = db.prepare(`
    insert into chat (address, status, kind, number, last_message_id, changed_at)
    values (@address, 'reachable', @kind, @number, @messageId, @at)
    on conflict (address) do update
      set kind = excluded.kind, number = coalesce(excluded.number, number), last_message_id = max(coalesce(last_message_id, 0), excluded.last_message_id)`)
  const number = db.prepare<[string], string | null>(`select number from chat where address = ?`).pluck()
  const erase = db.prepare<[string]>(`delete from chat where address = ?`)

  return {
    find(address: string): Chat | undefined {
      return byAddress.get(address)
    },

    /** Where mail to this address goes today: the supergroup that the group became, else the address itself. */
    resolve(address: string): string {
      let current = address
      // A group is upgraded once, so more than a few steps can only be a circle.
      for (let steps = 0; steps < 5; steps += 1) {
        const next = successor.get(current)
        if (next === undefined) return current
        current = next.to
      }
      return current
    },

    /**
     * The chat takes mail again: a person pressed start, or the bot was added back. Of a private chat nothing but trouble is
     * kept, so there is nothing left to keep.
     */
    markReachable(address: string, at: Date): void {
      if (isPrivateChat(address)) erase.run(address)
      else putStatus.run({ address, status: 'reachable', at: at.toISOString() })
    },

    markStopped(address: string, status: 'blocked' | 'gone' | 'no-rights', at: Date): void {
      putStatus.run({ address, status, at: at.toISOString() })
    },

    markMigrated(from: string, to: string, at: Date): void {
      putSuccessor.run({ from, to, at: at.toISOString() })
    },

    /**
     * A message seen in a channel, the bot's own or somebody else's (`channel_post`): the search for a post of unknown
     * outcome begins after the highest one.
     * @param named.number where the address is an @name
     */
    noteMessage(
      { address, number = null }: { readonly address: string; readonly number?: string | null },
      kind: ChatKind,
      messageId: number,
      at: Date,
    ): void {
      putMessage.run({ address, kind, number, messageId, at: at.toISOString() })
    },

    /** The number of a channel that is addressed by its @name; undefined before something was sent to it. */
    numberOf(name: string): string | undefined {
      return number.get(name) ?? undefined
    },
  }
}
