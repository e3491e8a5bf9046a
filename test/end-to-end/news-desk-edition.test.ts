import { afterAll, beforeAll, expect, test } from 'vitest'
import { applyAmendment, proposeAmendment } from '#src/actions/amend-item.ts'
import { tellStaff } from '#src/actions/tell-staff.ts'
import { unnumberedNote } from '#src/views/channel-message.ts'
import { addItem } from '../support/add-item.ts'
import { people } from '../support/harness.ts'
import { type NewsDesk, openNewsDesk } from '../support/news-desk.ts'

// From the first preview to the correction of what was published: the tests of this file follow upon one another.
let desk: NewsDesk
const titles = {
  rail: 'Kazakhstan and Azerbaijan open a new section of the Trans-Caspian transport corridor',
  trade: 'Pakistan and Qatar sign trade and investment agreement on exports',
  terror: 'Казахстан и Таджикистан провели учения по борьбе с терроризмом',
}

beforeAll(async () => {
  desk = await openNewsDesk()
  desk.outlets.publish('/en.xml', { slug: 'rail', title: titles.rail }, { slug: 'trade', title: titles.trade })
  desk.outlets.publish('/ru.xml', { slug: 'terror', title: titles.terror })
  await desk.poll()
  for (const title of Object.values(titles)) await desk.press(desk.card(title), 'Accept')
})
afterAll(() => desk.close())

const bullets = (text: string) => text.split('\n').filter((line) => line.startsWith('•'))
const audit = () => desk.harness.app.store.items

test('an item is moved, retitled for one channel, and left out of it; the preview shows it', async () => {
  const preview = await desk.say('/edition ru')
  const { card: list } = await desk.press(preview, 'edition:arrange')
  const before = list.text.split('\n').filter((line) => /^\d\./.test(line))
  expect(before).toHaveLength(3)
  const second = before.findIndex((line) => line.includes('trade')) + 1
  const { card: item } = await desk.press(list, String(second))
  const move = item.buttons.flat().some(({ text }) => text === 'Up') ? 'Up' : 'Down'
  const { card: moved } = await desk.press(item, move)
  const { messages } = await desk.press(moved, 'Edit title')
  const retitled = await desk.answer(messages.at(-1), 'Пакистан и Катар подписали соглашение о торговле')
  expect(retitled.text).toContain('• Пакистан и Катар подписали соглашение о торговле (на английском) — Steppe Herald')
  expect((await desk.say('/edition en')).text).toContain(titles.trade)
  const shown = bullets((await desk.say('/edition ru')).text)
  const order = (fragment: string) => shown.findIndex((line) => line.includes(fragment))
  expect(order('Пакистан') < order('Trans-Caspian')).toBe(move === 'Up')
})

test('a press on a preview that has changed moves nothing and says so', async () => {
  const preview = await desk.say('/edition ru')
  const { card: list } = await desk.press(preview, 'edition:arrange')
  const { card: item } = await desk.press(list, 'edition:item')
  await desk.press(item, 'Leave out')
  const { notice } = await desk.press(list, 'edition:item')
  expect(notice).toBeUndefined()
  const again = await desk.say('/edition ru')
  expect(again.text).toContain('1 item was left out')
  const { messages } = await desk.press(again, 'Restore what was left out')
  expect(messages.at(-1)?.text ?? '').not.toContain('left out')
})

test('a note of the Secretariat and a time of today outlast a restart; the time passes, and the edition is out', async () => {
  const { harness } = desk
  const preview = await desk.say('/edition ru')
  const asked = await desk.press(preview, 'Add a note')
  const noted = await desk.answer(asked.messages.at(-1), 'С праздником <СВМДА> & спасибо')
  expect(noted.text).toContain('От Секретариата\nС праздником <СВМДА> & спасибо')
  const timed = await desk.press(noted, 'Set another time')
  const wrong = await desk.answer(timed.messages.at(-1), 'noon')
  expect(wrong.text).toContain('is not a time of day')
  const planned = await desk.answer(wrong, '16.30')
  expect(planned.text).toContain('Planned for today at 16:30.')
  await harness.restart()
  harness.clock.set('2026-11-20T11:29:00Z')
  await harness.tick()
  expect(desk.channel('ru')).toEqual([])
  harness.clock.set('2026-11-20T11:30:10Z')
  await harness.tick()
  const [out] = desk.channel('ru')
  expect(out?.text).toContain('С праздником <СВМДА> & спасибо')
  expect(bullets(out?.text ?? '')).toEqual(bullets(planned.text))
  await harness.restart()
  await harness.tick()
  expect(desk.channel('ru')).toHaveLength(1)
  expect((await desk.say('/edition ru')).text).toContain('no accepted items await')
})

test('a planned time that is taken back after the usual hour leaves the edition to staff, who are told so', async () => {
  const { harness } = desk
  const preview = await desk.say('/edition kk')
  const timed = await desk.press(preview, 'Set another time')
  const planned = await desk.answer(timed.messages.at(-1), '19:30')
  const { notice, messages } = await desk.press(planned, 'Cancel the time')
  expect(notice).toContain('The usual hour, 09:00, is over: nothing goes out today unless you publish it')
  expect(messages.at(-1)?.text).toContain('The usual hour, 09:00, is over. This goes out tomorrow unless')
  await harness.tick()
  expect(desk.channel('kk')).toEqual([])
})

test('a post of unknown outcome that staff found can be corrected once they gave its link', async () => {
  const { store, config } = desk.harness.app
  const chat = config.channels.en ?? ''
  const key = 'post-of-the-test:1'
  store.channelMessages.add({ key, chat, language: 'en', markup: 'A post that nobody has the number of' }, [])
  const message = store.channelMessages.findByKey(key)
  if (message === undefined) throw new Error('no message')
  store.transaction(() => tellStaff(desk.harness.app, { key: 'unnumbered', note: (t) => unnumberedNote(message, t) }))
  await desk.harness.tick()
  const note = await desk.harness.telegram.waitForMessage(desk.staff, 'nobody has the number of')
  const asked = await desk.press(note, 'Give the link')
  const wrong = await desk.answer(asked.messages.at(-1), 'https://example.org/55')
  expect(wrong.text).toContain('This is not the link of a post')
  const noted = await desk.answer(wrong, `https://t.me/c/${chat.slice(4)}/5555`)
  expect(noted.text).toContain('The post can be corrected now')
  expect(store.channelMessages.findByKey(key)?.messageId).toBe(5555)
})

test('a title that its outlet changes is changed in the channel’s message, not sent again', async () => {
  await desk.say('/publish en')
  await desk.harness.tick()
  const [before] = desk.channel('en')
  desk.outlets.retitle('/en.xml', 'rail', `${titles.rail} after two years`)
  await desk.poll()
  await desk.harness.tick()
  const now = desk.channel('en')
  expect(now).toHaveLength(1)
  expect(now[0]?.messageId).toBe(before?.messageId)
  expect(now[0]?.text).toContain('transport corridor after two years')
  expect(now[0]?.text).toContain(titles.trade)
  const note = desk.harness.telegram.visible(desk.staff).find(({ text }) => text.includes('An outlet has changed'))
  expect(note?.text).toContain(`Now: ${titles.rail} after two years`)
})

test('a correction is shown as it will read, made on confirmation only, in place and with its line', async () => {
  const list = await desk.say('/correct trans-caspian')
  const { card: item } = await desk.press(list, '1')
  const { messages } = await desk.press(item, 'Correct the title')
  const proposal = await desk.answer(
    messages.at(-1),
    'Kazakhstan, Azerbaijan open a corridor\nEN: the length was wrong\nRU: длина была указана неверно',
  )
  expect(proposal.text).toContain('Corrected on 20 November 2026: the length was wrong')
  expect(proposal.text).toContain('Исправлено 20 ноября 2026 г.: длина была указана неверно')
  await desk.harness.tick()
  expect(desk.channel('en')[0]?.text).not.toContain('Corrected')
  await desk.press(proposal, 'correct:apply')
  await desk.harness.tick()
  expect(desk.channel('en')).toHaveLength(1)
  expect(desk.channel('en')[0]?.text).toContain(
    'Kazakhstan, Azerbaijan open a corridor — Steppe Herald\nCorrected on 20 November 2026: the length was wrong',
  )
  expect(desk.channel('ru')[0]?.text).toContain('длина была указана неверно')
})

test('a note that is too long for a message, or without a word, is asked for again', async () => {
  const { card: item } = await desk.press(await desk.say('/correct trade'), '1')
  const { messages } = await desk.press(item, 'Add a note only')
  const again = await desk.answer(messages.at(-1), 'x'.repeat(3900))
  expect(again.text).toMatch(
    /^With this text a message in a channel would become too long[\s\S]*what should readers be told\?/,
  )
  const wordless = await desk.answer(again, '🙂')
  expect(wordless.text).toMatch(/^A note needs words\./)
  const proposal = await desk.answer(wordless, 'EN: A shorter one.')
  expect(proposal.text).toContain('A shorter one.')
  await desk.press(proposal, 'Cancel')
})

test('a retraction leaves a line that says so, in the channels and in the archive, where nobody finds its words', async () => {
  const list = await desk.say('/retract trade')
  const { card: item } = await desk.press(list, '1')
  const { card: proposal } = await desk.press(item, 'retract:plain')
  const { card: left } = await desk.press(proposal, 'Cancel')
  expect(left.text).toContain('Nothing was changed')
  const again = await desk.press(await desk.say('/retract trade'), '1')
  const { card: asked } = await desk.press(again.card, 'retract:plain')
  await desk.press(asked, 'retract:apply')
  await desk.harness.tick()
  for (const language of ['en', 'ru'] as const) {
    const text = desk.channel(language)[0]?.text ?? ''
    expect(text).not.toMatch(/Qatar|Катар/)
  }
  expect(desk.channel('en')[0]?.text).toContain('• This item was withdrawn by the Secretariat on 20 November 2026')
  expect((await desk.harness.say(people.visitor, '/news')).text).toContain('withdrawn by the Secretariat')
  expect((await desk.harness.say(people.visitor, '/news Qatar exports')).text).not.toContain('Qatar sign')
  expect(audit().archive({ terms: [{ kind: 'beginning', stem: 'qatar' }], limit: 9 })).toEqual([])
  expect((await desk.say('/retract trade')).text).toContain('No published item has “trade” in it')
})

test('what an outlet does to the title of what was withdrawn is no news to staff or readers', async () => {
  const notes = () =>
    desk.harness.telegram.visible(desk.staff).filter(({ text }) => text.includes('An outlet has changed'))
  const [before, channel] = [notes().length, desk.channel('en')[0]?.text]
  desk.outlets.retitle('/en.xml', 'trade', 'Pakistan and Qatar retitle their zymurgy agreement')
  await desk.poll()
  await desk.harness.tick()
  expect(notes()).toHaveLength(before)
  expect(desk.channel('en')[0]?.text).toBe(channel)
  expect((await desk.harness.say(people.visitor, '/news zymurgy')).text).not.toContain('retitle')
})

test('the week is told in a round-up once, and as a file', async () => {
  const preview = await desk.say('/roundup en')
  expect(preview.text).toContain('The week in brief')
  expect(preview.text).toContain('Kazakhstan, Azerbaijan open a corridor')
  const docx = await desk.press(preview, 'As DOCX')
  expect(docx.messages.at(-1)?.file?.name).toMatch(/^cica-week-2026-11-20-en\.docx$/)
  await desk.press(preview, 'Publish now')
  await desk.harness.tick()
  expect(desk.channel('en')).toHaveLength(2)
  const second = await desk.press(preview, 'Publish now')
  expect(second.messages.at(-1)?.text).toContain('already been published')
  await desk.harness.tick()
  expect(desk.channel('en')).toHaveLength(2)
})

test('the draft of the quarterly digest is a file, in the language asked for', async () => {
  const menu = await desk.say('/digest')
  expect(menu.text).toContain('The Voice of Asia: CICA Digest')
  const { messages } = await desk.press(await desk.say('/digest 2026-Q4'), 'digest:markdown:2026-Q4.en')
  expect(messages.at(-1)?.file?.name).toBe('cica-digest-2026-q4-en.md')
})

test('who answers a question about an item that a colleague withdrew meanwhile is told so, and the question is over', async () => {
  const { app } = desk.harness
  const itemId = addItem(app, { title: 'Mongolia opens a quartz mine', accepted: true })
  await desk.say('/publish en')
  await desk.harness.tick()
  const { card: item } = await desk.press(await desk.say('/correct quartz'), '1')
  const { messages } = await desk.press(item, 'Add a note only')
  const { id } = proposeAmendment(app, { itemId, kind: 'retraction', note: {}, by: people.secondStaff })
  applyAmendment(app, id, people.secondStaff)
  expect((await desk.answer(messages.at(-1), 'A note.')).text).toBe('This item has been withdrawn already.')
  expect((await desk.say('/review')).text).not.toContain('Something went wrong')
})
