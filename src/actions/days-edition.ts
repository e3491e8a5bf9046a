import type { App } from '../app.ts'
import { dayIn } from '../clock.ts'
import type { CalendarDate } from '../domain/calendar.ts'
import type { Language } from '../domain/language.ts'

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

export function daysEdition(app: Parts, language: Language): DaysEdition {
  const { store, clock, config } = app
  const today = clock.today(config.timeZone)
  if (isDayTaken(app, language, today)) return 'out'
  if (store.editions.draft(language).scheduledAt !== null) return 'planned'
  const usual = store.ledger.lastRun('edition')
  return usual !== undefined && dayIn(usual, config.timeZone) === today ? 'over' : 'usual'
}
