import { expect, test } from 'vitest'
import { compileBlockList, normalisePhrase } from '#src/domain/block-words.ts'

const list = compileBlockList(['гороскоп', 'футбол*', 'lottery', 'жұлдызжорамал', 'скидка дня'])
const find = (title: string, summary: string | null = null) => list.find({ title, summary })

test.each([
  ['Гороскопы на неделю', 'гороскоп'],
  ['О гороскопе и погоде', 'гороскоп'],
  ['Футбольный матч в Ташкенте', 'футбол*'],
  ['Lotteries are banned', 'lottery'],
  ['Апталық жұлдызжорамалдар', 'жұлдызжорамал'],
  ['Скидки дня в Алматы', 'скидка дня'],
])('“%s” is blocked by %s', (title, phrase) => {
  expect(find(title)).toBe(phrase)
})

test('the summary counts, too', () => {
  expect(find('Обзор', 'и гороскоп в конце')).toBe('гороскоп')
})

test('other words of the same beginning are not blocked', () => {
  expect(find('Гор много в Кыргызстане')).toBeUndefined()
  expect(find('A lot of trade')).toBeUndefined()
  expect(compileBlockList([]).find({ title: 'Гороскоп', summary: null })).toBeUndefined()
})

test('a phrase must have words; signs mean nothing but the asterisk at the end of one', () => {
  expect(normalisePhrase('  "Скидка | дня" ')).toBe('скидка дня')
  expect(normalisePhrase('футбол*')).toBe('футбол*')
  expect(normalisePhrase('* & *')).toBeUndefined()
  expect(normalisePhrase('')).toBeUndefined()
})

test.each([
  ['«Реал Мадрид»', 'Реал Мадрид победил'],
  ["'Real Madrid'", 'Real Madrid wins'],
  ['U.S. Open', 'U.S. Open begins in New York'],
  ['🎰 casino!', 'Casinos open'],
  ['24.kg', 'Об этом пишет 24.kg'],
  ['what’s on', 'What’s on in Astana'],
  ['covid-19', 'COVID-19 cases'],
])('what staff wrote with signs blocks what it says: %s', (written, title) => {
  expect(compileBlockList([normalisePhrase(written) ?? '']).find({ title, summary: null })).toBeDefined()
  // As it was kept before signs were taken out.
  expect(compileBlockList([written.toLowerCase()]).find({ title, summary: null })).toBe(written.toLowerCase())
})
