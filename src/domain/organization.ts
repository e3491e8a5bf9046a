import { z } from 'zod'
import { partialDateSchema } from './calendar.ts'
import { localizedTextSchema } from './language.ts'
import { envelope } from './record.ts'

/** An international organisation with a standing at CICA. */
export const organizationSchema = z.strictObject({
  ...envelope,
  name: localizedTextSchema,
  abbreviation: localizedTextSchema.optional(),
  kind: z.enum(['observer', 'partner', 'memorandum-partner']),
})
export type Organization = z.infer<typeof organizationSchema>

/** A body or an office of CICA. */
export const bodySchema = z.strictObject({
  ...envelope,
  name: localizedTextSchema,
  abbreviation: localizedTextSchema.optional(),
  kind: z.enum([
    'organization',
    'governing',
    'working',
    'administrative',
    'office',
    'advisory',
    'advisory-event',
    'mechanism',
    'network',
    'proposed',
    'other',
  ]),
})
export type Body = z.infer<typeof bodySchema>

/** A memorandum or another instrument of cooperation with a partner. */
export const memorandumSchema = z.strictObject({
  ...envelope,
  party: localizedTextSchema,
  /** The organisation's record, where there is one. */
  organization: z.string().optional(),
  instrument: z.enum(['memorandum', 'protocol', 'partnership', 'none']),
  date: partialDateSchema.optional(),
  status: z.enum(['signed', 'in-preparation', 'proposed', 'approved', 'declined', 'unknown']),
  /** What the source says of the status in words, where it says more. */
  statusWording: localizedTextSchema.optional(),
})
export type Memorandum = z.infer<typeof memorandumSchema>
