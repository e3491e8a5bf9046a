import { z } from 'zod'
import { type CalendarDate, lastDay, partialDateSchema } from './calendar.ts'
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
  /** The document's symbol or name, as the addressees know it. */
  document: localizedTextSchema,
})
export type Deadline = z.infer<typeof deadlineSchema>

export function isPast(deadline: Pick<Deadline, 'due'>, today: CalendarDate): boolean {
  const last = deadline.due === undefined ? undefined : lastDay(deadline.due)
  return last !== undefined && last < today
}
