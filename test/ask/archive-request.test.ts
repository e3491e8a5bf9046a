import { afterAll, expect, test } from 'vitest'
import { understandArchive } from '#src/ask/archive-request.ts'
import { committedRecords } from './records.ts'

const records = committedRecords()
afterAll(() => records.store.close())

const wanted = (text: string) => understandArchive(text, records.asking('2026-11-20', 'public'))

test.each([
  ['G20', 'G20'],
  ['C5+1', 'C5 1'],
  ['саммит С5+1', 'саммит С5 1'],
  ['COVID-19', 'COVID 19'],
  ['Боинг737', 'Боинг737'],
])('looks for letters and digits that stand together as one word, as the archive has them: %s', (text, words) => {
  expect(wanted(text).words).toBe(words)
})

test('leaves States, days and prepositions out of the words', () => {
  expect(wanted('G20 in India in October 2026')).toEqual({
    states: ['IND'],
    areas: [],
    words: 'G20',
    from: '2026-10-01',
    until: '2026-10-31',
  })
})

test.each([
  ['December', '2026-01-02', '2025-12-01', '2025-12-31'],
  ['желтоқсан', '2026-01-02', '2025-12-01', '2025-12-31'],
  ['28 декабря', '2026-12-02', '2025-12-28', '2025-12-28'],
  ['1–15 ноября', '2026-11-20', '2026-11-01', '2026-11-15'],
  ['November', '2026-11-20', '2026-11-01', '2026-11-30'],
  ['fourth quarter', '2027-01-02', '2026-10-01', '2026-12-31'],
  ['third quarter', '2026-11-20', '2026-07-01', '2026-09-30'],
  ['осень', '2027-01-02', '2026-09-01', '2026-11-30'],
  ['December 2027', '2027-01-02', '2027-12-01', '2027-12-31'],
])('the archive holds what is over: %s on %s is the last one', (text, today, from, until) => {
  expect(understandArchive(text, records.asking(today, 'public'))).toMatchObject({ from, until })
})

test.each([
  ['December to February', '2025-12-01', '2026-02-28'],
  ['с декабря по январь', '2025-12-01', '2026-01-31'],
  ['15 декабря – 5 января', '2025-12-15', '2026-01-05'],
  ['желтоқсан мен қаңтар', '2025-12-01', '2026-01-31'],
  ['December 2024 to February', '2024-12-01', '2025-02-28'],
  ['March to May', '2026-03-01', '2026-05-31'],
])('a range of months may go past New Year: %s', (text, from, until) => {
  expect(wanted(text)).toEqual({ states: [], areas: [], words: '', from, until })
})

test.each([
  'grain since October',
  'grain after 5 November',
  'grain last December',
  'grain until 5 November',
])('what only says how a day is meant is none of the words: %s', (text) =>
  expect(wanted(text)).toMatchObject({ words: 'grain', from: expect.any(String) }))

test('«қазаннан бастап», «желтоқсанға дейін»: in Kazakh it stands behind the day', () => {
  expect(wanted('астық қазаннан бастап')).toMatchObject({ words: 'астық', from: '2026-10-01' })
  expect(wanted('астық қазанға дейін')).toMatchObject({ words: 'астық', until: '2026-09-30' })
})
