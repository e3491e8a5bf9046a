import type { ParsedItem } from './parse-result.ts'

const day = 86_400_000
/** What its feed dates further back is its archive. */
const newsDays = 7
/** Servers whose clocks or time zones are wrong date their news some hours ahead; a date further ahead is no date of publication. */
const daysAhead = 1
/** No feed is older. Programs write 1 January of the year 1 or 1970 where they know no date, and other calendars count otherwise. */
const firstNews = Date.UTC(1995, 0, 1)

const isArchived = (instant: string, now: Date): boolean => Date.parse(instant) < now.getTime() - newsDays * day

/** Whether what was published then is no news any more; what has no date is. */
export function isArchive(publishedAt: string | null, now: Date): boolean {
  return publishedAt !== null && isArchived(publishedAt, now)
}

/**
 * When an item was published, as far as its feed's date can be one (UTC, ISO). Null also where the feed names a month or
 * a year of which some is news still: on which of its days it was, nobody knows.
 */
export function publicationDate(item: Pick<ParsedItem, 'publishedAt' | 'publishedUntil'>, now: Date): string | null {
  const { publishedAt, publishedUntil } = item
  if (publishedAt === null) return null
  const instant = Date.parse(publishedAt)
  if (instant < firstNews || instant > now.getTime() + daysAhead * day) return null
  return publishedUntil === undefined || isArchived(publishedUntil, now) ? publishedAt : null
}
