import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore, type Store } from '#src/store/store.ts'

let store: Store
beforeEach(() => {
  store = openStore(':memory:')
})
afterEach(() => store.close())

const nine = new Date('2026-11-20T04:00:00Z')
const later = new Date('2026-11-20T04:00:02Z')

test('a dated run is recorded once for each instant, whoever comes second', () => {
  expect(store.ledger.recordRun('edition', nine, nine)).toBe(true)
  expect(store.ledger.recordRun('edition', nine, later)).toBe(false)
  expect(store.ledger.recordRun('reminders', nine, later)).toBe(true)
  expect(store.ledger.lastRun('edition')).toEqual(nine)
  expect(store.ledger.lastRun('unheard of')).toBeUndefined()
})

test('a run that is undone with its work may be made again', () => {
  const work = () =>
    store.transaction(() => {
      store.ledger.recordRun('edition', nine, nine)
      throw new Error('killed')
    })
  expect(work).toThrow('killed')
  expect(store.ledger.recordRun('edition', nine, later)).toBe(true)
})

test('a feed is known by its id and by its address, and one whose items are kept is switched off instead of removed', () => {
  const feed = {
    id: 'herald',
    name: 'Herald',
    address: 'https://herald.example/feed',
    language: null,
    state: null,
    note: null,
  }
  expect(store.feeds.add({ ...feed, status: 'enabled' }, nine)).toBe(true)
  expect(store.feeds.add({ ...feed, id: 'other', status: 'enabled' }, nine)).toBe(false)
  expect(store.feeds.find('herald')).toMatchObject({ primed: false, failures: 0 })
  store.feeds.markFailed('herald', { at: nine, nextPollAt: later, fault: { code: 'timeout', detail: '15' } })
  expect(store.feeds.markFaultReported('herald')).toBe(true)
  expect(store.feeds.markFaultReported('herald')).toBe(false)
  expect(store.feeds.due(nine, 10)).toEqual([])
  expect(store.feeds.due(later, 10).map(({ id }) => id)).toEqual(['herald'])
  expect([store.feeds.remove('herald'), store.feeds.remove('herald')]).toEqual(['removed', 'unknown'])
})

test('a form that nobody went on with is forgotten', () => {
  store.formStates.write('1:1', '{}', nine)
  store.formStates.write('2:2', '{}', later)
  expect(store.formStates.purge(later)).toBe(1)
  expect([store.formStates.read('1:1'), store.formStates.read('2:2')]).toEqual([undefined, '{}'])
})
