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
  expect(text).toContain('There is no public record of an upcoming meeting or event.')
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
  expect(text).toContain('Originally set for: 11 July 2024')
})

test('answers with nothing on public record where the event asked for is not in the book', () => {
  const own = book([event('ev-1', '2024-05-20', { visibility: 'restricted' })])
  const answer = meetingsView({ filter: { events: [] }, which: 'all' }, context(own))
  expect(answer.answered).toBe(false)
  expect(words(answer.reply)).toContain('no public record of such a meeting')
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
  expect(text).toContain('There is no public record of an upcoming meeting or event.\n\nLast held:\n• 2 February 2024')
})

test('tells first what is dated within the span, then what is dated less exactly', () => {
  const own = book([
    event('ev-1', '2024', { status: 'planned' }),
    event('ev-2', '2024-03-01'),
    event('ev-3', '2024-03-08'),
    event('ev-4', '2024-03'),
  ])
  const march = { from: calendarDate('2024-03-01'), to: calendarDate('2024-03-31') }
  const text = ask({ filter: { span: march }, which: 'all' }, own)
  expect(text).toMatch(/^March 2024\n\n• (?:March 2024 — Meeting ev-4|1 March 2024 — Meeting ev-2)/)
  expect(text).toContain('Dated less exactly:\n• 2024 — Meeting ev-1')
  expect(text.indexOf('ev-3')).toBeLessThan(text.indexOf('ev-1'))
})

test('says that nothing is on record of a day on which only things dated less exactly may have been', () => {
  const own = book([event('ev-1', '2024', { status: 'planned' }), event('ev-2', '2024-03', { status: 'planned' })])
  const day = calendarDate('2024-03-11')
  const answer = meetingsView({ filter: { span: { from: day, to: day } }, which: 'all' }, context(own))
  expect(answer.answered).toBe(false)
  expect(words(answer.reply)).toContain('11 March 2024\n\nThere is no public record of such a meeting or event.')
})

test('begins the heading of a list with a capital letter in every language', () => {
  const own = book([event('ev-1', '2023-09-01'), event('ev-2', '2023-09-02')])
  const span = { from: calendarDate('2023-09-01'), to: calendarDate('2023-09-30') }
  const view = (language: 'ru' | 'kk') =>
    words(meetingsView({ filter: { span }, which: 'all' }, context(own, '2024-06-01', language)).reply)
  expect(view('ru')).toMatch(/^Сентябрь 2023 г\.\n/)
  expect(view('kk')).toMatch(/^2023 жылғы қыркүйек\n/)
})

test('names an open end of the span as such', () => {
  const own = book([event('ev-1', '2023-09-01'), event('ev-2', '2023-09-02')])
  const span = { from: calendarDate('2023-01-01'), to: calendarDate('2099-12-31') }
  expect(ask({ filter: { span }, which: 'all' }, own)).toMatch(/^2023 and later\n/)
})

test('answers with the meeting that took place before the date from which it was moved', () => {
  const own = book([
    event('ev-1', '2024-01-11', { status: 'postponed', postponedTo: 'ev-2' }),
    event('ev-2', '2024-02-17'),
  ])
  const text = ask({ filter: { events: ['ev-1', 'ev-2'] }, which: 'all' }, own)
  expect(text).toMatch(/^Meeting ev-2\nDate: 17 February 2024/)
  expect(text).toContain('Originally set for: 11 January 2024')
})

test('has no line for a date that is not on record, and does not say twice that a meeting is online', () => {
  const own = book([
    record('events', { id: 'ev-1', title: { en: 'Meeting ev-1' }, type: 'governing', status: 'planned' }),
    event('ev-2', '2024-02-17', { mode: 'online', place: { en: 'Online, hosted by Baku' } }),
  ])
  expect(ask({ filter: { events: ['ev-1'] }, which: 'all' }, own)).not.toContain('Date')
  const text = ask({ filter: { events: ['ev-2'] }, which: 'all' }, own)
  expect(text).toContain('Place: Online, hosted by Baku\n')
  expect(text).not.toContain('Format')
  expect(ask({ filter: { bodies: ['soc'] }, which: 'all' }, own)).not.toContain('· online')
})

test('tells the next meeting of each body that was named', () => {
  const own = book([
    event('ev-1', '2024-07-01'),
    event('ev-2', '2024-08-01'),
    event('ev-3', '2024-09-01', { body: 'swg' }),
    record('bodies', { id: 'swg', kind: 'working', name: { en: 'Special Working Group' } }),
  ])
  const text = ask({ filter: { bodies: ['soc', 'swg'] }, which: 'next' }, own)
  expect(text).toMatch(/^Meeting ev-1\n/)
  expect(text).toContain('After that:\n• 1 September 2024 — Meeting ev-3')
  expect(text).not.toContain('ev-2')
})
