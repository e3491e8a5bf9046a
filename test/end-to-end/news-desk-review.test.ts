import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MessageView } from '#src/sandbox/telegram/transcript.ts'
import { people } from '../support/harness.ts'
import { type NewsDesk, openNewsDesk } from '../support/news-desk.ts'

// One day at the desk: the tests of this file follow upon one another.
let desk: NewsDesk
beforeAll(async () => {
  desk = await openNewsDesk()
  desk.outlets.publish(
    '/en.xml',
    {
      slug: 'rail',
      title: 'Kazakhstan and Azerbaijan open a new section of the "Trans-Caspian" transport corridor - Steppe Herald',
    },
    { slug: 'energy', title: 'IRAN AND PAKISTAN SIGN ENERGY SECURITY MEMORANDUM' },
    { slug: 'culture', title: 'Uzbekistan and Türkiye agree on cultural exchange' },
    { slug: 'drugs', title: 'Tajikistan seizes illicit drugs on the border with Afghanistan' },
  )
  await desk.poll()
})
afterAll(() => desk.close())

const items = () => desk.harness.app.store.items

test('a card says how sure the classifier is, why, and what else is known', () => {
  const { text, buttons } = desk.card('Trans-Caspian')
  expect(text).toContain('open a new section of the “Trans-Caspian” transport corridor')
  expect(text).not.toContain('- Steppe Herald')
  expect(text).toMatch(/Dimensions: Economic dimension · confidence \d\d%/)
  expect(text).toMatch(/Because of: .*transport corridor/)
  expect(buttons.flat().map(({ text: name }) => name)).toEqual([
    ...['Accept', 'Decline', 'Change dimension', 'Edit title', 'Hold for tomorrow', 'Urgent now', 'Queue', 'Next item'],
  ])
})

test('a title is edited by a reply to the bot’s question, and the old card is refused as stale', async () => {
  const old = desk.card('Trans-Caspian')
  const { messages } = await desk.press(old, 'Edit title')
  const shown = await desk.answer(messages.at(-1), '  Kazakhstan, Azerbaijan open\n the corridor ')
  expect(shown.text).toContain('Kazakhstan, Azerbaijan open the corridor')
  expect(shown.text).toContain('The feed’s title'.replace('’', "'"))
  const { notice } = await desk.press(old, 'Accept')
  expect(notice).toBe('This card is out of date. Here is the item as it is now.')
  expect(items().tally().accepted).toBe(0)
})

test('what others say meanwhile in the group is no title', async () => {
  const { messages } = await desk.press(desk.card('open the corridor'), 'Edit title')
  desk.harness.telegram.sendText(people.secondStaff, 'Good morning', { chatId: desk.staff })
  desk.harness.telegram.sendText(people.administrator, 'Good morning to you', { chatId: desk.staff })
  await desk.harness.idle()
  expect(
    items()
      .awaitingReview(9)
      .map(({ title }) => title),
  ).not.toContain('Good morning to you')
  const again = await desk.answer(messages.at(-1), '***')
  expect(again.text).toContain('A title needs words.')
  await desk.say('/review')
})

test('a colleague’s reply to a question is neither its answer nor the answer to the colleague’s own question', async () => {
  const { harness } = desk
  const replyOf = async (person: number, question: MessageView | undefined, text: string) => {
    const after = harness.telegram.visible(desk.staff).at(-1)?.messageId ?? 0
    harness.telegram.sendText(person, text, { chatId: desk.staff, replyTo: question?.messageId ?? 0 })
    await harness.idle()
    return harness.telegram.visible(desk.staff).filter(({ messageId, from }) => messageId > after && from === 'bot')
  }
  const titles = () =>
    items()
      .awaitingReview(9)
      .map(({ title }) => title)
  const before = titles()
  const asked = (await desk.press(desk.card('open the corridor'), 'Edit title')).messages.at(-1)
  const [told] = await replyOf(people.secondStaff, asked, 'A title of the colleague')
  expect(told?.text).toBe('This was asked of administrator. To answer yourself, press the same button.')
  const own = (await harness.press(people.secondStaff, desk.card('cultural'), 'Edit title')).messages.at(-1)
  await replyOf(people.secondStaff, asked, 'A title of the colleague')
  expect(titles()).toEqual(before)
  await replyOf(people.secondStaff, own, 'Uzbekistan and Türkiye agree on a cultural exchange')
  expect(titles()).toContain('Uzbekistan and Türkiye agree on a cultural exchange')
  await desk.say('/review')
})

test('the desk is closed to the public', async () => {
  for (const command of [
    '/review',
    '/edition',
    '/publish',
    '/correct',
    '/retract',
    '/rules',
    '/roundup',
    '/digest',
    '/feeds',
  ]) {
    const { text, buttons } = await desk.harness.say(people.visitor, command)
    expect(text).toMatch(/staff/i)
    expect(buttons.flat()).toEqual([])
  }
})

test('an item held for tomorrow is in no edition, and comes back the next day with a note', async () => {
  const { harness } = desk
  const { notice, card } = await desk.press(desk.card('Uzbekistan'), 'Hold for tomorrow')
  expect(notice).toBe('Held for tomorrow by administrator')
  expect(card.text).toContain('Held for tomorrow')
  await harness.tick()
  expect(items().tally().held).toBe(1)
  harness.clock.set('2026-11-21T01:59:00Z')
  await harness.tick()
  expect(items().tally().held).toBe(1)
  harness.clock.set('2026-11-21T02:00:30Z')
  await harness.tick()
  expect(items().tally().held).toBe(0)
  const note = harness.telegram.visible(desk.staff).find(({ text }) => text.includes('held until today'))
  expect(note?.text).toContain('Uzbekistan and Türkiye')
})

test('“urgent now” shows what goes out, then publishes it in every channel at once', async () => {
  const { card } = await desk.press(desk.card('Iran and Pakistan'), 'Urgent now')
  expect(card.text).toContain('Publish this in 3 channels now?')
  expect(card.text).toContain('CICA Daily News · Срочно')
  expect(desk.channel('en')).toEqual([])
  const { notice } = await desk.press(card, 'Publish now')
  expect(notice).toBe('Published as urgent by administrator')
  await desk.harness.tick()
  expect(desk.channel('en').map(({ text }) => text)).toEqual([
    'CICA Daily News · Urgent\n\nIran and Pakistan Sign Energy Security Memorandum\nSteppe Herald',
  ])
  expect(desk.channel('kk')[0]?.text).toContain('ағылшын тілінде')
})

test('no edition repeats what was urgent, and its card takes nothing back', async () => {
  await desk.press(desk.card('open the corridor'), 'Accept')
  const preview = await desk.say('/edition en')
  expect(preview.text).toContain('open the corridor')
  expect(preview.text).not.toContain('Memorandum')
  await desk.say('/publish')
  await desk.harness.tick()
  expect(desk.channel('en').filter(({ text }) => text.includes('Memorandum'))).toHaveLength(1)
})

test('a settled item goes back to the queue until it is out', async () => {
  const { card } = await desk.press(desk.card('Tajikistan'), 'Decline')
  expect(items().tally().declined).toBe(1)
  const { card: open } = await desk.press(card, 'Back to review')
  expect(items().tally().declined).toBe(0)
  expect(open.buttons.flat().some(({ text }) => text === 'Accept')).toBe(true)
})

test('several items are settled at once, those that changed meanwhile are passed over', async () => {
  const queue = await desk.say('/review')
  const { card: list } = await desk.press(queue, 'Decide on several at once')
  const { card: marked } = await desk.press(list, 'Mark all')
  await desk.press(desk.card('Tajikistan'), 'Decline')
  const { notice } = await desk.press(marked, 'review:acceptmarked')
  expect(notice).toMatch(/item(s)? accepted\. .*passed over/)
})

test('a title that is too long is not cut in silence but asked for again', async () => {
  const title = 'Mongolia and Korea discuss energy and gas exports'
  desk.outlets.publish('/en.xml', { slug: 'long-title', title })
  await desk.poll()
  const { messages } = await desk.press(desk.card(title), 'Edit title')
  const again = await desk.answer(messages.at(-1), `Mongolia ${'😀'.repeat(150)}`)
  expect(again.text).toMatch(/^The title is longer than 300 characters\.[\s\S]*what should the title be\?/)
  const card = await desk.answer(again, 'Mongolia and the Republic of Korea discuss energy')
  expect(card.text).toMatch(/^Mongolia and the Republic of Korea discuss energy\n/)
  await desk.press(card, 'Decline')
})
