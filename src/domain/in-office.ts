import { addDays, type CalendarDate, firstDay, lastDay } from './calendar.ts'
import type { Official } from './chairmanship.ts'
import type { Span } from './span.ts'

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

/**
 * From when to when a tenure may have lasted. Where no source gives a bound of an office for one person, its neighbours do:
 * it began after the one before it did, and was over when the one after it began.
 *
 * @param others in the order of time, as the register has them
 */
function boundsOf(
  tenure: Tenure,
  others: readonly Tenure[],
): { readonly from: CalendarDate | undefined; readonly to: CalendarDate | undefined } {
  const row = singleOffices.includes(tenure.office) ? others.filter(({ office }) => office === tenure.office) : []
  const at = row.indexOf(tenure)
  const before = row.slice(0, Math.max(at, 0)).flatMap((each) => begins(each) ?? [])
  const next = row.slice(at + 1).flatMap((each) => begins(each) ?? [])[0]
  return {
    from: begins(tenure) ?? before.at(-1),
    to: ends(tenure) ?? (next === undefined ? undefined : addDays(next, -1)),
  }
}

/** A tenure with both bounds leaves no room in an office for one person. */
function isCertain({ office, from, until }: Tenure): boolean {
  return singleOffices.includes(office) && from !== undefined && until !== undefined
}

/** Whether tenures with both bounds leave no day of a span to others. */
function fill(span: Span, certain: readonly Tenure[]): boolean {
  let open = span.from
  for (const tenure of [...certain].sort((a, b) => (begins(a) ?? '').localeCompare(begins(b) ?? ''))) {
    const [from, to] = [begins(tenure), ends(tenure)]
    // The day of a handover is the last of one tenure and the first of the next.
    if (from !== undefined && to !== undefined && from <= open && to >= open) open = addDays(to, 1)
  }
  return open > span.to
}

/**
 * Who was in office at any time in a span, as far as the records tell: bounds that are not on record rule nobody out, so
 * there may be several at a time, and their notes have to say the rest.
 *
 * @param officials in the order of time, which the result keeps
 */
export function inOfficeDuring<T extends Tenure>(officials: readonly T[], span: Span): readonly T[] {
  const fitting = officials.filter((official) => {
    const { from, to } = boundsOf(official, officials)
    return (from ?? '') <= span.to && (to ?? '9999') >= span.from
  })
  const certain = fitting.filter(isCertain)
  return fill(span, certain) ? certain : fitting
}

/** Likewise on a day; the day of a handover is the newcomer's where no source gives an end. */
export function inOfficeOn<T extends Tenure>(officials: readonly T[], on: CalendarDate): readonly T[] {
  return inOfficeDuring(officials, { from: on, to: on })
}

/** The one who left last before a day. */
export function lastEnded<T extends Tenure>(officials: readonly T[], on: CalendarDate): readonly T[] {
  const ended = officials.filter((official) => (ends(official) ?? '9999') < on)
  return ended.sort((a, b) => (ends(b) ?? '').localeCompare(ends(a) ?? '')).slice(0, 1)
}
