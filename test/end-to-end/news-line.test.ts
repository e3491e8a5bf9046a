import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MessageView } from '#src/sandbox/telegram/transcript.ts'
import { type Harness, people, startHarness } from '../support/harness.ts'
import { type NewsServer, startNewsServer } from '../support/news-server.ts'

// One morning at the desk: the tests of this file follow upon one another.
const { administrator, secondStaff } = people
let outlets: NewsServer

let harness: Harness

beforeAll(async () => {
  outlets = await startNewsServer({
    '/en.xml': {
      format: 'rss',
      title: 'Steppe Herald',
      items: [{ slug: 'old', title: 'Old news: transport corridor agreed by Kazakhstan and China' }],
    },
    '/ru.xml': {
      format: 'atom',
      title: 'Вестник Азии',
      items: [{ slug: 'staroe', title: 'Старое: Казахстан и Узбекистан обсудили борьбу с терроризмом' }],
    },
    '/kk.json': { format: 'json', title: 'Дала хабары', items: [] },
  })
  harness = await startHarness({ environment: { FEED_PRIVATE_HOSTS: outlets.host } })
})
afterAll(async () => {
  await harness.stop()
  await outlets.close()
})

const staff = () => harness.staff.id
const inStaffChat = (match: string) => harness.telegram.visible(staff()).filter(({ text }) => text.includes(match))
const desk = (text: string) => harness.say(administrator, text, staff())

async function poll(): Promise<void> {
  harness.clock.advance(90)
  await harness.tick()
}

function cardOf(title: string): MessageView {
  const card = inStaffChat(title).find(({ buttons }) => buttons.flat().some(({ text }) => text === 'Accept'))
  if (card === undefined) throw new Error(`No card of “${title}”`)
  return card
}

const plan = {
  road: { slug: 'road', title: 'Kazakhstan and Azerbaijan open a new section of the Trans-Caspian transport corridor' },
  terror: { slug: 'terror', title: 'Казахстан и Таджикистан провели учения по борьбе с терроризмом' },
  forest: {
    slug: 'forest',
    title: 'Қазақстан мен Моңғолия шөлейттенуге қарсы күрес және қоршаған ортаны қорғау туралы келісті',
  },
  tourism: { slug: 'tourism', title: 'Uzbekistan and Türkiye agree on tourism cooperation and cultural exchange' },
  weather: { slug: 'row', title: 'Iran and Pakistan sign energy security memorandum' },
}

test('a feed’s first poll brings nothing old to the staff, whatever its format', async () => {
  for (const path of ['/en.xml', '/ru.xml', '/kk.json']) {
    expect((await desk(`/feeds add ${outlets.address(path)}`)).text).toMatch(/^Added: /)
  }
  await poll()
  expect(harness.app.store.items.tally()).toMatchObject({ old: 2, awaiting: 0, accepted: 0 })
  expect(harness.app.store.feeds.list().filter(({ primed }) => primed)).toHaveLength(3)
  expect(inStaffChat('Steppe Herald ·')).toEqual([])
})

test('unchanged feeds are asked for conditionally and answer with next to nothing', async () => {
  const before = outlets.requests.length
  await poll()
  const headers = outlets.requests.slice(before).map(({ headers }) => headers['if-none-match'])
  expect(headers.length).toBeGreaterThanOrEqual(3)
  expect(headers.every((value) => value !== undefined)).toBe(true)
})

test('what is new comes to the staff chat as a card with its outlet, its dimensions and the reasons', async () => {
  outlets.publish('/en.xml', plan.road, plan.tourism)
  outlets.publish('/ru.xml', plan.terror)
  outlets.publish('/kk.json', plan.forest)
  await poll()
  const card = cardOf(plan.road.title)
  expect(card.text).toContain('Steppe Herald · 20 November 2026, 10:00')
  expect(card.text).toContain('Dimensions: Economic dimension')
  expect(card.text).toContain('Kazakhstan')
  expect(card.text).toContain('Because of:')
  expect(card.entities).toContainEqual(expect.objectContaining({ type: 'text_link', url: 'https://news.example/road' }))
  expect(cardOf(plan.terror.title).text).toContain('New challenges and threats')
  expect(cardOf(plan.forest.title).text).toContain('Environmental dimension')
  expect(harness.app.store.items.countAwaiting()).toBe(4)
  expect(Object.values(harness.channels).flatMap(({ id }) => harness.telegram.visible(id))).toEqual([])
})

test('of two who press at once, the first decides and the second is told so', async () => {
  const { telegram } = harness
  const card = cardOf(plan.road.title)
  const data = (start: string) =>
    card.buttons.flat().find((each) => each.callback_data?.startsWith(start))?.callback_data ?? ''
  const presses = [
    telegram.press(administrator, staff(), card.messageId, data('review:accept')),
    telegram.press(secondStaff, staff(), card.messageId, data('review:decline')),
  ]
  const [first, second] = await Promise.all(presses.map((query) => telegram.waitForAnswer(query)))
  await harness.idle()
  expect(first?.text).toBe('Accepted by administrator')
  expect(second?.text).toBe('This item has already been settled: accepted.')
  const [now] = inStaffChat(plan.road.title)
  expect(now?.text).toContain('accepted')
  expect(now?.buttons.flat().some(({ text }) => text === 'Accept')).toBe(false)
  expect(harness.app.store.items.tally()).toMatchObject({ accepted: 1, declined: 0 })
})

test('a press on a card of an older version changes nothing and shows the item as it is now', async () => {
  const older = cardOf(plan.tourism.title)
  const queue = await desk('/review')
  expect(queue.text).toContain('3 items await review')
  const number =
    queue.text
      .split('\n')
      .find((line) => line.includes('Uzbekistan and Türkiye'))
      ?.split('.')[0] ?? ''
  const { card: newer } = await harness.press(administrator, queue, number)
  expect(newer.text).toContain(plan.tourism.title)
  const { card: switches } = await harness.press(administrator, newer, 'Change dimension')
  const { card: changed } = await harness.press(administrator, switches, '☐ Environmental dimension')
  expect(changed.text).toContain('Environmental dimension')
  const { notice, card } = await harness.press(secondStaff, older, 'Accept')
  expect(notice).toBe('This card is out of date. Here is the item as it is now.')
  expect(card.text).toContain('Environmental dimension')
  expect(harness.app.store.items.tally()).toMatchObject({ accepted: 1 })
})

test('the dimension is changed by buttons, and an item without any is not accepted', async () => {
  let { card } = await harness.press(administrator, cardOf(plan.tourism.title), 'Change dimension')
  for (const on of card.buttons.flat().filter(({ text }) => text.startsWith('☑'))) {
    card = (await harness.press(administrator, card, on.text)).card
  }
  expect(card.text).toContain('no dimension')
  const { card: done } = await harness.press(administrator, card, 'Done')
  const refused = await harness.press(administrator, done, 'Accept')
  expect(refused.notice).toContain('Choose a dimension first')
  const { card: open } = await harness.press(administrator, done, 'Change dimension')
  const { card: chosen } = await harness.press(administrator, open, '☐ Human dimension')
  const { card: back } = await harness.press(administrator, chosen, 'Done')
  const { notice } = await harness.press(administrator, back, 'Accept')
  expect(notice).toBe('Accepted by administrator')
})

test('a declined item is in no edition', async () => {
  const { notice, card } = await harness.press(secondStaff, cardOf(plan.terror.title), 'Decline')
  expect([notice, card.text]).toEqual(['Declined by secondStaff', expect.stringContaining('Declined by secondStaff')])
  await harness.press(administrator, cardOf(plan.forest.title), 'Accept')
  const preview = await desk('/edition ru')
  expect(preview.text).not.toContain(plan.terror.title)
})

test('the button under a preview publishes that preview only, not what it has become since', async () => {
  const preview = await desk('/edition kk')
  outlets.publish('/en.xml', plan.weather)
  await poll()
  await harness.press(administrator, cardOf(plan.weather.title), 'Accept')
  const { messages } = await harness.press(administrator, preview, 'Publish now')
  expect(messages.at(-1)?.text).toContain('The edition has changed since this preview')
  await harness.tick()
  expect(harness.telegram.visible(harness.channels.kk.id)).toEqual([])
})

test('what /edition previews is, to the letter and link, what /publish sends to the three channels', async () => {
  const previews: Record<string, MessageView> = {}
  for (const language of ['en', 'ru', 'kk']) previews[language] = await desk(`/edition ${language}`)
  const published = await desk('/publish')
  expect(published.text.match(/on its way to the channel/g)).toHaveLength(3)
  await harness.tick()
  for (const [language, { id }] of Object.entries(harness.channels)) {
    const [post, ...more] = harness.telegram.visible(id)
    const preview = previews[language]
    const [heading = '', ...body] = preview?.text.split('\n\n') ?? []
    expect([heading, more]).toEqual([
      expect.stringMatching(/^Preview, \w+ channel\nThe usual hour, 09:00, is over\./),
      [],
    ])
    expect(post?.text).toBe(body.join('\n\n'))
    const links = (message: MessageView | undefined) => message?.entities.flatMap(({ url }) => url ?? [])
    expect(links(post)).toEqual(links(preview))
    expect(post?.text).toContain('1')
  }
  const [english] = harness.telegram.visible(harness.channels.en.id)
  expect(english?.text).toContain('CICA Daily News\nNo. 1 · Friday, 20 November 2026')
  expect(english?.text).toContain('Human dimension\n• Uzbekistan and Türkiye agree')
  expect(english?.text).toContain(`${plan.forest.title} (in Kazakh) — Дала хабары`)
})

test('nothing is published twice: not by /publish, not by an old preview, not after a restart', async () => {
  const again = await desk('/publish')
  expect(again.text).toContain('no accepted items await')
  const oldPreview = inStaffChat('Preview, English channel').at(-1)
  if (oldPreview === undefined) throw new Error('no preview')
  const { messages } = await harness.press(secondStaff, oldPreview, 'Publish now')
  expect(messages.at(-1)?.text).toContain('nothing to publish')
  await harness.restart()
  await harness.tick()
  for (const { id } of Object.values(harness.channels)) expect(harness.telegram.visible(id)).toHaveLength(1)
})

test('the public reads what was published under /news, by dimension and page', async () => {
  const all = await harness.say(people.visitor, '/news')
  expect(all.text).toContain(plan.road.title)
  expect(all.text).not.toContain(plan.terror.title)
  const { messages } = await harness.press(people.visitor, all, 'Human dimension')
  expect(messages[0]?.text).toContain(plan.tourism.title)
  expect(messages[0]?.text).not.toContain(plan.road.title)
  expect((await harness.say(people.visitor, '/news econ')).text).toContain(plan.road.title)
  const unknown = await harness.say(people.visitor, '/news <cookery>')
  expect(unknown.buttons.flat().length).toBeGreaterThanOrEqual(5)
})

test('a feed that fails is reported once, and once again when it works', async () => {
  outlets.answerWith('/ru.xml', 500)
  for (let polls = 0; polls < 6; polls += 1) {
    harness.clock.advance(7200)
    await harness.tick()
  }
  const reports = inStaffChat('These feeds cannot be read')
  expect(reports.map(({ text }) => text)).toEqual([expect.stringContaining('Вестник Азии')])
  outlets.answerWith('/ru.xml', 200)
  for (let polls = 0; polls < 3; polls += 1) {
    harness.clock.advance(86_400)
    await harness.tick()
  }
  expect(inStaffChat('can be read again').map(({ text }) => text)).toEqual(['Вестник Азии can be read again.'])
})
