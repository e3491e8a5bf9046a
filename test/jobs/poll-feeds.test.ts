import { afterEach, beforeEach, expect, test } from 'vitest'
import { applyAmendment, proposeAmendment } from '#src/actions/amend-item.ts'
import { publishEdition } from '#src/actions/publish-edition.ts'
import { publishUrgent } from '#src/actions/publish-urgent.ts'
import { redrawMessages } from '#src/actions/redraw-messages.ts'
import { settleItem } from '#src/actions/settle-item.ts'
import { createHousekeeping } from '#src/jobs/housekeeping.ts'
import type { Job } from '#src/jobs/job.ts'
import { createPollFeeds } from '#src/jobs/poll-feeds.ts'
import { createIntakeDesk } from '../support/intake-desk.ts'
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

test('staff are told once for ever that a feed is too long, also after the note itself is forgotten', async () => {
  const { app, clock } = bench
  const address = 'https://herald.example/feed'
  const feed = { id: 'herald', name: 'Herald', address, language: null, state: null, note: null }
  app.store.feeds.add({ ...feed, status: 'enabled' }, clock.now())
  const items = Array.from({ length: 301 }, (_, at) => `<item><title>Trade news ${at}</title><guid>${at}</guid></item>`)
  const fetchFeed = () =>
    Promise.resolve({
      ...({ kind: 'fetched', contentType: 'application/rss+xml', finalAddress: address } as const),
      bytes: new TextEncoder().encode(`<rss version="2.0"><channel><title>H</title>${items.join('')}</channel></rss>`),
    })
  job = createPollFeeds({ app, fetcher: { fetchFeed, close: async () => {} }, random: () => 0, onMail: () => {} })
  await job.run()
  const key = 'staff:feed-too-long:herald:1'
  const { outbox } = app.store
  expect(outbox.stateOf(key)).toBe('pending')
  const now = clock.now()
  for (const row of outbox.claim({ now, limit: 9, judge: () => ({ kind: 'go', afterId: null }) }))
    outbox.settle(row, { kind: 'sent', messageId: row.id }, '{}', now)
  clock.advance(31 * 86_400)
  await createHousekeeping(app).run()
  expect(outbox.stateOf(key)).toBeUndefined()
  await job.run()
  expect(outbox.stateOf(key)).toBeUndefined()
})

const agreement = { title: 'Kazakhstan and Iran sign transport corridor agreement', link: 'https://herald.example/1' }

/** A feed whose first item is accepted before the feed gives it another title. */
async function retitled(title: string, environment: Record<string, string> = {}) {
  const desk = createIntakeDesk(environment)
  await desk.addFeed('herald')
  await desk.poll('herald', [{ ...agreement, guid: 'a' }])
  const { app, clock, deps } = desk
  if (app.store.items.find(1)?.state === 'awaiting')
    settleItem(app, { itemId: 1, version: 1, to: 'accepted', by: 1003 })
  clock.advance(3600)
  for (const { id } of app.store.feeds.list()) if (id !== 'herald') app.store.feeds.setStatus(id, 'disabled', null)
  desk.offer('herald', [{ ...agreement, title, guid: 'a' }])
  await createPollFeeds({ app, fetcher: deps.fetcher, random: () => 0, onMail: () => {} }).run()
  const found = { state: app.store.items.find(1)?.state, title: app.store.items.find(1)?.title }
  const notes = desk.textsTo(staffChat).filter((text) => text.includes('An outlet has'))
  app.store.close()
  return { ...found, notes }
}

test('an accepted item that its feed turns into another story before publication goes back to the queue, and staff are told', async () => {
  const title = 'Buy cheap watches now in the transport shop'
  const note = expect.stringContaining('back in the queue')
  const { notes, ...item } = await retitled(title)
  expect(item).toEqual({ state: 'awaiting', title })
  expect(notes).toEqual([note])
})

test('staff are told of a new title of what they have accepted, and of what a rule accepted', async () => {
  const title = `${agreement.title} in Aktau`
  const note = expect.stringContaining('an accepted item that is not yet published')
  expect(await retitled(title)).toEqual({ state: 'accepted', title, notes: [note] })
  const other = 'Kazakhstan and Iran call off all trade talks on energy'
  expect(await retitled(other, { EDITION_MODE: 'auto' })).toEqual({ state: 'accepted', title: other, notes: [note] })
})

test('a post follows its outlet’s rewording, but is not made another story: it stays, and staff may correct or withdraw it', async () => {
  const desk = createIntakeDesk({ EDITION_MODE: 'auto' })
  const { app, clock, deps } = desk
  await desk.addFeed('herald')
  await desk.poll('herald', [{ ...agreement, guid: 'a' }])
  publishEdition(app, { language: 'en', by: null })
  for (const { id } of app.store.feeds.list()) if (id !== 'herald') app.store.feeds.setStatus(id, 'disabled', null)
  const offer = async (title: string) => {
    clock.advance(3600)
    desk.offer('herald', [{ ...agreement, title, guid: 'a' }])
    await createPollFeeds({ app, fetcher: deps.fetcher, random: () => 0, onMail: () => {} }).run()
    return [app.store.items.find(1)?.title, desk.textsTo(staffChat).at(-1)]
  }
  const cancelled = 'Iran calls off its corridor agreement'
  expect(await offer(cancelled)).toEqual([cancelled, expect.stringContaining('The channels are being edited')])
  const football = 'Real Madrid beat Barcelona 3–1'
  expect(await offer(football)).toEqual([
    cancelled,
    expect.stringMatching(/The channels keep the old one[\s\S]*Before: Iran calls off[\s\S]*Now: Real Madrid/),
  ])
  redrawMessages(app)
  expect(app.store.channelMessages.findByKey('edition:1:1')?.markup).toContain(cancelled)
  await offer('皇家马德里击败巴塞罗那')
  expect(app.store.items.find(1)).toMatchObject({ title: cancelled, language: 'en' })
  await offer(football)
  // The feed goes on offering it, and staff were told.
  const told = desk.textsTo(staffChat).length
  await offer(football)
  expect(desk.textsTo(staffChat)).toHaveLength(told)
  app.store.close()
})

test('an urgent post that its outlet turns into another story keeps its summary too, also when staff correct it', async () => {
  const desk = createIntakeDesk({ EDITION_MODE: 'auto' })
  const { app, clock, deps } = desk
  await desk.addFeed('herald')
  await desk.poll('herald', [{ ...agreement, guid: 'a', summary: 'The ministers met in Aktau.' }])
  publishUrgent(app, { itemId: 1, version: 1, by: 1003 })
  for (const { id } of app.store.feeds.list()) if (id !== 'herald') app.store.feeds.setStatus(id, 'disabled', null)
  clock.advance(3600)
  const football = { title: 'Real Madrid beat Barcelona 3–1', summary: 'A goal at the Bernabeu.' }
  desk.offer('herald', [{ ...agreement, ...football, guid: 'a' }])
  await createPollFeeds({ app, fetcher: deps.fetcher, random: () => 0, onMail: () => {} }).run()
  const proposal = proposeAmendment(app, {
    itemId: 1,
    kind: 'correction',
    note: { en: 'The day was wrong.' },
    by: 1003,
  })
  applyAmendment(app, proposal.id, 1003)
  redrawMessages(app)
  const post = app.store.channelMessages.findByKey('urgent:1:en:1')?.markup
  expect(post).toMatch(/The ministers met in Aktau\.[\s\S]*The day was wrong\./)
  expect(app.store.items.archive({ terms: [{ kind: 'beginning', stem: 'bernabeu' }], limit: 9 })).toEqual([])
  app.store.close()
})

test('a feed that is removed while it is polled keeps nothing from the others', async () => {
  const desk = createIntakeDesk({ EDITION_MODE: 'auto' })
  const { app, clock, deps } = desk
  await desk.addFeed('herald')
  await desk.poll('herald', [{ ...agreement, guid: 'a' }])
  publishEdition(app, { language: 'en', by: null })
  const feed = { name: 'Gazette', address: 'https://gazette.example/feed', language: null, state: null, note: null }
  app.store.feeds.add({ ...feed, id: 'gazette', status: 'enabled' }, clock.now())
  clock.advance(3600)
  for (const { id } of app.store.feeds.list())
    if (!['herald', 'gazette'].includes(id)) app.store.feeds.setStatus(id, 'disabled', null)
  desk.offer('herald', [{ ...agreement, title: `${agreement.title} in Aktau`, guid: 'a' }])
  desk.offer('gazette', [{ title: 'Something else', link: 'https://gazette.example/1' }])
  const fetchFeed = (address: string) => {
    if (address.includes('gazette')) app.store.feeds.remove('gazette')
    return deps.fetcher.fetchFeed(address)
  }
  await createPollFeeds({ app, fetcher: { ...deps.fetcher, fetchFeed }, random: () => 0, onMail: () => {} }).run()
  expect(desk.textsTo(staffChat).filter((text) => text.includes('has changed the title'))).toHaveLength(1)
  expect(app.store.feeds.find('gazette')).toBeUndefined()
  app.store.close()
})

test('a poll that fails for a reason of our own counts as a failure of its feed, and hinders no other', async () => {
  const desk = createIntakeDesk()
  const { app, clock, deps } = desk
  await desk.addFeed('herald')
  await desk.addFeed('gazette')
  clock.advance(3600)
  for (const { id } of app.store.feeds.list())
    if (!['herald', 'gazette'].includes(id)) app.store.feeds.setStatus(id, 'disabled', null)
  desk.offer('herald', [agreement])
  const fetchFeed = (address: string) =>
    address.includes('gazette') ? Promise.reject(new Error('a bug')) : deps.fetcher.fetchFeed(address)
  await createPollFeeds({ app, fetcher: { ...deps.fetcher, fetchFeed }, random: () => 0, onMail: () => {} }).run()
  expect(desk.items()).toEqual([[agreement.title, 'awaiting']])
  const failed = app.store.feeds.find('gazette')
  expect(failed).toMatchObject({ failures: 1, fault: { code: 'unexpected' } })
  expect(Date.parse(failed?.nextPollAt ?? '')).toBeGreaterThan(clock.now().getTime())
  app.store.close()
})

test('staff are told once of a feed that offers more than is taken in', async () => {
  const desk = createIntakeDesk()
  const { app, clock, deps } = desk
  await desk.addFeed('herald')
  for (const { id } of app.store.feeds.list()) if (id !== 'herald') app.store.feeds.setStatus(id, 'disabled', null)
  desk.offer(
    'herald',
    Array.from({ length: 301 }, (_, index) => ({ title: `Report ${index}`, link: `https://herald.example/${index}` })),
  )
  const job = createPollFeeds({ app, fetcher: deps.fetcher, random: () => 0, onMail: () => {} })
  for (let poll = 0; poll < 2; poll += 1) {
    clock.advance(3600)
    await job.run()
  }
  expect(desk.textsTo(staffChat).filter((text) => text.includes('301 items'))).toHaveLength(1)
  app.store.close()
})
