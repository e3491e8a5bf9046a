import { afterEach, beforeEach, expect, test } from 'vitest'
import { stopBroadcast } from '#src/actions/stop-broadcast.ts'
import { pauseSubscription, unsubscribe } from '#src/actions/subscribe.ts'
import type { Source } from '#src/domain/record.ts'
import { type SubscriptionSettings, usualKinds } from '#src/domain/subscription.ts'
import { createDigestsJob } from '#src/jobs/digests.ts'
import type { Job } from '#src/jobs/job.ts'
import type { OutboxRow } from '#src/store/outbox.ts'
import { restrictSource } from '../support/restrict-source.ts'
import { addSubscriber, putEvents } from '../support/subscriber.ts'
import { createTestApp, type TestApp } from '../support/test-app.ts'

const open = 'https://example.org/open'
let bench: TestApp
let job: Job
beforeEach(() => {
  // Friday, 11:00 in Astana.
  bench = createTestApp({ now: '2026-11-20T06:00:00Z' })
  job = createDigestsJob(bench.app, () => {})
})
afterEach(() => bench.app.store.close())

const restrict = (source = open): void => restrictSource(bench.app, source)

async function at(instant: string): Promise<void> {
  bench.clock.set(instant)
  await job.run()
}

const rowsTo = (chat: number) => bench.mail().filter((row) => row.chat === String(chat))
const textOf = (row: OutboxRow | undefined) => String(JSON.parse(row?.payload ?? '{}').html)
/** What would leave: of a stopped sending too, when it is resumed. */
const waitingTo = (chat: number) =>
  rowsTo(chat)
    .filter(({ state }) => state === 'pending' || state === 'waiting')
    .map(textOf)

/** The row goes to Telegram, and this becomes of it. */
function claim(...chats: number[]): OutboxRow[] {
  const mine = new Set(chats.map(String))
  return bench.app.store.outbox.claim({
    now: bench.clock.now(),
    limit: 100,
    judge: ({ chat }) =>
      mine.has(chat) ? { kind: 'go', afterId: null } : { kind: 'later', at: new Date('2027-01-01T00:00:00Z') },
  })
}

function send(...chats: number[]): void {
  for (const row of claim(...chats))
    bench.app.store.outbox.settle(row, { kind: 'sent', messageId: 5 }, '{}', bench.clock.now())
}

function newsAndEvent(): void {
  bench.addItem({ title: 'Railway opened', accepted: true, dimensions: ['economic'] })
  putEvents(bench.app, { id: 'ev-x', start: '2027-02-01' })
}

const follow = (chat: number, settings: Partial<SubscriptionSettings> = {}) =>
  addSubscriber(bench.app, chat, { kinds: { ...usualKinds, news: 'daily', events: 'daily' }, ...settings })

test('a digest that waits is made anew without the event, with the rest of it, once', async () => {
  follow(1)
  newsAndEvent()
  await at('2026-11-21T04:00:00Z')
  expect(waitingTo(1).join()).toMatch(/Railway opened[\s\S]*Meeting ev-x/)
  restrict()
  expect(waitingTo(1)).toEqual([])
  await at('2026-11-21T04:02:00Z')
  await at('2026-11-21T04:04:00Z')
  expect(waitingTo(1)).toHaveLength(1)
  expect(waitingTo(1)[0]).toContain('Railway opened')
  expect(waitingTo(1)[0]).not.toContain('ev-x')
  expect(rowsTo(1).at(-1)?.expiresAt?.toISOString()).toBe('2026-11-22T04:00:00.000Z')
  await at('2026-11-22T04:00:00Z')
  expect(waitingTo(1)).toHaveLength(1)
})

test('a digest that held nothing else does not come at all', async () => {
  follow(1)
  putEvents(bench.app, { id: 'ev-x', start: '2027-02-01' })
  await at('2026-11-21T04:00:00Z')
  expect(waitingTo(1)).toHaveLength(1)
  restrict()
  await at('2026-11-21T04:02:00Z')
  expect(waitingTo(1)).toEqual([])
})

test('what has left is not sent again, and readers with clearance keep theirs', async () => {
  bench.app.store.people.grant({ id: 2, access: 'focal-point', name: 'F', state: 'KAZ' }, 1, bench.clock.now())
  for (const chat of [1, 2, 3]) follow(chat)
  newsAndEvent()
  await at('2026-11-21T04:00:00Z')
  send(3)
  const kept = rowsTo(2).map(({ id }) => id)
  restrict()
  await at('2026-11-21T04:02:00Z')
  expect(waitingTo(1)[0]).not.toContain('ev-x')
  expect(rowsTo(2).map(({ id, state }) => [id, state])).toEqual(kept.map((id) => [id, 'pending']))
  expect(waitingTo(2)[0]).toContain('ev-x')
  expect(rowsTo(3).map(({ state }) => state)).toEqual(['sent'])
})

test('a weekly digest comes again as a weekly one, after an outage too', async () => {
  const kinds = { ...usualKinds, news: 'weekly', events: 'weekly', deadlines: 'daily' } as const
  follow(1, { kinds, weekday: 1 })
  newsAndEvent()
  await at('2026-11-21T04:00:00Z')
  expect(waitingTo(1)).toEqual([])
  // Monday's hour fell into an outage: Tuesday's digest is the weekly one.
  await at('2026-11-24T04:00:00Z')
  expect(waitingTo(1).join()).toMatch(/Railway opened[\s\S]*Meeting ev-x/)
  restrict()
  await at('2026-11-24T04:02:00Z')
  expect(waitingTo(1)).toHaveLength(1)
  expect(waitingTo(1)[0]).toContain('Railway opened')
  expect(waitingTo(1)[0]).not.toContain('ev-x')
})

test('a digest that comes late to be made anew is left out: its content comes with the next, the weekly kinds too', async () => {
  const kinds = { ...usualKinds, news: 'weekly', events: 'weekly', deadlines: 'daily' } as const
  follow(1, { kinds, weekday: 6 })
  newsAndEvent()
  await at('2026-11-21T04:00:00Z')
  expect(waitingTo(1)).toHaveLength(1)
  bench.clock.set('2026-11-21T11:00:00Z')
  restrict()
  await job.run()
  expect(waitingTo(1)).toEqual([])
  await at('2026-11-22T04:00:00Z')
  expect(waitingTo(1).join()).toContain('Railway opened')
  expect(waitingTo(1).join()).not.toContain('ev-x')
})

test('a digest that is out of date is not made anew', async () => {
  follow(1)
  newsAndEvent()
  await at('2026-11-21T04:00:00Z')
  bench.clock.set('2026-11-22T04:00:00Z')
  restrict()
  await job.run()
  expect(waitingTo(1)).toEqual([])
})

test('messages sent at once are made anew, several as one, and nothing that was told later is told twice', async () => {
  const kinds = { ...usualKinds, news: 'at-once', events: 'at-once' } as const
  for (const chat of [1, 2]) follow(chat, { kinds })
  newsAndEvent()
  await at('2026-11-20T06:00:10Z')
  bench.addItem({ title: 'Bridge built', accepted: true, dimensions: ['economic'] })
  await at('2026-11-20T06:00:20Z')
  expect(waitingTo(1)).toHaveLength(2)
  const [first, second] = claim(2)
  if (first === undefined || second === undefined) throw new Error('not enqueued')
  // The first could not be sent yet, the second was.
  const again = { kind: 'again', nextAt: bench.clock.now(), failures: 1, repeats: 0, plain: false } as const
  bench.app.store.outbox.settle(first, again, '{}', bench.clock.now())
  bench.app.store.outbox.settle(second, { kind: 'sent', messageId: 5 }, '{}', bench.clock.now())
  restrict()
  await at('2026-11-20T06:00:30Z')
  await at('2026-11-20T06:00:40Z')
  expect(waitingTo(1)).toHaveLength(1)
  expect(waitingTo(1)[0]).toMatch(/Railway opened[\s\S]*Bridge built/)
  expect(waitingTo(1)[0]).not.toContain('ev-x')
  expect(waitingTo(2)).toEqual([])
})

test('a stopped sending that is resumed later sends the new text', async () => {
  follow(1)
  follow(2, { kinds: { ...usualKinds, news: 'at-once', events: 'at-once' } })
  newsAndEvent()
  await at('2026-11-20T06:00:10Z')
  await at('2026-11-21T04:00:00Z')
  const { broadcasts } = bench.app.store.outbox
  const ids = broadcasts.open().map(({ id }) => id)
  for (const id of ids) stopBroadcast(bench.app, { id, to: 'stop', by: 1 })
  restrict()
  await at('2026-11-21T04:10:00Z')
  expect(claim(1, 2)).toEqual([])
  for (const id of ids) stopBroadcast(bench.app, { id, to: 'resume', by: 1 })
  const sent = claim(1, 2).map(textOf)
  expect(sent).toHaveLength(2)
  for (const text of sent) expect(text).toContain('Railway opened')
  expect(sent.join()).not.toContain('ev-x')
})

test('a subscription that is paused or stopped stays so', async () => {
  for (const chat of [1, 2]) follow(chat)
  newsAndEvent()
  await at('2026-11-21T04:00:00Z')
  const paused = bench.app.store.subscriptions.find('1', 0)
  pauseSubscription(bench.app, paused?.id ?? 0, undefined, 1)
  unsubscribe(bench.app, { chat: '2', thread: 0 }, 2)
  restrict()
  await at('2026-11-21T04:02:00Z')
  await at('2026-11-22T04:00:00Z')
  expect([...waitingTo(1), ...waitingTo(2)]).toEqual([])
  expect(bench.app.store.subscriptions.find('1', 0)?.status).toBe('paused')
})

test('of a digest in several messages what has left stays, and the rest is lost, not sent anew', async () => {
  follow(1)
  for (let number = 1; number <= 60; number += 1)
    bench.addItem({ title: `News ${number} ${'of the railway '.repeat(10)}`, accepted: true, dimensions: ['economic'] })
  putEvents(bench.app, { id: 'ev-x', start: '2027-02-01' })
  await at('2026-11-21T04:00:00Z')
  expect(waitingTo(1).length).toBeGreaterThan(1)
  send(1)
  restrict()
  await at('2026-11-21T04:02:00Z')
  expect(waitingTo(1)).toEqual([])
  expect(rowsTo(1).filter(({ state }) => state === 'sent')).toHaveLength(1)
})

test('what was on its way is not tried again, and staff cannot send what was given up', async () => {
  for (const chat of [1, 2]) follow(chat)
  newsAndEvent()
  await at('2026-11-21T04:00:00Z')
  const { outbox } = bench.app.store
  const [first, second] = claim(1, 2)
  if (first === undefined || second === undefined) throw new Error('not enqueued')
  outbox.settle(second, { kind: 'dead' }, '{}', bench.clock.now())
  restrict()
  outbox.settle(
    first,
    { kind: 'again', nextAt: bench.clock.now(), failures: 1, repeats: 0, plain: false },
    '{}',
    bench.clock.now(),
  )
  const row = outbox.find(first.id)
  expect(row?.expiresAt?.getTime()).toBeLessThanOrEqual(bench.clock.now().getTime())
  expect(outbox.resend(second.id, bench.clock.now())).toBe(false)
})

test('nothing is taken back where nothing was restricted of which a digest tells', async () => {
  follow(1)
  putEvents(bench.app, { id: 'ev-secret', start: '2027-02-01', visibility: 'restricted' })
  newsAndEvent()
  const { store, clock } = bench.app
  const source = { id: 'SOC/9001', title: { en: 'Report' }, languages: [], visibility: 'public' } satisfies Source
  store.transaction(() => store.records.load([source], [], clock.now().toISOString()))
  await at('2026-11-21T04:00:00Z')
  const before = rowsTo(1).map(({ key }) => key)
  restrict(source.id)
  expect(rowsTo(1).map(({ key, state }) => [key, state])).toEqual(before.map((key) => [key, 'pending']))
})

test('restricting between two pages of a long sending reaches the second', async () => {
  for (let chat = 1; chat <= 501; chat += 1) follow(chat)
  newsAndEvent()
  bench.clock.set('2026-11-21T04:00:00Z')
  let pages = 0
  job = createDigestsJob(bench.app, () => {
    pages += 1
    if (pages === 1) restrict()
  })
  await job.run()
  const waiting = bench.mail().filter(({ state }) => state === 'pending')
  expect(waiting).toHaveLength(501)
  expect(waiting.filter((row) => textOf(row).includes('ev-x'))).toEqual([])
  expect(waiting.every((row) => textOf(row).includes('Railway opened'))).toBe(true)
})
