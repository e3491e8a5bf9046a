import { afterEach, beforeEach, expect, test } from 'vitest'
import { remindMe } from '#src/actions/remind-me.ts'
import { pauseSubscription, resumeSubscription, unsubscribe } from '#src/actions/subscribe.ts'
import { translatorFor } from '#src/i18n/translator.ts'
import { createDigestsJob } from '#src/jobs/digests.ts'
import { createRecordChangesJob } from '#src/jobs/record-changes.ts'
import { createRemindersJob } from '#src/jobs/reminders.ts'
import { enqueue } from '#src/outbox/enqueue.ts'
import { restrictSource } from '../support/restrict-source.ts'
import { addSubscriber, putEvents } from '../support/subscriber.ts'
import { channels, createTestApp, type TestApp } from '../support/test-app.ts'

let bench: TestApp
beforeEach(() => {
  bench = createTestApp({ now: '2027-02-01T06:00:00Z' })
})
afterEach(() => bench.app.store.close())

/** Nine in the morning falls into them. */
const quiet = { from: '22:00', until: '11:00' }

/** What was made for a chat: `reminder pending`, in the order in which it was made. */
function standing(chat: number | string): string[] {
  const rows = bench.mail().filter((row) => row.chat === String(chat))
  return rows.map(({ key, state }) => `${key.split(':')[0]} ${state}`)
}

/** At nine in Astana a digest is made, an event is recalled as of today, and another has moved. */
async function morning(): Promise<void> {
  bench.clock.set('2027-02-19T06:00:00Z')
  putEvents(bench.app, { id: 'ev-t', start: '2027-02-20' }, { id: 'ev-m', start: '2027-03-20' })
  bench.clock.set('2027-02-20T04:00:01Z')
  putEvents(bench.app, { id: 'ev-m', start: '2027-03-21' })
  for (const create of [createRecordChangesJob, createRemindersJob, createDigestsJob])
    await create(bench.app, () => {}).run()
}

function wish(person: number, eventId = 'ev-t') {
  const { store, clock } = bench.app
  const request = { viewer: { id: person }, book: store.records.book('public'), t: translatorFor('en') }
  return remindMe(bench.app, { ...request, today: clock.today('Asia/Almaty'), eventId, toggle: true })
}

const held = ['change pending', 'reminder pending', 'digest pending']
const takenBack = ['change cancelled', 'reminder cancelled', 'digest cancelled']

test('who unsubscribes gets nothing of what waits, neither digest nor reminder nor notice; others get theirs', async () => {
  for (const chat of [1, 2]) addSubscriber(bench.app, chat, { quiet })
  addSubscriber(bench.app, '-100', { quiet }, 7)
  addSubscriber(bench.app, '-100', { quiet }, 8)
  await morning()
  expect([1, 2].map(standing)).toEqual([held, held])
  unsubscribe(bench.app, { chat: '1', thread: 0 }, 1)
  unsubscribe(bench.app, { chat: '-100', thread: 7 }, 1)
  expect([1, 2].map(standing)).toEqual([takenBack, held])
  const topics = bench.mail().filter(({ chat }) => chat === '-100')
  expect(topics.filter(({ state }) => state === 'cancelled').map(({ thread }) => thread)).toEqual([7, 7, 7])
  expect(topics).toHaveLength(6)
})

test('what was told to somebody for another reason than the subscription is not taken back with it', () => {
  const { app } = bench
  addSubscriber(app, 1)
  const mail = { chat: '1', thread: 0, priority: 'digest', dueAt: app.clock.now(), safeToRepeat: true } as const
  enqueue(app.store, [{ ...mail, key: 'trouble:1', payload: { kind: 'message', html: 'x' } }], app.clock.now())
  unsubscribe(app, { chat: '1', thread: 0 }, 1)
  expect(standing(1)).toEqual(['trouble pending'])
})

test('“remind me” outlives the subscription, and with it the reminder of that event that waits', async () => {
  addSubscriber(bench.app, 1, { quiet })
  putEvents(bench.app, { id: 'ev-t', start: '2027-02-20' })
  wish(1)
  await morning()
  unsubscribe(bench.app, { chat: '1', thread: 0 }, 1)
  expect(standing(1)).toEqual(['change cancelled', 'reminder pending', 'digest cancelled'])
})

test('one of the Secretariat’s own channels loses its subscription’s digest, and no reminder of its own', async () => {
  addSubscriber(bench.app, channels.en)
  await morning()
  expect(standing(channels.en)).toEqual(held)
  unsubscribe(bench.app, { chat: channels.en, thread: 0 }, 1)
  expect(standing(channels.en)).toEqual(['change pending', 'reminder pending', 'digest cancelled'])
})

test('a pause holds back what waits; one that ends the same morning costs no reminder and no notice', async () => {
  const { id } = addSubscriber(bench.app, 1, { quiet })
  const other = addSubscriber(bench.app, 2, { quiet })
  await morning()
  pauseSubscription(bench.app, id, undefined, 1)
  pauseSubscription(bench.app, other.id, undefined, 2)
  expect([1, 2].map(standing)).toEqual([takenBack, takenBack])
  bench.clock.set('2027-02-20T05:00:00Z')
  resumeSubscription(bench.app, id, 1)
  expect(standing(1)).toEqual(['change pending', 'reminder pending', 'digest cancelled'])
  bench.clock.set('2027-02-21T05:00:00Z')
  resumeSubscription(bench.app, other.id, 2)
  expect(standing(2)).toEqual(takenBack)
})

test('what became untrue during a pause does not come after it', async () => {
  const { id } = addSubscriber(bench.app, 1, { quiet })
  await morning()
  pauseSubscription(bench.app, id, undefined, 1)
  putEvents(bench.app, { id: 'ev-t', start: '2027-02-20', status: 'cancelled' }, { id: 'ev-m', start: '2027-03-25' })
  resumeSubscription(bench.app, id, 1)
  expect(standing(1)).toEqual(takenBack)
})

test('what became restricted during a pause does not come after it', async () => {
  const { id } = addSubscriber(bench.app, 1, { quiet })
  await morning()
  pauseSubscription(bench.app, id, undefined, 1)
  restrictSource(bench.app)
  resumeSubscription(bench.app, id, 1)
  expect(standing(1)).toEqual(takenBack)
})

test('a sending that staff stop while somebody rests stays stopped for them too, and goes on with it', async () => {
  const { id } = addSubscriber(bench.app, 1, { quiet })
  await morning()
  pauseSubscription(bench.app, id, undefined, 1)
  const { store, clock } = bench.app
  const reminders = bench.mail().find(({ key }) => key.startsWith('reminder:event:ev-t:2027-02-20:0:1:'))
  store.outbox.broadcasts.stop(reminders?.broadcast ?? 0, clock.now())
  resumeSubscription(bench.app, id, 1)
  bench.clock.set('2027-02-20T06:00:01Z')
  const ready = () => {
    const keys: string[] = []
    store.outbox.claim({
      ...{ now: clock.now(), limit: 50 },
      judge: (row) => {
        keys.push(`${row.chat} ${row.key.split(':')[0]}`)
        return { kind: 'later', at: new Date(clock.now().getTime() + 1) }
      },
    })
    bench.clock.advance(1)
    return keys
  }
  expect(ready()).not.toContain('1 reminder')
  store.outbox.broadcasts.resume(reminders?.broadcast ?? 0)
  expect(ready()).toContain('1 reminder')
})

test('“remind me” that is ended takes back the reminder that waits; pressed again it lets it go', async () => {
  // The subscription holds the hours only: what it follows is something else.
  addSubscriber(bench.app, 1, { quiet, subjects: [{ kind: 'keyword', value: 'nothing' }] })
  addSubscriber(bench.app, 2, { quiet })
  putEvents(bench.app, { id: 'ev-t', start: '2027-02-20' })
  for (const person of [1, 2]) wish(person)
  await morning()
  expect(standing(1)).toEqual(['reminder pending'])
  expect([1, 2].map((person) => wish(person))).toEqual(['off', 'off'])
  expect(standing(1)).toEqual(['reminder cancelled'])
  // Whose subscription follows the event is reminded all the same.
  expect(standing(2)).toEqual(held)
  wish(1)
  expect(standing(1)).toEqual(['reminder pending'])
  wish(1)
  bench.clock.set('2027-02-20T20:00:00Z')
  wish(1)
  expect(standing(1)).toEqual(['reminder cancelled'])
})
