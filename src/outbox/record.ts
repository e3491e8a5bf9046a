import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { ChatStore } from '../store/chats.ts'
import type { OutboxChange, OutboxRow, OutboxStore } from '../store/outbox.ts'
import type { Payload } from './mail.ts'
import type { SendOutcome } from './outcome.ts'
import { type Search, settleSearch } from './reconcile.ts'
import { type ChatEffect, settle } from './settle.ts'

/** What the engine needs of the store. */
export type DeliveryStore = {
  readonly outbox: OutboxStore
  readonly chats: ChatStore
  transaction<T>(work: () => T): T
}

/** Why a chat or topic takes no mail, or a message is not what it should be. */
export type Trouble = Extract<
  SendOutcome,
  { type: 'blocked' | 'chat-gone' | 'no-rights' | 'topic-closed' | 'topic-gone' | 'refused' | 'not-sent' }
>

/**
 * Called synchronously inside the transaction that records the outcome, so that what they change or enqueue is remembered
 * together with it. They must not throw: one that does is logged, and the outcome recorded without it.
 */
export type DeliveryHooks = {
  /** A group became a supergroup: move what else is addressed to it (subscriptions). */
  readonly onMigrated?: (from: string, to: string) => void
  /** A chat (or one forum topic of it) takes no more mail: stop its subscription. */
  readonly onChatStopped?: (stopped: { chat: string; thread: number | undefined; outcome: Trouble }) => void
  /** A message to a channel was given up: staff must know. */
  readonly onChannelAffected?: (affected: { chat: string; outcome: Trouble; row: OutboxRow }) => void
  /** Telegram takes no Stars: mail goes on at the free pace. */
  readonly onNotPaid?: (description: string) => void
  /** Sent or not, nobody can find out: staff decide by `markSent` or `resend`. */
  readonly onUndecided?: (row: OutboxRow) => void
}

export type Recorder = ReturnType<typeof createRecorder>

/** Writes down what became of a row, and what that means for its chat, in one transaction. */
export function createRecorder(parts: {
  readonly store: DeliveryStore
  readonly clock: Clock
  readonly log: Log
  readonly random: () => number
  readonly hooks: DeliveryHooks
  readonly channels: readonly string[]
  /** Posts can be looked for at all. */
  readonly canSearch: boolean
}) {
  const { store, clock, log, random } = parts
  const { outbox, chats } = store

  const isChannel = (chat: string) => parts.channels.includes(chat) || chats.find(chat)?.kind === 'channel'

  function applyToChat(row: OutboxRow, effect: ChatEffect, outcome: SendOutcome, hooks: DeliveryHooks, at: Date): void {
    const { chat } = row
    if (effect.kind === 'migrate') {
      chats.markMigrated(chat, effect.to, at)
      outbox.readdress(chat, effect.to)
      hooks.onMigrated?.(chat, effect.to)
    } else if (effect.kind !== 'none' && isTrouble(outcome)) {
      const thread = effect.kind === 'stop-topic' ? row.thread : undefined
      if (effect.kind === 'stop') chats.markStopped(chat, effect.status, at)
      outbox.stopChat(chat, thread ?? null, JSON.stringify(outcome), at)
      hooks.onChatStopped?.({ chat, thread, outcome })
    }
  }

  function noteSent(row: OutboxRow, outcome: SendOutcome): void {
    if (outcome.type !== 'sent') return
    const at = clock.now()
    const status = chats.find(row.chat)?.status
    if (status === 'no-rights' || status === 'gone' || status === 'blocked') chats.markReachable(row.chat, at)
    if (outcome.chat.kind !== 'channel') return
    const number = row.chat.startsWith('@') ? outcome.chat.id : null
    chats.noteMessage({ address: row.chat, number }, 'channel', outcome.messageId, at)
  }

  function tellStaff(
    row: OutboxRow,
    change: OutboxChange,
    outcome: SendOutcome | undefined,
    hooks: DeliveryHooks,
  ): void {
    if (change.kind === 'uncertain' && change.nextAt === null) hooks.onUndecided?.(row)
    if (change.kind === 'dead' && outcome !== undefined && isTrouble(outcome) && isChannel(row.chat)) {
      hooks.onChannelAffected?.({ chat: row.chat, outcome, row })
    }
  }

  /** A fault in a hook must not undo the record of what was sent: that would send it again. */
  function withHooks(row: OutboxRow, work: (hooks: DeliveryHooks) => void): void {
    try {
      store.transaction(() => work(parts.hooks))
    } catch (error) {
      log.error({ err: error, row: row.id }, 'An outcome is recorded without its hooks')
      store.transaction(() => work({}))
    }
  }

  return {
    isChannel,

    /** @throws where the database cannot be written; the row then stays as it was */
    recordCall(row: OutboxRow, payloadKind: Payload['kind'], outcome: SendOutcome): void {
      // Somebody was forgotten while a message to them was on its way: there is nothing left to write it down on.
      if (outbox.find(row.id) === undefined) return
      const canSearch = parts.canSearch && payloadKind !== 'edit' && isChannel(row.chat)
      const now = clock.now()
      const settlement = settle({ row, payloadKind, outcome, now, jitter: random(), canSearch })
      withHooks(row, (hooks) => {
        outbox.settle(row, settlement.change, JSON.stringify(outcome), now)
        noteSent(row, outcome)
        applyToChat(row, settlement.chat, outcome, hooks, now)
        if (outcome.type === 'not-paid') hooks.onNotPaid?.(outcome.description)
        tellStaff(row, settlement.change, outcome, hooks)
      })
      if (outcome.type !== 'sent')
        log.warn({ row: row.id, chat: row.chat, outcome, becomes: settlement.change.kind }, 'Mail')
    },

    recordSearch(row: OutboxRow, search: Search): void {
      const now = clock.now()
      const change = settleSearch(row, search, now, random())
      withHooks(row, (hooks) => {
        outbox.settle(row, change, JSON.stringify({ type: 'searched', ...search }), now)
        if (search.kind === 'found') chats.noteMessage({ address: row.chat }, 'channel', search.messageId, now)
        tellStaff(row, change, undefined, hooks)
      })
      log.info({ row: row.id, chat: row.chat, search, becomes: change.kind }, 'Looked for a post of unknown outcome')
    },
  }
}

function isTrouble(outcome: SendOutcome): outcome is Trouble {
  return !['sent', 'flood', 'not-paid', 'migrated', 'unknown'].includes(outcome.type)
}
