import { z } from 'zod'
import { type CalendarDate, lastDay, partialDateSchema, precisionOf } from './calendar.ts'
import { localizedTextSchema } from './language.ts'
import { envelope } from './record.ts'

/** What a note verbale or a decision asks for by a date. */
export const deadlineSchema = z.strictObject({
  ...envelope,
  title: localizedTextSchema,
  kind: z.enum(['comments', 'silence-procedure', 'target', 'milestone', 'open-request']),
  /** Absent where the document sets no day. */
  due: partialDateSchema.optional(),
  wording: localizedTextSchema.optional(),
  addressees: z.enum(['member-states', 'public']),
  issuedOn: partialDateSchema.optional(),
  /** Asks for nothing since then. */
  withdrawnOn: partialDateSchema.optional(),
  /** The document's symbol or name, as the addressees know it. */
  document: localizedTextSchema,
})
export type Deadline = z.infer<typeof deadlineSchema>

export function isPast(deadline: Pick<Deadline, 'due'>, today: CalendarDate): boolean {
  const last = deadline.due === undefined ? undefined : lastDay(deadline.due)
  return last !== undefined && last < today
}

/** Whether it asks for something by a day that lies ahead. */
export function isAhead(deadline: Pick<Deadline, 'due' | 'withdrawnOn'>, today: CalendarDate): boolean {
  return deadline.due !== undefined && deadline.withdrawnOn === undefined && !isPast(deadline, today)
}

type Known = Pick<Deadline, 'due' | 'withdrawnOn'>

/** What people who count on a deadline must know of a change; other changes of its record concern nobody. */
export function deadlineDifference(before: Known, after: Known): 'withdrawn' | 'restored' | 'moved' | undefined {
  if (after.withdrawnOn !== undefined) return before.withdrawnOn === undefined ? 'withdrawn' : undefined
  if (before.withdrawnOn !== undefined) return 'restored'
  return before.due === after.due ? undefined : 'moved'
}

/** Whether anybody is, or will be, reminded of a deadline: it lies ahead on a day, or in a month. */
export function isDeadlineCountedOn({ due }: Pick<Deadline, 'due'>, today: CalendarDate): boolean {
  return due !== undefined && (lastDay(due) ?? '') >= today && ['day', 'month'].includes(precisionOf(due))
}
