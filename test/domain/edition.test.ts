import { expect, test } from 'vitest'
import { compileEdition, itemsOf, publishedIds } from '#src/domain/edition.ts'
import type { Item } from '#src/domain/item.ts'

const now = new Date('2026-11-20T04:00:00Z')

function item(id: number, rest: Partial<Item> = {}): Item {
  return {
    id,
    feedId: 'f',
    feedName: `Outlet ${id}`,
    link: null,
    title: `Title number ${id} about something else entirely ${id * 7919}`,
    feedTitle: '',
    summary: null,
    language: 'en',
    publishedAt: '2026-11-20T03:00:00Z',
    fetchedAt: '2026-11-20T03:00:00Z',
    state: 'accepted',
    version: 1,
    dimensions: ['economic'],
    proposed: ['economic'],
    areas: [],
    memberStates: [],
    inRegion: true,
    reasons: [],
    evidence: [],
    confidence: 0.9,
    decidedBy: 1,
    decidedAt: '2026-11-20T03:00:00Z',
    decidedRule: null,
    heldUntil: null,
    titledBy: null,
    titles: {},
    retractedAt: null,
    amendments: [],
    alsoIn: [],
    ...rest,
  }
}

const ids = (items: readonly Item[], rest = {}) =>
  itemsOf(compileEdition({ language: 'en', items, now, ...rest })).map(({ id }) => id)

test('the best come first: member States, several outlets, the region, then what is fresh', () => {
  const items = [
    item(1, { inRegion: false }),
    item(2, { publishedAt: '2026-11-19T03:00:00Z' }),
    item(3),
    item(4, { alsoIn: [{ feedName: 'A', link: null }] }),
    item(5, { memberStates: ['KAZ', 'CHN'] }),
  ]
  expect(ids(items)).toEqual([5, 4, 3, 2, 1])
})

test('a dimension has at most as many items as the setting says; the others wait', () => {
  const items = Array.from({ length: 9 }, (_, index) => item(index + 1))
  expect(ids(items, { perDimension: 3 })).toHaveLength(3)
  expect(ids(items)).toHaveLength(7)
})

test('one story of two outlets is one item with both outlets, and both are published with it', () => {
  const title = 'Kazakhstan and Uzbekistan open new border crossing near Shymkent'
  const content = compileEdition({
    language: 'en',
    now,
    items: [
      item(1, { title, feedName: 'One' }),
      item(2, {
        title: 'Kazakhstan, Uzbekistan open new border crossing near Shymkent',
        feedName: 'Two',
        memberStates: ['KAZ'],
      }),
      item(3),
    ],
  })
  expect(itemsOf(content).map(({ id }) => id)).toEqual([2, 3])
  expect(itemsOf(content)[0]?.alsoIn.map(({ feedName }) => feedName)).toEqual(['One'])
  expect([...publishedIds(content)].sort()).toEqual([1, 2, 3])
})

test('what staff placed stands in their order, what they left out is not there, what came later follows', () => {
  const items = [item(1), item(2), item(3, { memberStates: ['KAZ'] }), item(4)]
  const wishes = { order: [2, 1], dropped: new Set([4]) }
  expect(ids(items, { wishes })).toEqual([2, 1, 3])
})

test('sections follow the Catalogue, and empty ones are left out', () => {
  const items = [item(1, { dimensions: ['human'] }), item(2, { dimensions: ['military-political'] })]
  const { sections } = compileEdition({ language: 'en', items, now })
  expect(sections.map(({ dimension }) => dimension)).toEqual(['military-political', 'human'])
})
