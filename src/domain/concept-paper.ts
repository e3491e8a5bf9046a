import { z } from 'zod'
import { partialDateSchema } from './calendar.ts'
import { areaSlugSchema } from './dimension.ts'
import { envelope } from './record.ts'

/** The concept paper of a priority area, or an action plan under it. */
export const conceptPaperSchema = z.strictObject({
  ...envelope,
  area: areaSlugSchema,
  kind: z.enum(['concept-paper', 'action-plan']).default('concept-paper'),
  status: z.enum(['submitted', 'approved', 'needs-update', 'up-to-date', 'not-elaborated']),
  approvedOn: partialDateSchema.optional(),
  approvedBy: z.string().optional(),
  preparedBy: z.array(z.string().regex(/^[A-Z]{3}$/)).default([]),
  validUntil: partialDateSchema.optional(),
})
export type ConceptPaper = z.infer<typeof conceptPaperSchema>
