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
