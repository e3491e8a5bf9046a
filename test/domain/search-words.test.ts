import { expect, test } from 'vitest'
import { hasTerms, searchTerms } from '#src/domain/search-words.ts'

const found = (text: string, query: string) => hasTerms(text, searchTerms(query))

test.each([
  ['Казахстан и Узбекистан открыли границу', 'граница'],
  ['О переговорах с казахстанскими партнёрами', 'Казахстан переговоры'],
  ['Қазақстанның көлік дәліздері', 'Қазақстан дәліз'],
  ['Қазақстанның көлік дәліздері', 'казакстан'],
  ['Подписано соглашение о поставках газа', 'газ'],
  ['Corridors opened by ministries', 'corridor ministry'],
  ['Türkiye and Azerbaijan', 'turkiye'],
  ['Всё ещё впереди: ёлка', 'елка'],
  ['Саммит СВМДА 2024', 'СВМДА 2024'],
])('%s is found by “%s”', (text, query) => {
  expect(found(text, query)).toBe(true)
})

test.each([
  ['Газеты пишут о саммите', 'газ'],
  ['Казахстан открыл границу', 'Узбекистан'],
  ['Международная встреча', 'междуречье'],
])('%s is not found by “%s”', (text, query) => {
  expect(found(text, query)).toBe(false)
})

test('words that carry nothing are not asked for', () => {
  expect(searchTerms('новости о Казахстане')).toHaveLength(1)
})
