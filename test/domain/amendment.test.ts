import { expect, test } from 'vitest'
import { noteIn, parseNote } from '#src/domain/amendment.ts'

test('a text without marks is for every channel', () => {
  const note = parseNote('The date was wrong.\nWe regret the error.')
  expect(note).toEqual({ all: 'The date was wrong. We regret the error.' })
  expect(noteIn(note, 'kk')).toBe('The date was wrong. We regret the error.')
})

test('lines with marks are for one channel each, and run on', () => {
  const note = parseNote('EN: wrong date\nRU: неверная дата,\nисправлено\nkz: күні қате')
  expect(note).toEqual({ en: 'wrong date', ru: 'неверная дата, исправлено', kk: 'күні қате' })
  expect(noteIn(parseNote('EN: only here'), 'ru')).toBeUndefined()
})

test('a dash or nothing is no note', () => {
  for (const text of ['', ' ', '-', '–', '—']) expect(parseNote(text)).toEqual({})
})
