import { afterEach, beforeEach, expect, test } from 'vitest'
import { reopenItem, settleItem } from '#src/actions/settle-item.ts'
import { stopBroadcast } from '#src/actions/stop-broadcast.ts'
import { createHeldItemsJob } from '#src/jobs/held-items.ts'
import { createHousekeeping } from '#src/jobs/housekeeping.ts'
import { createRecordChangesJob } from '#src/jobs/record-changes.ts'
import { enqueue } from '#src/outbox/enqueue.ts'
import { addSubscriber, putEvents } from '../support/subscriber.ts'
import { createTestApp, type TestApp } from '../support/test-app.ts'

let desk: TestApp
let night: ReturnType<typeof createHousekeeping>
beforeEach(() => {
  desk = createTestApp({ now: '2026-11-16T06:00:00Z' })
  night = createHousekeeping(desk.app)
})
afterEach(() => desk.app.store.close())

async function nightAt(instant: string): Promise<void> {
  desk.clock.set(instant)
  await night.run()
}

const by = 1003
const stateOf = (id: number) => desk.app.store.items.find(id)?.state

function mail(count: number, name: string, rest: { chain?: string; broadcast?: `bulk:${string}` } = {}): void {
  const { store, clock } = desk.app
  const at = clock.now()
  const payload = { kind: 'message', html: 'Text' } as const
  const rows = Array.from({ length: count }, (_, index) => {
    const chat = String(5000 + (rest.chain === undefined ? index : 0))
    return { key: `${name}:${index}`, chat, payload, priority: 'bulk', dueAt: at, safeToRepeat: true, ...rest } as const
  })
  store.transaction(() => enqueue(store, rows, at))
}

const left = () => Object.values(desk.app.store.outbox.counts()).reduce((sum, count) => sum + count, 0)

test('one night forgets all settled mail of before thirty days, however much it is', async () => {
  mail(12_000, 'morning')
  desk.app.store.outbox.cancel('morning', desk.clock.now())
  await nightAt('2026-12-10T22:31:00Z')
  expect(left()).toBe(12_000)
  await nightAt('2026-12-17T22:31:00Z')
  expect(left()).toBe(0)
})

test('mail that nobody decided on goes after thirty days with what waits behind it; what still is to go stays', async () => {
  const { store, clock } = desk.app
  mail(3, 'post', { chain: 'post' })
  const [row] = store.outbox.claim({ now: clock.now(), limit: 1, judge: () => ({ kind: 'go', afterId: null }) })
  if (row === undefined) throw new Error('nothing was due')
  store.outbox.settle(row, { kind: 'uncertain', nextAt: null, failures: 4 }, '{"type":"unknown"}', clock.now())
  mail(1, 'pending')
  await nightAt('2026-12-17T22:31:00Z')
  expect(store.outbox.counts()).toMatchObject({ uncertain: 0, waiting: 0, pending: 1 })
})

test('what staff stopped and never let go on is forgotten after thirty days, and the sending with it', async () => {
  const { store } = desk.app
  mail(2, 'notice', { broadcast: 'bulk:notice' })
  const [broadcast] = store.outbox.broadcasts.open()
  stopBroadcast(desk.app, { id: broadcast?.id ?? 0, to: 'stop', by })
  await nightAt('2026-12-10T22:31:00Z')
  expect(store.outbox.stateOf('notice:1')).toBe('pending')
  await nightAt('2026-12-17T22:31:00Z')
  expect([store.outbox.stateOf('notice:1'), store.outbox.broadcasts.open()]).toEqual([undefined, []])
})

test('an item that comes back to the queue late is not declined before anybody can look', async () => {
  const held = desk.addItem({ title: 'Held story about economy' })
  settleItem(desk.app, { itemId: held, version: 1, to: 'held', by })
  const declined = desk.addItem({ title: 'Declined story about economy' })
  settleItem(desk.app, { itemId: declined, version: 1, to: 'declined', by })
  const waiting = desk.addItem({ title: 'Story that nobody looked at' })
  desk.clock.set('2026-11-20T03:00:00Z')
  void createHeldItemsJob(desk.app, () => undefined).run()
  reopenItem(desk.app, { itemId: declined, version: 2, by })
  await nightAt('2026-11-20T22:31:00Z')
  expect([held, declined, waiting].map(stateOf)).toEqual(['awaiting', 'awaiting', 'declined'])
  await nightAt('2026-11-23T22:31:00Z')
  expect([held, declined].map(stateOf)).toEqual(['declined', 'declined'])
})

test('items that were not accepted are forgotten after sixty days; what was accepted or tells an accepted story stays', async () => {
  const { items } = desk.app.store
  const declined = desk.addItem({ title: 'Declined story about economy' })
  settleItem(desk.app, { itemId: declined, version: 1, to: 'declined', by })
  const accepted = desk.addItem({ title: 'Accepted story about economy', accepted: true })
  await nightAt('2027-01-10T22:31:00Z')
  const newest = desk.addItem({ title: 'Newest of all' })
  expect([declined, accepted].map(stateOf)).toEqual(['declined', 'accepted'])
  await nightAt('2027-01-16T22:31:00Z')
  expect([declined, accepted, newest].map(stateOf)).toEqual([undefined, 'accepted', 'declined'])
  const isForgotten = (guid: string) => items.isForgotten('outlet', { guid, canonicalLink: `outlet.example/${guid}` })
  expect(isForgotten('declined-story-about-economy')).toBe(true)
  expect(isForgotten('accepted-story-about-economy')).toBe(false)
})

test('wishes to be reminded and changes that were told are forgotten a month after their event', async () => {
  const { app } = desk
  const wishes = () => app.store.reminderWishes.wishesOf(2001)
  putEvents(app, { id: 'ev-x', start: '2026-11-30' })
  putEvents(app, { id: 'ev-x', start: '2026-12-02' }, { id: 'ev-far', start: '2027-06-01' })
  addSubscriber(app, 2001)
  for (const eventId of ['ev-x', 'ev-far']) app.store.reminderWishes.addWish(2001, eventId, 'en', desk.clock.now())
  await createRecordChangesJob(app, () => undefined).run()
  await nightAt('2026-12-31T22:31:00Z')
  expect([wishes(), app.store.recordChanges.countOfEvent('ev-x')]).toEqual([['ev-far', 'ev-x'], 1])
  await nightAt('2027-01-02T22:31:00Z')
  expect([wishes(), app.store.recordChanges.countOfEvent('ev-x')]).toEqual([['ev-far'], 0])
})
