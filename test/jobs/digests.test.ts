import { afterEach, beforeEach, expect, test } from 'vitest'
import { getItem } from '#src/actions/get-item.ts'
import { publishEdition } from '#src/actions/publish-edition.ts'
import { reopenItem, settleItem } from '#src/actions/settle-item.ts'
import { changeSettings, pauseSubscription, unsubscribe } from '#src/actions/subscribe.ts'
import { usualKinds } from '#src/domain/subscription.ts'
import { createDigestsJob } from '#src/jobs/digests.ts'
import type { Job } from '#src/jobs/job.ts'
import { enqueue } from '#src/outbox/enqueue.ts'
import { createRecorder } from '#src/outbox/record.ts'
import { addSubscriber, putEvents } from '../support/subscriber.ts'
import { createTestApp, type TestApp } from '../support/test-app.ts'

let bench: TestApp
let job: Job
beforeEach(() => {
  // Friday, 11:00 in Astana.
  bench = createTestApp({ now: '2026-11-20T06:00:00Z' })
  job = createDigestsJob(bench.app, () => {})
})
afterEach(() => bench.app.store.close())

const digestTo = (chat: number | string) => bench.textsTo(String(chat))

/** An accepted item of the economic dimension unless said. */
function accept(title: string, fields: Partial<Parameters<TestApp['addItem']>[0]> = {}): number {
  return bench.addItem({ title, accepted: true, dimensions: ['economic'], ...fields })
}

async function at(instant: string): Promise<void> {
  bench.clock.set(instant)
  await job.run()
}

test('a digest holds what was accepted since the last one and matches, and is sent once', async () => {
  addSubscriber(bench.app, 1, { subjects: [{ kind: 'dimension', value: 'economic' }] })
  accept('Railway opened')
  accept('Flood in the delta', { dimensions: ['environmental'] })
  await at('2026-11-21T03:59:59Z')
  expect(digestTo(1)).toEqual([])
  await at('2026-11-21T04:00:00Z')
  await at('2026-11-21T04:00:02Z')
  const [digest, ...more] = digestTo(1)
  expect(more).toEqual([])
  expect(digest).toContain('Railway opened')
  expect(digest).not.toContain('Flood')
})

test('nothing is sent when there is nothing, and nothing is sent twice', async () => {
  addSubscriber(bench.app, 1)
  await at('2026-11-21T04:00:00Z')
  expect(digestTo(1)).toEqual([])
  accept('Railway opened')
  await at('2026-11-22T04:00:00Z')
  await at('2026-11-23T04:00:00Z')
  expect(digestTo(1)).toHaveLength(1)
})

test('a digest that is held up is out of date when the next is due, and after a day at the latest', async () => {
  const weekly = { ...usualKinds, news: 'weekly' } as const
  addSubscriber(bench.app, 1)
  addSubscriber(bench.app, 2, {
    kinds: { ...weekly, events: 'off', deadlines: 'off', ratification: 'off', papers: 'off' },
  })
  addSubscriber(bench.app, 3, { kinds: { ...usualKinds, news: 'at-once' } })
  accept('Railway opened')
  await at('2026-11-20T07:00:00Z')
  await at('2026-11-23T04:00:05Z')
  const expiry = (chat: number) =>
    bench
      .mail()
      .find((row) => row.chat === String(chat))
      ?.expiresAt?.toISOString()
      .slice(0, 16)
  expect([1, 2, 3].map(expiry)).toEqual(['2026-11-24T04:00', '2026-11-24T04:00', '2026-11-21T07:00'])
})

test('news of before the subscription is not owed', async () => {
  accept('Yesterday')
  addSubscriber(bench.app, 1)
  accept('Today')
  await at('2026-11-21T04:00:00Z')
  expect(digestTo(1).join()).toContain('Today')
  expect(digestTo(1).join()).not.toContain('Yesterday')
})

test('the delivery hour is that of the subscriber’s own zone, before and after a clock change', async () => {
  bench.clock.set('2026-10-23T12:00:00Z')
  addSubscriber(bench.app, 1, { timeZone: 'Europe/Brussels', deliveryTime: '08:30' })
  accept('Summer time')
  await at('2026-10-24T06:29:59Z')
  expect(digestTo(1)).toEqual([])
  await at('2026-10-24T06:30:00Z')
  expect(digestTo(1)).toHaveLength(1)
  accept('Winter time')
  await at('2026-10-25T07:29:59Z')
  expect(digestTo(1)).toHaveLength(1)
  await at('2026-10-25T07:30:00Z')
  expect(digestTo(1)).toHaveLength(2)
})

test('weekly kinds come on their weekday only, with all of the week', async () => {
  const kinds = { news: 'weekly', events: 'off', deadlines: 'off', ratification: 'off', papers: 'off' } as const
  addSubscriber(bench.app, 1, { kinds, weekday: 3 })
  accept('First')
  await at('2026-11-21T04:00:00Z')
  await at('2026-11-23T04:00:00Z')
  accept('Second')
  expect(digestTo(1)).toEqual([])
  await at('2026-11-25T04:00:00Z')
  expect(digestTo(1)).toHaveLength(1)
  expect(digestTo(1)[0]).toMatch(/First[\s\S]*Second/)
})

test('daily and weekly kinds share one digest on the weekday', async () => {
  const kinds = { news: 'daily', events: 'weekly', deadlines: 'off', ratification: 'off', papers: 'off' } as const
  addSubscriber(bench.app, 1, { kinds, weekday: 1 })
  accept('News item')
  putEvents(bench.app, { id: 'ev-x', start: '2027-02-01' })
  await at('2026-11-21T04:00:00Z')
  expect(digestTo(1)[0]).not.toContain('Meeting ev-x')
  accept('Another')
  await at('2026-11-23T04:00:00Z')
  expect(digestTo(1)[1]).toMatch(/Another[\s\S]*Meeting ev-x/)
})

test('at once means when accepted; during quiet hours it waits for their end, together', async () => {
  const kinds = { news: 'at-once', events: 'off', deadlines: 'off', ratification: 'off', papers: 'off' } as const
  addSubscriber(bench.app, 1, { kinds, quiet: { from: '22:00', until: '07:00' } })
  accept('By day')
  await at('2026-11-20T06:00:10Z')
  expect(digestTo(1)).toHaveLength(1)
  accept('By night')
  await at('2026-11-20T18:00:00Z')
  accept('Later that night')
  await at('2026-11-20T23:00:00Z')
  expect(digestTo(1)).toHaveLength(1)
  await at('2026-11-21T02:00:00Z')
  expect(digestTo(1)).toHaveLength(2)
  expect(digestTo(1)[1]).toMatch(/By night[\s\S]*Later that night/)
})

test('a change of frequency loses nothing and repeats nothing', async () => {
  const off = { events: 'off', deadlines: 'off', ratification: 'off', papers: 'off' } as const
  const kept = addSubscriber(bench.app, 1, { kinds: { ...off, news: 'weekly' }, weekday: 3 })
  accept('On Friday')
  await at('2026-11-21T04:00:00Z')
  addSubscriber(bench.app, 1, { kinds: { ...off, news: 'daily' } })
  await at('2026-11-22T04:00:00Z')
  expect(digestTo(1).join()).toContain('On Friday')
  addSubscriber(bench.app, 1, { kinds: { ...off, news: 'at-once' } })
  await at('2026-11-22T04:00:10Z')
  expect(digestTo(1)).toHaveLength(1)
  expect(kept.id).toBe(1)
})

test('own words are found in other forms, in the language of the word', async () => {
  const kinds = { news: 'daily', events: 'off', deadlines: 'off', ratification: 'off', papers: 'off' } as const
  const follow = (chat: number, value: string) =>
    addSubscriber(bench.app, chat, { kinds, subjects: [{ kind: 'keyword', value }] })
  follow(1, 'transport corridor')
  follow(2, 'водная безопасность')
  follow(3, 'көлік дәлізі')
  follow(4, 'WHO')
  accept('New transport corridors agreed')
  accept('Министры обсудили вопросы водной безопасности', { language: 'ru' })
  accept('Көлік дәліздерін дамыту талқыланды', { language: 'kk' })
  accept('He said who came')
  await at('2026-11-21T04:00:00Z')
  expect(digestTo(1).join()).toContain('New transport corridors')
  expect(digestTo(2).join()).toContain('водной безопасности')
  expect(digestTo(3).join()).toContain('Көлік дәліздерін')
  expect(digestTo(4)).toEqual([])
  expect([1, 2, 3].map((chat) => digestTo(chat).join().match(/•/g)?.length)).toEqual([1, 1, 1])
})

test('a restricted record is in the digest of a focal point and in nobody else’s', async () => {
  bench.app.store.people.grant({ id: 2, access: 'focal-point', state: 'KAZ' }, null, bench.clock.now())
  addSubscriber(bench.app, 1)
  addSubscriber(bench.app, 2)
  addSubscriber(bench.app, '-100500')
  putEvents(bench.app, { id: 'ev-secret', start: '2027-02-01', visibility: 'restricted' })
  await at('2026-11-21T04:00:00Z')
  expect(digestTo(1)).toEqual([])
  expect(digestTo('-100500')).toEqual([])
  expect(digestTo(2)[0]).toContain('Meeting ev-secret')
  expect(digestTo(2)[0]).toContain('🔒')
})

test('what appears during a pause is not sent, and the pause ends by itself', async () => {
  const { id } = addSubscriber(bench.app, 1)
  pauseSubscription(bench.app, id, new Date('2026-11-22T19:00:00Z'), 1)
  accept('During the pause')
  await at('2026-11-21T04:00:00Z')
  await at('2026-11-22T19:00:00Z')
  accept('After the pause')
  await at('2026-11-23T04:00:00Z')
  expect(digestTo(1)).toHaveLength(1)
  expect(digestTo(1)[0]).toContain('After the pause')
  expect(digestTo(1)[0]).not.toContain('During the pause')
})

test('who unsubscribed gets nothing, and starts anew on coming back', async () => {
  addSubscriber(bench.app, 1)
  unsubscribe(bench.app, { chat: '1', thread: 0 }, 1)
  accept('In between')
  await at('2026-11-21T04:00:00Z')
  addSubscriber(bench.app, 1)
  accept('Afterwards')
  await at('2026-11-22T04:00:00Z')
  expect(digestTo(1)).toHaveLength(1)
  expect(digestTo(1)[0]).not.toContain('In between')
})

test('a digest that is more than six hours late comes with the next one', async () => {
  addSubscriber(bench.app, 1)
  accept('Before the outage')
  await at('2026-11-21T10:00:01Z')
  expect(digestTo(1)).toEqual([])
  await at('2026-11-22T04:00:00Z')
  expect(digestTo(1)[0]).toContain('Before the outage')
})

test('a weekly digest that falls into an outage comes with the next hour of delivery', async () => {
  const kinds = { news: 'weekly', events: 'off', deadlines: 'off', ratification: 'off', papers: 'off' } as const
  addSubscriber(bench.app, 1, { kinds, weekday: 1 })
  accept('Of that week')
  await at('2026-11-23T12:00:00Z')
  expect(digestTo(1)).toEqual([])
  await at('2026-11-24T04:00:00Z')
  expect(digestTo(1)).toHaveLength(1)
})

test('after days of outage the hour of today counts', async () => {
  addSubscriber(bench.app, 1)
  accept('Before the outage')
  await at('2026-11-24T04:00:05Z')
  expect(digestTo(1)).toHaveLength(1)
})

test('an item that was retracted before the digest is not in it', async () => {
  addSubscriber(bench.app, 1)
  const id = accept('A mistake')
  bench.app.store.items.retract(id, bench.clock.now())
  await at('2026-11-21T04:00:00Z')
  expect(digestTo(1)).toEqual([])
})

test('an item that is accepted under another dimension is told to whom it concerns then, although their digest was past it', async () => {
  const { app } = bench
  const follows = (value: 'economic' | 'environmental') => ({ subjects: [{ kind: 'dimension', value } as const] })
  addSubscriber(app, 1, follows('economic'))
  addSubscriber(app, 2, follows('environmental'))
  addSubscriber(app, 3, { subjects: [{ kind: 'keyword', value: 'corridor' }] })
  addSubscriber(app, 4)
  const item = accept('Green corridor opens in Astana')
  await at('2026-11-21T04:00:00Z')
  const version = () => getItem(app.store, item).version
  reopenItem(app, { itemId: item, version: version(), by: 7 })
  app.store.items.setDimensions(item, version(), ['environmental', 'economic'])
  settleItem(app, { itemId: item, version: version(), to: 'accepted', by: 7 })
  await at('2026-11-22T04:00:00Z')
  expect([1, 2, 3, 4].map((chat) => digestTo(chat).length)).toEqual([1, 1, 1, 1])
})

test('an item that was reopened and accepted again is told to those who had not been told, and to nobody twice', async () => {
  const { app } = bench
  const kinds = { news: 'at-once', events: 'off', deadlines: 'off', ratification: 'off', papers: 'off' } as const
  addSubscriber(app, 1, { kinds })
  const first = accept('Accepted early')
  await at('2026-11-20T06:00:10Z')
  const versionOf = (itemId: number) => getItem(app.store, itemId).version
  reopenItem(app, { itemId: first, version: versionOf(first), by: 7 })
  addSubscriber(app, 2, { kinds })
  // Accepted and taken back before anybody was told.
  const second = accept('Accepted by a slip')
  reopenItem(app, { itemId: second, version: versionOf(second), by: 7 })
  await at('2026-11-20T06:00:20Z')
  expect(digestTo(2)).toEqual([])
  for (const itemId of [first, second]) settleItem(app, { itemId, version: versionOf(itemId), to: 'accepted', by: 7 })
  await at('2026-11-20T06:00:30Z')
  await at('2026-11-20T06:00:40Z')
  expect(
    digestTo(1)
      .join()
      .match(/Accepted early/g),
  ).toHaveLength(1)
  expect(
    digestTo(1)
      .join()
      .match(/Accepted by a slip/g),
  ).toHaveLength(1)
  expect(
    digestTo(2)
      .join()
      .match(/Accepted early/g),
  ).toHaveLength(1)
  expect(
    digestTo(2)
      .join()
      .match(/Accepted by a slip/g),
  ).toHaveLength(1)
})

test('the buttons under a digest change the subscription and end it', async () => {
  const { id } = addSubscriber(bench.app, 1)
  accept('Railway opened')
  await at('2026-11-21T04:00:00Z')
  const payload = bench.mail().find((row) => row.chat === '1')?.payload ?? ''
  expect(payload).toContain(`subscriptions:open:${id}`)
  expect(payload).toContain(`subscriptions:leave:${id}`)
})

test('a setting that is changed as the hour comes costs nobody the digest, the weekly one least of all', async () => {
  const weekly = { news: 'weekly', events: 'off', deadlines: 'off', ratification: 'off', papers: 'off' } as const
  const { id } = addSubscriber(bench.app, 1, { kinds: weekly })
  const later = addSubscriber(bench.app, 2, { kinds: weekly })
  const wednesday = addSubscriber(bench.app, 3, { kinds: weekly })
  accept('Railway opened')
  // Monday, a second after nine in Astana.
  bench.clock.set('2026-11-23T04:00:01Z')
  changeSettings(bench.app, id, { quiet: { from: '22:00', until: '07:00' } })
  changeSettings(bench.app, later.id, { deliveryTime: '18:00' })
  changeSettings(bench.app, wednesday.id, { weekday: 3 })
  await job.run()
  await at('2026-11-23T04:00:03Z')
  expect([1, 2, 3].map((chat) => digestTo(chat).length)).toEqual([1, 0, 0])
  await at('2026-11-23T13:00:00Z')
  expect([1, 2, 3].map((chat) => digestTo(chat).length)).toEqual([1, 1, 0])
  await at('2026-11-25T04:00:00Z')
  await at('2026-11-30T13:00:00Z')
  expect([1, 2, 3].map((chat) => digestTo(chat).length)).toEqual([1, 1, 1])
})

test('the digest of the Secretariat’s own channel is a post, also where the channel is configured by its @name', async () => {
  bench = createTestApp({ environment: { CHANNEL_EN: '@cica_en' } })
  job = createDigestsJob(bench.app, () => {})
  const { store, clock, log } = bench.app
  const parts = { store, clock, log, random: () => 0, hooks: {}, channels: ['@cica_en'], canSearch: true }
  const recorder = createRecorder(parts)
  const payload = { kind: 'message', html: 'Post' } as const
  const post = { key: 'post', chat: '@cica_en', payload, priority: 'urgent', safeToRepeat: false } as const
  enqueue(store, [{ ...post, dueAt: clock.now() }], clock.now())
  for (const row of store.outbox.claim({ now: clock.now(), limit: 1, judge: () => ({ kind: 'go', afterId: null }) }))
    recorder.recordCall(row, 'message', { type: 'sent', messageId: 5, chat: { id: '-100555', kind: 'channel' } })
  addSubscriber(bench.app, '-100555')
  addSubscriber(bench.app, '-100556')
  accept('Railway opened')
  await at('2026-11-21T04:00:00Z')
  const digests = bench.mail().filter(({ key }) => key.startsWith('digest:'))
  expect(digests.map(({ chat, safeToRepeat }) => [chat, safeToRepeat])).toEqual([
    ['-100555', false],
    ['-100556', true],
  ])
})

test('whom only another outlet’s telling concerned is told of the story that the edition made of the two, everybody else once', async () => {
  addSubscriber(bench.app, 1, { subjects: [{ kind: 'dimension', value: 'human' }] })
  addSubscriber(bench.app, 2, { subjects: [{ kind: 'dimension', value: 'economic' }] })
  addSubscriber(bench.app, 3, { subjects: [{ kind: 'everything', value: '' }] })
  const title = 'Mongolia and Qatar sign copper mining agreement in Ulaanbaatar'
  accept(title)
  accept(title, { outlet: 'Lake Courier', dimensions: ['human'] })
  accept(title, { outlet: 'Hill Courier', dimensions: ['human'] })
  publishEdition(bench.app, { language: 'en', by: null })
  expect(bench.app.store.items.tally()).toMatchObject({ accepted: 1, repeated: 2 })
  await at('2026-11-21T04:00:00Z')
  for (const chat of [1, 2, 3]) expect(digestTo(chat).join('').split('copper mining')).toHaveLength(2)
})
