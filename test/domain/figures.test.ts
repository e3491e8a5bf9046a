import { expect, test } from 'vitest'
import { calendarDate } from '#src/domain/calendar.ts'
import { latestYear, yearFigures } from '#src/domain/figures.ts'
import { book, committedBook, record } from '../views/records/books.ts'

const complete = committedBook('restricted')
const isComplete = complete.rules.length > 0

const event = (id: string, body: Record<string, unknown>) =>
  record('events', { id, title: { en: id }, type: 'cbm', start: '2024-03-01', status: 'held', ...body })

test.runIf(isComplete)('counts the thirteen CBM events of 2023 as the annual report does', () => {
  const figures = yearFigures(complete.events, 2023)
  expect(figures.cbmEvents).toBe(13)
  expect(Object.fromEntries(figures.byDimension)).toEqual({
    'new-challenges': 5,
    economic: 3,
    environmental: 2,
    human: 2,
    'military-political': 1,
  })
})

test('counts what the report counts, else what was held', () => {
  const own = book([
    event('ev-1', { area: 'tourism' }),
    event('ev-2', { area: 'tourism', status: 'planned' }),
    event('ev-3', { area: 'finance', status: 'planned', countedAs: 'cbm-event' }),
    event('ev-4', { type: 'governing', body: 'soc' }),
    event('ev-5', { type: 'governing', body: 'soc', status: 'postponed' }),
    event('ev-6', { type: 'other' }),
    event('ev-7', { start: '2025' }),
  ])
  const figures = yearFigures(own.events, 2024)
  expect(figures).toMatchObject({ cbmEvents: 2, bodyMeetings: 1, others: 1 })
  expect(Object.fromEntries(figures.byArea)).toEqual({ tourism: 1, finance: 1 })
  expect(Object.fromEntries(figures.byBody)).toEqual({ soc: 1 })
})

test('shows the latest year in which something has taken place', () => {
  const own = book([event('ev-1', {}), event('ev-2', { start: '2025-10-01' })])
  expect(latestYear(own.events, calendarDate('2025-02-01'))).toBe(2024)
  expect(latestYear(own.events, calendarDate('2026-02-01'))).toBe(2025)
})
