import { expect, test } from 'vitest'
import type { Topic } from '#src/ask/question.ts'
import { topicButton } from '#src/ask/topic-button.ts'
import { decodeTopic, encodeTopic } from '#src/ask/topic-code.ts'
import { calendarDate } from '#src/domain/calendar.ts'
import { encodeKey } from '#src/views/records/record-key.ts'
import { book, context } from '../views/records/books.ts'

const span = { from: calendarDate('2023-08-01'), to: calendarDate('2023-08-31') }

const topics: readonly Topic[] = [
  { kind: 'coordinators' },
  { kind: 'coordinators', areas: ['tourism'], states: ['THA'], role: 'co-coordinator', on: calendarDate('2024-01-01') },
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
  { kind: 'membership', about: 'state', which: 'founding' },
  { kind: 'organizations', organizations: ['org-un'] },
  { kind: 'memoranda', memoranda: ['mou-sco'] },
  { kind: 'bodies', bodies: ['ttf'] },
  { kind: 'chairmanships', which: 'previous', states: ['AZE'] },
  { kind: 'chairmanships', which: 'on', on: calendarDate('2015-05-05') },
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
  expect(decodeTopic('coordinators', 'remind', 'all')).toBeUndefined()
})

test('labels a button with the names of the records and keeps it in 64 bytes', () => {
  const own = context(book([]))
  expect(topicButton({ kind: 'coordinators', areas: ['tourism'] }, own)).toEqual({
    text: 'Coordinators: Tourism',
    data: 'coordinators:open:a.tourism',
  })
  const many = Array.from({ length: 20 }, (_, index) => `ev-${index}`)
  expect(topicButton({ kind: 'meetings', filter: { events: many }, which: 'all' }, own)).toBeUndefined()
  expect(topicButton({ kind: 'news' }, own)).toBeUndefined()
})
