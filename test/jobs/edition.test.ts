import { afterEach, beforeEach, expect, test } from 'vitest'
import { scheduleEdition } from '#src/actions/arrange-edition.ts'
import { daysEdition } from '#src/actions/days-edition.ts'
import { publishEdition } from '#src/actions/publish-edition.ts'
import { languages } from '#src/domain/language.ts'
import { createEditionJob } from '#src/jobs/edition.ts'
import type { Job } from '#src/jobs/job.ts'
import { channels, createTestApp, staffChat, type TestApp } from '../support/test-app.ts'

// 09:00 in Astana is 04:00 UTC.
let desk: TestApp
let job: Job
let kicks = 0
const officer = 1003

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
  expect(desk.textsTo(staffChat)).toEqual([
    'The edition of 20 November 2026 was not made: no accepted items awaited it.',
  ])
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

const plan = (time: string | null) =>
  languages.map((language) => scheduleEdition(desk.app, { language, time, by: officer }))
const publish = () => languages.map((language) => publishEdition(desk.app, { language, by: officer }))
const today = () => daysEdition(desk.app, 'en')

test('after a planned edition the usual hour of that day passes over its channel, and what was accepted since waits', () => {
  at('2026-11-20T02:00:00Z')
  accept('Trade corridor opens in Astana')
  plan('08:00')
  at('2026-11-20T03:00:01Z')
  accept('Customs reform announced by ministry')
  at('2026-11-20T04:00:01Z')
  expect([posts(), today()]).toEqual([[1, 1, 1], 'out'])
  at('2026-11-21T04:00:01Z')
  expect(desk.textsTo(channels.en)[1]).toContain('Customs reform announced by ministry')
})

test('an edition published by hand before the hour is the edition of its day; by hand another one may follow', () => {
  at('2026-11-20T03:00:00Z')
  accept('Trade corridor opens in Astana')
  at('2026-11-20T03:50:00Z')
  publish()
  accept('Customs reform announced by ministry')
  at('2026-11-20T04:00:01Z')
  expect(posts()).toEqual([1, 1, 1])
  publish()
  expect(posts()).toEqual([2, 2, 2])
})

test('an hour that the bot was down for is no miss where the day has its edition already', () => {
  at('2026-11-20T03:00:00Z')
  accept()
  publish()
  at('2026-11-20T12:00:00Z')
  expect([posts(), desk.textsTo(staffChat)]).toEqual([[1, 1, 1], []])
})

test('no time can be set for a second edition of the day', () => {
  at('2026-11-20T03:00:00Z')
  accept()
  at('2026-11-20T04:00:00Z')
  accept('Customs reform announced by ministry')
  expect(() => plan('16:30')).toThrow('edition-out')
  expect(desk.app.store.editions.scheduled()).toEqual([])
})

test('a new hour of the edition makes no second one of the day, and none of yesterday is missed', () => {
  at('2026-11-20T03:00:00Z')
  accept()
  at('2026-11-20T04:00:00Z')
  accept('Customs reform announced by ministry')
  const later = { ...desk.app, config: { ...desk.app.config, editionTime: '10:00' } }
  job = createEditionJob(later, () => undefined)
  at('2026-11-20T04:30:00Z')
  at('2026-11-20T05:00:01Z')
  expect([posts(), desk.textsTo(staffChat)]).toEqual([[1, 1, 1], []])
  at('2026-11-21T05:00:01Z')
  expect(posts()).toEqual([2, 2, 2])
})

test('an edition that is made late after midnight is of the day before: the next day has its own', () => {
  desk.app.store.close()
  open({ EDITION_TIME: '22:00' })
  at('2026-11-20T03:00:00Z')
  accept()
  at('2026-11-20T20:00:00Z')
  accept('Customs reform announced by ministry')
  at('2026-11-21T17:00:01Z')
  expect(posts()).toEqual([2, 2, 2])
})

test('a plan that is taken back before the usual hour changes nothing; after it, the hour is said to be over and another can be set', () => {
  at('2026-11-20T03:00:00Z')
  accept()
  plan('11:00')
  plan(null)
  expect(today()).toBe('usual')
  plan('11:00')
  at('2026-11-20T04:00:01Z')
  expect([posts(), today()]).toEqual([[0, 0, 0], 'planned'])
  plan(null)
  expect(today()).toBe('over')
  plan('12:00')
  at('2026-11-20T07:00:01Z')
  expect([posts(), today()]).toEqual([[1, 1, 1], 'out'])
})
