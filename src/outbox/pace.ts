import type { Clock } from '../clock.ts'
import { messagesPerSecond } from '../domain/broadcast.ts'
import { type CallKind, ChatPace } from './chat-pace.ts'

/**
 * Telegram's published limits (core.telegram.org/bots/faq, "My bot is hitting limits"): about 30 messages a second overall,
 * one a second to a chat with short bursts, 20 a minute to a group or channel. What is kept below each leaves room for calls
 * that the network delays and then delivers together.
 */
export const paceLimits = {
  overallPerSecond: messagesPerSecond.free,
  /** What may go at once; together with `overallPerSecond` never more than 30 + 30 a second. */
  overallBurst: 25,
  /** Mail leaves so much of the burst to replies, which therefore need not wait while a broadcast runs. */
  keptForReplies: 20,
  /** Of what costs Stars, which Telegram does not count with the rest. */
  paidBurst: 50,
} as const

/** Which of its two limits a call counts towards. */
export type Fare = 'free' | 'paid'

/** So many chats are remembered before those that are at rest are forgotten. */
const sweepFrom = 1000

export type Pace = ReturnType<typeof createPace>

/**
 * The one pace that mail and replies share. Begins empty: what the process before it used up is not known here.
 * @param parts.pays what goes to many may cost Stars, and then has a pace of its own
 */
export function createPace({ clock, pays = false }: { readonly clock: Clock; readonly pays?: boolean }) {
  const chats = new Map<string, ChatPace>()
  let level = 0
  let paidLevel = 0
  let isPaying = pays
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
    paidLevel = Math.min(paceLimits.paidBurst, paidLevel + (elapsed / 1000) * messagesPerSecond.paid)
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
    paidLevel = 0
  }

  return {
    isPaying: () => isPaying,

    /** Telegram takes no Stars: everything goes at the free pace from now on. */
    stopPaying(): void {
      isPaying = false
    },

    /** How many mails may go now, whatever their chats say. */
    mailAllowance(fare: Fare = 'free'): number {
      const now = millis()
      if (now < pausedUntil) return 0
      refill(now)
      if (fare === 'paid') return isPaying ? Math.max(0, Math.floor(paidLevel)) : 0
      return Math.max(0, Math.floor(level - paceLimits.keptForReplies))
    },

    /** Milliseconds until `mailAllowance` of either fare is at least one. */
    mailWait(): number {
      const now = millis()
      const paused = Math.max(0, pausedUntil - now)
      if (paused === 0) refill(now)
      const missing = paceLimits.keptForReplies + 1 - level
      const free = (missing / paceLimits.overallPerSecond) * 1000
      const wait = isPaying ? Math.min(free, ((1 - paidLevel) / messagesPerSecond.paid) * 1000) : free
      return Math.max(0, paused + Math.ceil(wait))
    },

    /** When this chat can take a mail; an instant that has passed: now. */
    readyAt(chat: string, kind: CallKind): Date {
      return new Date(chatPace(chat, millis()).readyAt(millis(), kind, 'mail'))
    },

    /** A mail goes now. */
    spend(chat: string, kind: CallKind, fare: Fare = 'free'): void {
      const now = millis()
      refill(now)
      if (fare === 'paid') paidLevel -= 1
      else level -= 1
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
