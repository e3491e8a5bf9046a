import type { Clock } from '../clock.ts'
import { type CallKind, ChatPace } from './chat-pace.ts'

/**
 * Telegram's published limits (core.telegram.org/bots/faq, "My bot is hitting limits"): about 30 messages a second overall,
 * one a second to a chat with short bursts, 20 a minute to a group or channel. What is kept below each leaves room for calls
 * that the network delays and then delivers together.
 */
export const paceLimits = {
  overallPerSecond: 29.5,
  /** What may go at once; together with `overallPerSecond` never more than 30 + 30 a second. */
  overallBurst: 25,
  /** Mail leaves so much of the burst to replies, which therefore need not wait while a broadcast runs. */
  keptForReplies: 20,
} as const

/** So many chats are remembered before those that are at rest are forgotten. */
const sweepFrom = 1000

export type Pace = ReturnType<typeof createPace>

/** The one pace that mail and replies share. Begins empty: what the process before it used up is not known here. */
export function createPace({ clock }: { clock: Clock }) {
  const chats = new Map<string, ChatPace>()
  let level = 0
  let filledAt = clock.now().getTime()
  let pausedUntil = 0
  let sweepAt = sweepFrom
  let lastFlood: { chat: string; at: number; until: number } | undefined
  let lastSuccessBegan = 0

  const millis = () => clock.now().getTime()

  function refill(now: number): void {
    // Nothing is saved up during a pause, and a clock set back must not freeze the bucket.
    const from = Math.max(filledAt, Math.min(pausedUntil, now))
    const elapsed = Math.max(0, now - from)
    level = Math.min(paceLimits.overallBurst, level + (elapsed / 1000) * paceLimits.overallPerSecond)
    filledAt = now
  }

  function chatPace(chat: string, now: number): ChatPace {
    const known = chats.get(chat)
    if (known !== undefined) return known
    if (chats.size >= sweepAt) {
      for (const [address, each] of chats) if (each.isIdle(now)) chats.delete(address)
      sweepAt = Math.max(sweepFrom, chats.size * 2)
    }
    const made = new ChatPace(chat, now)
    chats.set(chat, made)
    return made
  }

  function pauseAll(until: number): void {
    pausedUntil = Math.max(pausedUntil, until)
    // The limit was reached once already, so nothing goes at once afterwards.
    level = Math.min(level, 0)
  }

  return {
    /** How many mails may go now, whatever their chats say. */
    mailAllowance(): number {
      const now = millis()
      if (now < pausedUntil) return 0
      refill(now)
      return Math.max(0, Math.floor(level - paceLimits.keptForReplies))
    },

    /** Milliseconds until `mailAllowance` is at least one. */
    mailWait(): number {
      const now = millis()
      const paused = Math.max(0, pausedUntil - now)
      if (paused === 0) refill(now)
      const missing = paceLimits.keptForReplies + 1 - level
      return Math.max(0, paused + Math.ceil((missing / paceLimits.overallPerSecond) * 1000))
    },

    /** When this chat can take a mail; an instant that has passed: now. */
    readyAt(chat: string, kind: CallKind): Date {
      return new Date(chatPace(chat, millis()).readyAt(millis(), kind, 'mail'))
    },

    /** A mail goes now. */
    spend(chat: string, kind: CallKind): void {
      const now = millis()
      refill(now)
      level -= 1
      chatPace(chat, now).spend(now, kind)
    },

    /**
     * A turn for a reply (or anything else that does not go through the outbox): resolves when the call may be made, which
     * is at once unless the chat itself is at its limit. Mail makes way.
     */
    async take(_kind: 'reply', chat: string, kind: CallKind = 'message'): Promise<void> {
      const now = millis()
      refill(now)
      level -= 1
      const turn = level >= 0 ? now : now + (-level / paceLimits.overallPerSecond) * 1000
      const pace = chatPace(chat, now)
      const at = Math.max(turn, pausedUntil, pace.readyAt(now, kind, 'reply'))
      pace.spend(at, kind)
      if (at > now) await new Promise((resolve) => setTimeout(resolve, Math.ceil(at - now)))
    },

    /** A turn that was taken for this chat left no message there. */
    giveBack(chat: string): void {
      chatPace(chat, millis()).giveBack()
    },

    /**
     * A 429. Telegram does not say whether it means the chat or the bot: it is taken for the chat's, unless another chat is
     * told the same while the first waits and no call begun since then succeeded.
     * @returns when the chat may be called again
     */
    flooded(chat: string, retryAfterSeconds: number): Date {
      const now = millis()
      // A tenth of a second more, for clocks that differ and timers that fire early.
      const until = now + retryAfterSeconds * 1000 + 100
      chatPace(chat, now).pause(until)
      const isOverall =
        lastFlood !== undefined && lastFlood.chat !== chat && now < lastFlood.until && lastSuccessBegan <= lastFlood.at
      if (isOverall && lastFlood !== undefined) pauseAll(Math.max(until, lastFlood.until))
      if (lastFlood === undefined || now >= lastFlood.until || lastFlood.chat !== chat)
        lastFlood = { chat, at: now, until }
      return new Date(until)
    },

    /** A call begun then succeeded, so no overall limit was in force. */
    succeeded(began: Date): void {
      lastSuccessBegan = Math.max(lastSuccessBegan, began.getTime())
    },

    /** What an earlier process sent, oldest first, within the last minute. */
    remember(sent: readonly { chat: string; at: Date }[]): void {
      for (const { chat, at } of sent) chatPace(chat, at.getTime()).spend(at.getTime(), 'message')
    },
  }
}
