import { z } from 'zod'
import { type CalendarDate, firstDay, isCalendarDate, lastDay, partialDateSchema } from './calendar.ts'
import { areaSlugSchema, dimensionSlugSchema } from './dimension.ts'
import { localizedTextSchema } from './language.ts'
import { envelope } from './record.ts'

export const eventTypeSchema = z.enum(['governing', 'working', 'advisory', 'cbm', 'expert', 'other'])
export const eventStatusSchema = z.enum(['planned', 'confirmed', 'held', 'postponed', 'cancelled'])
export type EventStatus = z.infer<typeof eventStatusSchema>

/** A meeting or another event. `start` and `end` are as exact as the source; absent where no date is on record. */
export const eventSchema = z.strictObject({
  ...envelope,
  title: localizedTextSchema,
  type: eventTypeSchema,
  /** The body that meets (id in the register of bodies). */
  body: z.string().optional(),
  /** Other bodies that meet on the same occasion, such as a Business Forum beside the Business Council. */
  furtherBodies: z.array(z.string()).optional(),
  dimension: dimensionSlugSchema.optional(),
  area: areaSlugSchema.optional(),
  /** States by ISO code, organisations and bodies by record id. */
  organisers: z.array(z.string()).default([]),
  start: partialDateSchema.optional(),
  end: partialDateSchema.optional(),
  /** Local starting time in the Secretariat's zone, `HH:MM`, where it is known. */
  startTime: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  place: localizedTextSchema.optional(),
  mode: z.enum(['online', 'hybrid', 'in-person', 'silence-procedure']).optional(),
  status: eventStatusSchema,
  /** The record of the event that a postponed one became. A postponed event keeps its own old date. */
  postponedTo: z.string().optional(),
  /** How the Secretary General's annual report of that year counts it. */
  countedAs: z.enum(['cbm-event', 'body-meeting']).optional(),
})
export type Event = z.infer<typeof eventSchema>

type Dated = Pick<Event, 'start' | 'end'>

export function eventFirstDay(event: Dated): CalendarDate | undefined {
  return event.start === undefined ? undefined : firstDay(event.start)
}

export function eventLastDay(event: Dated): CalendarDate | undefined {
  const last = event.end ?? event.start
  return last === undefined ? undefined : lastDay(last)
}

/** Whether the day on which it begins is known, and not only its month or year. */
export function hasDay({ start }: Dated): boolean {
  return start !== undefined && isCalendarDate(start)
}

/** An event is upcoming while its last possible day has not passed and nobody has called it off. */
export function isUpcoming(event: Dated & Pick<Event, 'status'>, today: CalendarDate): boolean {
  const last = eventLastDay(event)
  return last !== undefined && last >= today && (event.status === 'planned' || event.status === 'confirmed')
}

export function overlaps(event: Dated, from: CalendarDate, to: CalendarDate): boolean {
  const first = eventFirstDay(event)
  const last = eventLastDay(event)
  return first !== undefined && last !== undefined && first <= to && last >= from
}

/** Undated events come last. */
export function byDate(a: Dated, b: Dated): number {
  return (eventFirstDay(a) ?? '9999').localeCompare(eventFirstDay(b) ?? '9999')
}
