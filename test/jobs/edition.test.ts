import { afterEach, beforeEach, expect, test } from 'vitest'
import { createEditionJob } from '#src/jobs/edition.ts'
import type { Job } from '#src/jobs/job.ts'
import { channels, createTestApp, staffChat, type TestApp } from '../support/test-app.ts'

// 09:00 in Astana is 04:00 UTC.
let desk: TestApp
let job: Job
let kicks = 0

function open(environment: Record<string, string> = {}): void {
  desk = createTestApp({ now: '2026-11-20T03:00:00Z', environment })
  kicks = 0
  job = createEditionJob(desk.app, () => {
    kicks += 1
  })
}
beforeEach(() => open())
afterEach(() => desk.app.store.close())

function at(instant: string): void {
  desk.clock.set(instant)
  void job.run()
}

const accept = (title = 'Rail link opened') => desk.addItem({ title, accepted: true })
const posts = () => Object.values(channels).map((chat) => desk.textsTo(chat).length)

test('publishes in each channel at the hour, once, however often the clock ticks', () => {
  at('2026-11-20T03:00:00Z')
  accept()
  at('2026-11-20T03:59:58Z')
  expect(posts()).toEqual([0, 0, 0])
  at('2026-11-20T04:00:00Z')
  at('2026-11-20T04:00:02Z')
  at('2026-11-20T23:00:00Z')
  expect([posts(), kicks]).toEqual([[1, 1, 1], 1])
  expect(desk.textsTo(channels.en)[0]).toContain('Rail link opened')
})

test('a bot that runs for the first time has missed nothing, and makes the next day’s edition', () => {
  accept()
  at('2026-11-20T05:00:00Z')
  expect([posts(), desk.mail().length]).toEqual([[0, 0, 0], 0])
  at('2026-11-21T04:00:01Z')
  expect(posts()).toEqual([1, 1, 1])
})

test('an edition missed while the bot was down is made up to six hours late', () => {
  at('2026-11-20T03:00:00Z')
  accept()
  at('2026-11-20T09:59:59Z')
  expect(posts()).toEqual([1, 1, 1])
  expect(desk.textsTo(staffChat)).toEqual([])
})

test('later than that it is not made, and staff are told so once', () => {
  at('2026-11-20T03:00:00Z')
  accept()
  at('2026-11-20T10:00:02Z')
  at('2026-11-20T10:00:04Z')
  expect(posts()).toEqual([0, 0, 0])
  expect(desk.textsTo(staffChat)).toEqual([
    'The edition of 20 November 2026 was not made: the bot was not running at 09:00 or in the 6 hours after that.',
  ])
  at('2026-11-21T04:00:00Z')
  expect(posts()).toEqual([1, 1, 1])
})

test('where nothing was accepted no post is made, and staff are told so once', () => {
  at('2026-11-20T03:00:00Z')
  desk.addItem({ title: 'Still awaiting' })
  at('2026-11-20T04:00:00Z')
  at('2026-11-20T04:00:02Z')
  expect(posts()).toEqual([0, 0, 0])
  expect(desk.textsTo(staffChat)).toEqual(['The edition of 20 November 2026 was not made: no item had been accepted.'])
})

test('an item is in one edition of each language, and editions are numbered', () => {
  at('2026-11-20T03:00:00Z')
  accept('First day')
  at('2026-11-20T04:00:00Z')
  accept('Second day')
  at('2026-11-21T04:00:00Z')
  const [first = '', second = ''] = desk.textsTo(channels.kk)
  expect(first).toContain('First day')
  expect(second).toContain('Second day')
  expect(second).not.toContain('First day')
  expect([first.includes('№ 1') || first.includes('1'), second.includes('2')]).toEqual([true, true])
  expect(desk.app.store.editions.last('kk')).toMatchObject({ number: 2, date: '2026-11-21' })
})

test('goes by the Secretariat’s zone and hour', () => {
  desk.app.store.close()
  open({ TIME_ZONE: 'Asia/Tokyo', EDITION_TIME: '18:30' })
  at('2026-11-20T03:00:00Z')
  accept()
  at('2026-11-20T09:29:00Z')
  expect(posts()).toEqual([0, 0, 0])
  at('2026-11-20T09:30:00Z')
  expect(posts()).toEqual([1, 1, 1])
})

test('only languages that have a channel get an edition', () => {
  desk.app.store.close()
  open({ CHANNEL_RU: '', CHANNEL_KK: '' })
  at('2026-11-20T03:00:00Z')
  accept()
  at('2026-11-20T04:00:00Z')
  expect(desk.mail().map(({ chat }) => chat)).toEqual([channels.en])
})

test('a crash within the work undoes the run, so the next start makes it', () => {
  at('2026-11-20T03:00:00Z')
  accept()
  const { store } = desk.app
  const { recordRun } = store.ledger
  desk.clock.set('2026-11-20T04:00:00Z')
  expect(() =>
    store.transaction(() => {
      void job.run()
      throw new Error('killed before the commit')
    }),
  ).toThrow('killed')
  expect([posts(), recordRun]).toEqual([[0, 0, 0], store.ledger.recordRun])
  at('2026-11-20T04:00:02Z')
  expect(posts()).toEqual([1, 1, 1])
})
