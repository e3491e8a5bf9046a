import { expect, test } from 'vitest'
import { calendarDate, partialDate } from '#src/domain/calendar.ts'
import type { Official } from '#src/domain/chairmanship.ts'
import { inOfficeOn, lastEnded } from '#src/domain/in-office.ts'

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
  expect(on('2026-01-01')).toEqual(['undated'])
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
