import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createEngine, mail } from './engine.ts'

let engine: ReturnType<typeof createEngine>
beforeEach(() => {
  engine = createEngine()
})
afterEach(() => engine.end())

const broadcast = (count: number) =>
  engine.enqueue(
    ...Array.from({ length: count }, (_, index) => mail(`b:${index}`, `${index + 1}`, { priority: 'bulk' })),
  )

test('a broadcast runs at 28 messages a second or better and never meets a limit', async () => {
  broadcast(900)
  engine.telegram.latencyMs = 400
  engine.delivery.start()
  await engine.pass(10)
  const atTen = engine.store.outbox.counts().sent
  await engine.pass(20)
  expect((engine.store.outbox.counts().sent - atTen) / 20).toBeGreaterThanOrEqual(28)
  expect(engine.telegram.floods).toBe(0)
})

test('replies do not wait for a broadcast, and both together stay within the limit', async () => {
  broadcast(600)
  engine.delivery.start()
  const waits: number[] = []
  const reply = async (chat: string) => {
    const asked = Date.now()
    await engine.pace.take('reply', chat)
    const payload = { kind: 'message', html: 'reply' } as const
    void engine.telegram.send({ id: 0, key: 'reply', chat, thread: 0, payload, plain: false, isPaid: false })
    waits.push(Date.now() - asked)
  }
  await engine.pass(5)
  for (let round = 0; round < 5; round += 1) {
    for (let index = 0; index < 15; index += 1) void reply(`${5000 + round * 100 + index}`)
    await engine.pass(2)
  }
  expect(waits).toHaveLength(75)
  expect(Math.max(...waits)).toBeLessThan(100)
  expect(engine.telegram.floods).toBe(0)
})

test('one chat gets a message a second, and a group no more than 12 a minute from mail', async () => {
  engine.enqueue(...Array.from({ length: 40 }, (_, index) => mail(`g:${index}`, '-9')))
  engine.enqueue(...Array.from({ length: 20 }, (_, index) => mail(`p:${index}`, '9')))
  engine.delivery.start()
  await engine.pass(15)
  const toPerson = engine.telegram.texts('9').length
  expect(toPerson).toBeGreaterThanOrEqual(12)
  expect(toPerson).toBeLessThanOrEqual(17)
  await engine.pass(45)
  expect(engine.telegram.texts('-9')).toHaveLength(12)
  await engine.pass(150)
  expect(engine.telegram.texts('-9')).toHaveLength(40)
  expect(engine.telegram.floods).toBe(0)
})

test('a clock that is set back stops nothing', async () => {
  broadcast(200)
  engine.delivery.start()
  await engine.pass(2)
  vi.setSystemTime(Date.now() - 30_000)
  engine.store.db.exec(`update outbox set next_at = '2026-11-20T03:00:00.000Z' where state = 'pending'`)
  await engine.pass(6)
  expect(engine.store.outbox.counts()).toMatchObject({ sent: 200 })
})

const toMany = (count: number, from = 1) =>
  engine.enqueue(
    ...Array.from({ length: count }, (_, index) =>
      mail(`m:${from + index}`, `${from + index}`, { priority: 'bulk', broadcast: 'bulk:1' }),
    ),
  )

async function restartPaying(): Promise<void> {
  await engine.end()
  engine = createEngine({ pays: true, hooks: { onNotPaid: (reason) => refused.push(reason) } })
  engine.delivery.start()
}
const refused: string[] = []

test('paid for, what goes to many goes many times as fast; groups, single messages and replies keep the free pace', async () => {
  await restartPaying()
  toMany(3000)
  engine.enqueue(
    ...Array.from({ length: 60 }, (_, index) => mail(`g:${index}`, `-${index + 1}`, { broadcast: 'bulk:1' })),
  )
  engine.enqueue(...Array.from({ length: 60 }, (_, index) => mail(`s:${index}`, `${90_000 + index}`)))
  await engine.pass(12)
  expect(engine.store.outbox.counts()).toMatchObject({ sent: 3120, pending: 0 })
  expect(engine.telegram.floods).toBe(0)
  const perSecond = new Map<number, number>()
  for (const { at } of engine.telegram.calls)
    perSecond.set(Math.floor(at / 1000), (perSecond.get(Math.floor(at / 1000)) ?? 0) + 1)
  expect(Math.max(...perSecond.values())).toBeLessThanOrEqual(620)
})

test('when the Stars are used up, mail goes on at the free pace, each message once, and staff hear of it', async () => {
  await restartPaying()
  engine.telegram.mishap = ({ isPaid }) =>
    isPaid ? { kind: 'outcome', outcome: { type: 'not-paid', description: 'BALANCE_TOO_LOW' } } : undefined
  toMany(300)
  await engine.pass(14)
  expect(engine.store.outbox.counts()).toMatchObject({ sent: 300, dead: 0, uncertain: 0 })
  expect(engine.telegram.floods).toBe(0)
  expect(refused[0]).toBe('BALANCE_TOO_LOW')
  expect(engine.pace.isPaying()).toBe(false)
})

test('nothing is paid for unless that is switched on', async () => {
  const paid: boolean[] = []
  engine.telegram.mishap = ({ isPaid }) => {
    paid.push(isPaid)
    return undefined
  }
  toMany(20)
  engine.delivery.start()
  await engine.pass(5)
  expect(paid).toEqual(Array(20).fill(false))
})
