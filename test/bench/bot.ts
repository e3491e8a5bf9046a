import { flushCompileCache } from 'node:module'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { loadConfig } from '#src/config.ts'
import { createLog } from '#src/log.ts'
import { run } from '#src/run.ts'
import { commands } from '../../commands/index.ts'
import { settableClock } from '../support/settable-clock.ts'

/** The bot in a process of its own, its clock in the hands of the parent: memory.ts starts it and talks to it. */

const orderSchema = z.object({
  /** Feeds to add, by address. */
  feeds: z.array(z.string()).default([]),
  /** Polls of all feeds, one after the other. */
  polls: z.number().default(0),
})

const config = loadConfig(process.env)
const clock = settableClock('2026-11-20T05:00:00Z')
const log = createLog({ level: 'error', secrets: [] })
const running = await run({
  config,
  token: process.env.BOT_TOKEN ?? '',
  clock,
  log,
  commands,
  signal: new AbortController().signal,
})
for (const feed of running.app.store.feeds.list()) running.app.store.feeds.setStatus(feed.id, 'disabled', null)

function addFeed(address: string, index: number): void {
  const feed = { id: `bench-${index}`, name: `Outlet ${index}`, address, language: null, state: null, note: null }
  running.app.store.feeds.add({ ...feed, status: 'enabled' }, clock.now())
}

async function pollAll(): Promise<void> {
  clock.advance(config.feedPollMinutes * 60 * 1.2)
  // The job takes eight feeds at a time.
  while (running.app.store.feeds.due(clock.now(), 1).length > 0) await running.tick()
}

process.on('message', async (message) => {
  const { feeds, polls } = orderSchema.parse(message)
  feeds.forEach(addFeed)
  for (let poll = 0; poll < polls; poll += 1) {
    await pollAll()
    await sleep(1)
  }
  const { outbox, items } = running.app.store
  const { rss, heapUsed } = process.memoryUsage()
  process.send?.({
    rss,
    heapUsed,
    cpu: process.cpuUsage().user / 1000,
    mail: outbox.counts(),
    awaiting: items.countAwaiting(),
  })
})
flushCompileCache()
process.send?.('ready')
