import { afterEach, beforeEach, expect, test } from 'vitest'
import { mailInParts } from '#src/outbox/mail.ts'
import { html } from '#src/views/html.ts'
import { channel, createEngine, mail } from './engine.ts'
import type { Mishap } from './strict-telegram.ts'

let engine: ReturnType<typeof createEngine>
beforeEach(() => {
  engine = createEngine()
})
afterEach(() => engine.end())

/** Dies while the call of this kind is under way, and starts again. */
async function dieDuring(mishap: Mishap): Promise<void> {
  engine.telegram.mishap = () => mishap
  engine.delivery.start()
  await engine.pass(0.9)
  engine.kill()
  engine.telegram.mishap = () => undefined
  engine.restart()
}

const before: Mishap = { kind: 'silent-before' }
const after: Mishap = { kind: 'silent-after' }

test.each([
  ['before the channel had the post', before],
  ['after the channel had the post', after],
])('a kill %s leaves it there exactly once', async (_, mishap) => {
  engine.enqueue(mail('a', channel, { safeToRepeat: false }))
  await dieDuring(mishap)
  await engine.pass(60)
  expect(engine.telegram.texts(channel)).toEqual(['a'])
  expect(engine.store.outbox.counts()).toMatchObject({ sent: 1, uncertain: 0 })
  expect(engine.store.outbox.sentMessage('a')).toEqual({ chat: channel, messageId: 1 })
})

test('an edition killed between its messages is whole and in order, after posts of others too', async () => {
  for (const text of ['old', 'older']) engine.telegram.post(channel, text)
  const edition = { key: 'edition:12:kk', chat: channel, priority: 'urgent', dueAt: new Date() } as const
  engine.enqueue(...mailInParts({ ...edition, safeToRepeat: false }, [html`one`, html`two`, html`three`]))
  let calls = 0
  engine.telegram.mishap = () => {
    calls += 1
    return calls === 2 ? after : undefined
  }
  engine.delivery.start()
  await engine.pass(4)
  engine.kill()
  engine.telegram.post(channel, 'a human between')
  engine.restart()
  await engine.pass(60)
  expect(engine.telegram.texts(channel)).toEqual(['old', 'older', 'one', 'two', 'a human between', 'three'])
})

test.each([
  ['before', before],
  ['after', after],
])('an edition that waits for the search of the one before it is never published first (killed %s)', async (_, mishap) => {
  const edition = (number: number) => {
    const { key, chat, priority, dueAt } = { ...mail(`edition:${number}`, channel), priority: 'urgent' as const }
    return mailInParts({ key, chat, priority, dueAt, safeToRepeat: false }, [html`${number}.1`, html`${number}.2`])
  }
  engine.enqueue(...edition(1))
  await dieDuring(mishap)
  engine.enqueue(...edition(2), mail('elsewhere', '1'))
  await engine.pass(4)
  expect(engine.telegram.texts('1')).toEqual(['elsewhere'])
  await engine.pass(60)
  expect(engine.telegram.texts(channel)).toEqual(['1.1', '1.2', '2.1', '2.2'])
})

test('an edition that staff have to decide on does not hold up the next', async () => {
  await engine.end()
  engine = createEngine({ staffChat: undefined })
  engine.enqueue(mail('first', channel, { safeToRepeat: false, priority: 'urgent' }))
  await dieDuring(before)
  engine.enqueue(mail('second', channel, { safeToRepeat: false, priority: 'urgent' }))
  await engine.pass(30)
  expect(engine.telegram.texts(channel)).toEqual(['second'])
})

test.each([
  ['before', before, ['a']],
  ['after', after, ['a', 'a']],
] as const)('private mail that is safe to repeat, killed %s it arrived, is sent once more', async (_, mishap, texts) => {
  engine.enqueue(mail('a', '1'))
  await dieDuring(mishap)
  await engine.pass(30)
  expect(engine.telegram.texts('1')).toEqual(texts)
})

test('killed a second time on its way, even what is safe to repeat is left to staff', async () => {
  engine.enqueue(mail('a', '1'))
  await dieDuring(after)
  engine.telegram.mishap = () => after
  await engine.pass(10)
  engine.kill()
  engine.telegram.mishap = () => undefined
  engine.restart()
  await engine.pass(60)
  expect(engine.telegram.texts('1')).toEqual(['a', 'a'])
  expect(engine.store.outbox.uncertain().map((row) => row.key)).toEqual(['a'])
})

test.each([
  before,
  after,
])('private mail that is not safe to repeat is never sent again by itself (%o)', async (mishap) => {
  engine.enqueue(mail('a', '1', { safeToRepeat: false }))
  await dieDuring(mishap)
  const arrived = engine.telegram.texts('1').length
  await engine.pass(600)
  expect(engine.telegram.texts('1')).toHaveLength(arrived)
  expect(engine.store.outbox.uncertain().map((row) => row.key)).toEqual(['a'])
})

test('a kill during the search for a post does not end the search', async () => {
  engine.enqueue(mail('a', channel, { safeToRepeat: false }))
  await dieDuring(after)
  engine.telegram.latencyMs = 5000
  await engine.pass(11)
  expect(engine.telegram.inspections.length).toBeGreaterThan(0)
  engine.kill()
  engine.telegram.latencyMs = 50
  engine.restart()
  await engine.pass(60)
  expect(engine.telegram.texts(channel)).toEqual(['a'])
  expect(engine.store.outbox.counts()).toMatchObject({ sent: 1 })
})

test('a kill before the transaction of an enqueue ended leaves no half of it', async () => {
  const { store } = engine
  const enqueueAndFail = () =>
    store.transaction(() => {
      engine.enqueue(mail('a', '1'), mail('b', '2'))
      throw new Error('the work failed')
    })
  expect(enqueueAndFail).toThrow('the work failed')
  engine.kill()
  engine.restart()
  await engine.pass(5)
  expect(engine.telegram.calls).toEqual([])
})

test('a new process does not exceed the limits that the one before had used up', async () => {
  const group = '-42'
  engine.enqueue(...Array.from({ length: 30 }, (_, index) => mail(`g:${index}`, group)))
  engine.enqueue(...Array.from({ length: 8 }, (_, index) => mail(`p:${index}`, '5')))
  engine.enqueue(...Array.from({ length: 400 }, (_, index) => mail(`b:${index}`, `${index + 100}`)))
  engine.delivery.start()
  for (const seconds of [3, 1, 2.2, 0.5, 4, 20]) {
    await engine.pass(seconds)
    engine.kill()
    engine.restart()
  }
  await engine.pass(150)
  expect(engine.telegram.floods).toBe(0)
  expect(engine.telegram.texts(group).length).toBeGreaterThanOrEqual(29)
  expect(engine.store.outbox.counts()).toMatchObject({ pending: 0, waiting: 0, sending: 0 })
})

test('without a way to look, a post of unknown outcome is left to staff and not sent again', async () => {
  await engine.end()
  engine = createEngine({ staffChat: undefined })
  engine.enqueue(mail('a', channel, { safeToRepeat: false }))
  await dieDuring(after)
  await engine.pass(120)
  expect(engine.telegram.texts(channel)).toEqual(['a'])
  expect(engine.store.outbox.uncertain().map((row) => row.key)).toEqual(['a'])
})
