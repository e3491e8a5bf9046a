import { afterAll, beforeAll, expect, test } from 'vitest'
import { addItem } from '../support/add-item.ts'
import { type Harness, people, startHarness } from '../support/harness.ts'
import { type NewsServer, startNewsServer } from '../support/news-server.ts'

let outlets: NewsServer
let harness: Harness

beforeAll(async () => {
  outlets = await startNewsServer({ '/other.xml': { format: 'atom', title: 'Other', items: [] } })
  harness = await startHarness({ environment: { FEED_PRIVATE_HOSTS: outlets.host } })
})
afterAll(async () => {
  await harness.stop()
  await outlets.close()
})

const desk = (text: string) => harness.say(people.administrator, text, harness.staff.id)

test.each([
  ['/edition xyz', '“xyz” cannot be used here. After the command you may write a language: en, ru, kk.'],
  ['/roundup <b>', '“<b>” cannot be used here. After the command you may write a language: en, ru, kk.'],
  ['/publish tomorrow', '“tomorrow” cannot be used here. After the command you may write a language: en, ru, kk.'],
  ['/unanswered xyz', '“xyz” cannot be used here. After the command you may write a language: en, ru, kk.'],
  ['/digest 2026-Q9', '“2026-Q9” is not a quarter. Please write it as 2026-Q3,'],
  ['/digest soon', '“soon” is not a quarter.'],
  ['/rules frobnicate <b>', '“frobnicate <b>” was not understood. Please write /rules block WORD'],
  ['/rules unblock nothing', '“nothing” is not on the list.'],
  ['/people zzz', '“zzz” is not recognised as a Member State.'],
  ['/feeds frobnicate', '“frobnicate” was not understood. These can be used:'],
  ['/correct qwertyuiop', 'No published item has “qwertyuiop” in it.'],
  ['/invite Narnia', '“Narnia” is not recognised as a Member State.'],
])('words that a command of the desk cannot use are told: %s', async (text, wanted) => {
  const said = await harness.send(people.administrator, text, harness.staff.id)
  expect(said[0]?.text).toContain(wanted)
})

test('a long word that cannot be used is cut between letters', async () => {
  const { text } = await desk(`/edition ${'😀'.repeat(200)}`)
  expect(text).toMatch(/^“(😀)+…” cannot be used here/u)
})

test.each([
  ['/edition қазақша', 'Kazakh: no accepted items'],
  ['/edition Russian', 'Russian: no accepted items'],
  ['/roundup рус', 'Russian channel: nothing was published'],
])('a language may be named in words: %s', async (text, wanted) => {
  expect((await desk(text)).text).toContain(wanted)
})

test('/publish publishes nothing when it does not know what its words mean', async () => {
  const id = addItem(harness.app, { title: 'Kazakhstan opens a transport corridor', accepted: true })
  await desk('/publish everything')
  expect(harness.app.store.items.publishedIn(id)).toEqual([])
  expect((await desk('/publish орысша')).text).toMatch(/^Russian: No\. \d+ is on its way/)
  expect(harness.app.store.items.publishedIn(id)).toEqual(['ru'])
})

test('/digest takes the quarter as people write it', async () => {
  expect((await desk('/digest Q2 2026')).text).toContain('second quarter of 2026')
  expect((await desk('/digest II квартал 2026')).text).toContain('second quarter of 2026')
  // Without a year: the latest of that name that has begun.
  expect((await desk('/digest Q3')).text).toContain('third quarter of 2026')
  expect((await desk('/digest q4 қазақша')).text).toContain('Fourth quarter of 2026, Kazakh')
})

test('/invite takes the State from its words, and /rules takes “add” for “block”', async () => {
  const role = await desk('/invite Kazakstan')
  expect(role.text).toMatch(/Kazakhstan[\s\S]*In which role\?/)
  await desk('/rules add gambling')
  expect((await desk('/rules remove gambling')).text).toContain('Removed: gambling')
})

test('a value that a feed’s rule cannot have leaves the rule as it is', async () => {
  await desk(`/feeds add ${outlets.address('/other.xml')}`)
  const id = harness.app.store.feeds.findByAddress(outlets.address('/other.xml'))?.id ?? ''
  await desk(`/feeds set ${id} language ru`)
  await desk(`/feeds set ${id} accept 85`)
  await desk(`/feeds set ${id} dimension economic`)
  for (const bad of ['language klingon', 'accept often', 'accept 500', 'dimension money', 'language', 'colour red'])
    expect((await desk(`/feeds set ${id} ${bad}`)).text).toContain('was not understood. These can be used:')
  const rules = { language: 'ru', autoAccept: 0.85, defaultDimension: 'economic' }
  expect(harness.app.store.feeds.find(id)).toMatchObject(rules)
  await desk(`/feeds set ${id} accept none`)
  expect(harness.app.store.feeds.find(id)).toMatchObject({ ...rules, autoAccept: null })
  await desk(`/feeds remove ${id}`)
})

test('a feed is known by the name that the list shows, in whatever case', async () => {
  await desk(`/feeds add ${outlets.address('/other.xml')}`)
  const feed = () => harness.app.store.feeds.findByAddress(outlets.address('/other.xml'))
  expect((await desk('/feeds off other')).text).toMatch(/^Switched off: Other/)
  expect((await desk('/feeds on OTHER')).text).toMatch(/^Switched on: Other/)
  await desk('/feeds set Other language қазақша')
  expect(feed()?.language).toBe('kk')
  expect((await desk('/feeds test Other')).text).toContain('Other can be read')
  // Two begin so: neither is meant.
  expect((await desk('/feeds off Arab')).text).toContain('There is no feed “Arab”')
  expect((await desk('/feeds on')).text).toMatch(/^\/feeds list/)
  await desk('/feeds remove Other')
  expect(feed()).toBeUndefined()
})

test('/status and /about say of what their numbers are', async () => {
  const { text } = await desk('/status')
  const [, all, open] = /Records: (\d+), of them (\d+) public/.exec(text) ?? []
  expect(Number(all)).toBeGreaterThan(Number(open))
  expect((await harness.say(people.visitor, '/about')).text).toContain(`Records open to you: ${open}.`)
  expect((await harness.say(people.administrator, '/about')).text).toContain(`Records open to you: ${all}.`)
})
