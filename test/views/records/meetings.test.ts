import { expect, test } from 'vitest'
import { calendarDate } from '#src/domain/calendar.ts'
import { meetingsView } from '#src/views/records/meetings.ts'
import { book, context, record, words } from './books.ts'

const event = (id: string, start: string, body: Record<string, unknown> = {}) =>
  record('events', {
    id,
    title: { en: `Meeting ${id}` },
    type: 'governing',
    body: 'soc',
    start,
    status: 'held',
    ...body,
  })

const ask = (query: Parameters<typeof meetingsView>[0], own: ReturnType<typeof book>, today?: string) =>
  words(meetingsView(query, context(own, today)).reply)

const next = { filter: { bodies: ['soc'] }, which: 'next' } as const

test('never shows an event whose date has passed as upcoming, and says that its outcome is not on record', () => {
  const own = book([
    event('ev-1', '2024-05-20', { status: 'planned', needsRecheck: true }),
    event('ev-2', '2024-03-01'),
  ])
  const text = ask(next, own)
  expect(text).toContain('No upcoming meeting is on public record.')
  expect(text).toContain('Last held:\n• 1 March 2024 — Meeting ev-2')
  expect(text).toContain('Planned, outcome not on record:\n• 20 May 2024 — Meeting ev-1')
})

test('takes the day of the question for today, also for an event that is now recorded as held', () => {
  const own = book([event('ev-1', '2024-05-20', { place: { en: 'Astana' }, note: { en: 'Adopted the plan.' } })])
  const text = ask(next, own, '2024-05-01')
  expect(text).toContain('Date: 20 May 2024')
  expect(text).toContain('Status: planned')
  expect(text).not.toContain('Adopted the plan')
  expect(ask(next, own, '2024-05-20')).toContain('under way')
})

test('does not call a month that has begun upcoming', () => {
  const own = book([event('ev-1', '2024-06', { status: 'planned' })])
  expect(ask(next, own, '2024-06-10')).toContain('planned; no exact date and no outcome on record')
  expect(ask(next, own, '2024-05-10')).toContain('Status: planned\n')
  expect(ask(next, own, '2024-07-01')).toContain('outcome not on record')
})

test('keeps the old date of a postponed event and tells the new one, in both directions', () => {
  const own = book([
    event('ev-1', '2024-07-11', { status: 'postponed', postponedTo: 'ev-2' }),
    event('ev-2', '2024-08-17', { status: 'planned' }),
  ])
  expect(ask({ filter: { events: ['ev-1'] }, which: 'all' }, own)).toContain(
    'Status: postponed; new date: 17 August 2024',
  )
  const text = ask(next, own)
  expect(text).toContain('Date: 17 August 2024')
  expect(text).toContain('Moved from an earlier date: 11 July 2024')
})

test('answers with nothing on public record where the event asked for is not in the book', () => {
  const own = book([event('ev-1', '2024-05-20', { visibility: 'restricted' })])
  const answer = meetingsView({ filter: { events: [] }, which: 'all' }, context(own))
  expect(answer.answered).toBe(false)
  expect(words(answer.reply)).toContain('no public information')
  expect(ask({ filter: { events: ['ev-1'] }, which: 'all' }, own)).toBe(words(answer.reply))
})

test('lists the events of a span by date and pages the rest by buttons', () => {
  const days = Array.from({ length: 13 }, (_, index) => `2024-01-${String(index + 10)}`)
  const own = book(days.toReversed().map((day, index) => event(`ev-${index}`, day)))
  const query = {
    filter: { span: { from: calendarDate('2024-01-01'), to: calendarDate('2024-01-31') } },
    which: 'all',
  } as const
  const first = meetingsView(query, context(own)).reply
  expect(words(first)).toContain('January 2024\n\n• 10 January 2024')
  expect(words(first)).toContain('1–10 of 13')
  expect(first.buttons?.[0]).toEqual([{ text: 'More ▶', data: 'meetings:page:p.2024-01-01,2024-01-31:10' }])
  const second = meetingsView(query, { ...context(own), offset: 10 }).reply
  expect(words(second)).toContain('11–13 of 13')
  expect(words(second)).not.toContain('19 January')
})

test('offers a reminder of an upcoming event only', () => {
  const own = book([event('ev-1', '2024-07-11', { status: 'confirmed' }), event('ev-2', '2024-02-02')])
  const buttons = (query: Parameters<typeof meetingsView>[0]) =>
    JSON.stringify(meetingsView(query, context(own)).reply.buttons)
  expect(buttons(next)).toContain('meetings:remind:ev-1')
  expect(buttons({ filter: { events: ['ev-2'] }, which: 'all' })).not.toContain('remind')
})

test('tells the last held meeting and what was planned since without a report', () => {
  const own = book([
    event('ev-1', '2024-02-02'),
    event('ev-2', '2024-01-01'),
    event('ev-3', '2024-04-01', { status: 'planned' }),
  ])
  const text = ask({ filter: { bodies: ['soc'] }, which: 'last' }, own)
  expect(text).toMatch(/^Meeting ev-1\nDate: 2 February 2024/)
  expect(text).toContain('Planned, outcome not on record:\n• 1 April 2024 — Meeting ev-3')
  expect(text).not.toContain('ev-2')
})

test('shows the latest held ones where nothing at all is upcoming', () => {
  const text = ask({ filter: {}, which: 'next' }, book([event('ev-1', '2024-02-02')]))
  expect(text).toContain('No upcoming meeting is on public record.\n\nLast held:\n• 2 February 2024')
})
