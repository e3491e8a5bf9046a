import { z } from 'zod'
import { partialDateSchema } from './calendar.ts'
import { localizedTextSchema } from './language.ts'
import { envelope } from './record.ts'

/** A member State or an observer State; `id` is its ISO 3166 alpha-3 code, names follow UN usage in each language. */
export const memberStateSchema = z.strictObject({
  ...envelope,
  id: z.string().regex(/^[A-Z]{3}$/, 'an ISO 3166 alpha-3 code'),
  name: localizedTextSchema,
  kind: z.enum(['member', 'observer']),
  /** Accession of a member, or the day from which an observer has the status. */
  since: partialDateSchema.optional(),
  /** Where no date is on record but a bound is: the 16 members at the First Summit of 4 June 2002. */
  sinceBy: partialDateSchema.optional(),
})
export type MemberState = z.infer<typeof memberStateSchema>
