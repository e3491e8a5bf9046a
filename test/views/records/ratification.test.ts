import { expect, test } from 'vitest'
import type { Clearance } from '#src/domain/access.ts'
import { calendarDate } from '#src/domain/calendar.ts'
import { ratificationView } from '#src/views/records/ratification.ts'
import { book, context, record, words } from './books.ts'

const records = [
  record('treaties', {
    id: 'convention',
    title: { en: 'The Convention' },
    shortTitle: { en: 'Convention' },
    requiredInstruments: 14,
    daysAfter: 30,
  }),
  record('ratification-status', {
    id: 'st-1',
    treaty: 'convention',
    date: '2023-12-07',
    submitted: 8,
    missing: 6,
    visibility: 'restricted',
  }),
  record('ratification-status', { id: 'st-2', treaty: 'convention', date: '2025-07-21', submitted: 13, missing: 1 }),
  record('treaty-actions', {
    id: 'ta-1',
    treaty: 'convention',
    state: 'THA',
    action: 'domestic-law',
    date: '2011-11-28',
  }),
]

const ask = (query: Partial<Parameters<typeof ratificationView>[0]>, today: string, clearance: Clearance = 'public') =>
  words(
    ratificationView({ aspect: 'status', treaty: 'convention', ...query }, context(book(records, clearance), today))
      .reply,
  )

test('takes the count from the latest statement, never from the rows', () => {
  expect(ask({}, '2026-11-20')).toContain('13 of 14 instruments submitted, 1 still needed (statement of 21 July 2025)')
})

test('says that nothing later is on record of today alone, for of a past day it may be untrue', () => {
  const on = { on: calendarDate('2024-01-01') }
  const then = ask(on, '2026-11-20', 'restricted')
  expect(then).toContain('Not in force as of 7 December 2023.')
  expect(then).not.toContain('nothing later')
  expect(ask({ ...on, aspect: 'entry-into-force' }, '2026-11-20', 'restricted')).not.toContain('nothing later')
  expect(ask({}, '2026-11-20')).toContain('Not in force as of 21 July 2025; nothing later is on record.')
})

test('does not know a count before the day of its statement', () => {
  expect(ask({}, '2025-07-20')).toContain(
    'There is no public record of how many instruments had been submitted by this day.',
  )
  expect(ask({}, '2025-07-20')).not.toContain('13')
  expect(ask({}, '2025-07-20', 'restricted')).toContain(
    '8 of 14 instruments submitted, 6 still needed (statement of 7 December 2023)',
  )
})

test('tells delegates the earlier restricted statement too', () => {
  expect(ask({}, '2026-11-20', 'restricted')).toMatch(/^🔒 For Member States only[\s\S]*13 of 14[\s\S]*8 of 14/)
  expect(ask({}, '2026-11-20')).not.toContain('8 of 14')
})

test('says that a State has no record, never that it has not ratified', () => {
  const text = ask({ states: ['VNM'] }, '2026-11-20')
  expect(text).toContain('Viet Nam: no record of any act on this treaty is publicly available')
  expect(text).not.toMatch(/not ratified/)
})

test('does not take a domestic law for a deposit', () => {
  const text = ask({ states: ['THA'] }, '2026-11-20')
  expect(text).toContain('domestic law or decision on ratification — 28 November 2011')
  expect(text).toContain('A domestic law or decision is not a deposit')
})

test('does not know an act before its day', () => {
  expect(ask({ states: ['THA'] }, '2011-11-27')).toContain('Thailand: no record')
})

test('gives the threshold and the thirty days of Article 9(2)', () => {
  expect(ask({ aspect: 'threshold' }, '2026-11-20')).toContain(
    'Article 9(2): 14 instruments are required; entry into force follows on the 30th day after the 14th instrument',
  )
})

test('tells the status of an earlier day as it was on record by then, and which day that is', () => {
  const on = calendarDate('2024-03-01')
  expect(ask({ on }, '2026-11-20')).toMatch(/As of 1 March 2024\n+There is no public record of how many instruments/)
  expect(ask({ on }, '2026-11-20')).not.toContain('13 of 14')
  expect(ask({ on }, '2026-11-20', 'restricted')).toMatch(/As of 1 March 2024\n+8 of 14 instruments submitted/)
  expect(ask({ on, aspect: 'entry-into-force' }, '2026-11-20', 'restricted')).toContain(
    'Not in force as of 7 December 2023',
  )
  expect(ask({}, '2026-11-20')).not.toContain('As of')
})
