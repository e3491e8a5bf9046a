import { afterEach, beforeEach, expect, test } from 'vitest'
import { publishEdition } from '#src/actions/publish-edition.ts'
import { settleItem } from '#src/actions/settle-item.ts'
import { createIntakeDesk, type IntakeDesk } from '../support/intake-desk.ts'

let desk: IntakeDesk
beforeEach(() => {
  desk = createIntakeDesk({ EDITION_MODE: 'auto' })
})
afterEach(() => desk.app.store.close())

const stories = [
  'Kazakhstan and Iran sign transport corridor agreement',
  'Uzbekistan opens railway link to Afghanistan',
  'Turkey and Azerbaijan launch energy pipeline',
  'India ratifies water treaty with Nepal on rivers',
] as const
const story = (at: number) => ({ title: stories[at] ?? '', link: `https://herald.example/news/${at}` })

test('a feed that numbers its items by their place brings its news, and leaves published posts as they are', async () => {
  await desk.addFeed('herald')
  const list = (...ats: number[]) => ats.map((at, place) => ({ ...story(at), guid: String(place + 1) }))
  await desk.poll('herald', list(2, 1, 0))
  publishEdition(desk.app, { language: 'en', by: null })
  const before = desk.items()
  for (let poll = 0; poll < 2; poll += 1) await desk.poll('herald', list(3, 2, 1))
  expect(desk.items().filter(([, state]) => state === 'accepted')).toEqual([...before, [stories[3], 'accepted']])
  expect(desk.items().slice(0, 3)).toEqual(before)
  expect(desk.app.store.channelMessages.stale(10)).toEqual([])
  expect([1, 2, 3].map((id) => desk.app.store.items.find(id)?.alsoIn)).toEqual([[], [], []])
})

test('a feed with one id for whatever is its latest item brings each as news of its own', async () => {
  await desk.addFeed('herald')
  for (const at of [0, 1, 2]) await desk.poll('herald', [{ ...story(at), guid: 'latest' }])
  expect(desk.items()).toEqual(stories.slice(0, 3).map((title) => [title, 'accepted']))
})

test('an item that only moves to another address is no news, and what is published of it stays', async () => {
  await desk.addFeed('herald')
  await desk.poll('herald', [{ ...story(0), guid: 'a' }])
  publishEdition(desk.app, { language: 'en', by: null })
  const title = `${stories[0]} today`
  await desk.poll('herald', [{ title: `${stories[0]} in Aktau`, link: 'https://herald.example/moved', guid: 'a' }])
  await desk.poll('herald', [{ title, link: 'https://herald.example/moved', guid: 'a' }])
  expect(desk.items()).toEqual([[stories[0], 'accepted']])
  expect(desk.app.store.channelMessages.stale(10)).toEqual([])
})

test('items of one page are told apart by their place on it', async () => {
  await desk.addFeed('herald')
  for (const at of [0, 1]) {
    await desk.poll('herald', [{ ...story(at), guid: `g${at}`, link: `https://herald.example/news#${at}` }])
  }
  expect(desk.items().map(([, state]) => state)).toEqual(['accepted', 'accepted'])
})

test('items that all lead to the site or the page of the feed are told apart by what they say', async () => {
  for (const page of ['https://herald.example/', 'https://gazette.example/news']) {
    const name = /(\w+)\.example/.exec(page)?.[1] ?? ''
    await desk.addFeed(name, page)
    await desk.addFeed(`${name}-2`, page)
  }
  await desk.poll('herald', [{ ...story(0), guid: 'a', link: 'https://herald.example/' }])
  await desk.poll('herald-2', [{ ...story(1), guid: 'b', link: 'http://www.herald.example/index.html' }])
  await desk.poll('gazette', [{ ...story(2), guid: 'c', link: 'https://gazette.example/news' }])
  await desk.poll('gazette-2', [{ ...story(3), guid: 'd', link: 'https://gazette.example/news/' }])
  expect(desk.items()).toEqual(stories.map((title) => [title, 'accepted']))
})

test('a page that tells another story months later is news again', async () => {
  await desk.addFeed('herald')
  await desk.addFeed('gazette')
  await desk.poll('herald', [{ ...story(0), link: 'https://live.example/today' }])
  await desk.poll('gazette', [{ ...story(0), link: 'https://live.example/today' }])
  desk.clock.advance(60 * 86_400)
  await desk.poll('gazette', [{ ...story(1), link: 'https://live.example/today', guid: 'new' }])
  expect(desk.items().map(([, state]) => state)).toEqual(['accepted', 'repeated', 'accepted'])
})

test.for([
  'https://gazette.example/1',
  'https://herald.example/news/0',
])('a story that a rule declined is news from the next outlet (%s)', async (link) => {
  await desk.addFeed('herald')
  await desk.addFeed('gazette')
  desk.app.store.desk.addBlockWord('sponsored', 1003, desk.clock.now())
  await desk.poll('herald', [{ ...story(0), summary: 'Sponsored content' }])
  await desk.poll('gazette', [{ ...story(0), link }])
  await desk.poll('gazette', [{ ...story(0), link, guid: 'again' }])
  expect(desk.items().map(([, state]) => state)).toEqual(['declined', 'accepted', 'repeated'])
})

test('a story that was taken back is news from the next outlet', async () => {
  await desk.addFeed('herald')
  await desk.addFeed('gazette')
  await desk.poll('herald', [story(0)])
  desk.app.store.items.retract(1, desk.clock.now())
  await desk.poll('gazette', [{ ...story(0), link: 'https://gazette.example/1' }])
  expect(desk.items().map(([, state]) => state)).toEqual(['accepted', 'accepted'])
})

test('a story that a person declined stays declined, whoever tells it again', async () => {
  desk.app.store.close()
  desk = createIntakeDesk()
  await desk.addFeed('herald')
  await desk.addFeed('gazette')
  await desk.poll('herald', [story(0)])
  settleItem(desk.app, { itemId: 1, version: 1, to: 'declined', by: 1003 })
  await desk.poll('gazette', [{ ...story(0), link: 'https://gazette.example/1' }])
  expect(desk.items().map(([, state]) => state)).toEqual(['declined', 'repeated'])
})

test('what two sides claim in the same words stays two stories, and each keeps its side', async () => {
  await desk.addFeed('Tehran Times')
  await desk.addFeed('TASS')
  const claim = 'Sanctions on oil exports of Iran are illegal —'
  await desk.poll('Tehran Times', [{ title: `${claim} Tehran`, link: 'https://www.tehrantimes.com/1' }])
  await desk.poll('TASS', [{ title: `${claim} Moscow`, link: 'https://tass.com/1' }])
  await desk.poll('TASS', [{ title: `${claim} Tehran — TASS`, link: 'https://tass.com/2' }])
  const states = desk.items().map(([title, state]) => [title.split(' ').at(-1), state])
  expect(states.map(([side]) => side)).toEqual(['Tehran', 'Moscow', 'Tehran'])
  expect(states.map(([, state]) => state === 'repeated')).toEqual([false, false, true])
})

const at = (instant: string) => new Date(instant).toUTCString()

test('what a feed dates more than a week back is no news; without a date it is', async () => {
  await desk.addFeed('herald')
  await desk.poll('herald', [
    { ...story(0), date: at('2019-03-04T10:00:00Z') },
    { ...story(1), date: at('2026-11-14T10:00:00Z') },
    story(2),
  ])
  const states = new Map(desk.items())
  expect([0, 1, 2].map((index) => states.get(story(index).title))).toEqual(['old', 'accepted', 'accepted'])
})

test('a date more than a day ahead counts as none', async () => {
  await desk.addFeed('herald')
  await desk.poll('herald', [{ ...story(0), date: at('2031-03-04T10:00:00Z') }])
  await desk.poll('herald', [{ ...story(1), date: at('2026-11-20T18:00:00Z') }])
  const dates = [1, 2].map((id) => desk.app.store.items.find(id)?.publishedAt)
  expect(dates).toEqual([null, '2026-11-20T18:00:00.000Z'])
  expect(desk.items().map(([, state]) => state)).toEqual(['accepted', 'accepted'])
})

test.for([
  ['0001-01-01T00:00:00Z', 'accepted', null],
  ['Thu, 01 Jan 1970 00:00:00 GMT', 'accepted', null],
  ['1448/05/30', 'accepted', null],
  ['Tue, 03 Jan 1995 10:00:00 GMT', 'old', '1995-01-03T10:00:00.000Z'],
  ['2026-11', 'accepted', null],
  ['2026', 'accepted', null],
  ['2026-W46', 'accepted', null],
  ['2026-10', 'old', '2026-10-01T00:00:00.000Z'],
  ['2025', 'old', '2025-01-01T00:00:00.000Z'],
] as const)('a date that stands for none, or for a time not yet over, is no archive: %s', async ([
  date,
  state,
  publishedAt,
]) => {
  await desk.addFeed('herald')
  await desk.poll('herald', [{ ...story(0), date }])
  expect(desk.items()).toEqual([[story(0).title, state]])
  expect(desk.app.store.items.find(1)?.publishedAt).toBe(publishedAt)
})

test('a site that gives its items new addresses and ids brings them no second time', async () => {
  await desk.addFeed('herald')
  const date = at('2026-11-20T05:00:00Z')
  await desk.poll('herald', [
    { ...story(0), guid: 'a', date },
    { ...story(1), guid: 'b' },
  ])
  publishEdition(desk.app, { language: 'en', by: null })
  desk.clock.advance(20 * 3600)
  const moved = (index: number) => ({ title: stories[index] ?? '', link: `https://herald.example/en/${index}` })
  await desk.poll('herald', [
    { ...moved(0), guid: 'c', date },
    { ...moved(1), guid: 'd', date },
  ])
  expect(
    new Set(
      desk
        .items()
        .slice(2)
        .map(([, state]) => state),
    ),
  ).toEqual(new Set(['repeated']))
  expect([1, 2].flatMap((id) => desk.app.store.items.find(id)?.alsoIn)).toEqual([])
})

test('nor what it offered before it was first polled', async () => {
  await desk.addFeed('herald')
  const address = 'https://gazette.example/feed'
  const feed = { id: 'gazette', name: 'gazette', address, language: null, state: null, note: null }
  desk.app.store.feeds.add({ ...feed, status: 'enabled' }, desk.clock.now())
  await desk.poll('gazette', [{ ...story(0), guid: 'a' }])
  await desk.poll('gazette', [{ ...story(0), link: 'https://gazette.example/moved', guid: 'b' }])
  expect(desk.items().map(([, state]) => state)).toEqual(['old', 'repeated'])
  await desk.poll('herald', [story(0)])
  expect(desk.items().at(-1)).toEqual([stories[0], 'accepted'])
})

test('a column under one headline is news each day', async () => {
  await desk.addFeed('herald')
  const column = (day: number) => ({
    title: 'Kazakhstan oil and gas exports: prices of the day',
    link: `https://herald.example/prices/${day}`,
    guid: `p${day}`,
  })
  await desk.poll('herald', [{ ...column(1), date: at('2026-11-19T05:00:00Z') }])
  await desk.poll('herald', [{ ...column(2), date: at('2026-11-20T05:00:00Z') }])
  expect(desk.items().map(([, state]) => state)).toEqual(['accepted', 'accepted'])
  // Without dates it is the list that tells: what still stands in it has not moved.
  await desk.addFeed('gazette')
  await desk.poll('gazette', [{ ...story(0), guid: 'a', link: 'https://gazette.example/1' }])
  await desk.poll('gazette', [
    { ...story(0), guid: 'b', link: 'https://gazette.example/2' },
    { ...story(0), guid: 'a', link: 'https://gazette.example/1' },
  ])
  expect(
    desk
      .items()
      .slice(2)
      .map(([, state]) => state),
  ).toEqual(['accepted', 'accepted'])
})

test('of an enormous feed the newest are taken in, wherever they stand', async () => {
  await desk.addFeed('herald')
  const many = Array.from({ length: 1000 }, (_, index) => ({
    title: `Kazakhstan trade report number ${index} of the ministry`,
    link: `https://herald.example/${index}`,
    date: new Date(Date.parse('2026-11-19T00:00:00Z') + index * 60_000).toUTCString(),
  }))
  const outcome = await desk.poll('herald', many)
  expect(outcome).toMatchObject({ kind: 'read', offered: 1000, passedOver: 700 })
  const taken = desk.items().map(([title]) => Number(/\d+/.exec(title)?.[0]))
  expect(taken).toHaveLength(300)
  expect(Math.min(...taken)).toBe(700)
  expect(taken).toEqual(taken.toSorted((a, b) => a - b))
})

test('nor are dates that stand for none the oldest of an enormous feed', async () => {
  await desk.addFeed('herald')
  const filler = Array.from({ length: 300 }, (_, index) => ({
    title: `Filler ${index}`,
    link: `https://herald.example/filler/${index}`,
    date: at('2019-03-04T10:00:00Z'),
  }))
  await desk.poll('herald', [{ ...story(0), date: '0001-01-01T00:00:00Z' }, ...filler])
  expect(desk.items()).toContainEqual([story(0).title, 'accepted'])
})
