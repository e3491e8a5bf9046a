import { afterEach, beforeEach, expect, test } from 'vitest'
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
