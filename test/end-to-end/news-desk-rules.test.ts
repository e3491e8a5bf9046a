import { afterAll, beforeAll, expect, test } from 'vitest'
import { people } from '../support/harness.ts'
import { type NewsDesk, openNewsDesk } from '../support/news-desk.ts'

// What decides before anybody looks: the tests of this file follow upon one another.
let desk: NewsDesk
beforeAll(async () => {
  desk = await openNewsDesk()
})
afterAll(() => desk.close())

const store = () => desk.harness.app.store
const herald = () =>
  store()
    .feeds.list()
    .find(({ name }) => name === 'Steppe Herald')?.id ?? ''

test('blocked words keep items out in any of their forms, and the card says which word it was', async () => {
  const { card } = await desk.press(await desk.say('/rules'), 'Blocked words')
  const { messages } = await desk.press(card, 'Add words')
  const listed = await desk.answer(messages.at(-1), 'гороскоп, футбол*')
  expect(listed.text).toContain('On the list: гороскоп, футбол*')
  desk.outlets.publish(
    '/ru.xml',
    { slug: 'g', title: 'Гороскопы для стран Азии: торговля и экспорт' },
    { slug: 'f', title: 'Казахстан и Узбекистан обсудили торговлю и футбольный матч' },
    { slug: 't', title: 'Казахстан и Узбекистан обсудили экспорт и торговлю' },
  )
  await desk.poll()
  expect(store().items.tally()).toMatchObject({ declined: 2, awaiting: 1 })
})

test('a word taken off the list is named so that it can be put back', async () => {
  const { card } = await desk.press(await desk.say('/rules'), 'Blocked words')
  const { card: now } = await desk.press(card, '✕ гороскоп')
  expect(now.text).toContain('/rules block гороскоп')
  expect((await desk.say('/rules block гороскоп')).text).toContain('On the list: гороскоп')
  expect((await desk.say('/rules block ГОРОСКОП')).text).toContain('on the list already')
})

test('a feed’s items of enough confidence are accepted without review, by a rule that is on record', async () => {
  const { card } = await desk.press(
    await desk.press(await desk.say('/feeds'), '1').then(({ card: each }) => each),
    'Accept without review',
  )
  const { card: set } = await desk.press(card, 'from confidence 75%')
  expect(set.text).toContain('Accepted without review: from confidence 75%')
  desk.outlets.publish('/en.xml', { slug: 'rail', title: 'Kazakhstan and Azerbaijan open a transport corridor' })
  await desk.poll()
  expect(store().items.tally().accepted).toBe(1)
  expect(store().items.archive({ limit: 1 })[0]).toMatchObject({ decidedBy: null, decidedRule: 'auto-accept' })
  expect((await desk.say('/rules')).text).toContain('Steppe Herald: from 75%')
  await desk.say(`/feeds set ${herald()} accept none`)
  expect((await desk.say('/rules')).text).not.toContain('Steppe Herald')
})

test('a feed has a dimension for what the classifier cannot place', async () => {
  expect((await desk.say(`/feeds set ${herald()} dimension human`)).text).toContain(
    'Dimension where none is found: Human dimension',
  )
  desk.outlets.publish('/en.xml', { slug: 'x', title: 'A quiet morning in Bishkek' })
  await desk.poll()
  expect(desk.card('A quiet morning').text).toContain('Dimensions: Human dimension')
  await desk.say(`/feeds set ${herald()} dimension none`)
})

test('a correction of dimensions teaches later items, is listed, and can be undone', async () => {
  const teach = { slug: 'k1', title: 'Kazakhstan hosts gathering of falconers near Almaty lakes' }
  desk.outlets.publish('/en.xml', teach)
  await desk.poll()
  const id = desk.itemId('falconers')
  const before = store().items.find(id)?.dimensions ?? []
  const { card: switches } = await desk.press(
    await desk.press(await desk.say('/review'), `review:card:${id}`).then(({ card }) => card),
    'Change dimension',
  )
  const { card } = await desk.press(switches, '☐ Environmental dimension')
  expect(card.text).toContain('Environmental dimension')
  desk.outlets.publish('/en.xml', { slug: 'k2', title: 'Uzbekistan plans gathering of falconers at Aral lakes' })
  await desk.poll()
  const taught = store()
    .items.awaitingReview(50)
    .find(({ title }) => title.includes('Aral'))
  expect(taught?.dimensions).toContain('environmental')
  const { card: list } = await desk.press(await desk.say('/rules'), 'Corrections')
  expect(list.text).toContain('falconers')
  const { notice } = await desk.press(list, 'Undo 1')
  expect(notice).toContain('Undone')
  desk.outlets.publish('/en.xml', { slug: 'k3', title: 'Mongolia awaits gathering of falconers by the lakes' })
  await desk.poll()
  const untaught = store()
    .items.awaitingReview(50)
    .find(({ title }) => title.includes('Mongolia awaits'))
  expect(untaught?.dimensions).toEqual(before)
})

test('the number of items under a dimension is a press away', async () => {
  const rules = await desk.say('/rules')
  const { card } = await desk.press(rules, 'At most 6')
  expect(card.text).toContain('at most 6 items')
})

test('the archive is found by words of three languages, by State, by day and page by page', async () => {
  const say = (text: string) => desk.harness.say(people.visitor, text)
  for (let number = 1; number <= 10; number += 1) {
    desk.outlets.publish('/en.xml', {
      slug: `p${number}`,
      title: `Pakistan signs export contract number ${number} with partner ${number}`,
    })
  }
  await desk.poll()
  for (const item of store()
    .items.awaitingReview(60)
    .filter(({ title }) => title.startsWith('Pakistan')))
    await desk.press(
      await desk.press(await desk.say('/review'), `review:card:${item.id}`).then(({ card }) => card),
      'Accept',
    )
  const page = await say('/news Pakistan')
  expect(page.text).toContain('Latest news: Pakistan')
  expect(page.text).toContain('contract number 10')
  expect(page.text).not.toContain('contract number 2 ')
  const earlier = await desk.harness.press(people.visitor, page, 'Earlier')
  expect(earlier.messages.at(-1)?.text ?? earlier.card.text).toContain('contract number 2 ')
  expect((await say('/news пакистан')).text).toContain('contract number 10')
  expect((await say('/news контракты Пакистан')).text).not.toContain('contract number')
  expect((await say('/news contracts numbers')).text).toContain('contract number')
  expect((await say('/news yesterday')).text).toContain('No news on record')
  expect((await say('/news today')).text).toContain('contract number 10')
})

test('feeds leave as OPML and come back switched off; a file that is none is refused', async () => {
  const { messages } = await desk.press(await desk.say('/feeds'), 'Export')
  expect(messages.at(-1)?.file?.name).toMatch(/\.opml$/)
  const { telegram } = desk.harness
  const opml =
    '<?xml version="1.0"?><opml version="2.0"><body><outline text="Aral &amp; Sea" xmlUrl="https://aral.example/rss" language="ru"/></body></opml>'
  const send = async (content: string) => {
    telegram.sendDocument(people.administrator, { name: 'list.opml', content, caption: '/feeds import' }, desk.staff)
    await desk.harness.idle()
    return telegram.lastFromBot(desk.staff)?.text ?? ''
  }
  expect(await send(opml)).toContain('1 feed was added, switched off.')
  expect(await send(opml)).toContain('1 was in the list already.')
  expect(await send('nothing at all')).toContain('cannot be read as a list of feeds')
  expect(await send('x'.repeat(1_100_000))).toContain('larger than')
  expect(store().feeds.findByAddress('https://aral.example/rss')).toMatchObject({ status: 'disabled', language: 'ru' })
})

test('a list that writes the address of a known feed otherwise adds no second one, and what has no room is counted', async () => {
  const { telegram } = desk.harness
  const known = desk.outlets.address('/en.xml')
  const take = async (outlines: readonly string[]) => {
    const content = `<opml version="2.0"><body>${outlines.join('')}</body></opml>`
    telegram.sendDocument(people.administrator, { name: 'list.opml', content }, desk.staff)
    await desk.harness.idle()
    return telegram.lastFromBot(desk.staff)?.text ?? ''
  }
  const outline = (address: string, title = 'Feed') => `<outline text="${title}" xmlUrl="${address}"/>`
  const written = [`${known}?utm_source=opml&amp;utm_medium=rss`, known.replace('http:', 'HTTP:'), `${known}#top`]
  expect(await take(written.map((address) => outline(address)))).toMatch(/^0 feeds.*\n3 were in the list already/)
  const many = Array.from({ length: 502 }, (_, each) => outline(`https://many.example/${each}?p=${each}`))
  expect(await take(many)).toMatch(/^500 feeds.*\n2 more were not taken in: at most 500 from one file\./)
  expect(store().feeds.findByAddress('https://many.example/7?p=7')).toBeDefined()
  await take([outline('https://long.example/', `${'a'.repeat(119)}😀😀`)])
  expect(store().feeds.findByAddress('https://long.example/')?.name.isWellFormed()).toBe(true)
})

test('a feed that cannot be read says why in words', async () => {
  expect((await desk.say(`/feeds test ${desk.outlets.address('/nothing')}`)).text).toMatch(/could not be read\. .*404/)
})

test('a web page that names its feed is no feed, but the feed is offered by a button', async () => {
  const offered = await desk.say(`/feeds add ${desk.outlets.address('/page')}`)
  expect(offered.text).toContain('This page is not a feed itself')
  expect(offered.text).toContain(desk.outlets.address('/more.xml'))
  const { messages, card } = await desk.press(offered, 'Add 1: All news')
  expect((messages.at(-1) ?? card).text).toContain('Added: Lake Courier')
  expect(store().feeds.findByAddress(desk.outlets.address('/more.xml'))?.status).toBe('enabled')
})

test('a feed is removed only when it is asked for twice', async () => {
  const id = store().feeds.findByAddress(desk.outlets.address('/more.xml'))?.id ?? ''
  const card = await desk.say(`/feeds set ${id} language en`)
  const { card: asked } = await desk.press(card, 'Remove')
  expect(asked.text).toContain('Remove Lake Courier?')
  expect(store().feeds.find(id)).toBeDefined()
  await desk.press(asked, 'Remove')
  expect(store().feeds.find(id)).toBeUndefined()
})
