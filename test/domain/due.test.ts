import { expect, test } from 'vitest'
import { calendarDate } from '#src/domain/calendar.ts'
import { dueOn } from '#src/domain/due.ts'
import { book, record } from '../views/records/books.ts'

const subjects = ['appointment', 'term', 'concept-paper-due', 'expert-meetings-due', 'renewal-due', 'yearly-review']
const rules = subjects.map((subject, index) =>
  record('rules', {
    id: `rule-${index + 1}`,
    number: String(index + 1),
    subject,
    text: { en: subject },
    adopted: false,
  }),
)
const coordinator = (body: Record<string, unknown>) =>
  record('coordinators', {
    id: 'co-1',
    area: 'tourism',
    state: 'THA',
    role: 'coordinator',
    status: 'appointed',
    ...body,
  })
const paper = (body: Record<string, unknown>) =>
  record('concept-papers', { id: 'cp-1', area: 'tourism', status: 'approved', ...body })
const reviewed = record('events', {
  id: 'ev-9',
  title: { en: 'SOC' },
  type: 'governing',
  body: 'soc',
  start: '2024-02-01',
  status: 'held',
})

const due = (records: Parameters<typeof book>[0], today: string) =>
  dueOn(book([...rules, ...records]), calendarDate(today)).map(({ subject, area, state, by, overdue, rule }) => ({
    subject,
    area,
    state,
    by,
    overdue,
    number: rule.number,
  }))

test('asks a new coordinator for a concept paper within three months of appointment', () => {
  const records = [coordinator({ from: '2024-03-31' }), reviewed]
  const expected = { subject: 'concept-paper-due', area: 'tourism', state: 'THA', by: '2024-06-30', number: '3' }
  expect(due(records, '2024-05-01')).toEqual([{ ...expected, overdue: false }])
  expect(due(records, '2024-07-01')).toEqual([{ ...expected, overdue: true }])
  expect(due([...records, paper({ status: 'submitted', asOf: '2024-04-20' })], '2024-05-01')).toEqual([])
})

test('asks for expert meetings when a draft is older than six months and none was held since', () => {
  const draft = paper({ status: 'submitted', asOf: '2024-01-10' })
  const meeting = record('events', {
    id: 'ev-1',
    title: { en: 'Experts' },
    type: 'expert',
    area: 'tourism',
    start: '2024-05-05',
    status: 'held',
  })
  expect(due([draft, reviewed], '2024-07-10')).toEqual([])
  expect(due([draft, reviewed], '2024-07-11')).toMatchObject([
    { subject: 'expert-meetings-due', by: '2024-07-10', overdue: true, number: '4' },
  ])
  expect(due([draft, reviewed, meeting], '2024-07-11')).toEqual([])
})

test('asks for renewal before a paper or a term expires', () => {
  const records = [paper({ validUntil: '2024-08' }), coordinator({ from: '2022-01-01', until: '2024-07-31' }), reviewed]
  expect(due(records, '2024-04-15')).toEqual([])
  expect(due(records, '2024-06-15')).toMatchObject([
    { subject: 'term', by: '2024-07-31', overdue: false, state: 'THA' },
    { subject: 'renewal-due', by: '2024-08-31', overdue: false },
  ])
  expect(due(records, '2024-08-15')).toMatchObject([
    { subject: 'term', overdue: true },
    { subject: 'renewal-due', overdue: false },
  ])
})

test('asks for the yearly review until the Committee has met in the year', () => {
  expect(due([], '2024-01-31')).toMatchObject([{ subject: 'yearly-review', by: '2024-12-31', overdue: false }])
  expect(due([reviewed], '2024-01-31')).toHaveLength(1)
  expect(due([reviewed], '2024-02-01')).toEqual([])
})

test('makes nothing due without a rule in the book', () => {
  expect(dueOn(book([coordinator({ from: '2024-03-31' })]), calendarDate('2024-07-01'))).toEqual([])
})
