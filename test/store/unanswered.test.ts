import { expect, test } from 'vitest'
import { noteUnanswered } from '#src/actions/note-unanswered.ts'
import { levelled, longestQuestion, shortQuestion } from '#src/domain/levelled.ts'
import { createHousekeeping } from '#src/jobs/housekeeping.ts'
import { openDatabase } from '#src/store/database.ts'
import { createUnansweredStore } from '#src/store/unanswered.ts'
import { createTestApp } from '../support/test-app.ts'

const at = new Date('2026-11-20T06:00:00Z')

function storeOf(most?: number) {
  const store = createUnansweredStore(openDatabase(':memory:'), most)
  const note = (text: string, rest: Partial<Parameters<typeof store.note>[0]> = {}) =>
    store.note({ language: 'en', levelled: levelled(text), text, visibility: 'public', at, ...rest })
  const open = (clearance: 'public' | 'restricted' = 'restricted') =>
    store.open({ clearance, limit: 100 }).map(({ text, count }) => [text, count])
  return { store, note, open }
}

test('the same words are counted together however they are written, apart from the language', () => {
  const { note, open } = storeOf()
  note('Who runs the   treasury??')
  note('who runs the treasury')
  note('who runs the treasury', { language: 'ru' })
  expect(open()).toEqual([
    ['who runs the treasury', 2],
    ['who runs the treasury', 1],
  ])
})

test('the most frequent stand first, and each language can be had alone', () => {
  const { store, note, open } = storeOf()
  note('once')
  note('twice')
  note('twice')
  note('бір рет', { language: 'kk' })
  expect(open()[0]).toEqual(['twice', 2])
  expect(store.open({ clearance: 'public', language: 'kk', limit: 5 }).map(({ text }) => text)).toEqual(['бір рет'])
  expect([...store.counts('public')].sort()).toEqual([
    ['en', 2],
    ['kk', 1],
  ])
})

test('a flood of different questions never makes the list longer, and does not push out what was asked more than once', () => {
  const { note, open } = storeOf(20)
  note('asked by many')
  note('asked by many')
  for (let index = 0; index < 200; index += 1) note(`noise ${index}`, { at: new Date(at.getTime() + index) })
  expect(open()).toHaveLength(20)
  expect(open()[0]).toEqual(['asked by many', 2])
  expect(open().map(([text]) => text)).toContain('noise 199')
})

test('what was settled is gone until it is asked again in vain, and is counted anew then', () => {
  const { store, note, open } = storeOf()
  note('quorum')
  note('quorum')
  const id = store.open({ clearance: 'public', limit: 1 })[0]?.id ?? 0
  expect(store.settle(id, at)).toBe(true)
  expect(store.settle(id, at)).toBe(false)
  expect(open()).toEqual([])
  note('quorum')
  expect(open()).toEqual([['quorum', 1]])
})

test('what only those cleared have asked is not for a list that the public may see, until the public asks it', () => {
  const { note, open } = storeOf()
  note('offer of a State', { visibility: 'restricted' })
  expect(open('public')).toEqual([])
  expect(open('restricted')).toHaveLength(1)
  note('Offer of a State?')
  expect(open('public')).toEqual([['Offer of a State?', 2]])
  note('OFFER of a state', { visibility: 'restricted' })
  expect(open('public')).toEqual([['Offer of a State?', 3]])
})

test('texts are cut to five hundred units without splitting a letter, and what has no word is not kept', () => {
  const { app } = createTestApp()
  const long = `what about ${'🙂'.repeat(4000)}`
  noteUnanswered(app, { text: long, language: 'en', clearance: 'public' })
  for (const text of ['???', '🙂', '', '   ', '12', '<>'])
    noteUnanswered(app, { text, language: 'en', clearance: 'public' })
  const [only, ...rest] = app.store.unanswered.open({ clearance: 'public', limit: 10 })
  expect(rest).toEqual([])
  expect(only?.text.length).toBeLessThanOrEqual(longestQuestion)
  expect(only?.text.isWellFormed()).toBe(true)
  expect(shortQuestion('a\n\nb\u0000c')).toBe('a b c')
})

test('nothing that is kept says who asked', () => {
  const { app } = createTestApp()
  noteUnanswered(app, { text: 'who is who', language: 'en', clearance: 'public' })
  const [only] = app.store.unanswered.open({ clearance: 'public', limit: 1 })
  expect(Object.keys(only ?? {}).sort()).toEqual(['count', 'firstAt', 'id', 'language', 'lastAt', 'text', 'visibility'])
})

test('the nightly housekeeping forgets a question thirty days after it was last asked', async () => {
  const { app, clock } = createTestApp({ now: '2026-10-20T06:00:00Z' })
  const night = createHousekeeping(app)
  const texts = () => app.store.unanswered.open({ clearance: 'public', limit: 10 }).map(({ text }) => text)
  const ask = (text: string) => noteUnanswered(app, { text, language: 'en', clearance: 'public' })
  ask('asked once')
  ask('asked again')
  clock.advance(20 * 86_400)
  ask('asked again')
  clock.advance(11 * 86_400)
  await night.run()
  expect(texts()).toEqual(['asked again'])
  clock.advance(30 * 86_400)
  await night.run()
  expect(texts()).toEqual([])
})
