import { beforeEach, expect, test } from 'vitest'
import { searchTerms } from '#src/domain/search-words.ts'
import { createTestApp, type TestApp } from '../support/test-app.ts'

let desk: TestApp
beforeEach(() => {
  desk = createTestApp()
})
const items = () => desk.app.store.items
const find = (text: string, rest = {}) =>
  items()
    .archive({ terms: searchTerms(text), limit: 9, ...rest })
    .map(({ title }) => title)

/** In one transaction, for each commit waits for the disk. */
function addMany(total: number, title: string): void {
  desk.app.store.transaction(() => {
    for (let number = 0; number < total; number += 1) desk.addItem({ title: `${title} ${number}`, accepted: true })
  })
}

test('only accepted items are found, and no longer than they are', () => {
  const id = desk.addItem({ title: 'Corridor opens in Aktau', accepted: true })
  desk.addItem({ title: 'Corridor closes in Aktau' })
  expect(find('corridor')).toEqual(['Corridor opens in Aktau'])
  expect(items().reopen(id, 2, desk.clock.now())).toBe(true)
  expect(find('corridor')).toEqual([])
})

test('a word that begins as a common one is found, however rare it is among them', () => {
  const rare = desk.addItem({ title: 'Казахстановедение растёт', accepted: true })
  addMany(900, 'Казахстанские вести выпуск')
  expect(find('казахстановедение')).toEqual(['Казахстановедение растёт'])
  expect(find('вести')).toHaveLength(9)
  expect(items().archive({ terms: searchTerms('казахстан'), limit: 2000, before: rare + 1 })).toHaveLength(1)
})

test('a rare word is found beside a common one, and in the days it is of', () => {
  desk.addItem({ title: 'Безопасность и казахстановедение', accepted: true })
  desk.clock.set('2026-11-21T06:00:00Z')
  addMany(600, 'Казахстанские вести безопасности')
  expect(find('безопасность казахстановедение')).toEqual(['Безопасность и казахстановедение'])
  expect(find('казахстановедение', { until: new Date('2026-11-21T00:00:00Z') })).toHaveLength(1)
  expect(find('казахстановедение', { from: new Date('2026-11-21T00:00:00Z') })).toEqual([])
})

test('words that each half of the items lack are found where they stand together', () => {
  desk.addItem({ title: 'Contraband exporters are tried', accepted: true })
  desk.app.store.transaction(() => {
    for (let number = 0; number < 550; number += 1) {
      desk.addItem({ title: `Contraband exporting ${number}`, accepted: true })
      desk.addItem({ title: `Contrabass exporters ${number}`, accepted: true })
    }
  })
  expect(find('contraband exporters')).toEqual(['Contraband exporters are tried'])
})

test('newest first, page by page, until there is no more', () => {
  for (let number = 1; number <= 20; number += 1) desk.addItem({ title: `Trade talks ${number}`, accepted: true })
  const seen: string[] = []
  let before = Number.MAX_SAFE_INTEGER
  for (;;) {
    const page = items().archive({ terms: searchTerms('trade'), limit: 8, before })
    seen.push(...page.map(({ title }) => title))
    before = page.at(-1)?.id ?? 0
    if (page.length < 8) break
  }
  expect(seen).toEqual(Array.from({ length: 20 }, (_, index) => `Trade talks ${20 - index}`))
})

test('dimension and days narrow it down', () => {
  desk.addItem({ title: 'Trade of yesterday', accepted: true, dimensions: ['human'] })
  desk.clock.set('2026-11-21T06:00:00Z')
  desk.addItem({ title: 'Trade of today', accepted: true })
  const day = { from: new Date('2026-11-21T00:00:00Z'), until: new Date('2026-11-22T00:00:00Z') }
  expect(find('trade', day)).toEqual(['Trade of today'])
  expect(find('trade', { dimension: 'human' })).toEqual(['Trade of yesterday'])
  expect(find('', day)).toEqual(['Trade of today'])
  expect(find('', { from: new Date('2027-01-01T00:00:00Z') })).toEqual([])
})

test('signs of the query language mean nothing', () => {
  desk.addItem({ title: 'Plain talks', accepted: true })
  for (const text of ['talks" OR "x', 'talks*', 'NEAR(talks)', '-talks', 'title:talks', "talks'; drop table item"])
    expect(() => find(text)).not.toThrow()
  expect(find('"talks"')).toEqual(['Plain talks'])
})
