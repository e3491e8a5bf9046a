import { type CalendarDate, firstDay, lastDay } from './calendar.ts'
import type { Chairmanship } from './chairmanship.ts'
import type { Span } from './span.ts'

type Term = Pick<Chairmanship, 'from'> & { readonly until?: Chairmanship['until'] | undefined }

const beginning = ({ from }: Term) => firstDay(from) ?? ''
const ends = ({ until }: Term) => (until === undefined ? '9999' : (lastDay(until) ?? '9999'))

export function inOrderOfTerms<T extends Term>(terms: readonly T[]): readonly T[] {
  return [...terms].sort((a, b) => beginning(a).localeCompare(beginning(b)))
}

/** The term that a day falls in; on the day of a handover the new one. */
export function termOn<T extends Term>(terms: readonly T[], on: CalendarDate): T | undefined {
  return inOrderOfTerms(terms).findLast((term) => beginning(term) <= on && ends(term) >= on)
}

/** Every term with a day in the span, in their order; of the day of a handover both. */
export function termsDuring<T extends Term>(terms: readonly T[], { from, to }: Span): readonly T[] {
  return inOrderOfTerms(terms).filter((term) => beginning(term) <= to && ends(term) >= from)
}

/** The last that had begun, whether or not its planned end is over: a successor may not be on record. */
export function latestOn<T extends Term>(terms: readonly T[], on: CalendarDate): T | undefined {
  return inOrderOfTerms(terms).findLast((term) => beginning(term) <= on)
}

/** Consecutive terms of one State are one chairmanship to those who ask what came before or after it. */
export function runsOf<T extends Term & Pick<Chairmanship, 'state'>>(terms: readonly T[]): readonly (readonly T[])[] {
  const runs: T[][] = []
  for (const term of inOrderOfTerms(terms)) {
    const run = runs.at(-1)
    if (run !== undefined && run[0]?.state === term.state) run.push(term)
    else runs.push([term])
  }
  return runs
}
