import { expect, test } from 'vitest'
import { calendarDate } from '#src/domain/calendar.ts'
import { changesView } from '#src/views/changes.ts'
import { pageStart } from '#src/views/page-start.ts'
import { meetingsView } from '#src/views/records/meetings.ts'
import { sourcesView } from '#src/views/sources.ts'
import { book, committedBook, context, record, words } from './records/books.ts'

const beyond = (own: ReturnType<typeof book>) => ({ ...context(own), offset: 500 })

test('takes a page up where it was asked for, but not beyond the last one', () => {
  expect([undefined, -10, 1.5, 0, 10, 20, 500].map((asked) => pageStart(asked, 17, 10))).toEqual([
    0, 0, 0, 0, 10, 10, 10,
  ])
  expect(pageStart(10, 0, 10)).toBe(0)
  expect(pageStart(10, 10, 10)).toBe(0)
})

const event = (index: number) => ({
  ...{ id: `ev-${index}`, title: { en: `Meeting ${index}` }, type: 'governing', body: 'soc' },
  ...{ start: `2024-01-${String(index + 10)}`, status: 'held' },
})
const days = Array.from({ length: 13 }, (_, index) => event(index))

test('an old button of a list of meetings shows its last page', () => {
  const own = book(days.map((each) => record('events', each)))
  const span = { from: calendarDate('2024-01-01'), to: calendarDate('2024-01-31') }
  const { reply } = meetingsView({ filter: { span }, which: 'all' }, beyond(own))
  expect(words(reply)).toContain('11–13 of 13')
  expect(reply.buttons?.at(-1)).toEqual([{ text: '◀ Back', data: 'meetings:page:p.2024-01-01,2024-01-31:0' }])
})

test('an old button of the changes shows their last page', () => {
  const changes = days.map((each) => ({ register: 'events' as const, id: each.id, after: each, before: undefined }))
  const own = book(days.map((each) => record('events', each)))
  const shown = { since: calendarDate('2024-05-20'), changes, cleared: [], filledOn: undefined }
  expect(words(changesView(shown, beyond(own)))).toMatch(/9–13 of 13[\s\S]*Meeting/)
  expect(words(changesView({ ...shown, changes: changes.slice(0, 3) }, beyond(own)))).toContain('Meeting')
})

test('an old button of the sources shows their last page', () => {
  const text = words(sourcesView(beyond(committedBook('public'))))
  expect(text).not.toContain('501')
  expect(text).toMatch(/(\d+) of \1/)
})
