import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MessageView } from '#src/sandbox/telegram/transcript.ts'
import { addItem } from '../support/add-item.ts'
import { type Harness, startHarness } from '../support/harness.ts'

let harness: Harness
beforeAll(async () => {
  // 08:00 in Astana.
  harness = await startHarness({ now: '2026-11-20T03:00:00Z' })
})
afterAll(() => harness.stop())

const newPerson = (languageCode = 'en') => harness.telegram.createUser({ firstName: 'Somebody', languageCode }).id
const subscriptionOf = (user: number) => harness.app.store.subscriptions.find(String(user), 0)

/** The form's message, however it has changed since. */
const form = (user: number): MessageView => {
  const shown = harness.telegram
    .visible(user)
    .findLast(({ buttons }) => buttons.flat().some((button) => button.callback_data?.startsWith('form:')))
  if (shown === undefined) throw new Error('No form is open')
  return shown
}

const press = (user: number, ...buttons: string[]) =>
  buttons.reduce<Promise<unknown>>(
    (before, button) => before.then(() => harness.press(user, form(user), button)),
    Promise.resolve(),
  )

/** As far as the question for the hour. */
async function toTheHour(user: number, ...dimensions: string[]): Promise<void> {
  await harness.say(user, '/subscribe')
  await press(user, ...dimensions.map((slug) => `form:${slug}`), 'form:next', 'form:en')
}

test('by buttons alone: dimensions, language and hour, and the answer says what was saved', async () => {
  const user = newPerson()
  const question = await harness.say(user, '/subscribe')
  expect(question.text).toContain('Which dimensions')
  // Telegram refuses an edit that changes nothing, and the harness would not pass over it.
  for (const _ of ['once', 'again']) {
    await press(user, 'form:next')
    expect(form(user).text).toContain('Please choose at least one dimension')
  }
  await press(user, 'form:economic', 'form:human', 'form:military-political', 'form:human')
  expect(
    form(user)
      .buttons.flat()
      .filter(({ text }) => text.startsWith('☑'))
      .map(({ text }) => text),
  ).toEqual(['☑ Military-political dimension', '☑ Economic dimension'])
  await press(user, 'form:next', 'form:ru')
  await press(user, '08:00')
  const saved = harness.telegram.lastFromBot(user)
  expect(saved?.text).toContain('You are subscribed')
  expect(saved?.text).toContain('Russian')
  expect(saved?.text).toContain('08:00')
  expect(subscriptionOf(user)).toMatchObject({
    status: 'active',
    language: 'ru',
    deliveryTime: '08:00',
    timeZone: 'Asia/Almaty',
  })
  expect(harness.telegram.visible(user).filter(({ from }) => from === 'bot')).toHaveLength(1)
})

test.each([
  ['17:30', '17:30'],
  ['7.05', '07:05'],
  ['  0:00 ', '00:00'],
])('the hour may be written: %s', async (written, stored) => {
  const user = newPerson()
  await toTheHour(user, 'economic')
  await harness.send(user, written)
  expect(subscriptionOf(user)?.deliveryTime).toBe(stored)
})

test('what is no hour is said to be none, and the question stays open', async () => {
  const user = newPerson()
  await toTheHour(user, 'economic')
  for (const wrong of ['25:00', '<b>noon</b>', '9', '12:60', '🕘']) {
    const answer = await harness.say(user, wrong)
    expect(answer.text).toContain('is not a time of day')
    expect(subscriptionOf(user)).toBeUndefined()
  }
  await harness.send(user, '09:15')
  expect(subscriptionOf(user)?.deliveryTime).toBe('09:15')
})

test('a form that is cancelled stores nothing', async () => {
  const user = newPerson()
  await harness.say(user, '/subscribe')
  await press(user, 'form:economic', 'form:cancel')
  expect(harness.telegram.lastFromBot(user)).toMatchObject({ text: 'Nothing was changed.', buttons: [] })
  expect(subscriptionOf(user)).toBeUndefined()
  expect((await harness.say(user, '07:30')).text).not.toContain('subscribed')
})

test('a slash command leaves the form, and its old buttons say that they are no longer in use', async () => {
  const user = newPerson()
  await toTheHour(user, 'economic')
  expect((await harness.say(user, '/help')).text).toContain('What this bot can do')
  const { notice } = await harness.press(user, form(user), '09:00')
  expect(notice).toBe('This button is no longer in use. Please repeat the command.')
  await harness.send(user, '07:30')
  expect(subscriptionOf(user)).toBeUndefined()
})

test('a question meanwhile is answered, and the form waits on', async () => {
  const user = newPerson()
  await harness.say(user, '/subscribe')
  await press(user, 'form:human')
  expect((await harness.say(user, 'who coordinates tourism?')).text).toMatch(/tourism/i)
  await press(user, 'form:next', 'form:kk', '13:00')
  expect(subscriptionOf(user)).toMatchObject({ language: 'kk', deliveryTime: '13:00' })
})

test('a question is no hour and no own word: it is answered, and the form waits on', async () => {
  const user = harness.telegram.createUser({ firstName: 'Dana', languageCode: 'ru' }).id
  const first = await harness.say(user, '/subscribe')
  const { card: chosen } = await harness.press(user, first, 'form:all')
  const { card: language } = await harness.press(user, chosen, 'form:next')
  await harness.press(user, language, 'form:ru')
  expect((await harness.say(user, 'кто координирует туризм?')).text).toMatch(/^Туризм/)
  expect((await harness.say(user, '07:30')).text).toContain('07:30')
  const screen = await harness.say(user, '/subscriptions')
  const { card: what } = await harness.press(user, screen, 'subscriptions:what')
  const { card: words } = await harness.press(user, what, 'subscriptions:words')
  await harness.press(user, words, 'subscriptions:words-add')
  expect((await harness.say(user, 'когда заседание КСДЛ?')).text).toContain('КСДЛ')
  const added = await harness.say(user, 'железная дорога')
  expect(
    added.buttons
      .flat()
      .map(({ text }) => text)
      .join(),
  ).toContain('железная дорога')
  expect(
    added.buttons
      .flat()
      .map(({ text }) => text)
      .join(),
  ).not.toContain('когда')
})

test('a form half filled in goes on after a restart of the bot', async () => {
  const user = newPerson()
  await toTheHour(user, 'environmental')
  await harness.restart()
  await press(user, '10:00')
  expect(subscriptionOf(user)).toMatchObject({ status: 'active', deliveryTime: '10:00' })
})

test('/subscribe again begins anew with what was chosen, and changes the one subscription', async () => {
  const user = newPerson()
  await toTheHour(user, 'economic')
  await press(user, '09:00')
  await harness.say(user, '/subscribe')
  expect(
    form(user)
      .buttons.flat()
      .map(({ text }) => text),
  ).toContain('☑ Economic dimension')
  await press(user, 'form:human', 'form:next', 'form:en', '18:00')
  expect(subscriptionOf(user)?.deliveryTime).toBe('18:00')
  expect((await harness.say(user, '/subscriptions')).text).toContain('18:00')
})

test('two people fill in their forms at the same time without mixing them', async () => {
  const [one, two] = [newPerson(), newPerson()]
  await harness.say(one, '/subscribe')
  await harness.say(two, '/subscribe')
  await press(one, 'form:economic')
  await press(two, 'form:human')
  await press(one, 'form:next', 'form:en')
  await press(two, 'form:next', 'form:ru', '08:00')
  await press(one, '18:00')
  expect([subscriptionOf(one), subscriptionOf(two)]).toMatchObject([
    { language: 'en', deliveryTime: '18:00' },
    { language: 'ru', deliveryTime: '08:00' },
  ])
})

test('the digest comes at the hour, with what matches, once, and nothing where there is nothing', async () => {
  const { clock, telegram, app } = harness
  clock.set('2026-11-23T03:00:00Z')
  const [economic, human] = [newPerson(), newPerson()]
  for (const [user, slug] of [
    [economic, 'economic'],
    [human, 'human'],
  ] as const) {
    await toTheHour(user, slug)
    await press(user, '10:00')
  }
  const written = (user: number) =>
    telegram.visible(user).filter(({ from, text }) => from === 'bot' && text.includes('digest'))
  addItem(app, { title: 'A railway is opened', accepted: true })
  addItem(app, { title: 'A declined railway', accepted: false })
  clock.set('2026-11-23T04:59:50Z')
  await harness.tick()
  expect(written(economic)).toEqual([])
  clock.set('2026-11-23T05:00:01Z')
  await harness.tick()
  expect(written(economic).map(({ text }) => text)).toEqual([expect.stringContaining('A railway is opened — Outlet')])
  expect(written(economic)[0]?.text).not.toContain('A declined railway')
  expect(written(human)).toEqual([])
  await harness.tick()
  await harness.restart()
  clock.advance(600)
  await harness.tick()
  clock.set('2026-11-24T05:00:05Z')
  await harness.tick()
  expect([written(economic).length, written(human).length]).toEqual([1, 0])
})

test('one press under the digest ends it, and the digest itself stays', async () => {
  const { clock, telegram, app } = harness
  clock.set('2026-11-25T03:00:00Z')
  const user = newPerson()
  await toTheHour(user, 'environmental')
  await press(user, '10:00')
  addItem(app, { title: 'A wetland is protected', dimensions: ['environmental'], accepted: true })
  clock.set('2026-11-25T05:00:01Z')
  await harness.tick()
  const digest = await telegram.waitForMessage(user, 'A wetland is protected')
  const { card, messages, notice } = await harness.press(user, digest, 'Unsubscribe')
  expect([card.text, notice ?? messages.at(-1)?.text]).toEqual([
    digest.text,
    expect.stringContaining('You are unsubscribed'),
  ])
  expect(subscriptionOf(user)?.status ?? 'stopped').toBe('stopped')
  addItem(app, { title: 'A second wetland is protected', dimensions: ['environmental'], accepted: true })
  clock.set('2026-11-26T05:00:01Z')
  await harness.tick()
  expect(telegram.visible(user).some(({ text }) => text.includes('second wetland'))).toBe(false)
})

test('/unsubscribe ends it, and says so where there is none', async () => {
  const user = newPerson()
  expect((await harness.say(user, '/unsubscribe')).text).toContain('You have no subscription yet')
  await toTheHour(user, 'human')
  await press(user, '10:00')
  expect((await harness.say(user, '/unsubscribe')).text).toContain('You are unsubscribed')
  expect((await harness.say(user, '/subscriptions')).text).toContain('You have no subscription yet')
})

test('/privacy says what is stored, and erases it on request', async () => {
  const { app } = harness
  const user = newPerson('ru')
  await harness.press(user, await harness.say(user, '/language'), 'language:choose:en')
  await toTheHour(user, 'human')
  await press(user, '10:00')
  await toTheHour(user, 'economic')
  const formKeys = () => app.store.formStates.read(`${user}:${user}`)
  expect(formKeys()).toBeDefined()
  const privacy = await harness.say(user, '/privacy')
  const asked = await harness.press(user, privacy, privacy.buttons.flat()[0]?.text ?? '')
  const question = asked.messages.at(-1) ?? asked.card
  const kept = await harness.press(user, question, 'privacy:keep')
  expect(subscriptionOf(user)?.status).toBe('active')
  const again = await harness.press(user, await harness.say(user, '/privacy'), privacy.buttons.flat()[0]?.text ?? '')
  await harness.press(user, again.messages.at(-1) ?? again.card, 'privacy:erase')
  expect([subscriptionOf(user), app.store.people.find(user)?.language ?? undefined, formKeys()]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
  expect(kept.card.buttons).toEqual([])
  expect((await harness.say(user, '/help')).text).toContain('Что умеет')
})
