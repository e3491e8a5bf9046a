import { expect, test } from 'vitest'
import { calendarDate, partialDate } from '#src/domain/calendar.ts'
import { latestOn, runsOf, termOn, termsDuring } from '#src/domain/chair-on.ts'

const term = (state: string, from: string, until?: string) => ({
  state,
  from: partialDate(from),
  ...(until === undefined ? {} : { until: partialDate(until) }),
})
const terms = [
  term('KAZ', '2022-10-13', '2024-12-17'),
  term('TJK', '2018-09-24', '2020-09-24'),
  term('KAZ', '2020-09-24', '2022-10-13'),
  term('AZE', '2024-12-17', '2026'),
]
const on = (day: string) => termOn(terms, calendarDate(day))?.state

test('has the new Chair on the day of a handover', () => {
  expect(on('2020-09-23')).toBe('TJK')
  expect(on('2020-09-24')).toBe('KAZ')
  expect(on('2024-12-17')).toBe('AZE')
  expect(on('2018-01-01')).toBeUndefined()
})

test('takes the end of a year for the end of a term that is known by its year', () => {
  expect(on('2026-12-31')).toBe('AZE')
  expect(on('2027-01-01')).toBeUndefined()
  expect(latestOn(terms, calendarDate('2027-01-01'))?.state).toBe('AZE')
})

test('finds every term with a day in a span, in their order', () => {
  const during = (from: string, to: string) =>
    termsDuring(terms, { from: calendarDate(from), to: calendarDate(to) }).map(({ state }) => state)
  expect(during('2024-01-01', '2024-12-31')).toEqual(['KAZ', 'AZE'])
  expect(during('2018-01-01', '2020-12-31')).toEqual(['TJK', 'KAZ'])
  expect(during('1990-01-01', '2019-12-31')).toEqual(['TJK'])
  expect(during('2025-01-01', '2099-12-31')).toEqual(['AZE'])
  expect(during('2027-01-01', '2099-12-31')).toEqual([])
})

test('takes consecutive terms of one State for one chairmanship', () => {
  expect(runsOf(terms).map((run) => run.map(({ state }) => state))).toEqual([['TJK'], ['KAZ', 'KAZ'], ['AZE']])
})
