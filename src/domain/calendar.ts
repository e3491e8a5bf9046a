import { z } from 'zod'

/**
 * A date as exactly as a source gives it; its form is its precision:
 * `2024`, `2025-H2`, `2024-Q4`, `2024-06`, `2024-06-27`, or `--12-13` (day and month, year not stated).
 */
export type PartialDate = string & { readonly partialDate: unique symbol }

/** A day: `YYYY-MM-DD`, in whatever zone the context names. */
export type CalendarDate = PartialDate & { readonly calendarDate: unique symbol }

export type Precision = 'day' | 'month' | 'quarter' | 'half-year' | 'year' | 'day-without-year'

const dayMilliseconds = 86_400_000
const dash = 0x2d
const zero = 0x30

const isLeapYear = (year: number) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

function daysIn(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

/** The number that two digits make; NaN where they are none. */
function twoDigits(value: string, at: number): number {
  const [tens, ones] = [value.charCodeAt(at) - zero, value.charCodeAt(at + 1) - zero]
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN
}

/** Read letter by letter: one question may compare the dates of ten thousand events, and a pattern takes five times as long. */
export function isCalendarDate(value: string): value is CalendarDate {
  if (value.length !== 10 || value.charCodeAt(4) !== dash || value.charCodeAt(7) !== dash) return false
  const year = twoDigits(value, 0) * 100 + twoDigits(value, 2)
  const month = twoDigits(value, 5)
  const day = twoDigits(value, 8)
  return year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

export function isPartialDate(value: string): value is PartialDate {
  if (/^\d{4}(-H[12]|-Q[1-4]|-(0[1-9]|1[0-2]))?$/.test(value)) return true
  if (value.startsWith('--')) return isCalendarDate(`2000${value.slice(1)}`)
  return isCalendarDate(value)
}

export const calendarDateSchema = z
  .string()
  .refine(isCalendarDate, 'not a calendar day (YYYY-MM-DD)')
  .transform((value) => calendarDate(value))
export const partialDateSchema = z
  .string()
  .refine(isPartialDate, 'not a date: YYYY, YYYY-H1, YYYY-Q1, YYYY-MM, YYYY-MM-DD or --MM-DD')
  .transform((value) => partialDate(value))

/** @throws RangeError when the text is not a day; for texts from outside use {@link isCalendarDate} or the schema. */
export function calendarDate(value: string): CalendarDate {
  if (!isCalendarDate(value)) throw new RangeError(`Not a calendar day: ${value}`)
  return value
}

/** @throws RangeError when the text is not a date of any precision. */
export function partialDate(value: string): PartialDate {
  if (!isPartialDate(value)) throw new RangeError(`Not a date: ${value}`)
  return value
}

export function dayOf(year: number, month: number, day: number): CalendarDate {
  return calendarDate(new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10))
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return calendarDate(new Date(Date.parse(date) + days * dayMilliseconds).toISOString().slice(0, 10))
}

export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return dayOf(year, month + months, Math.min(day, last))
}

/** Whole days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMilliseconds)
}

export function precisionOf(date: PartialDate): Precision {
  if (date.startsWith('--')) return 'day-without-year'
  if (date.length === 4) return 'year'
  if (date.includes('H')) return 'half-year'
  if (date.includes('Q')) return 'quarter'
  return date.length === 7 ? 'month' : 'day'
}

/** First and last month of what the date covers, 1 to 12. */
function monthsOf(date: PartialDate): readonly [number, number] {
  const part = Number(date.slice(-1))
  switch (precisionOf(date)) {
    case 'year':
      return [1, 12]
    case 'half-year':
      return [part * 6 - 5, part * 6]
    case 'quarter':
      return [part * 3 - 2, part * 3]
    default:
      return [Number(date.slice(5, 7)), Number(date.slice(5, 7))]
  }
}

/** The earliest day that a date may mean; undefined where no year is stated. */
export function firstDay(date: PartialDate): CalendarDate | undefined {
  if (date.startsWith('--')) return undefined
  return isCalendarDate(date) ? date : dayOf(Number(date.slice(0, 4)), monthsOf(date)[0], 1)
}

/** The latest day that a date may mean; undefined where no year is stated. */
export function lastDay(date: PartialDate): CalendarDate | undefined {
  if (date.startsWith('--')) return undefined
  return isCalendarDate(date) ? date : dayOf(Number(date.slice(0, 4)), monthsOf(date)[1] + 1, 0)
}
