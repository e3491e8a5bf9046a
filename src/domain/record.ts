import { z } from 'zod'
import { type Clearance, clearanceSchema } from './access.ts'
import { partialDateSchema } from './calendar.ts'
import { localizedTextSchema } from './language.ts'

/** How sure the sources are of a record; left out in the reference files where it is plainly `stated`. */
const confidenceSchema = z.enum(['stated', 'announced', 'derived', 'inferred', 'conflicting', 'contradicted'])
/** A document (by its symbol) or a page (by its address) that a record was taken from. */
export const sourceSchema = z.strictObject({
  id: z.string().min(1),
  title: localizedTextSchema.optional(),
  issuedOn: partialDateSchema.optional(),
  languages: z.array(z.string()).default([]),
  visibility: clearanceSchema,
})
export type Source = z.infer<typeof sourceSchema>

/**
 * What a button about a record and the link of a channel's post leave of Telegram's 64 bytes, with room for longer names of
 * buttons. Checked where records are taken in: what is stored already must stay readable.
 */
export const longestRecordId = 40

/**
 * What every record carries. `sources` attest it, the first being the one it was taken from; `related` pages touch on it
 * without stating it. A record is restricted when every source of it is: `visibility` repeats this for the reader
 * of the file, and loading refuses a file in which the two disagree.
 */
export const envelope = {
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]*$/, 'letters, digits and hyphens only'),
  note: localizedTextSchema.optional(),
  confidence: confidenceSchema.default('stated'),
  /** The outcome of a planned thing was not found when the dossier was compiled. */
  needsRecheck: z.boolean().default(false),
  /** Languages in which the names are a compiler's translation, not an official one. */
  unofficial: z.array(z.enum(['ru', 'kk'])).default([]),
  sources: z.array(z.string().min(1)).min(1, 'a record needs a source'),
  related: z.array(z.string().min(1)).default([]),
  /** The date of the source: a status is true only as of then. Null where the page is undated. */
  asOf: partialDateSchema.nullable(),
  visibility: clearanceSchema,
} as const

const envelopeSchema = z.strictObject(envelope)
export type Envelope = z.infer<typeof envelopeSchema>

/** A record as one viewer may see it: sources, remarks and differences among sources are those of the viewer's clearance. */
export type Attested<T extends Envelope> = Omit<T, 'sources' | 'related'> & {
  readonly sources: readonly Source[]
  readonly related: readonly Source[]
  readonly remarks: readonly Remark[]
  readonly discrepancies: readonly Discrepancy[]
}

/** A note to a record from another source than the record's own, such as a restricted note to a public record. */
export type Remark = {
  readonly text: z.infer<typeof localizedTextSchema>
  readonly sources: readonly Source[]
  readonly visibility: Clearance
}

/** Two sources differ on a record; both versions are kept and the answer says so. */
export type Discrepancy = {
  readonly id: string
  readonly text: z.infer<typeof localizedTextSchema>
  readonly visibility: Clearance
}
