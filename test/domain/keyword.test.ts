import { expect, test } from 'vitest'
import { compileKeywords, keywordsIn } from '#src/domain/keyword.ts'

test('keywords are cut at commas, semicolons and lines, and freed of signs that mean something to the index', () => {
  expect(keywordsIn('Transport corridor, water & energy;\n "Silk Road" *, ?, a, ICAO')).toEqual([
    'transport corridor',
    'water energy',
    'silk road',
    'ICAO',
  ])
  expect(keywordsIn('a b c d e f g')).toEqual([])
  expect(keywordsIn(`${'x'.repeat(61)}, 2026, , …`)).toEqual([])
})

test.each([
  ['transport corridors', 'A new transport corridor opens'],
  ['transport corridor', 'Three Transport Corridors compared'],
  ['policies', 'A policy of neighbours'],
  ['водной безопасности', 'Водная безопасность региона'],
  ['транспортный коридор', 'О транспортных коридорах Азии'],
  ['вода', 'Нехватка воды растёт'],
  ['көлік дәлізі', 'Көлік дәліздерін дамыту'],
  ['көлік дәліздері', 'Жаңа көлік дәлізі ашылды'],
  ['су қауіпсіздігі', 'Су қауіпсіздігінің мәселелері талқыланды'],
  ['кітабы', 'Жаңа кітап шықты, әдемі'],
  ['сауда', 'Сауданы дамыту үшін келісім'],
  ['WHO', 'WHO publishes report'],
])('“%s” is found in “%s”', (keyword, text) => {
  const [word = ''] = keywordsIn(keyword)
  expect([...compileKeywords([word]).find(text)]).toEqual([word])
})

test.each([
  ['WHO', 'He said who came'],
  ['transport corridor', 'Transport of the corridor'],
  ['вода', 'Водород как топливо'],
  ['water', 'Watergate revisited'],
  ['көл', 'Көлем ұлғайды'],
])('“%s” is not found in “%s”', (keyword, text) => {
  expect([...compileKeywords(keywordsIn(keyword)).find(text)]).toEqual([])
})

test('a text takes the same time with twenty thousand keywords as with twenty', () => {
  const words = Array.from({ length: 20_000 }, (_, index) => `слово${index.toString(36)}я`)
  const text = 'Министры обсудили вопросы водной безопасности и торговли в регионе. '.repeat(20)
  const time = (index: ReturnType<typeof compileKeywords>) => {
    const began = performance.now()
    for (let round = 0; round < 50; round += 1) index.find(text)
    return performance.now() - began
  }
  const [few, many] = [compileKeywords(words.slice(0, 20)), compileKeywords(words)]
  time(few)
  time(many)
  expect(time(many)).toBeLessThan(time(few) * 5 + 50)
})
