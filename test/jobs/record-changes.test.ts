import { afterEach, beforeEach, expect, test } from 'vitest'
import { remindMe } from '#src/actions/remind-me.ts'
import { translatorFor } from '#src/i18n/translator.ts'
import type { Job } from '#src/jobs/job.ts'
import { createRecordChangesJob } from '#src/jobs/record-changes.ts'
import { createRemindersJob } from '#src/jobs/reminders.ts'
import { deadlinesView } from '#src/views/records/deadlines.ts'
import { addDeadline } from '../support/add-event.ts'
import { restrictSource } from '../support/restrict-source.ts'
import { addSubscriber, putEvents } from '../support/subscriber.ts'
import { channels, createTestApp, type TestApp } from '../support/test-app.ts'

let bench: TestApp
let job: Job
beforeEach(() => {
  bench = createTestApp({ now: '2027-02-01T06:00:00Z' })
  job = createRecordChangesJob(bench.app, () => {})
})
afterEach(() => bench.app.store.close())

const to = (chat: number | string) => bench.textsTo(String(chat))

function wish(person: number, eventId: string) {
  const { store, clock } = bench.app
  const request = { viewer: { id: person }, book: store.records.book('public'), t: translatorFor('kk') }
  return remindMe(bench.app, { ...request, today: clock.today('Asia/Almaty'), eventId, toggle: false })
}

const planned = { id: 'ev-t', start: '2027-02-20', place: { en: 'Baku' }, dimension: 'economic' } as const

test('a moved event tells subscribers, channels and those who asked, with the old date and the new', async () => {
  addSubscriber(bench.app, 1)
  addSubscriber(bench.app, 2, { language: 'ru', subjects: [{ kind: 'dimension', value: 'economic' }] })
  putEvents(bench.app, planned)
  wish(7, 'ev-t')
  putEvents(bench.app, { ...planned, start: '2027-03-05', place: { en: 'Astana' } })
  await job.run()
  await job.run()
  expect([1, 2, 7, channels.en, channels.ru, channels.kk].map((chat) => to(chat).length)).toEqual([1, 1, 1, 1, 1, 1])
  expect(to(1)[0]).toContain('<b>New date</b>')
  expect(to(1)[0]).toContain('20 February 2027 → 5 March 2027')
  expect(to(1)[0]).toContain('Baku → Astana')
  expect(to(2)[0]).toContain('20 февраля 2027 г. → 5 марта 2027 г.')
  expect(to(7)[0]).toContain('2027 жылғы 20 ақпан → 2027 жылғы 5 наурыз')
})

test('a slip in the date that is corrected at once costs nobody the reminder of that morning', async () => {
  const quiet = { from: '22:00', until: '10:00' }
  addSubscriber(bench.app, 1, { quiet })
  putEvents(bench.app, planned)
  addDeadline(bench.app, { id: 'dl-t', title: 'Report', due: '2027-02-20' })
  const reminders = createRemindersJob(bench.app, () => {})
  bench.clock.set('2027-02-13T04:00:05Z')
  await reminders.run()
  const states = () => bench.mail().map(({ key, state }) => `${key} ${state}`)
  const before = states()
  expect(before).toHaveLength(8)
  putEvents(bench.app, { ...planned, start: '2027-02-27' })
  addDeadline(bench.app, { id: 'dl-t', title: 'Report', due: '2027-02-27' })
  expect(bench.app.store.outbox.counts()).toMatchObject({ pending: 0, cancelled: 8 })
  putEvents(bench.app, planned)
  addDeadline(bench.app, { id: 'dl-t', title: 'Report', due: '2027-02-20' })
  await job.run()
  await reminders.run()
  expect(states()).toEqual(before)
})

test('nobody is told who would not have been reminded', async () => {
  const elsewhere = [{ kind: 'dimension', value: 'environmental' } as const]
  addSubscriber(bench.app, 1, { subjects: elsewhere })
  addSubscriber(bench.app, 2, { reminders: { days: [], events: true, deadlines: true } })
  addSubscriber(bench.app, 3, { reminders: { days: [1], events: false, deadlines: true } })
  putEvents(bench.app, planned)
  putEvents(bench.app, { ...planned, status: 'cancelled' })
  await job.run()
  expect([1, 2, 3].map((chat) => to(chat).length)).toEqual([0, 0, 0])
  expect(to(channels.en)[0]).toContain('<b>Cancelled</b>')
})

test('an event without a day, one that is over, and a report that it was held tell nobody', async () => {
  addSubscriber(bench.app, 1)
  putEvents(
    bench.app,
    { id: 'a' },
    { id: 'b', start: '2027-Q3' },
    { id: 'c', start: '2027-01-10' },
    { ...planned, id: 'd' },
  )
  putEvents(
    bench.app,
    { id: 'a', status: 'cancelled' },
    { id: 'b', start: '2027-Q4' },
    { id: 'c', start: '2027-01-12' },
    { ...planned, id: 'd', status: 'held' },
  )
  await job.run()
  expect([...to(1), ...to(channels.en)]).toEqual([])
})

test('a month that becomes a day is a new date', async () => {
  addSubscriber(bench.app, 1)
  putEvents(bench.app, { ...planned, start: '2027-03' })
  putEvents(bench.app, { ...planned, start: '2027-03-12' })
  await job.run()
  expect(to(1)[0]).toContain('March 2027 → 12 March 2027')
})

test('a postponed event names the date of the event that it became, and its reminders move with it', async () => {
  putEvents(bench.app, planned)
  wish(7, 'ev-t')
  putEvents(
    bench.app,
    { ...planned, status: 'postponed', postponedTo: 'ev-u' },
    { ...planned, id: 'ev-u', start: '2027-03-05' },
  )
  await job.run()
  expect(to(channels.en)[0]).toMatch(/Postponed[\s\S]*20 February 2027 → 5 March 2027/)
  expect(to(7)).toHaveLength(1)
  bench.clock.set('2027-03-04T04:00:00Z')
  await createRemindersJob(bench.app, () => {}).run()
  expect(to(7)).toHaveLength(2)
  expect(to(7)[1]).toContain('ev-u')
})

test('a postponement that is taken back at once leaves “remind me” where it was; one that is put right takes it along', async () => {
  const later = { ...planned, id: 'ev-u', start: '2027-05-20' }
  const latest = { ...planned, id: 'ev-v', start: '2027-06-20' }
  const other = { ...planned, id: 'ev-o' }
  putEvents(bench.app, planned, other)
  for (const id of ['ev-t', 'ev-o']) wish(7, id)
  const postponed = { status: 'postponed', postponedTo: 'ev-u' }
  putEvents(bench.app, later, { ...planned, ...postponed }, { ...other, ...postponed })
  putEvents(bench.app, latest, planned, { ...other, ...postponed, postponedTo: 'ev-v' })
  expect(bench.app.store.reminderWishes.wishesOf(7)).toEqual(['ev-o', 'ev-t'])
  await job.run()
  expect(to(7)).toEqual([expect.stringContaining('20 маусым')])
  expect(bench.app.store.reminderWishes.wishesOf(7)).toEqual(['ev-t', 'ev-v'])
  bench.clock.set('2027-02-19T04:00:00Z')
  await createRemindersJob(bench.app, () => {}).run()
  expect(to(7)).toHaveLength(2)
  expect(to(7)[1]).toContain('ev-t')
})

test('a postponement that is taken back while people are told of it leaves “remind me” where it was, and tells of both', async () => {
  for (let chat = 1; chat <= 600; chat += 1)
    addSubscriber(bench.app, chat, { subjects: [{ kind: 'keyword', value: 'nothing' }] })
  putEvents(bench.app, planned, { ...planned, id: 'ev-u', start: '2027-05-20' })
  for (const person of [600, 900]) wish(person, 'ev-t')
  putEvents(bench.app, { ...planned, status: 'postponed', postponedTo: 'ev-u' })
  let batches = 0
  await createRecordChangesJob(bench.app, () => {
    batches += 1
    if (batches === 1) putEvents(bench.app, planned)
  }).run()
  for (const person of [600, 900]) {
    expect(bench.app.store.reminderWishes.wishesOf(person)).toEqual(['ev-t'])
    expect(to(person)).toEqual([expect.stringContaining('<b>'), expect.stringContaining('<b>')])
  }
})

test('a postponement that many are told of in several batches tells each of those who asked once', async () => {
  for (let chat = 1; chat <= 700; chat += 1)
    addSubscriber(bench.app, chat, { subjects: [{ kind: 'keyword', value: 'nothing' }] })
  putEvents(bench.app, planned, { ...planned, id: 'ev-u', start: '2027-03-05' })
  for (const person of [1, 700, 900]) wish(person, 'ev-t')
  wish(700, 'ev-u')
  putEvents(bench.app, { ...planned, status: 'postponed', postponedTo: 'ev-u' })
  await job.run()
  expect([1, 2, 700, 900].map((chat) => to(chat).length)).toEqual([1, 0, 1, 1])
  expect([1, 700, 900].map((person) => bench.app.store.reminderWishes.wishesOf(person))).toEqual([
    ['ev-u'],
    ['ev-u'],
    ['ev-u'],
  ])
})

test('a postponed event without a new date says so', async () => {
  putEvents(bench.app, planned)
  putEvents(bench.app, { ...planned, status: 'postponed' })
  await job.run()
  expect(to(channels.en)[0]).toContain('It was planned for 20 February 2027.')
  expect(to(channels.en)[0]).toContain('A new date has not been announced.')
})

test('an event that takes place after all says so', async () => {
  putEvents(bench.app, planned)
  putEvents(bench.app, { ...planned, status: 'cancelled' })
  await job.run()
  putEvents(bench.app, { ...planned, status: 'confirmed' })
  await job.run()
  expect(to(channels.en).map((text) => text.split('\n')[0])).toEqual([
    '<b>Cancelled</b>',
    '<b>Takes place after all</b>',
  ])
})

test('a slip that is corrected before anybody was told tells nobody; two changes in a row are told as one', async () => {
  putEvents(bench.app, planned, { ...planned, id: 'ev-s' })
  putEvents(bench.app, { ...planned, status: 'cancelled' }, { ...planned, id: 'ev-s', start: '2027-02-21' })
  putEvents(bench.app, planned, { ...planned, id: 'ev-s', start: '2027-02-22' })
  await job.run()
  expect(to(channels.en)).toHaveLength(1)
  expect(to(channels.en)[0]).toContain('20 February 2027 → 22 February 2027')
})

test('a restricted event’s change reaches focal points only, and one that was restricted is not told as moved', async () => {
  bench.app.store.people.grant({ id: 2, access: 'focal-point' }, null, bench.clock.now())
  for (const chat of [1, 2]) addSubscriber(bench.app, chat)
  const secret = { ...planned, visibility: 'restricted' }
  putEvents(bench.app, secret, { ...secret, id: 'ev-o' })
  putEvents(bench.app, { ...secret, start: '2027-03-01' }, { ...planned, id: 'ev-o', start: '2027-03-02' })
  await job.run()
  expect(to(1)).toEqual([])
  expect(to(channels.en)).toEqual([])
  expect(to(2)).toHaveLength(2)
  expect(to(2)[0]).toContain('🔒')
})

test('a reminder of the old plan that waits for the end of quiet hours is not sent any more', async () => {
  addSubscriber(bench.app, 1, { quiet: { from: '19:00', until: '11:00' } })
  putEvents(bench.app, planned)
  bench.clock.set('2027-02-19T04:00:00Z')
  await createRemindersJob(bench.app, () => {}).run()
  putEvents(bench.app, { ...planned, status: 'cancelled' })
  await job.run()
  const states = bench
    .mail()
    .filter(({ chat }) => chat === '1')
    .map(({ key, state }) => [key.split(':')[0], state])
  expect(states).toEqual([
    ['reminder', 'cancelled'],
    ['change', 'pending'],
  ])
})

test('everybody is told once, however many there are and wherever a kill interrupts', async () => {
  for (let chat = 1; chat <= 1200; chat += 1) addSubscriber(bench.app, chat)
  putEvents(bench.app, planned)
  putEvents(bench.app, { ...planned, start: '2027-02-27' })
  await job.run()
  await createRecordChangesJob(bench.app, () => {}).run()
  const told = bench
    .mail()
    .filter(({ key }) => key.startsWith('change:'))
    .map(({ chat }) => chat)
  expect(told).toHaveLength(1203)
  expect(new Set(told).size).toBe(1203)
})

const note = { id: 'dl-t', title: 'Comments on the draft', due: '2027-02-20' } as const
const off = { days: [7, 1, 0], events: true, deadlines: false }

test('a deadline with a new date tells those who are reminded of deadlines and the channels, old date and new', async () => {
  addSubscriber(bench.app, 1)
  addSubscriber(bench.app, 2, { language: 'ru', subjects: [{ kind: 'dimension', value: 'economic' }] })
  addSubscriber(bench.app, 3, { reminders: off })
  addSubscriber(bench.app, 4, { reminders: { days: [], events: true, deadlines: true } })
  addSubscriber(bench.app, 5, { language: 'kk', subjects: [{ kind: 'keyword', value: 'comments' }] })
  addSubscriber(bench.app, 6, { subjects: [{ kind: 'state', value: 'THA' }] })
  addDeadline(bench.app, note)
  const before = bench.app.store.bulletins.newest()
  addDeadline(bench.app, { ...note, due: '2027-03-05' })
  await job.run()
  await job.run()
  expect([1, 2, 3, 4, 5, 6].map((chat) => to(chat).length)).toEqual([1, 1, 0, 0, 1, 0])
  expect(to(1)[0]).toMatch(/<b>New deadline<\/b>[\s\S]*Comments on the draft[\s\S]*20 February 2027 → 5 March 2027/)
  expect(to(2)[0]).toContain('20 февраля 2027 г. → 5 марта 2027 г.')
  expect(to(5)[0]).toContain('<b>Жаңа мерзім</b>')
  expect(Object.values(channels).map((chat) => to(chat).length)).toEqual([1, 1, 1])
  // Nothing twice: it is told by this notice, and not by a digest too.
  expect(bench.app.store.bulletins.newest()).toBe(before)
})

test('a deadline that is withdrawn tells them too, is recalled no more, and shows as withdrawn', async () => {
  addSubscriber(bench.app, 1, { quiet: { from: '19:00', until: '11:00' } })
  addDeadline(bench.app, note)
  bench.clock.set('2027-02-19T04:00:00Z')
  const reminders = createRemindersJob(bench.app, () => {})
  await reminders.run()
  addDeadline(bench.app, { ...note, withdrawnOn: '2027-02-19' })
  await job.run()
  const states = bench.mail().filter(({ chat }) => chat === '1')
  expect(states.map(({ key, state }) => [key.split(':')[0], state])).toEqual([
    ['reminder', 'cancelled'],
    ['change', 'pending'],
  ])
  expect(to(1)[1]).toMatch(/<b>Deadline withdrawn<\/b>[\s\S]*It was set for 20 February 2027\./)
  bench.clock.set('2027-02-20T04:00:00Z')
  await reminders.run()
  expect(to(1)).toHaveLength(2)
  const context = {
    book: bench.app.store.records.book('public'),
    today: bench.clock.today('Asia/Almaty'),
    t: translatorFor('en'),
  }
  const shown = deadlinesView({}, context).reply.blocks.map(({ markup }) => markup)
  expect(shown.join('\n')).toMatch(/There is no public record of a deadline ahead[\s\S]*Withdrawn: 19 February 2027/)
})

test('a restricted deadline’s change reaches focal points only; one that is over, or put right at once, tells nobody', async () => {
  bench.app.store.people.grant({ id: 2, access: 'focal-point' }, null, bench.clock.now())
  for (const chat of [1, 2]) addSubscriber(bench.app, chat)
  const secret = { ...note, visibility: 'restricted' } as const
  const past = { ...note, id: 'dl-past', due: '2027-01-10' }
  const slip = { ...note, id: 'dl-slip' }
  for (const each of [secret, past, slip]) addDeadline(bench.app, each)
  const moved = { due: '2027-03-05' }
  for (const each of [{ ...secret, ...moved }, { ...past, due: '2027-01-12' }, { ...slip, ...moved }, slip])
    addDeadline(bench.app, each)
  await job.run()
  expect([...to(1), ...to(channels.en)]).toEqual([])
  expect(to(2)).toEqual([expect.stringContaining('🔒')])
})

test('a change that cannot be told holds back none that comes after it', async () => {
  addSubscriber(bench.app, 1)
  // Taken in before ids were kept short: the data of its button are too long for Telegram.
  const long = `ev-${'x'.repeat(60)}`
  putEvents(bench.app, { id: long, start: '2027-03-20' }, { id: 'ev-t', start: '2027-03-20' })
  putEvents(bench.app, { id: long, start: '2027-03-21' }, { id: 'ev-t', start: '2027-03-21' })
  await job.run()
  expect(to(1)).toEqual([expect.stringContaining('ev-t')])
})

test('whether an event lies ahead goes by the zone that the Secretariat set', async () => {
  // In Honolulu it is still the day before.
  bench = createTestApp({ now: '2027-02-20T06:00:00Z', environment: { TIME_ZONE: 'Pacific/Honolulu' } })
  job = createRecordChangesJob(bench.app, () => {})
  putEvents(bench.app, { ...planned, start: '2027-02-19' })
  putEvents(bench.app, { ...planned, start: '2027-03-05' })
  await job.run()
  expect(to(channels.en)).toEqual([expect.stringContaining('19 February 2027 → 5 March 2027')])
})

test('restricting a document while a change is being told reaches those who are still to be told', async () => {
  for (let chat = 1; chat <= 501; chat += 1) addSubscriber(bench.app, chat)
  putEvents(bench.app, planned)
  putEvents(bench.app, { ...planned, start: '2027-03-05' })
  let rounds = 0
  job = createRecordChangesJob(bench.app, () => {
    rounds += 1
    if (rounds === 1) restrictSource(bench.app)
  })
  await job.run()
  await job.run()
  expect(rounds).toBeGreaterThan(0)
  expect(bench.mail().filter(({ state }) => state === 'pending')).toEqual([])
})
