import { afterEach, beforeEach, expect, test } from 'vitest'
import { remindMe } from '#src/actions/remind-me.ts'
import { changeSettings, pauseSubscription } from '#src/actions/subscribe.ts'
import { translatorFor } from '#src/i18n/translator.ts'
import type { Job } from '#src/jobs/job.ts'
import { createRemindersJob } from '#src/jobs/reminders.ts'
import { restrictSource } from '../support/restrict-source.ts'
import { addSubscriber, putEvents } from '../support/subscriber.ts'
import { channels, createTestApp, staffChat, type TestApp } from '../support/test-app.ts'

let bench: TestApp
let job: Job
beforeEach(() => {
  bench = createTestApp({ now: '2027-02-01T06:00:00Z' })
  job = createRemindersJob(bench.app, () => {})
})
afterEach(() => bench.app.store.close())

const to = (chat: number | string) => bench.textsTo(String(chat)).filter((text) => text.includes('ev-t'))

async function at(instant: string): Promise<void> {
  bench.clock.set(instant)
  await job.run()
}

/** 09:00 in Astana on each of the days. */
async function mornings(...days: readonly string[]): Promise<void> {
  for (const day of days) await at(`${day}T04:00:00Z`)
}

function wish(person: number, eventId: string, toggle = true) {
  const { store, clock } = bench.app
  const request = { viewer: { id: person }, book: store.records.book('public'), t: translatorFor('ru') }
  return remindMe(bench.app, { ...request, today: clock.today('Asia/Almaty'), eventId, toggle })
}

test('channels and subscribers are reminded seven days and one day before and on the morning, once each', async () => {
  addSubscriber(bench.app, 1)
  putEvents(bench.app, { id: 'ev-t', start: '2027-02-20', place: { en: 'Baku' }, mode: 'hybrid', organisers: ['AZE'] })
  await mornings('2027-02-12', '2027-02-13', '2027-02-13', '2027-02-14', '2027-02-19', '2027-02-20', '2027-02-21')
  expect(to(1).map((text) => text.split('\n')[0])).toEqual(['<b>In 7 days</b>', '<b>Tomorrow</b>', '<b>Today</b>'])
  expect(to(channels.ru).map((text) => text.split('\n')[0])).toEqual([
    '<b>Через 7 дней</b>',
    '<b>Завтра</b>',
    '<b>Сегодня</b>',
  ])
  expect(to(1)[0]).toMatch(/Baku[\s\S]*hybrid[\s\S]*Azerbaijan/i)
})

test('channels and single wishes are not reminded late in the evening, nor on the day of a first start', async () => {
  putEvents(bench.app, { id: 'ev-t', start: '2027-02-20' }, { id: 'ev-t2', start: '2027-02-21' })
  wish(7, 'ev-t')
  wish(7, 'ev-t2')
  await at('2027-02-13T05:30:00Z')
  expect([to(channels.en), to(7)]).toEqual([[], []])
  await at('2027-02-14T16:30:00Z')
  expect([to(channels.en), to(7)]).toEqual([[], []])
  await at('2027-02-19T15:30:00Z')
  expect([to(channels.en).length, to(7).length]).toEqual([1, 1])
})

test('a channel that is known to take no mail is told of to staff, once a day', async () => {
  putEvents(bench.app, { id: 'ev-t', start: '2027-02-20' }, { id: 'ev-t2', start: '2027-02-20' })
  bench.app.store.chats.markStopped(channels.en, 'gone', bench.clock.now())
  await mornings('2027-02-13', '2027-02-13', '2027-02-19')
  const told = bench.textsTo(staffChat)
  expect(told).toHaveLength(2)
  expect(told[0]).toContain(`English channel: the chat is gone`)
  expect(to(channels.ru)).toHaveLength(4)
})

test('the offsets are the subscriber’s own', async () => {
  addSubscriber(bench.app, 1, { reminders: { days: [3], events: true, deadlines: true } })
  addSubscriber(bench.app, 2, { reminders: { days: [], events: true, deadlines: true } })
  addSubscriber(bench.app, 3, { reminders: { days: [3], events: false, deadlines: true } })
  putEvents(bench.app, { id: 'ev-t', start: '2027-02-20' })
  await mornings('2027-02-13', '2027-02-17', '2027-02-19', '2027-02-20')
  expect(to(1)).toHaveLength(1)
  expect(to(1)[0]).toContain('In 3 days')
  expect([to(2), to(3)]).toEqual([[], []])
})

test('an hour is told in each reader’s own zone, with Astana time as the text', async () => {
  addSubscriber(bench.app, 1)
  putEvents(bench.app, { id: 'ev-t', start: '2027-02-20', startTime: '10:00' })
  await mornings('2027-02-20')
  expect(to(1)[0]).toContain(`<tg-time unix="${Date.parse('2027-02-20T05:00:00Z') / 1000}" format="wDt">`)
  expect(to(1)[0]).toContain('20 February 2027, 10:00 (Astana time)</tg-time>')
})

test('where the morning of the day comes after the beginning, the reminder comes the morning before', async () => {
  // 10:00 in Astana is 00:00 in New York.
  addSubscriber(bench.app, 1, { timeZone: 'America/New_York', reminders: { days: [0], events: true, deadlines: true } })
  putEvents(bench.app, { id: 'ev-t', start: '2027-02-20', startTime: '10:00' })
  await at('2027-02-19T13:59:00Z')
  expect(to(1)).toEqual([])
  await at('2027-02-19T14:00:00Z')
  expect(to(1)).toHaveLength(1)
  await at('2027-02-20T14:00:00Z')
  expect(to(1)).toHaveLength(1)
})

test('an event of several days begins, and is not recalled on its later days', async () => {
  addSubscriber(bench.app, 1)
  putEvents(bench.app, { id: 'ev-t', start: '2027-02-20', end: '2027-02-22' })
  await mornings('2027-02-19', '2027-02-20', '2027-02-21', '2027-02-22')
  expect(to(1).map((text) => text.split('\n')[0])).toEqual(['<b>Begins tomorrow</b>', '<b>Begins today</b>'])
})

test('an event planned for a month is announced when the month begins, and never for tomorrow', async () => {
  addSubscriber(bench.app, 1)
  putEvents(bench.app, { id: 'ev-t', start: '2027-03' }, { id: 'ev-t2', start: '2027-Q2' }, { id: 'ev-t3' })
  await mornings('2027-02-22', '2027-02-28', '2027-03-01', '2027-03-02', '2027-03-31', '2027-04-01')
  expect(to(1)).toHaveLength(1)
  expect(to(1)[0]).toContain('Planned for March 2027; the day is not yet on record')
})

test('cancelled and postponed events are not recalled; a moved one is, by its new date', async () => {
  addSubscriber(bench.app, 1)
  putEvents(bench.app, { id: 'ev-t1', start: '2027-02-20' }, { id: 'ev-t2', start: '2027-02-20' })
  putEvents(bench.app, { id: 'ev-t1', start: '2027-02-20', status: 'cancelled' }, { id: 'ev-t2', start: '2027-02-27' })
  await mornings('2027-02-13', '2027-02-19', '2027-02-20')
  expect(to(1)).toHaveLength(1)
  expect(to(1)[0]).toMatch(/In 7 days[\s\S]*ev-t2/)
})

test('a restricted event is recalled to focal points only, and to those not suspended', async () => {
  const { people } = bench.app.store
  people.grant({ id: 2, access: 'focal-point' }, null, bench.clock.now())
  people.grant({ id: 3, access: 'focal-point' }, null, bench.clock.now())
  people.setSuspended(3, people.find(3)?.version ?? 0, true)
  for (const chat of [1, 2, 3, '-100']) addSubscriber(bench.app, chat)
  putEvents(bench.app, { id: 'ev-t', start: '2027-02-20', visibility: 'restricted' })
  await mornings('2027-02-19')
  expect([1, 2, 3, '-100', channels.en].map((chat) => to(chat).length)).toEqual([0, 1, 0, 0, 0])
})

test('“remind me” works without a subscription, in the person’s language, and ends with a second press', async () => {
  putEvents(bench.app, { id: 'ev-t', start: '2027-02-20' })
  expect(wish(7, 'ev-t')).toBe('on')
  expect(wish(8, 'ev-t')).toBe('on')
  expect(wish(8, 'ev-t')).toBe('off')
  await mornings('2027-02-19')
  expect(to(7)).toHaveLength(1)
  expect(to(7)[0]).toContain('<b>Завтра</b>')
  expect(to(8)).toEqual([])
})

test('who has a subscription and pressed “remind me” too is reminded once, in their own morning', async () => {
  addSubscriber(bench.app, 7, { timeZone: 'Asia/Tokyo' })
  addSubscriber(bench.app, 8, {
    subjects: [{ kind: 'keyword', value: 'nothing' }],
    reminders: { days: [], events: false, deadlines: false },
  })
  const paused = addSubscriber(bench.app, 9)
  pauseSubscription(bench.app, paused.id, undefined, 9)
  putEvents(bench.app, { id: 'ev-t', start: '2027-02-20' })
  for (const person of [7, 8, 9]) wish(person, 'ev-t')
  await at('2027-02-19T00:00:00Z')
  expect(to(7)).toHaveLength(1)
  await mornings('2027-02-19')
  expect([7, 8, 9].map((chat) => to(chat).length)).toEqual([1, 1, 0])
})

test('quiet hours hold a reminder back until they end', async () => {
  addSubscriber(bench.app, 1, { quiet: { from: '19:00', until: '11:00' } })
  putEvents(bench.app, { id: 'ev-t', start: '2027-02-20' })
  await mornings('2027-02-19')
  const row = bench.mail().find(({ key }) => key.startsWith('reminder:event:ev-t:') && key.includes(':1:0:'))
  expect(row?.dueAt.toISOString()).toBe('2027-02-19T06:00:00.000Z')
})

test('an event that is on record as held is recalled on a rehearsed day before it', async () => {
  addSubscriber(bench.app, 1)
  putEvents(bench.app, { id: 'ev-t', start: '2027-02-20', status: 'held' })
  await mornings('2027-02-19')
  expect(to(1)).toHaveLength(1)
  expect(to(channels.en)).toHaveLength(1)
})

test('on a rehearsed morning the committed record of the next day’s meeting is recalled, in channels and to subscribers', async () => {
  bench.clock.set('2025-09-08T03:59:40Z')
  addSubscriber(bench.app, 1, { deliveryTime: '18:00' })
  await at('2025-09-08T04:00:00Z')
  for (const chat of ['1', channels.en]) {
    const [text, ...more] = bench.textsTo(chat)
    expect(more).toEqual([])
    expect(text).toMatch(/^<b>Begins tomorrow<\/b>[\s\S]*9–10 September 2025/)
  }
})

test('a reminder is not sent after the morning was missed by half a day', async () => {
  addSubscriber(bench.app, 1)
  putEvents(bench.app, { id: 'ev-t', start: '2027-02-20' })
  await mornings('2027-02-18')
  await at('2027-02-19T16:30:00Z')
  expect(to(1)).toEqual([])
  await mornings('2027-02-20')
  expect(to(1)).toHaveLength(1)
})

test('a record of which no reminder can be made costs nobody the reminders of others', async () => {
  addSubscriber(bench.app, 1)
  // Taken in before ids were kept short: the data of its buttons are too long for Telegram.
  putEvents(bench.app, { id: `ev-${'x'.repeat(60)}`, start: '2027-02-20' }, { id: 'ev-t', start: '2027-02-20' })
  wish(2, 'ev-t')
  await mornings('2027-02-19', '2027-02-20')
  expect([to(1).length, to(2).length, to(channels.kk).length]).toEqual([2, 2, 2])
})

test('a setting that is changed a second after nine costs nobody that morning’s reminder, and brings none twice', async () => {
  const { id } = addSubscriber(bench.app, 1)
  putEvents(bench.app, { id: 'ev-t', start: '2027-02-20' })
  bench.clock.set('2027-02-20T04:00:01Z')
  changeSettings(bench.app, id, { weekday: 3 })
  addSubscriber(bench.app, 1, { language: 'ru' })
  await job.run()
  expect(to(1).map((text) => text.split('\n')[0])).toEqual(['<b>Сегодня</b>'])
  changeSettings(bench.app, id, { weekday: 4 })
  await mornings('2027-02-20', '2027-02-21')
  expect(to(1)).toHaveLength(1)
})

test('a setting that is changed while a long morning is under way keeps the reminder', async () => {
  const ids = Array.from({ length: 600 }, (_, at) => addSubscriber(bench.app, 10_000 + at).id)
  putEvents(bench.app, { id: 'ev-t', start: '2027-02-20' })
  let pages = 0
  job = createRemindersJob(bench.app, () => {
    pages += 1
    // The channels come first, then the first page of subscribers: the last of them is not served yet.
    if (pages === 2) changeSettings(bench.app, ids.at(-1) ?? 0, { weekday: 2 })
  })
  await mornings('2027-02-20')
  expect(pages).toBeGreaterThan(2)
  expect(to(10_599)).toHaveLength(1)
})

test('restricting a document while a long morning is under way reaches those who are still to be reminded', async () => {
  for (let chat = 1; chat <= 501; chat += 1) addSubscriber(bench.app, chat)
  putEvents(bench.app, { id: 'ev-t', start: '2027-02-20' })
  bench.clock.set('2027-02-13T04:00:00Z')
  let rounds = 0
  job = createRemindersJob(bench.app, () => {
    rounds += 1
    // The first round is that of the channels, the second the first page of subscribers.
    if (rounds === 2) restrictSource(bench.app)
  })
  await job.run()
  expect(bench.mail().filter(({ state }) => state === 'pending')).toEqual([])
})
