import { expect, test } from 'vitest'
import type { Topic } from '#src/ask/question.ts'
import { topicButton } from '#src/ask/topic-button.ts'
import { decodeTopic, encodeTopic } from '#src/ask/topic-code.ts'
import { calendarDate } from '#src/domain/calendar.ts'
import { encodeKey } from '#src/views/records/record-key.ts'
import { book, context } from '../views/records/books.ts'

const span = { from: calendarDate('2023-08-01'), to: calendarDate('2023-08-31') }

const inYears = (from: string, to: string) => ({ from: calendarDate(`${from}-01-01`), to: calendarDate(`${to}-12-31`) })
const days = { from: calendarDate('2021-06-15'), to: calendarDate('2021-07-03') }

const topics: readonly Topic[] = [
  { kind: 'coordinators' },
  { kind: 'coordinators', areas: ['tourism'], states: ['THA'], role: 'co-coordinator', on: calendarDate('2024-01-01') },
  { kind: 'coordinators', areas: ['sustainable-development'], span: days },
  { kind: 'coordinators', states: ['CHN'], role: 'coordinator', span: inYears('2018', '2022') },
  { kind: 'coordinators', about: 'vacancies', dimensions: ['economic'] },
  { kind: 'meetings', filter: { bodies: ['soc'], span }, which: 'all' },
  { kind: 'meetings', filter: { types: ['cbm'], mode: 'online', status: 'held', states: ['CHN'] }, which: 'last' },
  { kind: 'meetings', filter: { events: ['ev-001', 'ev-002'] }, which: 'next' },
  { kind: 'ratification', aspect: 'states', treaty: 'convention', states: ['VNM'] },
  { kind: 'ratification', aspect: 'status', treaty: 'convention', on: calendarDate('2024-03-01') },
  { kind: 'concept-papers', areas: ['finance', 'sme'] },
  { kind: 'deadlines', deadlines: ['dl-01'] },
  { kind: 'membership', about: 'state', states: ['KHM'] },
  { kind: 'membership', about: 'members', span },
  { kind: 'membership', about: 'count', on: calendarDate('2012-12-31') },
  { kind: 'membership', about: 'state', which: 'founding' },
  { kind: 'organizations', organizations: ['org-un'] },
  { kind: 'memoranda', memoranda: ['mou-sco'] },
  { kind: 'bodies', bodies: ['ttf'] },
  { kind: 'chairmanships', which: 'previous', states: ['AZE'] },
  { kind: 'chairmanships', which: 'on', on: calendarDate('2015-05-05') },
  { kind: 'chairmanships', which: 'on', span: inYears('1990', '2009') },
  { kind: 'chairmanships', which: 'on', span: inYears('2024', '2024') },
  { kind: 'officials', office: 'deputy-secretary-general', span },
  { kind: 'membership', about: 'members', span: inYears('2018', '2099') },
  { kind: 'officials', office: 'secretary-general', which: 'current' },
  { kind: 'officials', officials: ['of-2'] },
  { kind: 'road-map', clusters: ['rmt-1'] },
  { kind: 'glossary', terms: ['gl-1'] },
  { kind: 'areas', dimensions: ['human'] },
  { kind: 'rules' },
  { kind: 'due', areas: ['energy-security'], states: ['CHN'] },
  { kind: 'figures', year: 2023 },
  { kind: 'facts', facts: ['fact-1'] },
]

test.each(topics)('a button asks again what was asked: %j', (topic) => {
  const code = encodeTopic(topic)
  expect(code).toBeDefined()
  if (code !== undefined) expect(decodeTopic(code.command, code.button, encodeKey(code.key))).toEqual(topic)
})

test.each([
  span,
  days,
  inYears('2024', '2024'),
  inYears('1990', '2017'),
  inYears('2018', '2099'),
])('an area of the longest name and a span fit into a button: %j', (own) => {
  const topic: Topic = { kind: 'coordinators', areas: ['sustainable-development'], span: own }
  expect(topicButton(topic, context(book([])))).toBeDefined()
})

test('reads the spans of buttons that older versions sent', () => {
  expect(decodeTopic('members', 'open', 'q.members~p.2023-08-01,2023-08-31')).toEqual({
    kind: 'membership',
    about: 'members',
    span,
  })
})

test('drops what an old button no longer means instead of failing', () => {
  expect(decodeTopic('coordinators', 'open', 'a.fishing,tourism~x.1~~q.gossip')).toEqual({
    kind: 'coordinators',
    areas: ['tourism'],
  })
  expect(decodeTopic('meetings', 'open', 'p.2023-02-31,nonsense')).toEqual({
    kind: 'meetings',
    filter: {},
    which: 'all',
  })
  expect(decodeTopic('chair', 'open', 'w.on~p.20230231,20230315')).toEqual({ kind: 'chairmanships', which: 'on' })
  expect(decodeTopic('coordinators', 'remind', 'all')).toBeUndefined()
})

test('labels a button with the names of the records and keeps it in 64 bytes', () => {
  const own = context(book([]))
  expect(topicButton({ kind: 'coordinators', areas: ['tourism'] }, own)).toEqual({
    text: 'Coordinators: Tourism',
    data: 'coordinators:open:a.tourism',
  })
  expect(topicButton({ kind: 'chairmanships', which: 'on', span }, own)).toEqual({
    text: 'Chairmanships: August 2023',
    data: 'chair:open:w.on~p.2023-08',
  })
  const many = Array.from({ length: 20 }, (_, index) => `ev-${index}`)
  expect(topicButton({ kind: 'meetings', filter: { events: many }, which: 'all' }, own)).toBeUndefined()
  expect(topicButton({ kind: 'news' }, own)).toBeUndefined()
})
