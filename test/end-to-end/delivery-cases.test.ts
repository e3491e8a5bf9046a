import { afterAll, beforeAll, expect, test } from 'vitest'
import { enqueue } from '#src/outbox/enqueue.ts'
import { addItem } from '../support/add-item.ts'
import { type Harness, people, startHarness } from '../support/harness.ts'
import { addSubscriber } from '../support/subscriber.ts'

let harness: Harness
afterAll(() => harness.stop())

const { focalPoint: manager } = people
let sequence = 0

type Address = readonly [chat: number, thread?: number]

/** A message to each, delivered or given up; Telegram's refusals are what these tests are about. */
async function mailTo(...addresses: readonly Address[]): Promise<readonly (string | undefined)[]> {
  const { store } = harness.app
  const keys = addresses.map(([chat, thread = 0]) => {
    sequence += 1
    const key = `test:${sequence}`
    const mail = { key, chat: String(chat), thread, priority: 'digest', dueAt: harness.clock.now() } as const
    const payload = { kind: 'message', html: 'Digest' } as const
    store.transaction(() => enqueue(store, [{ ...mail, safeToRepeat: true, payload }], harness.clock.now()))
    return key
  })
  await harness.tick()
  return keys.map((key) => store.outbox.stateOf(key))
}

const standing = (chat: number, thread = 0) => harness.app.store.subscriptions.find(String(chat), thread)?.status
const toldTo = (chat: number) =>
  harness.telegram
    .visible(chat)
    .filter(({ from }) => from === 'bot')
    .map(({ text }) => text)

beforeAll(async () => {
  harness = await startHarness({ refusals: /^(sendMessage)$/ })
  harness.telegram.sendText(manager, '/start')
  await harness.idle()
})

function group(title: string, topics: readonly string[] = []) {
  const made = harness.telegram.createGroup({ title, administrators: [manager], topics })
  for (const thread of topics.length === 0 ? [0] : topics.keys().map((index) => index + 2))
    addSubscriber(harness.app, made.id, {}, thread)
  harness.app.store.subscriptions.noteManaged(manager, { chat: String(made.id), title, kind: 'group' })
  return made.id
}

test('who blocks the bot keeps the subscription and gets mail again after coming back; who deletes the account does not', async () => {
  const { telegram, app } = harness
  for (const id of [2001, 2002]) {
    telegram.createUser({ id, firstName: 'Reader', started: true })
    addSubscriber(app, id)
  }
  telegram.block(2001)
  telegram.deleteAccount(2002)
  expect(await mailTo([2001], [2002])).toEqual(['dead', 'dead'])
  expect([standing(2001), standing(2002)]).toEqual(['active', 'stopped'])
  telegram.unblock(2001)
  await harness.idle()
  expect(await mailTo([2001])).toEqual(['sent'])
})

test('a group that puts the bot out, and a chat that is not found, end their subscriptions; a group that migrates takes it along', async () => {
  const { telegram, app } = harness
  const [kicked, migrating] = [group('Put out'), telegram.createGroup({ title: 'Grown', kind: 'group' }).id]
  addSubscriber(app, migrating)
  addSubscriber(app, 424242)
  telegram.setBotStatus(kicked, 'kicked', manager)
  await harness.idle()
  expect(await mailTo([kicked], [424242])).toEqual(['dead', 'dead'])
  expect([standing(kicked), standing(424242)]).toEqual(['stopped', 'stopped'])
  const { id } = telegram.migrateGroup(migrating)
  expect(await mailTo([migrating])).toEqual(['sent'])
  expect([standing(migrating), standing(id)]).toEqual([undefined, 'active'])
})

test('a closed topic keeps its subscription, a deleted one does not; who set them up is told once each', async () => {
  const forum = group('Forum', ['Open', 'Closed', 'Deleted'])
  harness.telegram.setTopic(forum, 3, 'closed')
  harness.telegram.setTopic(forum, 4, 'deleted')
  expect(await mailTo([forum, 2], [forum, 3], [forum, 4])).toEqual(['sent', 'dead', 'dead'])
  expect(await mailTo([forum, 3])).toEqual(['dead'])
  expect([2, 3, 4].map((thread) => standing(forum, thread))).toEqual(['active', 'active', 'stopped'])
  const told = toldTo(manager).filter((text) => text.startsWith('“Forum”'))
  // Two failures are settled in any order.
  expect(told.sort()).toEqual([
    expect.stringContaining('the topic is closed'),
    expect.stringContaining('the topic was deleted'),
  ])
  harness.telegram.setTopic(forum, 3, 'open')
  expect(await mailTo([forum, 3])).toEqual(['sent'])
})

test('a group where the bot may not write keeps its subscription and is tried again; who set it up is told', async () => {
  const id = group('Silent')
  harness.telegram.muteBot(id, true)
  expect([...(await mailTo([id])), standing(id)]).toEqual(['dead', 'active'])
  expect(toldTo(manager).at(-1)).toContain('“Silent”: the bot may not write there')
  harness.telegram.muteBot(id, false)
  expect(await mailTo([id])).toEqual(['sent'])
})

test.each([
  ['left', 'ru', 'Russian', 'the chat is gone, or the bot was removed from it'],
  ['member', 'kk', 'Kazakh', 'the bot may not write there; make it an administrator who may post messages'],
] as const)('staff are told when a channel does not take its mail (%s)', async (status, language, named, words) => {
  const { id } = harness.channels[language]
  harness.telegram.setBotStatus(id, status, people.administrator)
  await harness.idle()
  await harness.tick()
  const note = `${named} channel: ${words}. Nothing can be published there until this is put right.`
  // At once, and again when something was not published for it.
  const notes = () => toldTo(harness.staff.id).filter((text) => text.includes(words))
  expect(notes()).toEqual([note])
  harness.app.store.chats.markReachable(String(id), harness.clock.now())
  expect(await mailTo([id])).toEqual(['dead'])
  await harness.tick()
  expect(notes()[1]).toContain(`${named} channel: a message was not published: ${words}.`)
})

test('an edition that its channel did not take is sent with one press once the cause is put right', async () => {
  const { telegram, app, channels, staff } = harness
  addItem(app, { title: 'Trade corridor opens in Astana', accepted: true })
  telegram.setBotStatus(channels.en.id, 'member', manager)
  await harness.say(people.administrator, '/publish', staff.id)
  await harness.tick()
  expect(telegram.visible(channels.en.id)).toEqual([])
  const note = telegram.visible(staff.id).find(({ text }) => text.startsWith('English channel: a message was not publ'))
  telegram.setBotStatus(channels.en.id, 'administrator', manager)
  await harness.idle()
  if (note === undefined) throw new Error('staff were not told')
  const { card } = await harness.press(people.administrator, note, 'Send again')
  expect([card.text, card.buttons]).toEqual(['It will be sent again.', []])
  await harness.tick()
  expect(telegram.visible(channels.en.id).map(({ text }) => text)).toEqual([
    expect.stringContaining('Trade corridor opens in Astana'),
  ])
})
