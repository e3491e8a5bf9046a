import { expect, test } from 'vitest'
import { calendarDate, partialDate } from '#src/domain/calendar.ts'
import { languages } from '#src/domain/language.ts'
import { formatDate, formatInstant, formatList, formatNumber, formatRange, formatWeekday } from '#src/i18n/format.ts'
import { translatorFor } from '#src/i18n/translator.ts'

const inEach = (say: (t: ReturnType<typeof translatorFor>) => string) =>
  languages.map((language) => say(translatorFor(language)))

test.each([
  ['2024-06-27', ['27 June 2024', '27 июня 2024 г.', '2024 жылғы 27 маусым']],
  ['2026-11-01', ['1 November 2026', '1 ноября 2026 г.', '2026 жылғы 1 қараша']],
  ['2024-06', ['June 2024', 'июнь 2024 г.', '2024 жылғы маусым']],
  ['2024', ['2024', '2024 год', '2024 жыл']],
])('a date is in words as exact as it is known: %s', (date, wanted) => {
  const said = inEach((t) => formatDate(partialDate(date), t))
  for (const [index, text] of said.entries())
    expect(text.toLowerCase()).toContain((wanted[index] ?? '').toLowerCase().replace(/ год$| жыл$/, ''))
})

test('a quarter, a half-year and a day without its year say no more than that', () => {
  expect(inEach((t) => formatDate(partialDate('2024-Q4'), t))[0]).toBe('fourth quarter of 2024')
  expect(inEach((t) => formatDate(partialDate('2025-H2'), t))[0]).toBe('second half of 2025')
  expect(inEach((t) => formatDate(partialDate('--12-13'), t))[0]).toBe('13 December, year to be confirmed')
  for (const date of ['2024-Q4', '2025-H2', '--12-13']) {
    expect(new Set(inEach((t) => formatDate(partialDate(date), t))).size).toBe(3)
  }
})

test('a range names what the two ends have in common once', () => {
  const range = (from: string, to: string) => inEach((t) => formatRange(partialDate(from), partialDate(to), t))
  expect(range('2023-06-13', '2023-06-14')).toEqual([
    '13–14 June 2023',
    '13–14 июня 2023 г.',
    '2023 жылғы 13–14 маусым',
  ])
  expect(range('2023-06-30', '2023-07-02')[0]).toBe('30 June – 2 July 2023')
  expect(range('2023-12-30', '2024-01-02')).toEqual([
    '30 December 2023 – 2 January 2024',
    '30 декабря 2023 г. – 2 января 2024 г.',
    '2023 жылғы 30 желтоқсан – 2024 жылғы 2 қаңтар',
  ])
  expect(range('2024-06-27', '2024-06-27')[0]).toBe('27 June 2024')
  expect(inEach((t) => formatRange(undefined, undefined, t))[0]).toBe('date not on record')
})

test('an instant is told in the zone, across midnight too', () => {
  const instant = new Date('2026-11-20T20:30:00Z')
  expect(formatInstant(instant, 'Asia/Almaty', 'en')).toBe('21 November 2026, 01:30')
  expect(formatInstant(instant, 'Europe/London', 'ru')).toBe('20 ноября 2026 г., 20:30')
})

test('Almaty has been five hours ahead since 1 March 2024', () => {
  expect(formatInstant(new Date('2024-02-28T19:00:00Z'), 'Asia/Almaty', 'en')).toBe('29 February 2024, 01:00')
  expect(formatInstant(new Date('2024-03-01T19:00:00Z'), 'Asia/Almaty', 'en')).toBe('2 March 2024, 00:00')
})

test('weekdays, lists and numbers are those of the language', () => {
  const friday = calendarDate('2026-11-20')
  expect(languages.map((language) => formatWeekday(friday, language))).toEqual(['Friday', 'пятница', 'жұма'])
  expect(formatList(['a', 'b', 'c'], 'en')).toBe('a, b and c')
  expect(formatList(['а', 'б', 'в'], 'ru')).toBe('а, б и в')
  expect(formatNumber(12345.5, 'en')).toBe('12,345.5')
  expect(formatNumber(12345, 'ru')).toMatch(/^12\s345$/)
})
