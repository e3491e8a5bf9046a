import { z } from 'zod'
import { languageSchema, localizedTextSchema } from '../domain/language.ts'

/** A feed as `data/reference/feeds.yaml` proposes it; staff enable and test it before its items are read. */
export const feedEntrySchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case letters, digits and hyphens'),
  name: z.string().min(1),
  address: z.url({ protocol: /^https?$/ }),
  language: languageSchema,
  /** The State whose news it carries; absent for a regional outlet. */
  state: z
    .string()
    .regex(/^[A-Z]{3}$/, 'an ISO 3166 alpha-3 code')
    .optional(),
  enabled: z.boolean(),
  /** What is known of it: who tested it and when, or why it is off. */
  status: localizedTextSchema,
})
export type FeedEntry = z.infer<typeof feedEntrySchema>
