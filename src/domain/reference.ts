import { z } from 'zod'
import { areaSlugSchema, dimensionSlugSchema } from './dimension.ts'
import { localizedTextSchema } from './language.ts'
import { envelope } from './record.ts'

export const dimensionSchema = z.strictObject({ ...envelope, id: dimensionSlugSchema, name: localizedTextSchema })
export type Dimension = z.infer<typeof dimensionSchema>

export const areaSchema = z.strictObject({
  ...envelope,
  id: areaSlugSchema,
  dimension: dimensionSlugSchema,
  name: localizedTextSchema,
  shortName: localizedTextSchema,
})
export type Area = z.infer<typeof areaSchema>

/** A cluster of the Road Map for CICA Transformation. The public gets the summary; the exact title is a restricted remark. */
export const roadMapClusterSchema = z.strictObject({
  ...envelope,
  number: z.int().positive().optional(),
  summary: localizedTextSchema,
  progress: localizedTextSchema.optional(),
})
export type RoadMapCluster = z.infer<typeof roadMapClusterSchema>

export const glossaryTermSchema = z.strictObject({
  ...envelope,
  term: localizedTextSchema,
})
export type GlossaryTerm = z.infer<typeof glossaryTermSchema>

/** A rule of the modalities of CBM implementation, by its number, adopted or still a draft. */
export const ruleSchema = z.strictObject({
  ...envelope,
  number: z.string(),
  subject: z.enum(['appointment', 'term', 'concept-paper-due', 'expert-meetings-due', 'renewal-due', 'yearly-review']),
  text: localizedTextSchema,
  adopted: z.boolean(),
})
export type Rule = z.infer<typeof ruleSchema>

/** Any other dated fact worth an answer; `about` names its subjects for the understanding of questions. */
export const factSchema = z.strictObject({
  ...envelope,
  title: localizedTextSchema,
  text: localizedTextSchema,
  about: z.array(z.string()).default([]),
})
export type Fact = z.infer<typeof factSchema>
