import { expect, test } from 'vitest'
import { calendarDate, partialDate } from '#src/domain/calendar.ts'
import { eventFirstDay, eventLastDay } from '#src/domain/event.ts'
import { standingOn } from '#src/domain/event-standing.ts'

type Status = Parameters<typeof standingOn>[0]['status']

function standing(status: Status, today: string, start?: string, end?: string) {
  const event = {
    status,
    ...(start === undefined ? {} : { start: partialDate(start) }),
    ...(end === undefined ? {} : { end: partialDate(end) }),
  }
  return standingOn(event, { first: eventFirstDay(event), last: eventLastDay(event) }, calendarDate(today))
}

test.each<[Status, string, string | undefined, string | undefined, string]>([
  ['planned', '2024-06-09', '2024-06-10', '2024-06-11', 'upcoming'],
  ['planned', '2024-06-11', '2024-06-10', '2024-06-11', 'under-way'],
  ['planned', '2024-06-12', '2024-06-10', '2024-06-11', 'outcome-unknown'],
  ['held', '2024-06-12', '2024-06-10', '2024-06-11', 'held'],
  ['held', '2024-06-09', '2024-06-10', undefined, 'upcoming'],
  ['confirmed', '2024-05-31', '2024-06', undefined, 'upcoming'],
  ['confirmed', '2024-06-01', '2024-06', undefined, 'period-open'],
  ['held', '2024-06-30', '2024-06', undefined, 'held'],
  ['planned', '2024-07-01', '2024-06', undefined, 'outcome-unknown'],
  ['planned', '2024-06-30', '2024-Q2', undefined, 'period-open'],
  ['planned', '2024-06-30', undefined, undefined, 'outcome-unknown'],
  ['held', '2024-06-30', undefined, undefined, 'held'],
  ['postponed', '2024-06-01', '2024-06-10', undefined, 'postponed'],
  ['cancelled', '2024-06-20', '2024-06-10', undefined, 'cancelled'],
])('a %s event is on %s, with dates %s and %s: %s', (status, today, start, end, expected) => {
  expect(standing(status, today, start, end)).toBe(expected)
})
