/** What a call uses up: `message` a new message, `edit` a change of one. */
export type CallKind = 'message' | 'edit'

const perSecond = 1
/** "Short bursts" are allowed and three are taken for one; a tenth less, for calls that travel at different speeds. */
const burst = 2.9
/** What a chat must have left: mail always leaves almost one to a reply. */
const needed = { mail: 1.9, reply: 1 } as const
/** A second more than the minute, for calls that travel at different speeds. */
const windowMs = 61_000
/** Of the 20 a minute in a group or channel, mail leaves eight to replies: staff press and ask where their cards arrive. */
const perMinute = { mail: 12, reply: 20 } as const

/**
 * The pace of one chat; instants in milliseconds. Groups and channels (negative id, or @name) have a limit a minute too,
 * for messages and for edits.
 */
export class ChatPace {
  #level: number = burst
  #filledAt: number
  #pausedUntil = 0
  /** Only of groups and channels: a broadcast has thousands of private chats. */
  readonly #spent: Record<CallKind, number[]> | undefined

  constructor(chat: string, now: number) {
    this.#filledAt = now
    this.#spent = /^\d/.test(chat) ? undefined : { message: [], edit: [] }
  }

  /** When the next call may be made; `now` or later. */
  readyAt(now: number, kind: CallKind, who: 'mail' | 'reply'): number {
    this.#refill(now)
    const missing = kind === 'edit' ? 0 : needed[who] - this.#level
    const byLevel = missing <= 1e-9 ? now : this.#filledAt + (missing / perSecond) * 1000
    return Math.max(now, this.#pausedUntil, Math.ceil(byLevel), this.#windowOpensAt(now, kind, perMinute[who]))
  }

  spend(at: number, kind: CallKind): void {
    this.#refill(at)
    if (kind === 'message') this.#level -= 1
    this.#spent?.[kind].push(at)
  }

  giveBack(): void {
    this.#level = Math.min(burst, this.#level + 1)
    this.#spent?.message.pop()
  }

  pause(until: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, until)
  }

  /** Nothing about it needs to be remembered. */
  isIdle(now: number): boolean {
    this.#refill(now)
    const last = Math.max(this.#spent?.message.at(-1) ?? 0, this.#spent?.edit.at(-1) ?? 0)
    return this.#level >= burst && this.#pausedUntil <= now && last <= now - windowMs
  }

  #refill(at: number): void {
    this.#level = Math.min(burst, this.#level + (Math.max(0, at - this.#filledAt) / 1000) * perSecond)
    this.#filledAt = Math.max(this.#filledAt, at)
  }

  #windowOpensAt(now: number, kind: CallKind, limit: number): number {
    const times = this.#spent?.[kind] ?? []
    while (times[0] !== undefined && times[0] <= now - windowMs) times.shift()
    const blocking = times[times.length - limit]
    return blocking === undefined ? now : blocking + windowMs
  }
}
