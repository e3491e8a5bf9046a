/** What one chat takes in the long run: a message a second, or 18 a minute in a group or channel. */
const intervalMs = { private: 1000, group: 3400 } as const

/**
 * Gives rows that a chat cannot take yet a time each, one behind the other, so that each is looked at once and not again
 * and again with all that wait beside it.
 */
export function createParking() {
  const last = new Map<string, number>()
  let lastTurn = 0

  return {
    /** For a row whose chat is ready, and whose turn has not come. */
    turn(now: number, intervalMs: number): Date {
      lastTurn = Math.max(now, lastTurn) + intervalMs
      return new Date(lastTurn)
    },

    /** @param readyAt when the chat takes its next message, in milliseconds */
    slot(chat: string, priority: number, readyAt: number): Date {
      const place = `${priority} ${chat}`
      const before = last.get(place)
      const interval = /^\d/.test(chat) ? intervalMs.private : intervalMs.group
      const at = before === undefined || before + interval < readyAt ? readyAt : before + interval
      if (last.size > 1000) for (const [key, time] of last) if (time < readyAt) last.delete(key)
      last.set(place, at)
      return new Date(at)
    },
  }
}
