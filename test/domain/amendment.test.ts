import { expect, test } from 'vitest'
import { amendmentIn, noteIn, parseMarkedTitle, parseNote } from '#src/domain/amendment.ts'

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

test.each(['EN–RU interpretation was announced', 'KZ-2026 has another date'])('words are no marks: %s', (text) => {
  expect(parseNote(text)).toEqual({ all: text })
})

test('a dash or nothing is no note', () => {
  for (const text of ['', ' ', '-', '–', '—']) expect(parseNote(text)).toEqual({})
})

test('a title with a mark is for one channel', () => {
  expect(parseMarkedTitle('RU: Казахстан открыл порт')).toEqual({ title: 'Казахстан открыл порт', only: 'ru' })
  expect(parseMarkedTitle('kz:Порт ашылды')).toEqual({ title: 'Порт ашылды', only: 'kk' })
  for (const title of ['Kazakhstan: a port opens', 'EN:', 'Run: it is late'])
    expect(parseMarkedTitle(title)).toEqual({ title })
})

test('readers are told of the latest correction that concerns them', () => {
  const at = '2026-11-20T06:00:00.000Z'
  const [first, second] = [
    { kind: 'correction', note: { all: 'The date' }, at },
    { kind: 'correction', note: { only: 'ru', all: 'Падеж' }, at },
  ] as const
  expect(amendmentIn([first, second], 'ru')).toBe(second)
  expect(amendmentIn([first, second], 'en')).toBe(first)
  expect(amendmentIn([second], 'kk')).toBeUndefined()
})
