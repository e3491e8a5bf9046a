/** What goes to many at a time: `bulk` is whatever staff may send to everybody. */
export const broadcastKinds = ['digest', 'at-once', 'reminder', 'event-change', 'deadline-change', 'bulk'] as const
export type BroadcastKind = (typeof broadcastKinds)[number]

/** Unique for ever for one sending of one thing to many: `digest:2026-11-20T04:00`. */
export type BroadcastName = `${BroadcastKind}:${string}`

/** How fast mail leaves in the long run; `paid`: half of what Telegram allows, for one process has other things to do too. */
export const messagesPerSecond = { free: 29.5, paid: 500 } as const

/** How far a broadcast is, in messages. */
export type BroadcastProgress = {
  readonly total: number
  readonly sent: number
  /** Given up: the chat takes no mail, or the message is out of date. */
  readonly failed: number
  /** Taken back before it left: what it was about has changed. */
  readonly cancelled: number
  /** Of unknown outcome. */
  readonly uncertain: number
  readonly left: number
  /** Of what is left, not due yet: it waits for the end of somebody's quiet hours. */
  readonly later: number
}
