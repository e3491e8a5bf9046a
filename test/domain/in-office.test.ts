import { expect, test } from 'vitest'
import { calendarDate, partialDate } from '#src/domain/calendar.ts'
import type { Official } from '#src/domain/chairmanship.ts'
import { inOfficeDuring, inOfficeOn, lastEnded } from '#src/domain/in-office.ts'

const tenure = (name: string, office: Official['office'], from?: string, until?: string) => ({
  name,
  office,
  ...(from === undefined ? {} : { from: partialDate(from) }),
  ...(until === undefined ? {} : { until: partialDate(until) }),
})

const directors = [
  tenure('first', 'executive-director', '2010'),
  tenure('undated', 'executive-director'),
  tenure('third', 'executive-director', '2018-09-24', '2020'),
]
const on = (day: string) => inOfficeOn(directors, calendarDate(day)).map(({ name }) => name)

test('takes the beginning of a successor for the end that no source gives', () => {
  expect(on('2011-01-01')).toEqual(['first', 'undated'])
  expect(on('2019-01-01')).toEqual(['third'])
  expect(on('2026-01-01')).toEqual([])
})

test('keeps a tenure without dates between its neighbours', () => {
  expect(on('2005-01-01')).toEqual([])
  expect(on('2018-09-23')).toEqual(['first', 'undated'])
  expect(on('2018-09-24')).toEqual(['third'])
})

test('finds everybody in office at some time in a span', () => {
  const during = (from: string, to: string) =>
    inOfficeDuring(directors, { from: calendarDate(from), to: calendarDate(to) }).map(({ name }) => name)
  expect(during('2018-01-01', '2018-12-31')).toEqual(['first', 'undated', 'third'])
  expect(during('1990-01-01', '2010-12-31')).toEqual(['first', 'undated'])
  expect(during('2019-01-01', '2020-12-31')).toEqual(['third'])
  expect(during('2021-01-01', '2099-12-31')).toEqual([])
})

test('lets nobody without certain dates into a span that certain tenures fill', () => {
  const row = [
    tenure('one', 'executive-director', '2018-09-24', '2020'),
    tenure('two', 'executive-director', '2020', '2022-10-13'),
    tenure('vague', 'executive-director'),
  ]
  const span = { from: calendarDate('2019-01-01'), to: calendarDate('2022-10-13') }
  expect(inOfficeDuring(row, span).map(({ name }) => name)).toEqual(['one', 'two'])
  const longer = { ...span, to: calendarDate('2023-01-01') }
  expect(inOfficeDuring(row, longer).map(({ name }) => name)).toEqual(['one', 'two', 'vague'])
})

test('rules out no deputy by another deputy', () => {
  const deputies = [
    tenure('one', 'deputy-secretary-general', '2023-09-21'),
    tenure('two', 'deputy-secretary-general', '2025'),
  ]
  expect(inOfficeOn(deputies, calendarDate('2026-01-01'))).toHaveLength(2)
})

test('finds the one who left last', () => {
  expect(lastEnded(directors, calendarDate('2026-01-01')).map(({ name }) => name)).toEqual(['third'])
  expect(lastEnded(directors, calendarDate('2019-01-01'))).toEqual([])
})
