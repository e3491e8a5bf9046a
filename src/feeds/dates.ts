import { DateTime } from 'luxon'
import { monthOf, withoutWeekdays } from './date-words.ts'
import { readTime, zoneSeconds } from './time-of-day.ts'

/** Latest instant that a four-digit year can write. */
const YEAR_LIMIT = 9999

const DAY = String.raw`(?<day>\d{1,2})(?:st|nd|rd|th|-?(?:го|ое|е|шы|ші|сы|сі|ы|і)(?!\p{L})|\.)?`
const NAME = String.raw`(?<name>\p{L}{3,})\.?`
const REST = String.raw`(?:[\s,;|]+(?<rest>.+))?$`
const form = (pattern: string) => new RegExp(`^${pattern}`, 'iu')

const FORMS: readonly RegExp[] = [
  // ISO 8601 and what is written like it, also by the week and by the day of the year.
  form(String.raw`(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})(?:[t\s,;|]+(?<rest>.+))?$`),
  form(String.raw`(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})(?:[t\s]*(?<rest>\d{2}:?\d{2}.*))?$`),
  form(String.raw`(?<year>\d{4})-?w(?<week>\d{2})(?:-?(?<weekday>[1-7]))?(?:[t\s]+(?<rest>.+))?$`),
  form(String.raw`(?<year>\d{4})-(?<ordinal>\d{3})(?:[t\s]+(?<rest>.+))?$`),
  // In figures: 07.02.2025, 2025/02/07.
  form(
    String.raw`(?<first>\d{1,2})(?<mark>[./-])\s?(?<second>\d{1,2})\k<mark>\s?(?<year>\d{4}|\d{2})\.?(?:[t\s,;|]+(?<rest>.+))?$`,
  ),
  form(String.raw`(?<year>\d{4})[./]\s?(?<month>\d{1,2})[./]\s?(?<day>\d{1,2})\.?(?:[t\s,;|]+(?<rest>.+))?$`),
  // RFC 822 and everything like it: 12 Jan 2026 10:00 MSK; 12 января 2026, 10:00; 12-Jan-2026.
  form(String.raw`${DAY}[\s-]+(?:de\s+)?${NAME}[\s,-]+(?:de\s+)?(?<year>\d{4}|\d{2})${REST}`),
  form(String.raw`${NAME}\s+${DAY},?\s+(?<year>\d{4})${REST}`),
  // The form of `date` and of Java: Jan 12 10:00:00 MSK 2026.
  form(String.raw`${NAME}\s+${DAY}\s+(?<rest>\d{1,2}:\d{2}(?::\d{2})?(?:\s+[\p{L}+\-:\d]+)?)\s+(?<year>\d{4})$`),
  // The Kazakh order, and that of some programs: 2026 жылғы 20 қараша, 2026 Nov 20.
  form(String.raw`(?<year>\d{4})[\s,.-]+${DAY}[\s-]+${NAME}${REST}`),
  form(String.raw`(?<year>\d{4})[\s,.-]+${NAME}[\s-]+${DAY}${REST}`),
  // A month or a year only.
  form(String.raw`${NAME}[\s,-]+(?<year>\d{4})$`),
  form(String.raw`(?<year>\d{4})[\s,-]+${NAME}$`),
  form(String.raw`(?<year>\d{4})(?:-(?<month>\d{1,2}))?(?:[t\s,]+(?<rest>\d{1,2}:.+|\D.*))?$`),
]

type Groups = Readonly<Record<string, string | undefined>>
type Unit = 'day' | 'week' | 'month' | 'year'

export type WrittenDate = {
  /** The instant; of a week, month or year the one at which it begins. */
  readonly at: Date
  /** Where no more than a week, month or year is named: the instant at which it is over. */
  readonly until?: Date
}

/**
 * A date as feeds write it → the instant; null where it cannot be read with certainty. Reads RFC 822 and 2822, RFC 3339
 * and ISO 8601, numbers of seconds or milliseconds since 1970, dotted dates (day first), month names in several
 * languages with the year last or first. Without a zone it is taken as UTC; a day without a time is midnight UTC. An
 * impossible day (31 February) is null rather than another day, and so is 05/11/2026, which is two days; a wrong name
 * of the weekday does not matter.
 */
export function readDate(text: string): WrittenDate | null {
  const plain = tidied(text)
  if (/^\d{9,10}(?:\.\d+)?$/.test(plain)) return instant(Number(plain) * 1000)
  if (/^\d{13}$/.test(plain)) return instant(Number(plain))
  const written = readForm(plain)
  if (written !== null) return written
  if (/^\d{12}$/.test(plain)) return instant(Number(plain))
  // "Дс., ", "Thứ sáu, ", "Опубликовано: " before a day; before a mere year they make it something else.
  const led = readForm(plain.replace(/^\p{L}[\p{L}\s.’-]*[,:]\s*/u, ''))
  return led?.until === undefined ? led : null
}

/** The instant of a date alone. @see readDate */
export function parseDate(text: string): Date | null {
  return readDate(text)?.at ?? null
}

/** One way of writing for what is written in many: without weekdays, remarks and words for the year, and the time last. */
function tidied(text: string): string {
  const plain = text
    .slice(0, 100)
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/\(([^()]*)\)/g, (_, remark: string) => (zoneSeconds(remark) === undefined ? '' : ` ${remark}`))
    .replace(/(?<=\d{2})[\s-]*(?:жыл\p{L}*|ж|года|году|год|г)(?!\p{L})\.?/giu, '')
    .replace(/(\d{4})[年년]\s?(\d{1,2})[月월]\s?(\d{1,2})[日일]/u, '$1-$2-$3 ')
  return withoutWeekdays(plain)
    .replace(/^[\s,]+|[\s,]+$/g, '')
    .replace(/^(?:в|во|от|on)\s+/iu, '')
    .replace(/^(\d{4}-\d\d-\d\d)(?=(?:z|[+-]\d\d:?\d\d)$)/i, '$1 ')
    .replace(
      /^(\d{1,2}:\d{2}(?::\d{2})?(?:\s[ap]\.?m\.?)?(?:\s(?:msk|мск|gmt|utc))?)[\s,|–—-]+(?=.*\d)(.+)$/iu,
      '$2 $1',
    )
}

function readForm(text: string): WrittenDate | null {
  for (const pattern of FORMS) {
    const groups = pattern.exec(text)?.groups
    const written = groups === undefined ? null : dateOf(groups)
    if (written !== null) return written
  }
  return null
}

function dateOf(groups: Groups): WrittenDate | null {
  const rest = groups.rest?.trim() ?? ''
  const time = readTime(rest)
  const [start, unit] = periodOf(groups) ?? []
  if (start === undefined || unit === undefined || !start.isValid) return null
  if (unit === 'day') {
    // Two figures before anything else than a time may be no year: 20 November 10 am.
    if (groups.year?.length === 2 && rest !== '' && time === null) return null
    return instant(start.toMillis() + (time ?? 0) * 1000)
  }
  if (rest !== '' && time === null && zoneSeconds(rest) === undefined) return null
  const at = instant(start.toMillis())
  return at === null ? null : { ...at, until: start.plus({ [unit]: 1 }).toJSDate() }
}

function periodOf(groups: Groups): readonly [DateTime, Unit] | null {
  const year = fullYear(groups.year ?? '')
  const { week, weekday, ordinal, name, first, day } = groups
  if (week !== undefined) {
    const day = DateTime.fromISO(`${groups.year}-W${week}-${weekday ?? 1}`, { zone: 'utc' })
    return [day, weekday === undefined ? 'week' : 'day']
  }
  if (ordinal !== undefined) return [DateTime.fromISO(`${groups.year}-${ordinal}`, { zone: 'utc' }), 'day']
  if (first !== undefined) return inFigures(year, groups)
  const month = name === undefined ? groups.month : String(monthOf(name))
  const unit = month === undefined ? 'year' : day === undefined ? 'month' : 'day'
  return [DateTime.utc(year, Number(month ?? 1), Number(day ?? 1)), unit]
}

/**
 * The day is first, unless it cannot be: 12/25/2025. With strokes both orders are in use, so 05/11/2026 is no date; nor
 * is 20-11-26, which is the year first as often as last.
 */
function inFigures(year: number, groups: Groups): readonly [DateTime, Unit] | null {
  const [first, second] = [Number(groups.first), Number(groups.second)]
  if (groups.mark === '/' && first <= 12 && second <= 12 && first !== second) return null
  if (groups.mark === '-' && groups.year?.length === 2) return null
  return [second > 12 ? DateTime.utc(year, first, second) : DateTime.utc(year, second, first), 'day']
}

function fullYear(figures: string): number {
  const year = Number(figures)
  if (figures.length !== 2) return year
  return year + (year < 70 ? 2000 : 1900)
}

function instant(milliseconds: number): WrittenDate | null {
  const at = new Date(milliseconds)
  const year = at.getUTCFullYear()
  return Number.isNaN(year) || year > YEAR_LIMIT || year < 1 ? null : { at }
}
