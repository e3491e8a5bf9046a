import { beforeEach, expect, test } from 'vitest'
import { tellStaff } from '#src/actions/tell-staff.ts'
import { createBot } from '#src/bot/create-bot.ts'
import { createPace } from '#src/outbox/pace.ts'
import { html } from '#src/views/html.ts'
import { reply } from '#src/views/reply.ts'
import { createTestApp, type TestApp } from '../support/test-app.ts'

const me = { id: 1000, is_bot: true, first_name: 'CICA', username: 'cica_test_bot' } as const
const staff = { id: -100777, type: 'supergroup', title: 'Staff', username: 'cica_staff' } as const
const news = { id: -100888, type: 'channel', title: 'News', username: 'cica_news' } as const
const officer = { id: 77, is_bot: false, first_name: 'Officer' } as const
const colleague = { id: 78, is_bot: false, first_name: 'Colleague' } as const

type Member = 'member' | 'left' | 'kicked' | 'administrator'

let bench: TestApp
let handle: (update: object) => Promise<void>

/** The bot without a network: what is tested here answers nothing. */
function start(environment: Record<string, string>): void {
  bench = createTestApp({ environment })
  const { app, clock } = bench
  const bot = createBot({ app, token: '1000:x', commands: [], pace: createPace({ clock, pays: false }) })
  Object.assign(bot, { botInfo: me })
  let updates = 0
  handle = (update) => {
    updates += 1
    return bot.handleUpdate({ update_id: updates, ...update } as Parameters<typeof bot.handleUpdate>[0])
  }
}

/** Its chats are given by @name; Telegram writes the same names in small letters. */
beforeEach(() => start({ STAFF_CHAT: '@CICA_Staff', CHANNEL_EN: '@Cica_News' }))

const standing = (user: object, status: Member) => ({ user, status })
const change = (chat: object, user: object, before: Member, after: Member) => ({
  chat,
  from: officer,
  date: 1,
  old_chat_member: standing(user, before),
  new_chat_member: standing(user, after),
})
const message = (chat: object, fields: object) => ({
  message: { message_id: 1, date: 1, chat, from: officer, ...fields },
})
const statusOf = (address: string) => bench.app.store.chats.find(address)?.status
const isStaff = (person: number) => bench.app.store.people.inStaffChatSince(person) !== undefined
const stop = (address: string) => bench.app.store.chats.markStopped(address, 'gone', bench.clock.now())

test('a chat that is known by its @name takes mail again when the bot is back in it', async () => {
  for (const [chat, name] of [
    [staff, '@CICA_Staff'],
    [news, '@Cica_News'],
  ] as const) {
    stop(name)
    await handle({ my_chat_member: change(chat, me, 'kicked', 'administrator') })
    expect([statusOf(String(chat.id)), statusOf(name)]).toEqual(['reachable', 'reachable'])
    await handle({ my_chat_member: change(chat, me, 'administrator', 'kicked') })
    expect([statusOf(String(chat.id)), statusOf(name)]).toEqual(['gone', 'gone'])
  }
})

test('what is heard from a chat shows that it takes mail, unless it is that the bot was put out', async () => {
  for (const address of ['@CICA_Staff', String(staff.id), '@Cica_News']) stop(address)
  await handle(message(staff, { left_chat_member: me }))
  expect([statusOf('@CICA_Staff'), statusOf(String(staff.id))]).toEqual(['gone', 'gone'])
  await handle(message(staff, { text: 'Good morning' }))
  expect([statusOf('@CICA_Staff'), statusOf(String(staff.id))]).toEqual(['reachable', 'reachable'])
  await handle({ channel_post: { message_id: 5, date: 1, chat: news, text: 'News' } })
  expect(statusOf('@Cica_News')).toBe('reachable')
})

test('a note to the staff chat is tried whatever was thought of that chat', () => {
  stop('@CICA_Staff')
  tellStaff(bench.app, { key: 'x', note: () => reply(html`Important`) })
  expect(bench.mail().at(-1)).toMatchObject({ chat: '@CICA_Staff', state: 'pending' })
})

test('whoever leaves the staff chat is not staff by leaving it, and whoever is put out no longer', async () => {
  await handle(message(staff, { left_chat_member: officer }))
  expect(isStaff(officer.id)).toBe(false)
  await handle(message(staff, { text: 'Good morning' }))
  await handle(message(staff, { text: 'Good morning', from: colleague }))
  expect([isStaff(officer.id), isStaff(colleague.id)]).toEqual([true, true])
  await handle(message(staff, { left_chat_member: colleague }))
  expect([isStaff(officer.id), isStaff(colleague.id)]).toEqual([true, false])
  await handle(message(staff, { left_chat_member: officer }))
  expect(isStaff(officer.id)).toBe(false)
})

test('where the bot is told who comes and goes, it believes that at once', async () => {
  await handle({ chat_member: change(staff, colleague, 'left', 'member') })
  expect([isStaff(officer.id), isStaff(colleague.id)]).toEqual([false, true])
  await handle({ chat_member: change(staff, colleague, 'member', 'kicked') })
  await handle({ chat_member: change(staff, officer, 'member', 'left') })
  expect([isStaff(officer.id), isStaff(colleague.id)]).toEqual([false, false])
  await handle({ chat_member: change(news, colleague, 'left', 'member') })
  expect(isStaff(colleague.id)).toBe(false)
})

const offered = () => bench.textsTo(String(officer.id))

test('nobody is offered a subscription for the Secretariat’s own chats, however the configuration names them', async () => {
  await handle({ my_chat_member: change(news, me, 'left', 'administrator') })
  await handle({ my_chat_member: change(staff, me, 'left', 'member') })
  expect([offered(), bench.app.store.subscriptions.managedBy(officer.id)]).toEqual([[], []])
  await handle({
    my_chat_member: change({ ...news, id: -100999, username: 'other_news' }, me, 'left', 'administrator'),
  })
  expect(offered()).toHaveLength(1)
})

test('whoever turns the staff chat into a supergroup is not offered a subscription for it', async () => {
  start({ STAFF_CHAT: '-42' })
  const group = { id: -42, type: 'group', title: 'Staff' } as const
  await handle(message(group, { migrate_to_chat_id: -100042 }))
  await handle({ my_chat_member: change({ ...group, id: -100042, type: 'supergroup' }, me, 'left', 'member') })
  expect(offered()).toEqual([])
  await handle({ chat_member: change({ ...group, id: -100042 }, colleague, 'left', 'member') })
  expect(isStaff(colleague.id)).toBe(true)
})
