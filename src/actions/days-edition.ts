import type { App } from '../app.ts'
import type { CalendarDate } from '../domain/calendar.ts'
import type { Language } from '../domain/language.ts'
import { endOfDay, startOfDay } from './timetable.ts'

type Parts = Pick<App, 'store' | 'clock' | 'config'>

/**
 * What of today's edition is still to come in a language: `out`: it went out, by itself or by hand; `planned`: staff set a time;
 * `usual`: the usual hour is ahead; `over`: that hour has passed over it, and only staff can publish it today.
 */
export type DaysEdition = 'out' | 'planned' | 'usual' | 'over'

/** Under this name the ledger knows which days had their edition, whatever the hour was: one by itself for a day and language. */
const jobOf = (language: Language) => `edition:${language}`
const instantOf = (day: CalendarDate) => new Date(`${day}T00:00:00Z`)

export function isDayTaken({ store }: Pick<App, 'store'>, language: Language, day: CalendarDate): boolean {
  return store.ledger.hasRun(jobOf(language), instantOf(day))
}

/** The day has its edition: what is left over waits for the next, unless staff publish it. Safe to repeat. */
export function takeDay({ store, clock }: Pick<App, 'store' | 'clock'>, language: Language, day: CalendarDate): void {
  store.ledger.recordRun(jobOf(language), instantOf(day), clock.now())
}

/** The usual hour of a day has come, whatever it was set to since. */
export function isHourOver({ store, config: { timeZone } }: Pick<App, 'store' | 'config'>, day: CalendarDate): boolean {
  return store.ledger.hasRunBetween('edition', startOfDay(day, timeZone), endOfDay(day, timeZone))
}

export function daysEdition(app: Parts, language: Language): DaysEdition {
  const { store, clock, config } = app
  const today = clock.today(config.timeZone)
  if (isDayTaken(app, language, today)) return 'out'
  if (store.editions.draft(language).scheduledAt !== null) return 'planned'
  return isHourOver(app, today) ? 'over' : 'usual'
}
