import { afterEach, expect, test } from 'vitest'
import { mailInParts } from '#src/outbox/mail.ts'
import { html } from '#src/views/html.ts'
import { createEngine, mail } from './engine.ts'
import { randomOf } from './random.ts'
import type { Mishap } from './strict-telegram.ts'

let engine: ReturnType<typeof createEngine>
afterEach(() => engine.end())

const channels = ['-1001', '-1002', '-1003'] as const
const subscribers = 240
const mishaps: readonly Mishap[] = [
  { kind: 'lost-before' },
  { kind: 'lost-after' },
  { kind: 'error-before' },
  { kind: 'error-after' },
  { kind: 'outcome', outcome: { type: 'flood', retryAfterSeconds: 3 } },
  { kind: 'outcome', outcome: { type: 'not-sent', reason: 'ECONNREFUSED' } },
]

// The full broadcast, against a Telegram over HTTP with processes that are really killed: test/outbox/broadcast.ts.
test.each([1, 2, 3])('a broadcast with everything that can go wrong, and kills (seed %i)', async (seed) => {
  const random = randomOf(seed)
  engine = createEngine({ channels, random })
  const blocked = new Set(['7', '77', '177'])
  const inDoubt = new Map<string, number>()
  const doubt = (key: string) => inDoubt.set(key, (inDoubt.get(key) ?? 0) + 1)
  engine.telegram.mishap = ({ chat, key }) => {
    if (blocked.has(chat)) return { kind: 'outcome', outcome: { type: 'blocked' } }
    if (random() >= 0.06) return undefined
    const mishap = mishaps[Math.floor(random() * mishaps.length)]
    if (mishap?.kind.endsWith('-after')) doubt(key)
    return mishap
  }
  const dueAt = new Date()
  for (const chat of channels) {
    const edition = { key: `edition:1:${chat}`, chat, priority: 'urgent', dueAt, safeToRepeat: false } as const
    engine.telegram.post(chat, 'an old post')
    engine.enqueue(...mailInParts(edition, [html`${chat} one`, html`${chat} two`, html`${chat} three`]))
  }
  for (let person = 1; person <= subscribers; person += 1) {
    engine.enqueue(mail(`safe:${person}`, `${person}`), mail(`careful:${person}`, `${person}`, { safeToRepeat: false }))
  }
  engine.delivery.start()
  for (let kill = 0; kill < 8; kill += 1) {
    await engine.pass(0.2 + random() * 5)
    for (const row of engine.store.outbox.sending()) doubt(row.key)
    engine.kill()
    engine.restart()
  }
  await engine.pass(400)

  const { outbox } = engine.store
  expect(outbox.counts()).toMatchObject({ pending: 0, waiting: 0, sending: 0 })
  for (const chat of channels) {
    expect(engine.telegram.texts(chat)).toEqual(['an old post', `${chat} one`, `${chat} two`, `${chat} three`])
  }
  const listed = new Set(outbox.uncertain().map((row) => row.key))
  for (let person = 1; person <= subscribers; person += 1) {
    const keys = (engine.telegram.posts.get(`${person}`) ?? []).map((post) => post.key)
    if (blocked.has(`${person}`)) {
      expect(keys).toEqual([])
      continue
    }
    for (const key of [`safe:${person}`, `careful:${person}`]) {
      const copies = keys.filter((each) => each === key).length
      const most = key.startsWith('safe') ? 1 + (inDoubt.get(key) ?? 0) : 1
      expect({ key, isLost: copies === 0 && !listed.has(key), hasTooMany: copies > most }).toEqual({
        key,
        isLost: false,
        hasTooMany: false,
      })
    }
  }
  expect(engine.telegram.floods).toBe(0)
  expect(outbox.counts().dead).toBe(blocked.size * 2)
})
