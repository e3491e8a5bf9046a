import { expect, test } from 'vitest'
import { plainText } from '#src/views/html.ts'
import { sourceLine } from '#src/views/records/source-line.ts'
import { book, context, record } from './books.ts'

function lineFor(...dates: readonly string[]): string {
  const own = book(
    dates.map((asOf, index) =>
      record('member-states', {
        id: index === 0 ? 'MNG' : `ZZ${String.fromCharCode(64 + index)}`,
        kind: 'member',
        name: { en: 'State' },
        asOf,
      }),
    ),
  )
  const line = sourceLine(own['member-states'].slice(-dates.length), context(own))
  return line === undefined ? '' : plainText(line)
}

test.each([
  [['2023-12-28'], 'as of 28 December 2023'],
  [['2023-12-28', '2023-12-28'], 'as of 28 December 2023'],
  [['2023-12-28', '2023-03-02'], 'as of 2 March 2023 – 28 December 2023'],
  [['2023', '2023-12-28'], 'as of 28 December 2023'],
  [['2023-12', '2023', '2023-12-28', '2024'], 'as of 28 December 2023 – 2024'],
])('of %j it is “%s”', (dates, expected) => {
  expect(lineFor(...dates)).toBe(`Source: example.org · ${expected}`)
})
