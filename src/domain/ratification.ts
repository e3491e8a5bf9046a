import { z } from 'zod'
import { type CalendarDate, calendarDateSchema, partialDateSchema } from './calendar.ts'
import { localizedTextSchema } from './language.ts'
import { envelope } from './record.ts'

/** A treaty of CICA. The Convention on Privileges and Immunities is `convention`. */
export const treatySchema = z.strictObject({
  ...envelope,
  title: localizedTextSchema,
  shortTitle: localizedTextSchema,
  openedOn: partialDateSchema.optional(),
  /** Convention, Article 9(2): it enters into force on the 30th day after the 14th instrument. */
  requiredInstruments: z.int().positive().optional(),
  daysAfter: z.int().positive().optional(),
  inForceSince: calendarDateSchema.optional(),
  /** What is known of the rule, of the depositary and of entry into force, in words. */
  entryIntoForce: localizedTextSchema.optional(),
  depositary: localizedTextSchema.optional(),
})
export type Treaty = z.infer<typeof treatySchema>

/**
 * One dated act. A `domestic-law` (law, decree, decision of a parliament) is no deposit: it says nothing of the instrument.
 */
export const treatyActionSchema = z.strictObject({
  ...envelope,
  treaty: z.string(),
  /** A State, or none where the act is the parties' or the Secretariat's. */
  state: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  action: z.enum([
    'signature',
    'ratification',
    'acceptance',
    'approval',
    'accession',
    'domestic-law',
    'deposit',
    'entry-into-force',
  ]),
  date: partialDateSchema.optional(),
})
export type TreatyAction = z.infer<typeof treatyActionSchema>

/** A dated statement of how many instruments are in: the only ground for a count. Rows are never counted. */
export const ratificationStatusSchema = z.strictObject({
  ...envelope,
  treaty: z.string(),
  date: calendarDateSchema,
  submitted: z.int().nonnegative(),
  missing: z.int().nonnegative(),
})
export type RatificationStatus = z.infer<typeof ratificationStatusSchema>

/** The statements known on a day, newest first: a count is unknown before its date. */
export function statusesOn<T extends Pick<RatificationStatus, 'date'>>(statuses: readonly T[], on: CalendarDate): T[] {
  return statuses.filter((status) => status.date <= on).sort((a, b) => b.date.localeCompare(a.date))
}
