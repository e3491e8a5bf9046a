import { afterEach, beforeEach, expect, test } from 'vitest'
import { createHousekeeping } from '#src/jobs/housekeeping.ts'
import type { Job } from '#src/jobs/job.ts'
import { createPollFeeds } from '#src/jobs/poll-feeds.ts'
import { createTestApp, staffChat, type TestApp } from '../support/test-app.ts'

let bench: TestApp
let job: Job
beforeEach(() => {
  bench = createTestApp()
  const { app } = bench
  for (const { id } of app.store.feeds.list()) app.store.feeds.setStatus(id, 'disabled', null)
  const fetchFeed = () => Promise.reject(new Error('no network in this test'))
  job = createPollFeeds({ app, fetcher: { fetchFeed, close: async () => {} }, random: () => 0, onMail: () => {} })
})
afterEach(() => bench.app.store.close())

const keys = () =>
  bench
    .mail()
    .filter(({ chat }) => chat === staffChat)
    .map(({ key }) => key)

test('what was taken in just before a kill is shown to staff after it, once', async () => {
  const [shown, unshown] = [bench.addItem({ title: 'Shown' }), bench.addItem({ title: 'Unshown', unshown: true })]
  bench.addItem({ title: 'Of no dimension', dimensions: [], unshown: true })
  await job.run()
  await job.run()
  expect(keys()).toEqual([`staff:card:${unshown}:1`])
  expect(shown).not.toBe(unshown)
})

test('many that were taken in before a kill are shown as one queue', async () => {
  const ids = Array.from({ length: 7 }, (_, index) => bench.addItem({ title: `Item ${index}`, unshown: true }))
  await job.run()
  await job.run()
  expect(keys()).toEqual([`staff:queue:${ids.at(-1)}:1`])
})

test('an item that was forgotten and that its feed still offers does not come back as new', async () => {
  const { app, clock } = bench
  const address = 'https://herald.example/feed'
  const feed = { id: 'herald', name: 'Herald', address, language: null, state: null, note: null }
  app.store.feeds.add({ ...feed, status: 'enabled' }, clock.now())
  const rss = (...titles: readonly string[]) =>
    `<rss version="2.0"><channel><title>Herald</title>${titles
      .map((title) => `<item><title>${title}</title><guid>${title}</guid></item>`)
      .join('')}</channel></rss>`
  let offered = rss('Trade agreement of long ago')
  const fetchFeed = () =>
    Promise.resolve({
      ...({ kind: 'fetched', contentType: 'application/rss+xml', finalAddress: address } as const),
      bytes: new TextEncoder().encode(offered),
    })
  job = createPollFeeds({ app, fetcher: { fetchFeed, close: async () => {} }, random: () => 0, onMail: () => {} })
  await job.run()
  clock.advance(3600)
  offered = rss('Trade agreement of today', 'Trade agreement of long ago')
  await job.run()
  expect(app.store.items.tally()).toMatchObject({ old: 1, awaiting: 1 })
  clock.advance(61 * 86_400)
  await createHousekeeping(app).run()
  expect(app.store.items.tally()).toMatchObject({ old: 0 })
  await job.run()
  expect(app.store.items.tally()).toMatchObject({ old: 0, awaiting: 0, declined: 1 })
})
