import { z } from 'zod'
import { type CalendarDate, calendarDateSchema, daysBetween } from './calendar.ts'
import { areaSlugSchema } from './dimension.ts'
import { envelope } from './record.ts'

/** What a State has to do with a priority area. A vacancy has no State. */
export const coordinationSchema = z.strictObject({
  ...envelope,
  area: areaSlugSchema,
  state: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  role: z.enum(['coordinator', 'co-coordinator', 'unspecified', 'concept-paper-author']),
  /** `reported`: said by the press and contradicted by the Secretariat, never used as a fact. Offers are restricted. */
  status: z.enum(['appointed', 'offered', 'role-not-specified', 'vacant', 'reported', 'ended']),
  from: calendarDateSchema.optional(),
  until: calendarDateSchema.optional(),
})
export type Coordination = z.infer<typeof coordinationSchema>

export type TermState =
  | { kind: 'open' }
  | { kind: 'not-begun' }
  | { kind: 'ends-soon'; days: number }
  | { kind: 'ended' }

/** Terms are looked after from ninety days before their end. */
const endsSoonDays = 90

/** Where a term stands on a day. A term without dates is open: no source gives an end. */
export function termState(term: Pick<Coordination, 'from' | 'until'>, on: CalendarDate): TermState {
  if (term.from !== undefined && on < term.from) return { kind: 'not-begun' }
  if (term.until === undefined) return { kind: 'open' }
  if (on > term.until) return { kind: 'ended' }
  const days = daysBetween(on, term.until)
  return days <= endsSoonDays ? { kind: 'ends-soon', days } : { kind: 'open' }
}

/** Begun and not over. */
export function isRunning(term: Pick<Coordination, 'from' | 'until'>, on: CalendarDate): boolean {
  return ['open', 'ends-soon'].includes(termState(term, on).kind)
}
