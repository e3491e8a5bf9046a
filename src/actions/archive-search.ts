import { createHash } from 'node:crypto'
import { DateTime } from 'luxon'
import { z } from 'zod'
import type { App } from '../app.ts'
import { addDays, type CalendarDate, calendarDateSchema } from '../domain/calendar.ts'
import { areaSlugSchema, dimensionSlugSchema } from '../domain/dimension.ts'
import type { Item } from '../domain/item.ts'
import { searchTerms } from '../domain/search-words.ts'
import type { ArchiveFilter } from '../store/item-search.ts'

/** What is looked for, as it is kept for the further pages. Days are of the Secretariat's zone, both included. */
const archiveQuerySchema = z.strictObject({
  dimension: dimensionSlugSchema.optional(),
  states: z.array(z.string()).default([]),
  from: calendarDateSchema.optional(),
  until: calendarDateSchema.optional(),
  areas: z.array(z.object({ area: areaSlugSchema, words: z.string() })).default([]),
  words: z.string().default(''),
})
export type ArchiveQuery = z.infer<typeof archiveQuerySchema>

function filterOf(query: ArchiveQuery, timeZone: string): Omit<ArchiveFilter, 'limit'> {
  const startOf = (date: CalendarDate) => DateTime.fromISO(date, { zone: timeZone }).toJSDate()
  const { dimension, states, from, until, words, areas } = query
  return {
    terms: searchTerms(words),
    memberStates: states,
    areas: areas.map(({ area, words }) => ({ area, terms: searchTerms(words) })),
    ...(dimension === undefined ? {} : { dimension }),
    ...(from === undefined ? {} : { from: startOf(from) }),
    ...(until === undefined ? {} : { until: startOf(addDays(until, 1)) }),
  }
}

/** Accepted items that fit, newest first; what was retracted only as a line that says so. */
export function searchArchive(
  { store, config }: App,
  query: ArchiveQuery,
  { before, limit }: { readonly before?: number; readonly limit: number },
): Item[] {
  return store.items.archive({
    ...filterOf(query, config.timeZone),
    limit,
    ...(before === undefined ? {} : { before }),
  })
}

/** Keeps a search under a short key, for the button of its next page. The same search has the same key. */
export function keepQuery({ store, clock }: App, query: ArchiveQuery): string {
  const body = JSON.stringify(query)
  const key = createHash('sha256').update(body).digest('base64url').slice(0, 12)
  store.transaction(() => store.desk.keepQuery(key, body, clock.now()))
  return key
}

/** @returns undefined where the search is forgotten */
export function keptQuery({ store }: App, key: string): ArchiveQuery | undefined {
  const body = store.desk.findQuery(key)
  return body === undefined ? undefined : archiveQuerySchema.parse(JSON.parse(body))
}
