import { expect, test } from 'vitest'
import { dueRun, lastDue } from '#src/jobs/due-runs.ts'

const astana = { time: '09:00', timeZone: 'Asia/Almaty' }

test.each([
  ['2026-11-20T03:59:59Z', '2026-11-19T04:00:00.000Z'],
  ['2026-11-20T04:00:00Z', '2026-11-20T04:00:00.000Z'],
  ['2026-11-20T23:00:00Z', '2026-11-20T04:00:00.000Z'],
])('at %s the last run was due at %s', (now, due) => {
  expect(lastDue(astana, new Date(now)).toISOString()).toBe(due)
})

test('a run that a clock change skips is due when the gap ends', () => {
  // Berlin, 29 March 2026: 02:00 becomes 03:00.
  const due = lastDue({ time: '02:30', timeZone: 'Europe/Berlin' }, new Date('2026-03-29T12:00:00Z'))
  expect(due.toISOString()).toBe('2026-03-29T01:30:00.000Z')
})

test('a run is made late within the grace and missed after it', () => {
  expect(dueRun(astana, new Date('2026-11-20T10:00:00Z'), 6).kind).toBe('run')
  expect(dueRun(astana, new Date('2026-11-20T10:00:01Z'), 6).kind).toBe('missed')
})
