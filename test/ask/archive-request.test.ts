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
