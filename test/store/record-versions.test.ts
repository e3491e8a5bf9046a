import { beforeEach, expect, test } from 'vitest'
import { sourceSchema } from '#src/domain/record.ts'
import { factSchema } from '#src/domain/reference.ts'
import { openStore, type Store } from '#src/store/store.ts'

const page = sourceSchema.parse({ id: 'https://example.org/page', visibility: 'public' })
const paper = sourceSchema.parse({ id: 'DOC/1', visibility: 'restricted' })
const [filled, first, second, third] = ['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01'].map(
  (day) => `${day}T00:00:00.000Z`,
)

let store: Store
beforeEach(() => {
  store = openStore(':memory:')
  load(filled, 'old', 'It was so from the beginning.', [page.id])
})

function load(at: string | undefined, id: string, text: string, sources: readonly string[]): void {
  const visibility = sources.includes(page.id) ? 'public' : 'restricted'
  const body = factSchema.parse({ id, title: { en: id }, text: { en: text }, sources, asOf: null, visibility })
  store.transaction(() => store.records.load([page, paper], [{ register: 'facts', body }], at ?? ''))
}

function since(day: string | undefined, clearance: 'public' | 'restricted' = 'public') {
  return store.records
    .changedSince(clearance, new Date(day ?? ''))
    .map(({ after, before }) => [
      after.id,
      JSON.stringify(after.body.text),
      before === undefined ? undefined : JSON.stringify(before.body.text),
    ])
}

test('what an empty store was filled with is no news', () => {
  expect(since('2025-01-01T00:00:00Z')).toEqual([])
})

test('a record that was added is new, one that was changed comes with what it said before', () => {
  load(first, 'new', 'Now.', [page.id])
  load(second, 'old', 'It is otherwise now.', [page.id])
  expect(since('2026-01-15T00:00:00Z')).toEqual([
    ['old', '{"en":"It is otherwise now."}', '{"en":"It was so from the beginning."}'],
    ['new', '{"en":"Now."}', undefined],
  ])
  expect(since('2026-02-15T00:00:00Z').map(([id]) => id)).toEqual(['old'])
  expect(since('2026-03-02T00:00:00Z')).toEqual([])
})

test('of several changes the one that held on the day asked about is the one before', () => {
  load(first, 'old', 'Second.', [page.id])
  load(second, 'old', 'Third.', [page.id])
  load(third, 'old', 'Fourth.', [page.id])
  expect(since('2026-02-15T00:00:00Z')).toEqual([['old', '{"en":"Fourth."}', '{"en":"Second."}']])
  expect(since('2026-01-15T00:00:00Z')).toEqual([['old', '{"en":"Fourth."}', '{"en":"It was so from the beginning."}']])
})

test('a record that the store was filled with is changed, never new, however early a day is asked about', () => {
  load(second, 'old', 'It is otherwise now.', [page.id])
  expect(since('2025-01-01T00:00:00Z')).toEqual([
    ['old', '{"en":"It is otherwise now."}', '{"en":"It was so from the beginning."}'],
  ])
  load(third, 'old', 'And again.', [page.id])
  expect(since('2025-01-01T00:00:00Z')[0]?.[2]).toBe('{"en":"It was so from the beginning."}')
})

test('taking in the same again makes no version', () => {
  load(first, 'old', 'It was so from the beginning.', [page.id])
  expect(since('2026-01-15T00:00:00Z')).toEqual([])
})

test('what a restricted document said of a record before stays with those cleared, also when the record is public now', () => {
  load(first, 'matter', 'Secret words.', [paper.id])
  load(second, 'matter', 'Public words.', [page.id])
  expect(since('2026-02-15T00:00:00Z', 'restricted')).toEqual([
    ['matter', '{"en":"Public words."}', '{"en":"Secret words."}'],
  ])
  expect(since('2026-02-15T00:00:00Z')).toEqual([['matter', '{"en":"Public words."}', undefined]])
  expect(JSON.stringify(store.records.changedSince('public', new Date(filled ?? '')))).not.toContain('DOC/1')
})

test('a record that is restricted now tells the public nothing, not even what was public of it', () => {
  load(first, 'old', 'Secret words.', [paper.id])
  expect(since('2026-01-15T00:00:00Z')).toEqual([])
})

test('an old version is seen by the public while its document is cleared, and no longer', () => {
  load(first, 'matter', 'Words of the paper.', [paper.id])
  load(second, 'matter', 'Words of the page.', [page.id])
  const before = () => since('2026-02-15T00:00:00Z')[0]?.[2]
  expect(before()).toBeUndefined()
  store.transaction(() => store.sources.setVisibility(paper.id, 'public', new Date(third ?? '')))
  expect(before()).toBe('{"en":"Words of the paper."}')
  store.transaction(() => store.sources.setVisibility(paper.id, 'restricted', new Date(third ?? '')))
  expect(before()).toBeUndefined()
})

test('an old version that names a restricted document is held back although its source is public', () => {
  load(first, 'old', 'DOC/1 says so.', [page.id])
  load(second, 'old', 'It is so.', [page.id])
  // The public is told what it knew last.
  expect(since('2026-02-15T00:00:00Z')).toEqual([
    ['old', '{"en":"It is so."}', '{"en":"It was so from the beginning."}'],
  ])
  expect(since('2026-02-15T00:00:00Z', 'restricted')[0]?.[2]).toBe('{"en":"DOC/1 says so."}')
})

test('a record whose words name a restricted document is in no public book, whatever its own visibility says', () => {
  load(first, 'slip', 'DOC/1 says so.', [page.id])
  expect(store.records.book('public').facts.map(({ id }) => id)).toEqual(['old'])
  expect(store.records.everything('public').records.map(({ body }) => body.id)).toEqual(['old'])
  expect(store.records.book('restricted').facts.find(({ id }) => id === 'slip')?.visibility).toBe('restricted')
})
