import { type CalendarDate, firstDay, lastDay } from './calendar.ts'
import type { Official } from './chairmanship.ts'

type Tenure = Pick<Official, 'office' | 'from' | 'until'>

/** Offices that one person holds at a time; of deputies there may be several. */
const singleOffices: readonly Official['office'][] = ['secretary-general', 'executive-director']

export function begins({ from }: Pick<Official, 'from'>): CalendarDate | undefined {
  return from === undefined ? undefined : firstDay(from)
}

function ends({ until }: Pick<Official, 'until'>): CalendarDate | undefined {
  return until === undefined ? undefined : lastDay(until)
}

/** Of a tenure without any date no day can be said. */
export function isDated({ from, until }: Pick<Official, 'from' | 'until'>): boolean {
  return from !== undefined || until !== undefined
}

/** Where no source gives an end, the beginning of a successor on record is one. */
function isSucceeded(tenure: Tenure, others: readonly Tenure[], on: CalendarDate): boolean {
  const own = begins(tenure)
  if (own === undefined || tenure.until !== undefined || !singleOffices.includes(tenure.office)) return false
  return others.some((other) => {
    const next = begins(other)
    return other.office === tenure.office && next !== undefined && next > own && next <= on
  })
}

/** A tenure with both bounds leaves no room in an office for one person. */
function isCertain({ office, from, until }: Tenure): boolean {
  return singleOffices.includes(office) && from !== undefined && until !== undefined
}

/**
 * Who was in office on a day as far as the records tell: bounds that are not on record rule nobody out, so there may be
 * several, and their notes have to say the rest.
 */
export function inOfficeOn<T extends Tenure>(officials: readonly T[], on: CalendarDate): readonly T[] {
  const fitting = officials.filter((official) => {
    const within = (begins(official) ?? '') <= on && (ends(official) ?? '9999') >= on
    return within && !isSucceeded(official, officials, on)
  })
  const certain = fitting.filter(isCertain)
  return certain.length > 0 ? certain : fitting
}

/** The one who left last before a day. */
export function lastEnded<T extends Tenure>(officials: readonly T[], on: CalendarDate): readonly T[] {
  const ended = officials.filter((official) => (ends(official) ?? '9999') < on)
  return ended.sort((a, b) => (ends(b) ?? '').localeCompare(ends(a) ?? '')).slice(0, 1)
}
