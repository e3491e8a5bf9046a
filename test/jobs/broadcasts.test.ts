import { afterEach, beforeEach, expect, test } from 'vitest'
import { stopBroadcast } from '#src/actions/stop-broadcast.ts'
import { createBroadcastsJob } from '#src/jobs/broadcasts.ts'
import { createDigestsJob } from '#src/jobs/digests.ts'
import { enqueue } from '#src/outbox/enqueue.ts'
import type { OutboxChange } from '#src/store/outbox.ts'
import { addSubscriber } from '../support/subscriber.ts'
import { createTestApp, staffChat, type TestApp } from '../support/test-app.ts'

let bench: TestApp
let messageId: number
beforeEach(() => {
  bench = createTestApp({ now: '2026-11-20T04:00:00Z' })
  messageId = 0
})
afterEach(() => bench.app.store.close())

function enqueueMany(count: number, broadcast: 'bulk:1' | 'bulk:2' = 'bulk:1', dueAt = bench.clock.now()): void {
  const { store, clock } = bench.app
  const mails = Array.from({ length: count }, (_, index) => ({
    ...{ key: `${broadcast}:${dueAt.getTime()}:${index}`, chat: String(index + 1), broadcast, dueAt },
    ...({ priority: 'bulk', safeToRepeat: true, payload: { kind: 'message', html: 'Notice' } } as const),
  }))
  store.transaction(() => enqueue(store, mails, clock.now()))
}

/** So many leave, what is for the staff chat first. */
function send(count: number, change?: OutboxChange): void {
  const { store, clock } = bench.app
  const rows = store.outbox.claim({ now: clock.now(), limit: count, judge: () => ({ kind: 'go', afterId: null }) })
  for (const row of rows) {
    messageId += 1
    const isOurs = row.chat === staffChat || change === undefined
    store.outbox.settle(row, isOurs ? { kind: 'sent', messageId } : change, '{}', clock.now())
  }
}

const job = () => createBroadcastsJob(bench.app, () => {})
const shown = () => bench.mail().filter(({ key }) => key.startsWith('staff:broadcast:'))
const last = () => JSON.parse(shown().at(-1)?.payload ?? '{}')

test('a short sending is not shown, a long one in one message that is edited at most every six seconds', async () => {
  enqueueMany(500)
  await job().run()
  bench.clock.advance(60)
  await job().run()
  expect(shown()).toHaveLength(0)
  send(500)
  enqueueMany(800, 'bulk:2')
  for (let second = 0; second < 25; second += 1) {
    await job().run()
    send(28)
    bench.clock.advance(1)
  }
  expect(shown().map(({ payload }) => JSON.parse(payload).kind)).toEqual(['message', 'edit', 'edit', 'edit', 'edit'])
})

test('the message says what was sent, what failed, what is left and how long it will take; the end is its last word', async () => {
  enqueueMany(3000)
  await job().run()
  expect(last().html).toBe(
    '<b>Message to all, 20 November 2026, 09:00</b>\nSent: 0 of 3,000\nRemaining: 3,000\nTime left: 2 min',
  )
  expect(last().buttons).toEqual([[{ text: 'Stop', data: 'status:stop:1' }]])
  send(281)
  send(20, { kind: 'dead' })
  bench.clock.advance(10)
  await job().run()
  expect(last()).toMatchObject({ kind: 'edit', messageId: 1 })
  expect(last().html).toContain('Sent: 280 of 3,000\nNot delivered: 20\nRemaining: 2,700\n')
  send(2701)
  bench.clock.advance(90)
  await job().run()
  expect(last().html).toBe(
    '<b>Message to all, 20 November 2026, 09:00</b>\nFinished. It took 2 min.\nSent: 2,980 of 3,000\nNot delivered: 20',
  )
  expect(last().buttons).toEqual([])
  send(1)
  bench.clock.advance(10)
  const written = shown().length
  await job().run()
  expect(shown()).toHaveLength(written)
  expect(bench.app.store.outbox.broadcasts.open()).toEqual([])
})

test('staff stop it and let it go on: the message says so at once, and further mail of it waits too', async () => {
  enqueueMany(1000)
  await job().run()
  send(101)
  const press = (to: 'stop' | 'resume') => stopBroadcast(bench.app, { id: 1, to, by: 7 })
  expect([press('stop'), press('stop')]).toEqual([true, false])
  expect(last().html).toContain('Stopped. 900 messages wait until “Resume” is pressed.')
  expect(last().html).not.toContain('Time left')
  expect(last().buttons[0][0]).toEqual({ text: 'Resume', data: 'status:resume:1' })
  enqueueMany(50, 'bulk:1', new Date(bench.clock.now().getTime() + 1))
  send(2000)
  expect(bench.app.store.outbox.broadcasts.progress(1, bench.clock.now())).toMatchObject({ sent: 100, left: 950 })
  expect([press('resume'), press('resume')]).toEqual([true, false])
  expect(last().buttons[0][0].text).toBe('Stop')
  bench.clock.advance(1)
  send(2000)
  expect(bench.app.store.outbox.broadcasts.progress(1, bench.clock.now())).toMatchObject({ sent: 1050, left: 0 })
})

test('what waits for the end of quiet hours is told apart, and makes no sending long', async () => {
  enqueueMany(2000, 'bulk:1', new Date(bench.clock.now().getTime() + 3_600_000))
  await job().run()
  expect(shown()).toHaveLength(0)
  enqueueMany(900)
  await job().run()
  expect(last().html).toContain(
    'Remaining: 2,900\nof these, held until quiet hours end: 2,000\nTime left: less than a minute',
  )
})

test('a message that was deleted is written anew after a while, and never while the last word is on its way', async () => {
  enqueueMany(5000)
  await job().run()
  bench.clock.advance(10)
  await job().run()
  expect(shown()).toHaveLength(1)
  send(30)
  await job().run()
  bench.clock.advance(10)
  await job().run()
  expect(last().kind).toBe('edit')
  const [edit] = bench.app.store.outbox.claim({
    now: bench.clock.now(),
    limit: 1,
    judge: () => ({ kind: 'go', afterId: null }),
  })
  if (edit !== undefined) bench.app.store.outbox.settle(edit, { kind: 'dead' }, '{"type":"refused"}', bench.clock.now())
  bench.clock.advance(30)
  await job().run()
  expect(shown()).toHaveLength(2)
  bench.clock.advance(40)
  await job().run()
  expect(shown()).toHaveLength(3)
  expect(last().kind).toBe('message')
})

test('digests of an hour are one sending; two at a time share the edits', async () => {
  addSubscriber(bench.app, 1, { deliveryTime: '10:00' })
  addSubscriber(bench.app, 2, { deliveryTime: '11:00', timeZone: 'Asia/Tashkent' })
  addSubscriber(bench.app, 3, { deliveryTime: '10:00', timeZone: 'Asia/Tashkent' })
  bench.addItem({ title: 'Trade grows', accepted: true, dimensions: ['economic'] })
  bench.clock.set('2026-11-20T05:00:01Z')
  const digests = createDigestsJob(bench.app, () => {})
  await digests.run()
  expect(bench.app.store.outbox.broadcasts.open()).toMatchObject([{ kind: 'digest' }])
  expect(bench.app.store.outbox.broadcasts.progress(1, bench.clock.now())).toMatchObject({ total: 2 })
  enqueueMany(9000)
  enqueueMany(9000, 'bulk:2')
  await job().run()
  await job().run()
  expect(shown()).toHaveLength(1)
  bench.clock.advance(6)
  await job().run()
  expect(shown().map(({ key }) => key)).toEqual(['staff:broadcast:2:1', 'staff:broadcast:3:1'])
})

test('it is written in the staff chat’s language, with that language’s plural forms', async () => {
  bench.app.store.people.chooseChatLanguage(staffChat, 'ru')
  enqueueMany(1001)
  await job().run()
  expect(last().html).toContain('<b>Сообщение всем, 20 ноября 2026 г., 09:00</b>')
  send(1)
  stopBroadcast(bench.app, { id: 1, to: 'stop', by: 7 })
  expect(last().html).toContain('Остановлено. 1001 сообщение ждёт нажатия кнопки «Продолжить».')
})
