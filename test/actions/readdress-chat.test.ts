import { afterEach, beforeEach, expect, test } from 'vitest'
import { readdressChat } from '#src/actions/readdress-chat.ts'
import { createDigestsJob } from '#src/jobs/digests.ts'
import { createRecordChangesJob } from '#src/jobs/record-changes.ts'
import { createRemindersJob } from '#src/jobs/reminders.ts'
import { addSubscriber, putEvents } from '../support/subscriber.ts'
import { createTestApp, type TestApp } from '../support/test-app.ts'

let bench: TestApp
beforeEach(() => {
  bench = createTestApp({ now: '2027-02-01T06:00:00Z' })
})
afterEach(() => bench.app.store.close())

const [group, supergroup] = ['-5', '-1005']

/** What is on its way to the supergroup, under which number. */
const onItsWay = () =>
  bench
    .mail()
    .filter(({ chat, state }) => chat === supergroup && state === 'pending')
    .map(({ key, thread }) => [key.split(':')[0], thread])

async function morning(): Promise<void> {
  putEvents(bench.app, { id: 'ev-t', start: '2027-02-09' }, { id: 'ev-m', start: '2027-03-20' })
  bench.clock.set('2027-02-02T04:00:01Z')
  putEvents(bench.app, { id: 'ev-m', start: '2027-03-21' })
  for (const create of [createRecordChangesJob, createRemindersJob, createDigestsJob])
    await create(bench.app, () => {}).run()
}

test('a group that became a supergroup with a subscription of its own is sent everything once from then on', async () => {
  for (const chat of [group, supergroup]) addSubscriber(bench.app, chat)
  readdressChat(bench.app, group, supergroup)
  await morning()
  expect(onItsWay()).toEqual([
    ['change', 0],
    ['reminder', 0],
    ['digest', 0],
  ])
  expect(bench.app.store.subscriptions.find(group, 0)?.status).toBe('stopped')
})

test('what was made for both before that was known goes once, and what was made for one of them only goes too', async () => {
  for (const chat of [group, supergroup]) addSubscriber(bench.app, chat)
  addSubscriber(bench.app, group, {}, 3)
  addSubscriber(bench.app, group, {}, 4)
  addSubscriber(
    bench.app,
    supergroup,
    { deliveryTime: '18:00', reminders: { days: [], events: false, deadlines: false } },
    4,
  )
  await morning()
  readdressChat(bench.app, group, supergroup)
  readdressChat(bench.app, group, supergroup)
  const of = (thread: number) => onItsWay().flatMap(([kind, each]) => (each === thread ? kind : []))
  expect([0, 3, 4].map((thread) => of(thread).sort())).toEqual([
    ['change', 'digest', 'reminder'],
    ['change', 'digest', 'reminder'],
    ['change', 'digest', 'reminder'],
  ])
  expect(bench.app.store.subscriptions.find(supergroup, 3)?.status).toBe('active')
})
