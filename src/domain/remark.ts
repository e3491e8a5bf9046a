import { z } from 'zod'
import { localizedTextSchema } from './language.ts'
import { envelope } from './record.ts'

const target = z.string().regex(/^[a-z-]+\/[A-Za-z0-9-]+$/, 'register/id')

/**
 * What a further source says of a record: a restricted note to a public record, or, without a text, only that it says the same.
 * Lives in a record of its own so that the restricted folder can be left out.
 */
export const remarkSchema = z.strictObject({ ...envelope, record: target, text: localizedTextSchema.optional() })
export type RemarkRecord = z.infer<typeof remarkSchema>

/** Sources differ: which records it concerns, and both versions in words. */
export const discrepancySchema = z.strictObject({
  ...envelope,
  records: z.array(target).min(1),
  text: localizedTextSchema,
})
export type DiscrepancyRecord = z.infer<typeof discrepancySchema>
