import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { turnsOf } from '#src/actions/subscribe.ts'
import { createApp } from '#src/app.ts'
import { loadConfig } from '#src/config.ts'
import { areaSlugs, dimensionSlugs } from '#src/domain/dimension.ts'
import { languages } from '#src/domain/language.ts'
import { type Subject, usualKinds, usualReminders } from '#src/domain/subscription.ts'
import { createDigestsJob } from '#src/jobs/digests.ts'
import type { Job } from '#src/jobs/job.ts'
import { createRecordChangesJob } from '#src/jobs/record-changes.ts'
import { createRemindersJob } from '#src/jobs/reminders.ts'
import { addItem } from '../support/add-item.ts'
import { settableClock } from '../support/settable-clock.ts'
import { putEvents } from '../support/subscriber.ts'

/**
 * The end of a day with many subscribers, all at the same hour: digests, reminders of an event, and its cancellation.
 * `node test/bench/end-of-day.ts [SUBSCRIBERS] [ITEMS]`; the aim of digests is 100,000 in under 30 s and 300 MB.
 * It runs with V8's settings of the program itself, which starts anew with them (src/main.ts); with V8's own it is a tenth
 * quicker and takes 400 MB.
 */
const asTheProgram = '--optimize-for-size'
if (!process.execArgv.includes(asTheProgram))
  process.execve?.(process.execPath, [process.execPath, asTheProgram, ...process.argv.slice(1)], process.env)

const [subscribers = 100_000, items = 60] = process.argv.slice(2).map(Number)

/** The same numbers on every run. */
function createRandom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const random = createRandom(5)
const words = [
  'corridor',
  'tourism',
  'водная безопасность',
  'су',
  'trade',
  'ICAO',
  'климат',
  'жастар',
  'terrorism',
  'digital',
]
const states = ['KAZ', 'CHN', 'IND', 'TUR', 'UZB', 'AZE', 'KGZ', 'TJK', 'THA', 'VNM']

/** A quarter follows everything; the others two to five subjects of all sorts, a tenth of them words of their own. */
function subjects(): Subject[] {
  if (random(4) === 0) return [{ kind: 'everything', value: '' }]
  return Array.from({ length: 2 + random(4) }, (): Subject => {
    const sort = random(10)
    if (sort < 4) return { kind: 'dimension', value: dimensionSlugs[random(5)] ?? 'human' }
    if (sort < 7) return { kind: 'area', value: areaSlugs[random(18)] ?? 'human' }
    if (sort < 9) return { kind: 'state', value: states[random(10)] ?? 'KAZ' }
    return { kind: 'keyword', value: random(2) === 0 ? (words[random(10)] ?? 'trade') : `слово${random(5000)}` }
  })
}

const folder = mkdtempSync(join(tmpdir(), 'cica-bench-'))
const clock = settableClock('2027-02-18T06:00:00Z')
const config = loadConfig({
  BOT_TOKEN: '1000:token-of-the-tests-only',
  DATABASE_PATH: join(folder, 'bench.sqlite'),
  CHANNEL_EN: '-2001',
})
const app = createApp({
  config,
  clock,
  log: pino({ level: 'silent' }),
  readFeed: () => Promise.reject(new Error('no network')),
})
const { store } = app

function seed(): void {
  for (let chat = 1; chat <= subscribers; chat += 1000) {
    store.transaction(() => {
      for (let one = chat; one < chat + 1000 && one <= subscribers; one += 1) {
        const language = languages[random(3)] ?? 'en'
        const usual = {
          language,
          timeZone: 'Asia/Almaty',
          deliveryTime: '09:00',
          weekday: 1,
          quiet: undefined,
        } as const
        const settings = { ...usual, kinds: usualKinds, reminders: usualReminders, subjects: subjects() }
        store.subscriptions.register(
          { chat: String(one), thread: 0 },
          settings,
          turnsOf(settings, clock.now()),
          clock.now(),
        )
      }
    })
  }
  for (let item = 0; item < items; item += 1) {
    const title = `Item ${item}: ${words[item % 10]} and the ${words[(item * 7) % 10]} of the region, told at some length`
    addItem(app, { title, accepted: true, dimensions: [dimensionSlugs[item % 5] ?? 'human'] })
  }
  putEvents(app, { id: 'ev-bench', start: '2027-02-20', startTime: '10:00', dimension: 'economic' })
}

async function measure(name: string, job: Job): Promise<void> {
  const before = store.outbox.counts().pending
  const began = performance.now()
  const used = process.cpuUsage()
  let peak = 0
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }, 50)
  await job.run()
  clearInterval(watch)
  peak = Math.max(peak, process.memoryUsage.rss())
  const seconds = (performance.now() - began) / 1000
  const made = store.outbox.counts().pending - before
  const { user, system } = process.cpuUsage(used)
  const work = ((user + system) / 1e6).toFixed(1)
  process.stdout.write(
    `${name}: ${made} messages in ${seconds.toFixed(1)} s (${work} s of processor), ${Math.round(peak / 1_048_576)} MB\n`,
  )
}

try {
  seed()
  process.stdout.write(
    `${subscribers} subscribers, ${items} items, ${Math.round(process.memoryUsage.rss() / 1_048_576)} MB\n`,
  )
  clock.set('2027-02-19T04:00:01Z')
  await measure(
    'digests',
    createDigestsJob(app, () => {}),
  )
  await measure(
    'reminders',
    createRemindersJob(app, () => {}),
  )
  putEvents(app, {
    id: 'ev-bench',
    start: '2027-02-20',
    startTime: '10:00',
    dimension: 'economic',
    status: 'cancelled',
  })
  await measure(
    'cancellation',
    createRecordChangesJob(app, () => {}),
  )
  const highest = Math.round(process.resourceUsage().maxRSS / 1024)
  process.stdout.write(`At no moment more than ${highest} MB, the making of the subscribers included\n`)
} finally {
  store.close()
  rmSync(folder, { recursive: true, force: true })
}
