import { z } from 'zod'
import { partialDateSchema } from './calendar.ts'
import { localizedTextSchema } from './language.ts'
import { envelope } from './record.ts'

export const chairmanshipSchema = z.strictObject({
  ...envelope,
  state: z.string().regex(/^[A-Z]{3}$/),
  from: partialDateSchema,
  /** The planned end of a current term, or the day it ended. */
  until: partialDateSchema.optional(),
  motto: localizedTextSchema.optional(),
})
export type Chairmanship = z.infer<typeof chairmanshipSchema>

/** A holder of an office of the Secretariat. Only what the public pages say of the office is kept. */
export const officialSchema = z.strictObject({
  ...envelope,
  name: localizedTextSchema,
  state: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  office: z.enum(['secretary-general', 'executive-director', 'deputy-secretary-general', 'deputy-executive-director']),
  /** The office under its later or other title, in words, where the source gives both. */
  officeWording: localizedTextSchema.optional(),
  from: partialDateSchema.optional(),
  until: partialDateSchema.optional(),
})
export type Official = z.infer<typeof officialSchema>
