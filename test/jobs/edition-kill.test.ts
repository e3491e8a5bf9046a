import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type App, createApp } from '#src/app.ts'
import { clockOf } from '#src/clock.ts'
import { loadConfig } from '#src/config.ts'
import { languages } from '#src/domain/language.ts'
import { createEditionJob } from '#src/jobs/edition.ts'
import { addItem } from '../support/add-item.ts'

let folder = ''
let prepared = ''
let now = new Date('2026-11-20T04:00:02Z')
const file = 'edition.sqlite'

// Two accepted items, and an edition of the day before; every test works on a copy.
beforeAll(() => {
  prepared = mkdtempSync(join(tmpdir(), 'cica-kill-'))
  folder = prepared
  const app = start()
  for (const title of ['Kazakhstan and China sign trade agreement', 'Uzbekistan opens border crossing'])
    addItem(app, { title, accepted: true })
  const yesterday = new Date('2026-11-19T04:00:00Z')
  app.store.ledger.recordRun('edition', yesterday, yesterday)
  app.store.close()
})
afterAll(() => rmSync(prepared, { recursive: true, force: true }))

function prepare(): void {
  if (folder !== '') rmSync(folder, { recursive: true, force: true })
  folder = mkdtempSync(join(tmpdir(), 'cica-kill-'))
  copyFileSync(join(prepared, file), join(folder, file))
}
beforeEach(() => {
  folder = ''
  now = new Date('2026-11-20T04:00:02Z')
  prepare()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

class Killed extends Error {}

/** The bot over one file; whatever it does not commit before `close` is gone, as after a kill. */
function start(): App {
  const config = loadConfig({
    DATABASE_PATH: join(folder, file),
    BOT_TOKEN: '1:token-of-the-tests',
    TELEGRAM_API_ROOT: 'http://127.0.0.1:1',
    CHANNEL_EN: '-1001',
    CHANNEL_RU: '-1002',
    CHANNEL_KK: '-1003',
    STAFF_CHAT: '-5',
  })
  const readFeed = () => Promise.reject(new Error('no network in this test'))
  return createApp({ config, clock: clockOf(() => now), log: pino({ level: 'silent' }), readFeed })
}

/** The same store, whose `step`-th call, counted over all its parts, is the last that the process makes. */
function dyingAt(app: App, step: number): { app: App; calls: () => number } {
  let calls = 0
  const watched = <T extends object>(part: T): T =>
    new Proxy(part, {
      get(target, name, receiver) {
        const value: unknown = Reflect.get(target, name, receiver)
        if (typeof value !== 'function') return value
        return (...given: unknown[]) => {
          calls += 1
          if (calls === step) throw new Killed(`call ${step}`)
          return Reflect.apply(value, target, given)
        }
      },
    })
  const { store } = app
  const parts = {
    ledger: watched(store.ledger),
    items: watched(store.items),
    editions: watched(store.editions),
    outbox: watched(store.outbox),
    channelMessages: watched(store.channelMessages),
  }
  return { app: Object.assign(Object.create(app), { store: { ...store, ...parts } }), calls: () => calls }
}

function published(app: App) {
  return {
    editions: languages.map((language) => app.store.editions.last(language)?.number),
    mails: app.store.outbox.counts().pending,
    waiting: languages.flatMap((language) => app.store.items.forEdition(language, new Date('2026-11-18T00:00:00Z'))),
  }
}

const once = { editions: [1, 1, 1], mails: 3, waiting: [] }

test('killed between any two steps, the edition of the day is made once', () => {
  const rehearsal = start()
  const { app: counting, calls } = dyingAt(rehearsal, 0)
  createEditionJob(counting, () => undefined).run()
  expect(published(rehearsal)).toEqual(once)
  rehearsal.store.close()
  const steps = calls()
  expect(steps).toBeGreaterThan(20)
  for (let step = 1; step <= steps; step += 1) {
    prepare()
    const first = start()
    expect(() => createEditionJob(dyingAt(first, step).app, () => undefined).run()).toThrow(Killed)
    first.store.close()
    const second = start()
    const job = createEditionJob(second, () => undefined)
    job.run()
    job.run()
    expect(published(second), `killed at call ${step} of ${steps}`).toEqual(once)
    second.store.close()
  }
}, 60_000)

test('killed after the edition was recorded, before the outbox was told, it is not made again', () => {
  const first = start()
  const dying = createEditionJob(first, () => {
    throw new Killed('before the outbox was told')
  })
  expect(() => dying.run()).toThrow(Killed)
  first.store.close()
  const second = start()
  createEditionJob(second, () => undefined).run()
  expect(published(second)).toEqual(once)
  second.store.close()
})

test('down at nine, back at two: the edition is made once, late', () => {
  now = new Date('2026-11-20T09:00:00Z')
  const app = start()
  const job = createEditionJob(app, () => undefined)
  job.run()
  job.run()
  expect(published(app)).toEqual(once)
  app.store.close()
})

test('down at nine, back after three: the edition is passed over with a note, and its items wait', () => {
  now = new Date('2026-11-20T10:00:05Z')
  const app = start()
  const job = createEditionJob(app, () => undefined)
  job.run()
  job.run()
  const { editions, mails, waiting } = published(app)
  expect(editions).toEqual([undefined, undefined, undefined])
  expect(mails).toBe(1)
  expect(waiting).not.toEqual([])
  app.store.close()
})

test('a planned edition is made once at its time, whatever is killed, and the usual hour passes over its language', () => {
  now = new Date('2026-11-20T03:00:00Z')
  const planning = start()
  planning.store.editions.schedule('ru', new Date('2026-11-20T07:00:00Z'))
  planning.store.close()
  now = new Date('2026-11-20T04:00:02Z')
  const morning = start()
  createEditionJob(morning, () => undefined).run()
  expect(published(morning).editions).toEqual([1, undefined, 1])
  morning.store.close()
  now = new Date('2026-11-20T07:00:01Z')
  const dying = start()
  const { app } = dyingAt(dying, 8)
  expect(() => createEditionJob(app, () => undefined).run()).toThrow(Killed)
  dying.store.close()
  const again = start()
  const job = createEditionJob(again, () => undefined)
  job.run()
  job.run()
  expect(published(again).editions).toEqual([1, 1, 1])
  expect(again.store.editions.draft('ru').scheduledAt).toBeNull()
  again.store.close()
})
