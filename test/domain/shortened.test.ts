import { expect, test } from 'vitest'
import { shortened } from '#src/domain/shortened.ts'

test('a text that fits stays as it is', () => {
  expect(shortened('Энергия', 7)).toBe('Энергия')
})

test('a longer one ends after a word, without what joined it to the next', () => {
  expect(shortened('22 ноября 2026 г. · Пример: заседание Специальной группы', 40)).toBe(
    '22 ноября 2026 г. · Пример: заседание…',
  )
  expect(shortened('22 ноября 2026 г. · Заседание', 20)).toBe('22 ноября 2026 г.…')
})

test('a word too long to leave out is cut, but never inside a letter of two units', () => {
  expect(shortened('нескончаемо', 5)).toBe('неск…')
  expect(shortened('аб𝒳𝒳𝒳', 4)).toBe('аб…')
  expect(shortened('аб𝒳𝒳𝒳', 4).isWellFormed()).toBe(true)
})
