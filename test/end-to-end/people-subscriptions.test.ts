import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MessageView } from '#src/sandbox/telegram/transcript.ts'
import { addItem } from '../support/add-item.ts'
import { type Harness, people, startHarness } from '../support/harness.ts'
import { putEvents } from '../support/subscriber.ts'

let harness: Harness
beforeAll(async () => {
  harness = await startHarness()
})
afterAll(() => harness.stop())

const newUser = (languageCode = 'en') =>
  harness.telegram.createUser({ firstName: 'Bek', languageCode, started: true }).id
const own = (user: number) => harness.app.store.subscriptions.find(String(user), 0)
const buttons = (message: MessageView) => message.buttons.flat().map(({ text }) => text)
const last = (chat: number): MessageView => {
  const message = harness.telegram.lastFromBot(chat)
  if (message === undefined) throw new Error('The bot has written nothing there')
  return message
}

/** Presses one button after another, each on the message as the one before left it. */
async function walk(user: number, message: MessageView, ...steps: readonly string[]): Promise<MessageView> {
  let now = message
  for (const step of steps) {
    const pressed = await harness.press(user, now, step)
    now = pressed.messages.at(-1) ?? pressed.card
  }
  return now
}

const subscribe = async (user: number, chat = user) =>
  walk(user, await harness.say(user, '/subscribe', chat), 'form:economic', 'form:next', 'form:en', 'form:09:00')

test('the form asks for dimensions, language and hour, and for the time zone where it is another', async () => {
  const user = newUser()
  const asked = await harness.say(user, '/subscribe')
  const zones = await walk(user, asked, 'form:human', 'form:next', 'form:kk', 'form:zones', 'form:east-asia')
  expect(buttons(zones)).toContain('Seoul (UTC+9)')
  const saved = await walk(user, zones, 'form:Asia/Seoul', 'form:08:00')
  expect(saved.text).toContain('Delivery time: 08:00, Seoul (UTC+9)')
  expect(own(user)).toMatchObject({ timeZone: 'Asia/Seoul', deliveryTime: '08:00', language: 'kk' })
})

test('one screen changes everything in place', async () => {
  const user = newUser()
  await subscribe(user)
  const screen = await harness.say(user, '/subscriptions')
  const step = (...steps: readonly string[]) => walk(user, screen, ...steps)
  const id = own(user)?.id ?? 0
  await step(
    'subscriptions:what',
    'subscriptions:areas',
    `subscriptions:toggle:${id}.area.tourism`,
    'subscriptions:what',
  )
  await step('subscriptions:states', `subscriptions:states:${id}.1`, `subscriptions:toggle:${id}.state.UZB`)
  await step('subscriptions:what', 'subscriptions:bodies', `subscriptions:toggle:${id}.body.soc`, 'subscriptions:what')
  await step('subscriptions:main')
  await step(
    'subscriptions:kinds',
    `subscriptions:kind:${id}.news`,
    `subscriptions:often:${id}.news.weekly`,
    'subscriptions:day',
    `subscriptions:weekday:${id}.5`,
  )
  await step('subscriptions:main', 'subscriptions:time', `subscriptions:at:${id}.1800`)
  await step('subscriptions:zones', `subscriptions:region:${id}.russia`, `subscriptions:zone:${id}.Asia/Omsk`)
  await step('subscriptions:quiet', `subscriptions:hush:${id}.2200-0700`, 'subscriptions:main')
  await step(
    'subscriptions:remind',
    `subscriptions:ahead:${id}.30`,
    `subscriptions:recall:${id}.deadlines`,
    'subscriptions:main',
  )
  const done = await step('subscriptions:lang', `subscriptions:tongue:${id}.ru`)
  expect(done.messageId).toBe(screen.messageId)
  expect(own(user)).toMatchObject({
    language: 'ru',
    timeZone: 'Asia/Omsk',
    deliveryTime: '18:00',
    weekday: 5,
    quiet: { from: '22:00', until: '07:00' },
    kinds: { news: 'weekly', events: 'daily' },
    reminders: { days: [7, 1, 0, 30], events: true, deadlines: false },
  })
  expect(own(user)?.subjects).toContainEqual({ kind: 'body', value: 'soc' })
})

test('how often a kind comes is chosen at once, without passing through “off”', async () => {
  const user = newUser()
  await subscribe(user)
  const id = own(user)?.id ?? 0
  const screen = await harness.say(user, '/subscriptions')
  const often = await walk(user, screen, 'subscriptions:kinds', `subscriptions:kind:${id}.news`)
  expect(buttons(often)).toEqual(['☐ off', '☐ at once', '☑ daily', '☐ weekly', '‹ Back'])
  await walk(user, often, `subscriptions:often:${id}.news.weekly`)
  expect(own(user)?.kinds.news).toBe('weekly')
  await walk(user, screen, `subscriptions:kind:${id}.news`, `subscriptions:often:${id}.news.daily`)
  expect(own(user)?.kinds.news).toBe('daily')
})

test('every button of every screen stays within Telegram’s 64 bytes and leads somewhere', async () => {
  const user = newUser('kk')
  await subscribe(user)
  const screen = await harness.say(user, '/subscriptions')
  const screens = ['what', 'kinds', 'time', 'zones', 'remind', 'quiet', 'lang', 'pause']
  for (const name of screens) {
    const shown = await walk(user, screen, `subscriptions:${name}`)
    expect(shown.text.trim()).not.toBe('')
    expect(buttons(shown).at(-1)).toContain('‹')
    await walk(user, shown, buttons(shown).at(-1) ?? '')
  }
  for (const name of ['dims', 'areas', 'states', 'bodies', 'words']) {
    await walk(user, screen, 'subscriptions:what', `subscriptions:${name}`, 'subscriptions:what', 'subscriptions:main')
  }
})

test('own words are written as a text, and taken out by a press', async () => {
  const user = newUser()
  await subscribe(user)
  const screen = await harness.say(user, '/subscriptions')
  await walk(user, screen, 'subscriptions:what', 'subscriptions:words', 'subscriptions:words-add')
  const none = await harness.say(user, '???')
  expect(none.text).toContain('There is no word in this')
  const words = await harness.say(user, 'water security, ИКАО')
  expect(buttons(words)).toEqual(expect.arrayContaining(['✕ water security', '✕ ИКАО']))
  const left = await walk(user, words, '✕ ИКАО')
  expect(buttons(left)).not.toContain('✕ ИКАО')
  // The form is over: what is written now is a question.
  expect((await harness.say(user, 'Who coordinates tourism?')).text).not.toContain('Own words')
})

test('words that are written after the subscription was ended are told to be too late', async () => {
  const user = newUser()
  await subscribe(user)
  const screen = await harness.say(user, '/subscriptions')
  await walk(user, screen, 'subscriptions:what', 'subscriptions:words', 'subscriptions:words-add')
  harness.app.store.subscriptions.stopChat(String(user))
  expect((await harness.say(user, 'water security')).text).toContain('This subscription is no longer there.')
  expect((await harness.say(user, 'Who coordinates tourism?')).text).toContain('Tourism')
})

test('a pause until a day is chosen from a calendar and ends by itself', async () => {
  const user = newUser()
  await subscribe(user)
  const screen = await harness.say(user, '/subscriptions')
  const id = own(user)?.id ?? 0
  const month = await walk(user, screen, 'subscriptions:pause', 'subscriptions:month')
  expect(buttons(month)).not.toContain('1')
  const paused = await walk(user, month, '›', `subscriptions:until:${id}.2026-12-03`)
  expect(paused.text).toContain('Paused until 3 December 2026')
  expect(own(user)?.status).toBe('paused')
  await walk(user, paused, 'subscriptions:resume')
  expect(own(user)?.status).toBe('active')
})

test('a shared location finds the time zone and is not kept', async () => {
  const user = newUser()
  await subscribe(user)
  harness.telegram.sendLocation(user, 41.3, 69.24)
  await harness.idle()
  expect(last(user).text).toContain('Your time zone: Tashkent (UTC+5)')
  expect(own(user)?.timeZone).toBe('Asia/Tashkent')
  expect(JSON.stringify(harness.app.store.personalData.of(user))).not.toContain('69.24')
})

test('a location shared before there is a subscription begins one in its time zone', async () => {
  const user = newUser()
  const first = await harness.say(user, '/subscribe')
  await walk(user, first, 'form:economic', 'form:next', 'form:en', 'form:zones')
  harness.telegram.sendLocation(user, 48.2, 16.37)
  await harness.idle()
  const question = last(user)
  expect(question.text).toContain('Which dimensions')
  const said = harness.telegram.visible(user).map(({ text }) => text)
  expect(said.at(-2)).toBe('Your time zone: Vienna (UTC+1)')
  const saved = await walk(user, question, 'form:economic', 'form:next', 'form:en', 'form:09:00')
  expect(saved.text).toContain('09:00, Vienna (UTC+1)')
  expect(own(user)?.timeZone).toBe('Europe/Vienna')
})

test('the daily digest arrives at its hour, and one press under it unsubscribes', async () => {
  const user = newUser()
  await subscribe(user)
  addItem(harness.app, { title: 'Corridor opened', accepted: true })
  harness.clock.set('2026-11-21T04:00:01Z')
  await harness.tick()
  const digest = last(user)
  expect(digest.text).toContain('Corridor opened')
  const { card, messages } = await harness.press(user, digest, 'subscriptions:leave')
  expect(card.text).toBe(digest.text)
  expect(messages[0]?.text).toContain('unsubscribed')
  expect(own(user)?.status).toBe('stopped')
  expect((await harness.press(user, digest, 'subscriptions:open')).notice).toContain('no longer there')
})

test('a group is subscribed by its administrators, in the group and from the private chat', async () => {
  const { telegram } = harness
  const [admin, member] = [newUser(), newUser()]
  const group = telegram.createGroup({ title: 'Delegation', administrators: [admin], members: [member] })
  const refused = await harness.say(member, '/subscribe', group.id)
  expect(refused.text).toContain('only its administrators')
  await subscribe(admin, group.id)
  const found = harness.app.store.subscriptions.find(String(group.id), 0)
  expect(found).toMatchObject({ status: 'active' })
  const chats = await walk(admin, await harness.say(admin, '/subscriptions'), 'subscriptions:chats')
  const screen = await walk(admin, chats, '☑ Delegation')
  expect(screen.text).toContain('Delegation')
  await walk(admin, screen, 'subscriptions:lang', `subscriptions:tongue:${found?.id}.ru`)
  expect(harness.app.store.subscriptions.find(String(group.id), 0)?.language).toBe('ru')
})

test('a member of the group may press nothing of its screen', async () => {
  const { telegram } = harness
  const [admin, member] = [newUser(), newUser()]
  const group = telegram.createGroup({ title: 'Mission', administrators: [admin], members: [member] })
  await subscribe(admin, group.id)
  const screen = await harness.say(admin, '/subscriptions', group.id)
  const { notice } = await harness.press(member, screen, 'subscriptions:stop')
  expect(notice).toContain('only its administrators')
  expect(harness.app.store.subscriptions.find(String(group.id), 0)?.status).toBe('active')
})

test('each topic of a forum has its own subscription, and its digest goes there', async () => {
  const { telegram } = harness
  const admin = newUser()
  const forum = telegram.createGroup({ title: 'Forum', administrators: [admin], topics: ['News', 'Other'] })
  harness.clock.advance(3)
  telegram.sendText(admin, '/subscribe', { chatId: forum.id, threadId: 2 })
  await harness.idle()
  await walk(admin, last(forum.id), 'form:all', 'form:next', 'form:en', 'form:09:00')
  expect(harness.app.store.subscriptions.find(String(forum.id), 2)?.status).toBe('active')
  addItem(harness.app, { title: 'For the forum', accepted: true })
  harness.clock.set('2026-11-22T04:00:01Z')
  await harness.tick()
  expect(last(forum.id)).toMatchObject({ threadId: 2 })
  expect(last(forum.id).text).toContain('For the forum')
})

test('whoever makes the bot an administrator of a channel is offered its digest in private', async () => {
  const { telegram } = harness
  const [admin, stranger] = [newUser(), newUser()]
  const channel = telegram.createChannel({ title: 'Embassy', administrators: [admin], bot: 'left' })
  telegram.setBotStatus(channel.id, 'administrator', admin)
  await harness.idle()
  await harness.tick()
  const offer = last(admin)
  expect(offer.text).toContain('“Embassy”')
  await walk(admin, offer, 'subscribe:chat', 'form:all', 'form:next', 'form:ru', 'form:09:00')
  const found = harness.app.store.subscriptions.find(String(channel.id), 0)
  expect(found).toMatchObject({ status: 'active', title: 'Embassy', language: 'ru' })
  addItem(harness.app, { title: 'For the channel', accepted: true })
  harness.clock.set('2026-11-23T04:00:01Z')
  await harness.tick()
  const post = last(channel.id)
  expect(post.text).toContain('For the channel')
  // A reader who presses is told that it is the administrators' affair; the post stays, and nothing is written there.
  const press = telegram.press(stranger, channel.id, post.messageId, `subscriptions:leave:${found?.id}`)
  expect((await telegram.waitForAnswer(press)).text).toContain('only its administrators')
  const done = telegram.press(admin, channel.id, post.messageId, `subscriptions:leave:${found?.id}`)
  expect((await telegram.waitForAnswer(done)).text).toContain('unsubscribed')
  expect(last(channel.id).messageId).toBe(post.messageId)
  await harness.idle()
})

test('nobody sets up a channel that they do not administer', async () => {
  const { telegram } = harness
  const [admin, stranger] = [newUser(), newUser()]
  telegram.createChannel({ title: 'Closed', username: 'closed_channel', administrators: [admin] })
  expect((await harness.say(stranger, '/subscribe @closed_channel')).text).toContain('Only an administrator')
  expect((await harness.say(stranger, '/subscribe @nowhere_at_all')).text).toContain('does not know @nowhere_at_all')
  // What Telegram refused was meant to be refused.
  telegram.forgetCalls()
  const form = await harness.say(admin, '/subscribe @closed_channel')
  expect(buttons(form)).toContain('Next')
})

test('“remind me” under an event, its calendar file, and the end of it', async () => {
  const user = newUser()
  putEvents(harness.app, {
    id: 'ev-own',
    start: '2026-12-10',
    startTime: '10:00',
    place: { en: 'Astana, Hall; A' },
    status: 'confirmed',
  })
  const card = await harness.say(user, '/meetings')
  expect(card.text).toContain('Meeting ev-own')
  const on = await harness.press(user, card, 'meetings:remind:ev-own')
  expect(on.notice).toContain('You will be reminded')
  harness.clock.set('2026-12-09T04:00:01Z')
  await harness.tick()
  const reminder = last(user)
  expect(reminder.text).toMatch(/^Tomorrow/)
  expect(reminder.entities.map(({ type }) => type)).toContain('date_time')
  const { messages } = await harness.press(user, reminder, 'meetings:ics:ev-own')
  const file = harness.telegram.file(messages[0]?.file?.id ?? '')
  expect(file?.name).toBe('cica-ev-own.ics')
  expect(new TextDecoder().decode(file?.bytes)).toMatch(
    /UID:ev-own@.*[\s\S]*DTSTART:20261210T050000Z[\s\S]*LOCATION:Astana\\, Hall\\; A/,
  )
  const off = await harness.press(user, reminder, 'meetings:remind:ev-own')
  expect(off.notice).toContain('not be reminded')
})

test('of a meeting without a day a reminder promises no days, and offers no calendar file', async () => {
  const user = newUser()
  putEvents(harness.app, { id: 'ev-month', start: '2027-03', title: { en: 'Xylophone month' } })
  const card = await harness.say(user, '/meetings xylophone')
  const on = await harness.press(user, card, 'meetings:remind:ev-month')
  expect(on.notice).toBe(
    'The day of this meeting is not on record yet. You will be told when it is set, and reminded before it.',
  )
  expect(buttons(await harness.say(user, '/start remind-ev-month'))).toEqual(['Do not remind me'])
})

test('each meeting of a list that lies ahead can be opened, and “remind me” pressed under it', async () => {
  const user = newUser()
  const title = { en: 'Quarterly zither forum of the Member States and their many orchestras' }
  putEvents(harness.app, { id: 'ev-a', start: '2027-05-04', title }, { id: 'ev-b', start: '2027-05-18', title })
  const list = await harness.say(user, '/meetings May 2027')
  expect(buttons(list)).toEqual([
    '4 May 2027 · Quarterly zither forum of the…',
    '18 May 2027 · Quarterly zither forum of the…',
  ])
  const card = await walk(user, list, 'meetings:open:e.ev-b')
  expect(card.text).toContain('Date: 18 May 2027')
  expect(buttons(card)).toContain('Remind me')
})

test('“remind me” under a channel’s post leads to the private chat, also for who never opened it', async () => {
  const { telegram, channels } = harness
  const reader = telegram.createUser({ firstName: 'Reader', languageCode: 'ru' }).id
  putEvents(harness.app, { id: 'ev-post', start: '2026-12-12' })
  harness.clock.set('2026-12-11T04:00:01Z')
  await harness.tick()
  const post = last(channels.ru.id)
  const answer = await telegram.waitForAnswer(
    telegram.press(reader, channels.ru.id, post.messageId, 'meetings:remind:ev-post'),
  )
  expect(answer.url).toBe('https://t.me/cica_test_bot?start=remind-ev-post')
  expect((await harness.say(reader, '/start remind-ev-post')).text).toContain('Вам придёт напоминание')
  const file = await harness.say(reader, '/start ics-ev-post')
  expect(file.file?.name).toBe('cica-ev-post.ics')
  expect(harness.app.store.reminderWishes.wishesOf(reader)).toEqual(['ev-post'])
})

test('the menu of a group offers subscriptions to its administrators only', () => {
  const { telegram } = harness
  const [admin, member] = [newUser(), newUser()]
  const group = telegram.createGroup({ title: 'Menus', administrators: [admin], members: [member] })
  const names = (user: number) => telegram.commandsFor(user, group.id).map(({ command }) => command)
  expect(names(admin)).toContain('subscribe')
  expect(names(member)).not.toContain('subscribe')
  expect(people.visitor).toBe(1001)
})
