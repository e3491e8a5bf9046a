import { DateTime } from 'luxon'
import { type CalendarDate, calendarDate, isCalendarDate, type PartialDate, precisionOf } from '../domain/calendar.ts'
import type { Language } from '../domain/language.ts'
import type { Translate } from './translator.ts'

const locales: Record<Language, string> = { en: 'en-GB', ru: 'ru-RU', kk: 'kk-KZ' }

/** Intl's formatters are slow to build and are wanted thousands of times a second. */
function remembered<T>(make: (language: Language) => T): (language: Language) => T {
  const made = new Map<Language, T>()
  return (language) => {
    const kept = made.get(language) ?? make(language)
    made.set(language, kept)
    return kept
  }
}

const dateFormat = (options: Intl.DateTimeFormatOptions) =>
  remembered((language) => new Intl.DateTimeFormat(locales[language], { timeZone: 'UTC', ...options }))
const dayMonth = dateFormat({ day: 'numeric', month: 'long' })
const monthAlone = dateFormat({ month: 'long' })
const weekdayLong = dateFormat({ weekday: 'long' })
const listFormat = remembered((language) => new Intl.ListFormat(locales[language], { type: 'conjunction' }))
const numberFormat = remembered((language) => new Intl.NumberFormat(locales[language]))
const percentFormat = remembered((language) => new Intl.NumberFormat(locales[language], { style: 'percent' }))

const utc = (date: string) => new Date(`${date}T00:00:00Z`)
const yearOf = (date: string) => date.slice(0, 4)

const daysOfYear = new Map<string, string>()

/** There are 366 of them in each language, and Intl takes longer than all the rest of a date. */
function dayAndMonth(date: CalendarDate, language: Language): string {
  const key = `${language}${date.slice(5)}`
  const known = daysOfYear.get(key) ?? dayMonth(language).format(utc(date))
  daysOfYear.set(key, known)
  return known
}

/** “27 June 2024”, «27 июня 2024 г.», «2024 жылғы 27 маусым». */
function formatDay(date: CalendarDate, language: Language): string {
  const day = dayAndMonth(date, language)
  if (language === 'kk') return `${yearOf(date)} жылғы ${day}`
  return language === 'ru' ? `${day} ${yearOf(date)} г.` : `${day} ${yearOf(date)}`
}

function formatMonth(date: string, language: Language): string {
  const month = monthAlone(language).format(utc(`${date}-01`))
  if (language === 'kk') return `${yearOf(date)} жылғы ${month.toLocaleLowerCase('kk')}`
  return language === 'ru' ? `${month} ${yearOf(date)} г.` : `${month} ${yearOf(date)}`
}

/** A date in words, exactly as precise as it is known. */
export function formatDate(date: PartialDate, t: Translate): string {
  const year = yearOf(date)
  const part = date.slice(-1)
  switch (precisionOf(date)) {
    case 'day':
      return formatDay(calendarDate(date), t.language)
    case 'month':
      return formatMonth(date, t.language)
    case 'day-without-year':
      return t('date.unknown-year', { day: dayMonth(t.language).format(utc(`2000${date.slice(1)}`)) })
    case 'quarter':
      return t(
        part === '1'
          ? 'date.quarter-1'
          : part === '2'
            ? 'date.quarter-2'
            : part === '3'
              ? 'date.quarter-3'
              : 'date.quarter-4',
        { year },
      )
    case 'half-year':
      return t(part === '1' ? 'date.half-year-1' : 'date.half-year-2', { year })
    case 'year':
      return t('date.year', { year })
  }
}

function formatDays(start: CalendarDate, end: CalendarDate, language: Language): string {
  const [from, to] = [dayMonth(language).format(utc(start)), dayMonth(language).format(utc(end))]
  if (yearOf(start) !== yearOf(end)) return `${formatDay(start, language)} – ${formatDay(end, language)}`
  const sameMonth = start.slice(0, 7) === end.slice(0, 7)
  const days = sameMonth ? to.replace(/\d+/, `${Number(start.slice(8))}–${Number(end.slice(8))}`) : `${from} – ${to}`
  if (language === 'kk') return `${yearOf(start)} жылғы ${days}`
  return language === 'ru' ? `${days} ${yearOf(start)} г.` : `${days} ${yearOf(start)}`
}

/** One date or a range: “13–14 June 2023”, «13–14 июня 2023 г.», «2023 жылғы 13–14 маусым». */
export function formatRange(start: PartialDate | undefined, end: PartialDate | undefined, t: Translate): string {
  if (start === undefined) return t('date.undated')
  if (end === undefined || end === start) return formatDate(start, t)
  if (isCalendarDate(start) && isCalendarDate(end)) return formatDays(start, end, t.language)
  return `${formatDate(start, t)} – ${formatDate(end, t)}`
}

/** “Friday”, «пятница», «жұма». */
export function formatWeekday(date: CalendarDate, language: Language): string {
  return weekdayLong(language).format(utc(date))
}

/** A day and an hour in a zone: “27 June 2024, 09:00”. */
export function formatInstant(instant: Date, timeZone: string, language: Language): string {
  const local = DateTime.fromJSDate(instant, { zone: timeZone })
  return `${formatDay(calendarDate(local.toFormat('yyyy-MM-dd')), language)}, ${local.toFormat('HH:mm')}`
}

/** The day an instant falls on in a zone: “27 June 2024”. */
export function formatDayOf(instant: Date, timeZone: string, language: Language): string {
  return formatDay(calendarDate(DateTime.fromJSDate(instant, { zone: timeZone }).toFormat('yyyy-MM-dd')), language)
}

/** What a zone differs from UTC by at an instant: “UTC+5”, “UTC+5:30”. */
export function formatOffset(timeZone: string, at: Date): string {
  const minutes = DateTime.fromJSDate(at, { zone: timeZone }).offset
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  const sign = minutes < 0 ? '−' : '+'
  return `UTC${sign}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`
}

/** An hour in a zone: “09:00”. */
export function formatTime(instant: Date, timeZone: string): string {
  return DateTime.fromJSDate(instant, { zone: timeZone }).toFormat('HH:mm')
}

/** An ISO weekday, 1 is Monday: “Monday”, «понедельник», «дүйсенбі». */
export function formatWeekdayNumber(weekday: number, language: Language): string {
  // 1 January 2024 was a Monday.
  return weekdayLong(language).format(utc(`2024-01-0${weekday}`))
}

/** A sentence that begins with a word taken from elsewhere. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const languageNames = remembered((language) => new Intl.DisplayNames(locales[language], { type: 'language' }))

/** “English, Russian and Kazakh” from IETF tags; a tag that is none stays as it is. */
export function formatLanguages(tags: readonly string[], language: Language): string {
  const names = tags.map((tag) =>
    /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag) ? (languageNames(language).of(tag) ?? tag) : tag,
  )
  return formatList(names, language)
}

export function formatList(parts: readonly string[], language: Language): string {
  return listFormat(language).format(parts)
}

export function formatNumber(value: number, language: Language): string {
  return numberFormat(language).format(value)
}

/** A share between 0 and 1: “87%”, «87 %» with a space that does not break. */
export function formatPercent(share: number, language: Language): string {
  return percentFormat(language).format(share)
}
