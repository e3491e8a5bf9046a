import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pass } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { enqueue } from '#src/outbox/enqueue.ts'
import { mailInParts } from '#src/outbox/mail.ts'
import { type SandboxTelegram, startSandboxTelegram } from '#src/sandbox/telegram.ts'
import { openStore } from '#src/store/store.ts'
import { html } from '#src/views/html.ts'
import { randomOf } from './random.ts'

/*
 * A broadcast with all that can go wrong: real HTTP, a real database file, processes that are really killed at random moments;
 * people who blocked the bot or deleted their account, groups that become supergroups meanwhile, 429, 5xx and connections that
 * break, before and after the call was carried out. `broadcast.test.ts` runs a small one; the full one is run by hand:
 *
 *   node test/outbox/broadcast.ts --subscribers 10000 --kills 20 --faults 200 --seed 1
 *
 * Ends with figures and exit code 0, or 1 where a message was lost, doubled in a channel, out of order or over a limit.
 */
const { values } = parseArgs({
  options: {
    subscribers: { type: 'string', default: '10000' },
    kills: { type: 'string', default: '20' },
    faults: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
  },
})
const subscribers = Number(values.subscribers)
const random = randomOf(Number(values.seed))
const token = '700100200:broadcast'
const editions = Math.max(1, Math.round(subscribers / 600))
const firstPerson = 10_000
const kinds = ['flood', 'http', 'http-after', 'reset-before', 'reset-after', 'timeout', 'timeout-after'] as const

const folder = mkdtempSync(join(tmpdir(), 'broadcast-'))
const path = join(folder, 'broadcast.sqlite')
const telegram = await startSandboxTelegram({
  token,
  botUser: { firstName: 'CICA', username: 'cica_sandbox_bot' },
  now: () => new Date(),
})
const staff = telegram.createGroup({ title: 'Staff' })
const channels = ['en', 'ru', 'kk'].map((language) => telegram.createChannel({ title: language }).id)
const people = Array.from({ length: subscribers }, (_, index) => firstPerson + index)
for (const id of people) telegram.createUser({ id, firstName: `Subscriber ${id}`, started: true })
const blocked = new Set(people.filter((_, index) => index % 97 === 50))
for (const id of blocked) telegram.block(id)
const deleted = new Set(people.filter((_, index) => index % 397 === 60))
for (const id of deleted) telegram.deleteAccount(id)
/** Every other one becomes a supergroup while mail to it goes out. */
const groups = Array.from(
  { length: 6 },
  (_, index) => telegram.createGroup({ title: `Group ${index}`, kind: 'group' }).id,
)
const migrated = new Map<number, number>()

enqueueAll()
for (let fault = 0; fault < Number(values.faults); fault += 1) {
  const kind = kinds[Math.floor(random() * kinds.length)] ?? 'http'
  const chatId = fault % 10 === 0 ? channels[fault % 3] : undefined
  const skip = Math.floor(random() * (chatId === undefined ? subscribers : editions * 3))
  const where = chatId === undefined ? {} : { chatId }
  telegram.injectFault({ method: 'sendMessage', kind, skip, retryAfterSeconds: 3, ...where })
}

const began = Date.now()
const kills = Number(values.kills)
let engine = startEngine()
for (const id of groups.filter((_, index) => index % 2 === 0)) {
  setTimeout(() => migrated.set(id, telegram.migrateGroup(id).id), random() * (subscribers / 29) * 1000)
}
for (let kill = 0; kill < kills; kill += 1) {
  await pass(random() * 2 * (subscribers / 29 / kills) * 1000)
  engine.kill('SIGKILL')
  await once(engine, 'exit')
  engine = startEngine()
}
await settled(engine)
engine.kill('SIGKILL')
await once(engine, 'exit')
process.exitCode = report() ? 0 : 1
await telegram.stop()
rmSync(folder, { recursive: true, force: true })

function enqueueAll(): void {
  const store = openStore(path)
  const at = new Date()
  store.transaction(() => {
    const notices = people.map((id) => ({
      ...({ key: `bulk:1:${id}`, chat: String(id), priority: 'bulk', dueAt: at, safeToRepeat: id % 10 !== 0 } as const),
      broadcast: 'bulk:1' as const,
      payload: { kind: 'message', html: '<b>Notice</b>' } as const,
    }))
    enqueue(store, notices, at)
    const toGroups = groups.flatMap((id) =>
      [1, 2, 3].map((part) => ({
        ...{
          key: groupKey(id, part),
          chat: String(id),
          dueAt: new Date(at.getTime() + part * (subscribers / 29 / 4) * 1000),
        },
        ...({ priority: 'digest', safeToRepeat: true, payload: { kind: 'message', html: `Part ${part}` } } as const),
      })),
    )
    enqueue(store, toGroups, at)
    for (const chat of channels) {
      for (let edition = 0; edition < editions; edition += 1) {
        const key = `edition:${edition}:${chat}`
        const dueAt = new Date(at.getTime() + edition * 20_000)
        const mail = { key, chat: String(chat), priority: 'urgent', dueAt, safeToRepeat: false } as const
        enqueue(store, mailInParts(mail, [html`${edition}.1`, html`${edition}.2`, html`${edition}.3`]), at)
      }
    }
  })
  store.close()
}

function groupKey(id: number, part: number): string {
  return `group:${id}:${part}`
}

function startEngine(): ChildProcess {
  const file = join(import.meta.dirname, 'broadcast-engine.ts')
  return fork(file, [path, telegram.url, token, String(staff.id), channels.join(',')])
}

/** Until nothing waits and nothing is being looked for, for some seconds on end. */
async function settled(child: ChildProcess): Promise<void> {
  let quiet = 0
  child.on('message', () => {
    const store = openStore(path)
    const { pending, waiting, sending, uncertain } = store.outbox.counts()
    const undecided = store.outbox.uncertain().length
    store.close()
    quiet = pending + waiting + sending + uncertain === undecided ? quiet + 1 : 0
  })
  while (quiet < 5) await pass(500)
}

function report(): boolean {
  const store = openStore(path)
  const counts = store.outbox.counts()
  const listed = new Set(store.outbox.uncertain().map((row) => row.key))
  store.close()
  const copies = people.map((id) => ({ id, count: botTimes(telegram, id).length }))
  const lost = copies.filter(
    ({ id, count }) => count === 0 && !blocked.has(id) && !deleted.has(id) && !listed.has(`bulk:1:${id}`),
  )
  const lostInGroups = groups.flatMap((id) => {
    const seen = [id, migrated.get(id) ?? id].flatMap((each) => telegram.visible(each)).map(({ text }) => text)
    return [1, 2, 3].filter((part) => !seen.includes(`Part ${part}`) && !listed.has(groupKey(id, part)))
  })
  const posts = channels.map((id) => telegram.visible(id).map((message) => message.text))
  const want = Array.from({ length: editions }, (_, edition) => [1, 2, 3].map((part) => `${edition}.${part}`)).flat()
  const wrongChannels = posts.filter((texts) => !isSameInOrder(texts, want))
  const over = overLimits()
  const times = people.flatMap((id) => botTimes(telegram, id)).sort((a, b) => a - b)
  const figures = {
    ...{ subscribers, kills, faults: Number(values.faults), seconds: Math.round((Date.now() - began) / 1000) },
    perSecond: Number((times.length / (((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000)).toFixed(1)),
    lost: lost.length,
    migrated: migrated.size,
    lostInGroups: lostInGroups.length,
    doubledInPrivate: copies.reduce((sum, { count }) => sum + Math.max(0, count - 1), 0),
    doubledThoughNotSafe: copies.filter(({ id, count }) => count > 1 && id % 10 === 0).length,
    leftToStaff: listed.size,
    wrongChannels: wrongChannels.length,
    overLimits: over,
    counts,
  }
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`)
  return lost.length + lostInGroups.length + wrongChannels.length + over + figures.doubledThoughNotSafe === 0
}

function botTimes(from: SandboxTelegram, chat: number): number[] {
  return from
    .transcript(chat)
    .filter((message) => message.from === 'bot' || (message.from === 'chat' && message.kind !== 'service'))
    .map((message) => Date.parse(message.sentAt))
}

/** Every part of every edition once and in order. */
function isSameInOrder(texts: readonly string[], want: readonly string[]): boolean {
  const posts = texts.filter((text) => /^\d+\.\d$/.test(text))
  return JSON.stringify(posts) === JSON.stringify(want)
}

/** Messages beyond 30 a second, one a second in a private chat (three at once), or 20 a minute in a channel or group. */
function overLimits(): number {
  const chats = [...people, ...channels, ...groups, ...migrated.values(), staff.id].map((id) => ({
    id,
    times: botTimes(telegram, id),
  }))
  const all = chats.flatMap(({ times }) => times).sort((a, b) => a - b)
  const inChats = chats.map(({ id, times }) => (id > 0 ? overBucket(times, 1, 3) : overWindow(times)))
  return overBucket(all, 30, 30) + inChats.reduce((sum, count) => sum + count, 0)
}

function overBucket(times: readonly number[], rate: number, burst: number): number {
  let level = burst
  let before = times[0] ?? 0
  return times.filter((time) => {
    level = Math.min(burst, level + ((time - before) / 1000) * rate) - 1
    before = time
    return level < -1e-9
  }).length
}

function overWindow(times: readonly number[]): number {
  return times.filter((time, index) => time - (times[index - 20] ?? Number.NEGATIVE_INFINITY) < 60_000).length
}
