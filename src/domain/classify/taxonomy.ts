import { z } from 'zod'
import { areaSlugSchema } from '../dimension.ts'

/**
 * One block of words for one language. Each tier is a text of terms separated by commas (line breaks are free):
 * `sure` alone settles an area, `likely` nearly does, `hint` only helps others. `except` lists phrases inside which
 * this block's terms do not count.
 */
const wordBlockSchema = z.strictObject({
  sure: z.string().optional(),
  likely: z.string().optional(),
  hint: z.string().optional(),
  except: z.string().optional(),
})

const topicSchema = z.strictObject({
  en: wordBlockSchema.optional(),
  ru: wordBlockSchema.optional(),
  kk: wordBlockSchema.optional(),
})

const tierWeightsSchema = z.strictObject({ sure: z.number(), likely: z.number(), hint: z.number() })

/** The editable vocabulary of `data/reference/taxonomy.yaml`; the file's head explains the notation to its editors. */
export const taxonomySchema = z.strictObject({
  weights: tierWeightsSchema,
  summaryShare: z.number().min(0).max(1),
  thresholds: z.strictObject({
    /** Below this score no dimension is given at all. */
    first: z.number().positive(),
    /** The same for the two dimensions whose words turn up in items of every kind, outside the region. */
    firstElsewhere: z.number().positive(),
    /** A further dimension needs one piece of evidence of this weight … */
    second: z.number().positive(),
    /** … and in all this share of the best dimension's score, */
    secondShare: z.number().min(0).max(1),
    /** which counts up to here only: a subject hammered home does not make the other one less present. */
    bestCap: z.number().positive(),
    /** Off-topic words answer "none" when they reach this share of the best dimension's score. */
    offTopicShare: z.number().positive(),
    /** The same where an economic sector leads: accidents and crimes happen in hotels, on trains and at mines. */
    offTopicShareOfSectors: z.number().positive(),
  }),
  areas: z.partialRecord(areaSlugSchema, topicSchema),
  offTopic: z.record(z.string(), topicSchema),
  silence: z.strictObject({ en: z.string().optional(), ru: z.string().optional(), kk: z.string().optional() }),
})

export type Taxonomy = z.infer<typeof taxonomySchema>
export type WordBlock = z.infer<typeof wordBlockSchema>

/** Names of one state, people or region in three languages, comma-separated as in the taxonomy. */
const namesSchema = z.strictObject({
  en: z.string().optional(),
  ru: z.string().optional(),
  kk: z.string().optional(),
})

/**
 * `data/reference/places.yaml`: `states` by ISO 3166 alpha-3, `groups` for names that stand for several states,
 * `asia` for the rest of the region and `elsewhere` for the rest of the world; `home` is the state meant where a text
 * of that language names no place at all; `silent` names (newspapers, agencies) are no places.
 */
export const placesSchema = z.strictObject({
  states: z.record(z.string().regex(/^[A-Z]{3}$/), namesSchema),
  groups: z.record(z.string(), z.strictObject({ states: z.array(z.string().regex(/^[A-Z]{3}$/)), names: namesSchema })),
  asia: z.record(z.string(), namesSchema),
  elsewhere: z.record(z.string(), namesSchema),
  home: z.strictObject({ en: z.string().optional(), ru: z.string().optional(), kk: z.string().optional() }),
  silent: namesSchema,
})

export type Places = z.infer<typeof placesSchema>

/** Splits a comma-separated text of terms; blanks and line breaks around a term do not count. */
export const splitTerms = (text: string | undefined): string[] =>
  (text ?? '')
    .split(/[,\n]/)
    .map((term) => term.trim().replace(/\s+/g, ' '))
    .filter((term) => term !== '')
