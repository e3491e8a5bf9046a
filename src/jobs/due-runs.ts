import { DateTime } from 'luxon'

/** `HH:MM` every day in a time zone. */
export type DailyTime = { readonly time: string; readonly timeZone: string }

/**
 * The latest instant at which a daily run was due, not later than `now`. Where a clock change skips the hour, the first
 * instant after the gap; where it repeats it, the first of the two.
 */
export function lastDue({ time, timeZone }: DailyTime, now: Date): Date {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const local = DateTime.fromJSDate(now, { zone: timeZone })
  const today = local.set({ hour, minute, second: 0, millisecond: 0 })
  return (
    today.toMillis() <= now.getTime()
      ? today
      : local.minus({ days: 1 }).set({ hour, minute, second: 0, millisecond: 0 })
  ).toJSDate()
}

export type DueRun = { kind: 'run'; dueAt: Date } | { kind: 'missed'; dueAt: Date }

/**
 * What to do about a daily run now: run what is due, also late within the grace; what is later than that was missed.
 * The ledger decides whether either was done already.
 */
export function dueRun(daily: DailyTime, now: Date, graceHours: number): DueRun {
  const dueAt = lastDue(daily, now)
  return { kind: now.getTime() - dueAt.getTime() <= graceHours * 3_600_000 ? 'run' : 'missed', dueAt }
}
