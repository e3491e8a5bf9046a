import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { subscribe } from '#src/actions/subscribe.ts'
import { addDeadline, addEvent } from '../support/add-event.ts'
import { type Harness, people, startHarness } from '../support/harness.ts'

// Reminders leave at 09:00 in Astana: 04:00 UTC.
let harness: Harness
let reader: number
let cleared: number
let group: number

beforeAll(async () => {
  harness = await startHarness({ now: '2027-03-01T03:00:00Z', environment: { EDITION_TIME: '22:00' } })
  const { telegram, app, clock } = harness
  reader = people.visitor
  cleared = people.focalPoint
  group = telegram.createGroup({ title: 'Delegates', administrators: [people.administrator], members: [cleared] }).id
  app.store.people.grant({ id: cleared, access: 'focal-point', role: 'focal-point' }, null, clock.now())
  for (const user of [reader, cleared]) await subscribeByForm(user)
})
afterAll(() => harness.stop())
beforeEach(() => harness.telegram.clearFaults())

async function subscribeByForm(user: number): Promise<void> {
  let card = await harness.say(user, '/subscribe')
  for (const button of ['form:economic', 'form:next', 'form:en', '18:00']) {
    const pressed = await harness.press(user, card, button)
    card = pressed.messages.at(-1) ?? pressed.card
  }
}

const places = () => [...Object.values(harness.channels).map(({ id }) => id), reader, cleared, group, harness.staff.id]

/** What was written about this at each place, by anybody but people. */
function mentions(words: string): number[] {
  return places().map(
    (chat) =>
      harness.telegram.visible(chat).filter(({ from, text }) => typeof from !== 'number' && text.includes(words))
        .length,
  )
}

async function at(instant: string): Promise<void> {
  harness.clock.set(instant)
  await harness.tick()
}

test('an event is recalled seven days and one day ahead and on its morning, in channels and to subscribers', async () => {
  addEvent(harness.app, { id: 'test-1', title: 'Meeting on corridors', start: '2027-03-10', dimension: 'economic' })
  await at('2027-03-03T03:59:50Z')
  expect(mentions('Meeting on corridors')).toEqual([0, 0, 0, 0, 0, 0, 0])
  await at('2027-03-03T04:00:01Z')
  expect(mentions('Meeting on corridors')).toEqual([1, 1, 1, 1, 1, 0, 0])
  await at('2027-03-03T12:00:00Z')
  await harness.restart()
  await harness.tick()
  for (const day of ['04', '05', '06', '07', '08']) await at(`2027-03-${day}T04:00:01Z`)
  expect(mentions('Meeting on corridors')).toEqual([1, 1, 1, 1, 1, 0, 0])
  await at('2027-03-09T04:00:01Z')
  expect(mentions('Meeting on corridors')).toEqual([2, 2, 2, 2, 2, 0, 0])
  await at('2027-03-10T04:00:01Z')
  await at('2027-03-11T04:00:01Z')
  expect(mentions('Meeting on corridors')).toEqual([3, 3, 3, 3, 3, 0, 0])
  const { en, ru, kk } = harness.channels
  const heads = [en, ru, kk].map(({ id }) =>
    harness.telegram
      .visible(id)
      .filter(({ text }) => text.includes('Meeting on corridors'))
      .map(({ text }) => text.split('\n')[0]),
  )
  expect(heads[0]).toEqual([expect.stringMatching(/^In (7|seven) days/), 'Tomorrow', 'Today'])
  expect(heads[1]?.[1]).toMatch(/завтра/i)
  expect(heads[2]?.[1]).toMatch(/ертең/i)
})

test('a deadline is recalled likewise, and says that it is one', async () => {
  addDeadline(harness.app, { id: 'test-dl', title: 'Comments on the draft plan', due: '2027-04-10' })
  await at('2027-04-03T04:00:01Z')
  await at('2027-04-09T04:00:01Z')
  await at('2027-04-10T04:00:01Z')
  const [english] = mentions('Comments on the draft plan')
  expect(english).toBe(3)
  const texts = harness.telegram.visible(harness.channels.en.id).filter(({ text }) => text.includes('draft plan'))
  expect(texts.map(({ text }) => text.split('\n')[0])).toEqual([
    expect.stringMatching(/^Deadline in (7|seven) days/),
    'Deadline tomorrow',
    'Deadline today',
  ])
})

test('a moved event is recalled by its new date, and no more by the old one', async () => {
  addEvent(harness.app, { id: 'test-2', title: 'Moved workshop', start: '2027-05-10', dimension: 'economic' })
  await at('2027-05-03T04:00:01Z')
  expect(mentions('Moved workshop')[0]).toBe(1)
  addEvent(harness.app, { id: 'test-2', title: 'Moved workshop', start: '2027-05-20', dimension: 'economic' })
  await at('2027-05-09T04:00:01Z')
  await at('2027-05-10T04:00:01Z')
  const reminders = () =>
    harness.telegram
      .visible(harness.channels.en.id)
      .filter(({ text }) => text.includes('Moved workshop') && /^(In \w+ days|Tomorrow|Today)/.test(text)).length
  expect(reminders()).toBe(1)
  await at('2027-05-13T04:00:01Z')
  await at('2027-05-19T04:00:01Z')
  await at('2027-05-20T04:00:01Z')
  expect(reminders()).toBe(4)
})

test.each(['cancelled', 'postponed'] as const)('an event that is %s is never recalled', async (status) => {
  addEvent(harness.app, {
    id: `test-${status}`,
    title: `Event ${status}`,
    start: '2027-06-10',
    status,
    dimension: 'economic',
  })
  for (const day of ['03', '09', '10']) await at(`2027-06-${day}T04:00:01Z`)
  const reminders = places().flatMap((chat) =>
    harness.telegram
      .visible(chat)
      .filter(({ text }) => text.includes(`Event ${status}`) && /^(In \w+ days|Tomorrow|Today)/.test(text)),
  )
  expect(reminders).toEqual([])
})

test('an event of which only the month is known is announced as such, and on no morning as if its day were known', async () => {
  addEvent(harness.app, { id: 'test-month', title: 'Some time in July', start: '2027-07', dimension: 'economic' })
  for (const day of ['2027-06-24', '2027-06-30', '2027-07-01', '2027-07-02', '2027-07-31']) await at(`${day}T04:00:01Z`)
  const texts = places().flatMap((chat) =>
    harness.telegram
      .visible(chat)
      .flatMap(({ text }) => (text.includes('Some time in July') ? [text.split('\n')[0]] : [])),
  )
  expect([...new Set(texts)].sort()).toEqual([
    'Planned for July 2027; the day is not yet on record',
    expect.stringMatching(/^Жоспарланған.*2027 жылғы шілде/),
    expect.stringMatching(/^Запланировано.*июль 2027 г\./),
  ])
  expect(mentions('Some time in July').every((count) => count <= 1)).toBe(true)
})

test('a restricted event is recalled to cleared subscribers in their private chat only', async () => {
  const { app } = harness
  const before = app.store.subscriptions.find(String(cleared), 0)
  if (before === undefined) throw new Error('no subscription')
  // A group whose administrator subscribed it; a cleared person in it clears nobody else.
  const { id: _, chat: __, thread: ___, title: ____, status: _____, resumeAt: ______, ...settings } = before
  subscribe(app, { chat: String(group), thread: 0, settings, title: 'Delegates' }, people.administrator)
  addEvent(app, {
    id: 'test-secret',
    title: 'Closed consultations',
    start: '2027-08-10',
    visibility: 'restricted',
    dimension: 'economic',
  })
  for (const day of ['03', '09', '10']) await at(`2027-08-${day}T04:00:01Z`)
  expect(mentions('Closed consultations')).toEqual([0, 0, 0, 0, 3, 0, 0])
  expect(mentions('TEST/NOTE/7').with(4, 0)).toEqual([0, 0, 0, 0, 0, 0, 0])
})

test('a group that subscribed is reminded of what is public, and somebody of another dimension is not', async () => {
  addEvent(harness.app, { id: 'test-human', title: 'Youth forum', start: '2027-09-10', dimension: 'human' })
  addEvent(harness.app, { id: 'test-economic', title: 'Trade forum', start: '2027-09-10', dimension: 'economic' })
  await at('2027-09-09T04:00:01Z')
  expect(mentions('Youth forum')).toEqual([1, 1, 1, 0, 0, 0, 0])
  expect(mentions('Trade forum')).toEqual([1, 1, 1, 1, 1, 1, 0])
})

test('a bot that was down at nine reminds on the same morning, and not on the next day', async () => {
  addEvent(harness.app, { id: 'test-late', title: 'Late start', start: '2027-10-10', dimension: 'economic' })
  await at('2027-10-03T09:30:00Z')
  expect(mentions('Late start')[0]).toBe(1)
  await at('2027-10-11T04:00:01Z')
  expect(mentions('Late start')[0]).toBe(1)
})
