/** Latest instant that a four-digit year can write. */
const YEAR_LIMIT = 9999

/** First letters by which a month is known, in English, Russian, Ukrainian, Kazakh, German, French, Spanish, Turkish. */
const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'янв', 'січ', 'қаң', 'кан', 'ene', 'oca', 'jän', 'qan'],
  ['feb', 'фев', 'лют', 'ақп', 'акп', 'fév', 'fev', 'şub', 'sub', 'aqp'],
  ['mar', 'мар', 'бер', 'нау', 'mär', 'nau'],
  ['apr', 'апр', 'кві', 'сәу', 'avr', 'abr', 'nis', 'säu'],
  ['may', 'мая', 'май', 'тра', 'мам', 'mai', 'mam'],
  ['jun', 'июн', 'чер', 'мау', 'juin', 'haz', 'mau'],
  ['jul', 'июл', 'лип', 'шіл', 'шил', 'juil', 'tem', 'şil'],
  ['aug', 'авг', 'сер', 'там', 'aoû', 'aou', 'ago', 'ağu', 'agu', 'tam'],
  ['sep', 'сен', 'вер', 'қыр', 'кыр', 'eyl', 'qyr'],
  ['oct', 'окт', 'жов', 'қаз', 'каз', 'okt', 'eki', 'qaz'],
  ['nov', 'ноя', 'лис', 'қар', 'кар', 'kas', 'qar'],
  ['dec', 'дек', 'гру', 'жел', 'dez', 'déc', 'dic', 'ara', 'jel'],
]

/**
 * Hours east of Greenwich. Names with two meanings have the one that the feeds of our region mean (IST is India's,
 * CST America's as in RFC 822). Kazakhstan's ALMT and QYZT have been UTC+5 since 1 March 2024.
 */
const ZONES: Readonly<Record<string, number>> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  wet: 0,
  west: 1,
  bst: 1,
  cet: 1,
  mez: 1,
  met: 1,
  cest: 2,
  mesz: 2,
  mest: 2,
  eet: 2,
  eest: 3,
  sast: 2,
  msk: 3,
  msd: 4,
  мск: 3,
  trt: 3,
  ast: -4,
  adt: -3,
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
  akst: -9,
  akdt: -8,
  hst: -10,
  irst: 3.5,
  irdt: 4.5,
  gst: 4,
  azt: 4,
  samt: 4,
  aft: 4.5,
  pkt: 5,
  uzt: 5,
  tjt: 5,
  tmt: 5,
  yekt: 5,
  almt: 5,
  qyzt: 5,
  ist: 5.5,
  npt: 5.75,
  kgt: 6,
  omst: 6,
  bdt: 6,
  btt: 6,
  novt: 7,
  krat: 7,
  ict: 7,
  wib: 7,
  hovt: 7,
  irkt: 8,
  hkt: 8,
  sgt: 8,
  myt: 8,
  pht: 8,
  ulat: 8,
  awst: 8,
  yakt: 9,
  jst: 9,
  kst: 9,
  vlat: 10,
  aest: 10,
  aedt: 11,
  magt: 11,
  pett: 12,
  nzst: 12,
  nzdt: 13,
}

const TIME = String.raw`(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?`
/** ISO 8601 and what is written like it: full, to the minute, the day, month or year only; also 20260112T100000Z. */
const ISO = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[t\s,]+(.+))?$/i
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:t?(\d{2})(\d{2})(\d{2})?(.*))?$/i
/** Day first where figures are divided by dots or a year follows strokes (07.02.2025), year first for 2025/02/07. */
const DOTTED = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?:\s*(?:г\.?|ж\.?))?(?:[\s,T]+(.+))?$/i
const YEAR_FIRST = /^(\d{4})[./](\d{1,2})[./](\d{1,2})(?:[\s,T]+(.+))?$/i
/** RFC 822 and everything like it: 12 Jan 2026 10:00 MSK; 12 января 2026 г., 10:00; 12-Jan-2026. */
const DAY_FIRST =
  /^(\d{1,2})(?:st|nd|rd|th|\.)?[\s-]+(?:de\s+)?(\p{L}{3,})\.?[\s,-]+(?:de\s+)?(\d{4}|\d{2})(?:\s*(?:года|год|г\.?|жылы|жыл|ж\.?)(?!\p{L}))?(?:[\s,]+(?:в\s+|at\s+|um\s+)?(.+))?$/iu
/** January 12, 2026 10:00; Jan 12 10:00:00 MSK 2026 (the form of `date` and of Java). */
const MONTH_FIRST = /^(\p{L}{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:[\s,]+(?:at\s+)?(.+))?$/iu
const YEAR_LAST = /^(\p{L}{3,})\.?\s+(\d{1,2})\s+(\d{1,2}:\d{2}(?::\d{2})?)(?:\s+([\p{L}+\-:\d]+))?\s+(\d{4})$/iu

type Day = { year: number; month: number; day: number; rest: string }

/**
 * A date as feeds write it → the instant; null where it cannot be read with certainty. Reads RFC 822 and 2822, RFC 3339
 * and ISO 8601, numbers of seconds or milliseconds since 1970, dotted dates (day first), month names in the languages
 * above. Without a zone it is taken as UTC; a day without a time is midnight UTC. An impossible day (31 February) is
 * null rather than another day; a wrong name of the weekday does not matter.
 */
export function parseDate(text: string): Date | null {
  const plain = text
    .slice(0, 100)
    .replace(/[\s\u00a0]+/g, ' ')
    .replace(/\([^()]*\)/g, '')
    .trim()
  if (/^\d{9,10}$/.test(plain)) return inRange(Number(plain) * 1000)
  if (/^\d{12,13}$/.test(plain)) return inRange(Number(plain))
  // "Пн, ", "Thursday, ", "Дс., " before the date say nothing that the date does not.
  const withoutWeekday = plain.replace(
    /^\p{L}{2,}\.?\s*,\s*|^(mon|tue|wed|thu|fri|sat|sun)\p{L}*\.?\s+(?=\p{L}|\d)/iu,
    '',
  )
  const day = readDay(withoutWeekday)
  return day === null ? null : instantOf(day)
}

function readDay(text: string): Day | null {
  const iso = ISO.exec(text)
  if (iso !== null) return dayOf(iso[1], iso[2] ?? '1', iso[3] ?? '1', iso[4])
  const compact = COMPACT.exec(text)
  if (compact !== null) {
    const [, year, month, date, hour, minute, second = '00', zone = ''] = compact
    return dayOf(year, month, date, hour === undefined ? '' : `${hour}:${minute}:${second}${zone}`)
  }
  const dotted = DOTTED.exec(text)
  if (dotted !== null) {
    // With strokes, 12/25/2025 can only be the American order; where both are possible the day is first.
    const american = Number(dotted[2]) > 12
    return american
      ? dayOf(dotted[3], dotted[1], dotted[2], dotted[4])
      : dayOf(dotted[3], dotted[2], dotted[1], dotted[4])
  }
  const yearFirst = YEAR_FIRST.exec(text)
  if (yearFirst !== null) return dayOf(yearFirst[1], yearFirst[2], yearFirst[3], yearFirst[4])
  const dayFirst = DAY_FIRST.exec(text)
  if (dayFirst !== null) return dayOf(dayFirst[3], monthOf(dayFirst[2]), dayFirst[1], dayFirst[4])
  const monthFirst = MONTH_FIRST.exec(text)
  if (monthFirst !== null) return dayOf(monthFirst[3], monthOf(monthFirst[1]), monthFirst[2], monthFirst[4])
  const yearLast = YEAR_LAST.exec(text)
  if (yearLast !== null)
    return dayOf(yearLast[5], monthOf(yearLast[1]), yearLast[2], `${yearLast[3]} ${yearLast[4] ?? ''}`)
  return null
}

function dayOf(year = '', month = '', day = '', rest = ''): Day | null {
  const full = year.length === 2 ? Number(year) + (Number(year) < 70 ? 2000 : 1900) : Number(year)
  const date = { year: full, month: Number(month), day: Number(day), rest: rest.trim() }
  return date.year >= 1 && date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= 31 ? date : null
}

function monthOf(name = ''): string {
  const lower = name.toLowerCase()
  // "маусым" (June) and "мамыр" (May) are Kazakh, "марта" and "мая" Russian: the first three letters tell them apart.
  return String(MONTHS.findIndex((starts) => starts.some((start) => lower.startsWith(start))) + 1)
}

function instantOf({ year, month, day, rest }: Day): Date | null {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  if (date.getUTCMonth() !== month - 1) return null
  if (rest === '') return date
  const time = readTime(rest)
  return time === null ? date : inRange(date.getTime() + time * 1000)
}

/** A time of day with its zone → seconds after midnight UTC; null where it is none. */
function readTime(text: string): number | null {
  const [whole, hours, minutes, seconds = '0', half] = new RegExp(`^${TIME}`, 'i').exec(text) ?? []
  if (whole === undefined) return null
  const [hour, minute, second] = [toFullHour(Number(hours), half), Number(minutes), Number(seconds)]
  if (hour > 24 || minute > 59 || second > 60) return null
  return hour * 3600 + minute * 60 + second - zoneSeconds(text.slice(whole.length).trim())
}

function toFullHour(hour: number, half: string | undefined): number {
  if (half === undefined) return hour
  return (hour % 12) + (/^p/i.test(half) ? 12 : 0)
}

/** Seconds east of Greenwich; an unknown or impossible zone counts as UTC, for the day is still worth having. */
function zoneSeconds(text: string): number {
  const [, name = '', sign, hours = '0', minutes = '0'] =
    /^(\p{L}*)\s*(?:([+\-−])(\d{1,2}):?(\d{2})?)?/u.exec(text) ?? []
  if (sign === undefined) return (ZONES[name.toLowerCase()] ?? 0) * 3600
  if (Number(hours) > 14 || Number(minutes) > 59) return 0
  return (sign === '+' ? 1 : -1) * (Number(hours) * 3600 + Number(minutes) * 60)
}

function inRange(milliseconds: number): Date | null {
  const date = new Date(milliseconds)
  return Number.isNaN(milliseconds) || date.getUTCFullYear() > YEAR_LIMIT || date.getUTCFullYear() < 1 ? null : date
}
