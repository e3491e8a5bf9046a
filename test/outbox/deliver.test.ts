import { afterEach, beforeEach, expect, test } from 'vitest'
import type { OutgoingMail } from '#src/outbox/mail.ts'
import { mailInParts } from '#src/outbox/mail.ts'
import type { SendOutcome } from '#src/outbox/outcome.ts'
import type { DeliveryHooks } from '#src/outbox/record.ts'
import { createPersonalDataStore } from '#src/store/personal-data.ts'
import { html } from '#src/views/html.ts'
import { channel, createEngine, mail } from './engine.ts'
import type { Mishap } from './strict-telegram.ts'

let engine: ReturnType<typeof createEngine>
let told: { what: string; chat: string }[]

beforeEach(() => {
  told = []
  const hooks: DeliveryHooks = {
    onMigrated: (from, to) => told.push({ what: `migrated to ${to}`, chat: from }),
    onChatStopped: ({ chat, thread, outcome }) => told.push({ what: `${outcome.type} ${thread ?? ''}`.trim(), chat }),
    onChannelAffected: ({ chat, outcome }) => told.push({ what: `channel ${outcome.type}`, chat }),
    onUndecided: (row) => told.push({ what: 'undecided', chat: row.chat }),
  }
  engine = createEngine({ hooks })
})
afterEach(() => engine.end())

/** The first call to that chat meets this, later ones nothing. */
function once(chat: string, mishap: Mishap): void {
  let isLeft = true
  engine.telegram.mishap = (each: OutgoingMail) => {
    if (!isLeft || each.chat !== chat) return undefined
    isLeft = false
    return mishap
  }
}

const answer = (outcome: SendOutcome): Mishap => ({ kind: 'outcome', outcome })
const sentTo = (...chats: string[]) => chats.map((chat) => engine.telegram.texts(chat).length)

test('a known key changes nothing', async () => {
  expect(engine.enqueue(mail('a', '1'), mail('b', '1'))).toBe(2)
  expect(engine.enqueue(mail('b', '2'), mail('c', '1'))).toBe(1)
  engine.delivery.start()
  await engine.pass(10)
  expect(engine.telegram.texts('1')).toEqual(['a', 'b', 'c'])
  expect(engine.telegram.texts('2')).toEqual([])
  expect(engine.enqueue(mail('a', '1'))).toBe(0)
})

test('mail waits for its hour', async () => {
  engine.enqueue(mail('later', '1', { dueAt: new Date(Date.now() + 60_000) }))
  engine.delivery.start()
  await engine.pass(59)
  expect(sentTo('1')).toEqual([0])
  await engine.pass(3)
  expect(sentTo('1')).toEqual([1])
})

test('what would come too late is given up instead', async () => {
  engine.enqueue(mail('a', '1', { expiresAt: new Date(Date.now() + 60_000), dueAt: new Date() }))
  await engine.pass(61)
  engine.delivery.start()
  await engine.pass(3)
  expect(sentTo('1')).toEqual([0])
  expect(engine.store.outbox.find(1)).toMatchObject({ state: 'dead', outcome: '{"type":"expired"}' })
})

test('the urgent goes before all that waits', async () => {
  engine.enqueue(
    ...Array.from({ length: 200 }, (_, index) => mail(`bulk:${index}`, `${index + 1}`, { priority: 'bulk' })),
  )
  engine.delivery.start()
  await engine.pass(3)
  engine.enqueue(mail('reminder', '901', { priority: 'reminder' }), mail('urgent', '900', { priority: 'urgent' }))
  engine.delivery.kick()
  await engine.pass(0.2)
  const keys = engine.telegram.calls.map((call) => call.key)
  expect(keys.indexOf('reminder') - keys.indexOf('urgent')).toBe(1)
  expect(keys.length).toBeLessThan(110)
})

test('a text in several messages arrives in order, whatever befalls one of them', async () => {
  once('1', { kind: 'error-before' })
  const { key, chat, priority, dueAt, safeToRepeat } = mail('edition:12', '1')
  engine.enqueue(...mailInParts({ key, chat, priority, dueAt, safeToRepeat }, [html`one`, html`two`, html`three`]))
  engine.enqueue(mail('other', '1'))
  engine.delivery.start()
  await engine.pass(20)
  expect(engine.telegram.texts('1')).toEqual(['other', 'one', 'two', 'three'])
})

test('a chain behind an uncertain message waits, everything else goes on, and a decision of staff frees it', async () => {
  once('1', { kind: 'lost-before' })
  const part = { chat: '1', priority: 'digest', dueAt: new Date(), safeToRepeat: false } as const
  engine.enqueue(...mailInParts({ key: 'digest', ...part }, [html`one`, html`two`]), mail('other', '1'))
  engine.delivery.start()
  await engine.pass(30)
  expect(engine.telegram.texts('1')).toEqual(['other'])
  const [row] = engine.store.outbox.uncertain()
  expect(told).toEqual([{ what: 'undecided', chat: '1' }])
  expect(engine.store.outbox.resend(row?.id ?? 0, new Date())).toBe(true)
  expect(engine.store.outbox.resend(row?.id ?? 0, new Date())).toBe(false)
  await engine.pass(10)
  expect(engine.telegram.texts('1')).toEqual(['other', 'one', 'two'])
})

test('a post of unknown outcome that cannot be read is left to staff, and keeps no other from being looked for', async () => {
  once(channel, { kind: 'lost-before' })
  engine.enqueue(mail('a', channel))
  engine.delivery.start()
  await engine.pass(3)
  expect(engine.store.outbox.stateOf('a')).toBe('uncertain')
  // As an older program may have left it.
  engine.store.db.prepare(`update outbox set payload = '{"kind":"poll"}' where key = 'a'`).run()
  engine.enqueue(mail('b', channel))
  await engine.pass(60)
  expect(told).toEqual([{ what: 'undecided', chat: channel }])
  expect(engine.telegram.texts(channel)).toEqual(['b'])
  expect(engine.store.outbox.uncertain().map(({ key }) => key)).toEqual(['a'])
})

test('staff who saw the message mark it as sent and the rest of its chain follows', async () => {
  once('1', { kind: 'lost-after' })
  const part = { chat: '1', priority: 'digest', dueAt: new Date(), safeToRepeat: false } as const
  engine.enqueue(...mailInParts({ key: 'digest', ...part }, [html`one`, html`two`]))
  engine.delivery.start()
  await engine.pass(5)
  const [row] = engine.store.outbox.uncertain()
  expect(engine.store.outbox.markSent(row?.id ?? 0, new Date())).toBe(true)
  await engine.pass(5)
  expect(engine.telegram.texts('1')).toEqual(['one', 'two'])
})

test('a 429 of one chat pauses that chat for exactly as long, and no other', async () => {
  once('1', answer({ type: 'flood', retryAfterSeconds: 7 }))
  engine.enqueue(mail('a', '1'), ...Array.from({ length: 100 }, (_, index) => mail(`b:${index}`, `${index + 2}`)))
  engine.delivery.start()
  await engine.pass(5)
  expect(engine.telegram.calls.filter((call) => call.chat !== '1')).toHaveLength(100)
  await engine.pass(10)
  const [first, second] = engine.telegram.calls.filter((call) => call.chat === '1').map((call) => call.at)
  expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(7000)
  expect((second ?? 0) - (first ?? 0)).toBeLessThan(7500)
  expect(sentTo('1')).toEqual([1])
})

test('a 429 of several chats without a success between them pauses everything, replies too', async () => {
  const bannedFrom = Date.now() + 1500
  engine.telegram.mishap = () =>
    Date.now() >= bannedFrom && Date.now() < bannedFrom + 5000
      ? answer({ type: 'flood', retryAfterSeconds: Math.ceil((bannedFrom + 5000 - Date.now()) / 1000) })
      : undefined
  engine.enqueue(...Array.from({ length: 300 }, (_, index) => mail(`b:${index}`, `${index + 1}`)))
  engine.delivery.start()
  await engine.pass(2)
  const callsAfterBan = () =>
    engine.telegram.calls.filter((call) => call.at > bannedFrom && call.at < bannedFrom + 5000)
  expect(callsAfterBan().length).toBeLessThan(6)
  let replied = false
  void engine.pace.take('reply', '7777').then(() => {
    replied = true
  })
  await engine.pass(3.4)
  expect(replied).toBe(false)
  expect(callsAfterBan().length).toBeLessThan(6)
  await engine.pass(20)
  expect(replied).toBe(true)
  expect(engine.store.outbox.counts()).toMatchObject({ sent: 300, pending: 0 })
})

test('429s of chats that have nothing to do with each other do not pause the others', async () => {
  const told = new Set<string>()
  engine.telegram.mishap = ({ chat }) => {
    if (Number(chat) % 20 !== 0 || told.has(chat)) return undefined
    told.add(chat)
    return answer({ type: 'flood', retryAfterSeconds: 10 })
  }
  engine.enqueue(...Array.from({ length: 200 }, (_, index) => mail(`b:${index}`, `${index + 1}`)))
  engine.delivery.start()
  await engine.pass(8)
  expect(engine.store.outbox.counts()).toMatchObject({ sent: 190, pending: 10 })
  await engine.pass(12)
  expect(engine.store.outbox.counts()).toMatchObject({ sent: 200 })
})

test('a person who blocked the bot gets nothing more, now or later', async () => {
  once('1', answer({ type: 'blocked' }))
  engine.enqueue(mail('a', '1'), mail('b', '1'), mail('c', '2'))
  engine.delivery.start()
  await engine.pass(5)
  engine.enqueue(mail('d', '1'))
  await engine.pass(5)
  expect(engine.telegram.calls.filter((call) => call.chat === '1')).toHaveLength(1)
  expect(engine.store.outbox.counts()).toMatchObject({ dead: 3, sent: 1, pending: 0 })
  expect(told).toEqual([{ what: 'blocked', chat: '1' }])
  engine.store.chats.markReachable('1', new Date())
  engine.enqueue(mail('e', '1'))
  await engine.pass(3)
  expect(engine.telegram.texts('1')).toEqual(['e'])
})

test('mail that waited while its chat was lost is not even tried', async () => {
  engine.enqueue(mail('a', '1', { dueAt: new Date(Date.now() + 5000) }))
  engine.store.chats.markStopped('1', 'blocked', new Date())
  engine.delivery.start()
  await engine.pass(10)
  expect(engine.telegram.calls).toEqual([])
  const outcome = '{"type":"blocked","earlier":true}'
  expect(engine.store.outbox.find(1)).toMatchObject({ state: 'dead', outcome })
})

test('a group that became a supergroup gets all its mail under the new id, also what is enqueued for the old one', async () => {
  once('-7', answer({ type: 'migrated', to: '-1007' }))
  engine.enqueue(mail('a', '-7'), mail('b', '-7', { dueAt: new Date(Date.now() + 5000) }))
  engine.delivery.start()
  await engine.pass(2)
  engine.enqueue(mail('c', '-7'))
  await engine.pass(10)
  expect(engine.telegram.texts('-1007').toSorted()).toEqual(['a', 'b', 'c'])
  expect(told).toEqual([{ what: 'migrated to -1007', chat: '-7' }])
})

test('a closed topic stops the mail to that topic alone', async () => {
  once('-100', answer({ type: 'topic-closed' }))
  engine.enqueue(mail('a', '-100', { thread: 5 }), mail('b', '-100', { thread: 5 }), mail('c', '-100', { thread: 6 }))
  engine.delivery.start()
  await engine.pass(5)
  expect(engine.telegram.texts('-100')).toEqual(['c'])
  expect(told).toEqual([{ what: 'topic-closed 5', chat: '-100' }])
})

test('staff are told when a channel takes no more posts, and a channel that takes them again is used', async () => {
  once(channel, answer({ type: 'no-rights', description: 'need administrator rights' }))
  engine.enqueue(mail('a', channel))
  engine.delivery.start()
  await engine.pass(3)
  expect(told.map(({ what }) => what)).toEqual(['no-rights', 'channel no-rights'])
  engine.enqueue(mail('b', channel))
  await engine.pass(3)
  expect(engine.telegram.texts(channel)).toEqual(['b'])
  expect(engine.store.chats.find(channel)?.status).toBe('reachable')
  expect(engine.store.outbox.resend(1, new Date())).toBe(true)
  await engine.pass(3)
  expect(engine.telegram.texts(channel)).toEqual(['b', 'a'])
})

test('markup that Telegram refuses goes out as plain text', async () => {
  const seen: boolean[] = []
  engine.telegram.mishap = ({ plain }) => {
    seen.push(plain)
    return plain ? undefined : answer({ type: 'refused', description: "can't parse entities", markup: true })
  }
  engine.enqueue(mail('a', '1'))
  engine.delivery.start()
  await engine.pass(3)
  expect(seen).toEqual([false, true])
  expect(engine.telegram.texts('1')).toEqual(['a'])
})

test('while Telegram is unreachable nothing is given up and no more is tried than it takes to notice', async () => {
  engine.enqueue(...Array.from({ length: 500 }, (_, index) => mail(`b:${index}`, `${index + 1}`)))
  engine.delivery.start()
  await engine.pass(5)
  engine.telegram.isUp = false
  const before = engine.telegram.calls.length
  await engine.pass(1800)
  expect(engine.telegram.calls.length - before).toBeLessThan(30)
  engine.telegram.isUp = true
  await engine.pass(120)
  expect(engine.store.outbox.counts()).toMatchObject({ sent: 500, dead: 0, uncertain: 0 })
  expect(engine.telegram.floods).toBe(0)
})

test('while Telegram answers with 502 only what was on its way is in doubt', async () => {
  let isBroken = false
  engine.telegram.mishap = () => (isBroken ? { kind: 'error-before' } : undefined)
  const unsafe = { safeToRepeat: false }
  engine.enqueue(...Array.from({ length: 300 }, (_, index) => mail(`b:${index}`, `${index + 1}`, unsafe)))
  engine.delivery.start()
  await engine.pass(3)
  isBroken = true
  await engine.pass(0.3)
  engine.telegram.isUp = false
  await engine.pass(600)
  engine.telegram.isUp = true
  isBroken = false
  await engine.pass(120)
  const { sent, uncertain, pending } = engine.store.outbox.counts()
  expect(pending).toBe(0)
  expect(uncertain).toBeGreaterThan(0)
  expect(uncertain).toBeLessThan(15)
  expect(sent + uncertain).toBe(300)
})

test('stopping waits for the calls under way and begins no other', async () => {
  engine.telegram.latencyMs = 2000
  engine.enqueue(...Array.from({ length: 50 }, (_, index) => mail(`b:${index}`, `${index + 1}`)))
  engine.delivery.start()
  await engine.pass(1)
  const begun = engine.telegram.calls.length
  const stopped = engine.delivery.stop()
  await engine.pass(5)
  await stopped
  expect(begun).toBeGreaterThan(0)
  expect(engine.telegram.calls).toHaveLength(begun)
  expect(engine.store.outbox.counts()).toMatchObject({ sent: begun, sending: 0, pending: 50 - begun })
})

test('a broadcast is counted, stopped and resumed as one; what failed on its way waits with the others', async () => {
  const { outbox } = engine.store
  const part = (index: number) => mail(`bulk:1:${index}`, `${index + 1}`, { broadcast: 'bulk:1' })
  engine.enqueue(...Array.from({ length: 200 }, (_, index) => part(index)))
  engine.enqueue(mail('bulk:10:0', '900', { broadcast: 'bulk:10' }))
  engine.telegram.latencyMs = 400
  engine.delivery.start()
  await engine.pass(3)
  engine.telegram.mishap = ({ key }) => (key === 'late' ? undefined : { kind: 'error-before' })
  const [broadcast] = outbox.broadcasts.open()
  expect(outbox.broadcasts.stop(broadcast?.id ?? 0, new Date())).toBe(true)
  expect(outbox.broadcasts.stop(broadcast?.id ?? 0, new Date())).toBe(false)
  engine.enqueue(part(200))
  await engine.pass(1)
  engine.telegram.mishap = () => undefined
  engine.enqueue(mail('late', '901'))
  await engine.pass(30)
  const stopped = outbox.broadcasts.progress(1, new Date())
  expect(stopped.sent + stopped.left).toBe(201)
  expect(stopped.left).toBeGreaterThan(50)
  expect(sentTo('900', '901')).toEqual([1, 1])
  expect(outbox.broadcasts.resume(1)).toBe(true)
  expect(outbox.broadcasts.resume(1)).toBe(false)
  await engine.pass(30)
  expect(outbox.broadcasts.progress(1, new Date())).toMatchObject({ total: 201, sent: 201, left: 0 })
})

test('what begins with a key is cancelled, and nothing else', async () => {
  engine.enqueue(mail('reminder:1:5', '1'), mail('reminder:1:6', '2'), mail('reminder:10:5', '3'))
  expect(engine.store.outbox.cancel('reminder:1', new Date())).toBe(2)
  engine.delivery.start()
  await engine.pass(5)
  expect(sentTo('1', '2', '3')).toEqual([0, 0, 1])
})

test('the place of a sent message is known by its key', async () => {
  engine.enqueue(mail('progress', channel))
  expect(engine.store.outbox.sentMessage('progress')).toBeUndefined()
  engine.delivery.start()
  await engine.pass(3)
  expect(engine.store.outbox.sentMessage('progress')).toEqual({ chat: channel, messageId: 1 })
})

test('what was forgotten on its way has no outcome, and its chat is not remembered for it', async () => {
  const personalData = createPersonalDataStore(engine.store.db)
  engine.telegram.mishap = ({ chat }) => {
    if (chat !== '1') return undefined
    personalData.erase(1)
    return answer({ type: 'blocked' })
  }
  engine.enqueue(mail('a', '1'), mail('b', '2'))
  engine.delivery.start()
  await engine.pass(3)
  expect(engine.store.outbox.counts()).toMatchObject({ sent: 1, dead: 0, sending: 0, pending: 0 })
  expect([engine.store.chats.find('1'), told]).toEqual([undefined, []])
})

test('a hook that fails does not undo what was recorded', async () => {
  await engine.end()
  engine = createEngine({
    hooks: {
      onChatStopped: () => {
        throw new Error('a bug')
      },
    },
  })
  once('1', answer({ type: 'blocked' }))
  engine.enqueue(mail('a', '1'))
  engine.delivery.start()
  await engine.pass(3)
  expect(engine.store.outbox.counts()).toMatchObject({ dead: 1, sending: 0 })
})

test('mail with what only some may read goes while its reader may, waits while nobody knows, and else never', async () => {
  const standing = new Map<string, 'held' | 'withdrawn' | 'unconfirmed'>([
    ['1', 'held'],
    ['2', 'withdrawn'],
    ['3', 'unconfirmed'],
  ])
  await engine.end()
  engine = createEngine({ clearanceOf: (chat) => standing.get(chat) ?? 'held' })
  engine.enqueue(
    ...['1', '2', '3'].map((chat) => mail(`secret:${chat}`, chat, { restricted: true })),
    mail('open', '2'),
  )
  engine.delivery.start()
  await engine.pass(30)
  const states = () => ['1', '2', '3'].map((chat) => engine.store.outbox.stateOf(`secret:${chat}`))
  expect(states()).toEqual(['sent', 'dead', 'pending'])
  expect(engine.telegram.texts('2')).toEqual(['open'])
  expect(engine.store.outbox.resend(2, new Date())).toBe(true)
  standing.set('3', 'held')
  await engine.pass(61)
  expect(states()).toEqual(['sent', 'dead', 'sent'])
})

test('mail for a reader with clearance that tells what the public is told goes whatever became of the clearance', async () => {
  await engine.end()
  engine = createEngine({ clearanceOf: (chat) => (chat === '1' ? 'withdrawn' : 'unconfirmed') })
  const open = { restricted: true, publicToo: true }
  engine.enqueue(
    mail('open:1', '1', open),
    mail('open:2', '2', open),
    mail('late', '3', { ...open, dueAt: new Date(Date.now() + 1500) }),
  )
  engine.delivery.start()
  await engine.pass(1)
  expect(['open:1', 'open:2'].map((key) => engine.store.outbox.stateOf(key))).toEqual(['sent', 'sent'])
  // Some record changed: nobody knows any more whether it is the public's too.
  engine.store.outbox.closeToPublic()
  await engine.pass(5)
  expect(engine.store.outbox.stateOf('late')).toBe('pending')
})

test('who loses clearance while a call waits for its turn again is not sent what it holds', async () => {
  let standing: 'held' | 'withdrawn' = 'held'
  await engine.end()
  engine = createEngine({ clearanceOf: () => standing })
  engine.telegram.mishap = () => {
    standing = 'withdrawn'
    return answer({ type: 'flood', retryAfterSeconds: 2 })
  }
  engine.enqueue(mail('secret', '1', { restricted: true }))
  engine.delivery.start()
  await engine.pass(10)
  expect([engine.store.outbox.stateOf('secret'), engine.telegram.texts('1')]).toEqual(['dead', []])
})
