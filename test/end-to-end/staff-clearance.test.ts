import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Harness, people, startHarness } from '../support/harness.ts'
import { addSubscriber, putEvents } from '../support/subscriber.ts'

let harness: Harness
beforeAll(async () => {
  harness = await startHarness({ now: '2026-12-09T03:20:00Z' })
})
afterAll(() => harness.stop())

const reminders = (chat: number) =>
  harness.telegram
    .visible(chat)
    .filter(({ from, text }) => from === 'bot' && text.includes('In 7 days') && text.includes('Meeting ev-'))
    .map(({ text }) => (text.includes('ev-secret') ? 'secret' : 'open'))

/** Ten minutes before the hour of reminders, when Telegram was asked who is in the staff chat, and then that hour. */
async function morning(day: string): Promise<void> {
  harness.clock.set(`${day}T03:50:00Z`)
  await harness.tick()
  harness.clock.set(`${day}T04:00:01Z`)
  await harness.tick()
}

test('staff by the staff chat alone are sent in private what they are answered there; a group and outsiders are not', async () => {
  const { app, telegram, staff } = harness
  const { secondStaff, administrator, visitor } = people
  for (const id of [secondStaff, administrator, visitor]) telegram.sendText(id, '/start')
  await harness.send(secondStaff, '/status@cica_test_bot', staff.id)
  for (const chat of [secondStaff, administrator, visitor, staff.id]) addSubscriber(app, chat)
  for (const start of ['2026-12-16', '2026-12-17']) {
    putEvents(app, { id: `ev-open-${start}`, start }, { id: `ev-secret-${start}`, start, visibility: 'restricted' })
  }
  await morning('2026-12-09')
  expect(reminders(secondStaff).toSorted()).toEqual(['open', 'secret'])
  expect(reminders(administrator).toSorted()).toEqual(['open', 'secret'])
  expect([...reminders(visitor), ...reminders(staff.id)]).toEqual(['open', 'open'])
})

test('who has left the staff chat is sent no more than anybody, also without having written since', async () => {
  const { telegram, staff } = harness
  telegram.leave(staff.id, people.secondStaff)
  await morning('2026-12-10')
  expect(reminders(people.secondStaff).toSorted()).toEqual(['open', 'open', 'secret'])
  expect(reminders(people.administrator).toSorted()).toEqual(['open', 'open', 'secret', 'secret'])
})

test('a form of the desk is closed to who has left the staff chat since it was opened', async () => {
  const own = await startHarness()
  const { app, telegram, staff, clock } = own
  await own.send(people.secondStaff, '/status@cica_test_bot', staff.id)
  const asked = await own.say(people.secondStaff, '/invite')
  const { card } = await own.press(people.secondStaff, asked, 'form:KAZ')
  telegram.leave(staff.id, people.secondStaff)
  clock.advance(12 * 3600)
  const { card: closed } = await own.press(people.secondStaff, card, 'form:delegate')
  expect([closed.text, closed.buttons]).toEqual(['Only staff of the Secretariat may do this.', []])
  expect(app.store.registrations.openInvitations(clock.now())).toEqual([])
  await own.stop()
})
