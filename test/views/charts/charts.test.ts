import { expect, test } from 'vitest'
import { languages } from '#src/domain/language.ts'
import { wrapped } from '#src/views/charts/drawing.ts'
import { ratificationChart } from '#src/views/charts/ratification-chart.ts'
import { yearChart } from '#src/views/charts/year-chart.ts'
import { committedBook, context } from '../records/books.ts'

const own = committedBook('public')
const pngSignature = [0x89, 0x50, 0x4e, 0x47]

test.each(languages)('draws the figures of a year and the ratifications as pictures in %s', (language) => {
  const reader = context(own, '2026-11-20', language)
  for (const picture of [yearChart(2023, reader), ratificationChart(reader)]) {
    expect(picture?.kind).toBe('picture')
    expect([...(picture?.bytes.subarray(0, 4) ?? [])]).toEqual(pngSignature)
  }
})

test('draws the letters of each language with the fonts of the project', () => {
  const sizes = languages.map((language) => yearChart(2023, context(own, '2026-11-20', language))?.bytes.length)
  expect(new Set(sizes).size).toBe(languages.length)
  for (const size of sizes) expect(size).toBeGreaterThan(40_000)
})

test('has no picture for a year without events, or for a day before the first statement', () => {
  expect(yearChart(1990, context(own))).toBeUndefined()
  expect(ratificationChart(context(own, '2020-01-01'))).toBeUndefined()
})

test('breaks lines at spaces', () => {
  expect(wrapped('one two three four', 9)).toEqual(['one two', 'three', 'four'])
  expect(wrapped('immeasurably long', 5)).toEqual(['immeasurably', 'long'])
})
