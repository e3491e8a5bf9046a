import { type Clock, clockOf } from '#src/clock.ts'

export type SettableClock = Clock & { set(instant: string): void; advance(seconds: number): void }

/** A clock that runs, and can be set. */
export function settableClock(start: string): SettableClock {
  let offset = Date.parse(start) - Date.now()
  const clock = clockOf(() => new Date(Date.now() + offset))
  return {
    ...clock,
    set(instant) {
      offset = Date.parse(instant) - Date.now()
    },
    advance(seconds) {
      offset += seconds * 1000
    },
  }
}
