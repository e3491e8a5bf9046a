import { afterEach, beforeEach, expect, test } from 'vitest'
import { enqueue } from '#src/outbox/enqueue.ts'
import { type Harness, people, startHarness } from '../support/harness.ts'

let harness: Harness
beforeEach(async ({ task }) => {
  harness = await startHarness(task.name.includes('paid') ? { environment: { PAID_BROADCAST: 'on' } } : {})
})
afterEach(() => harness.stop())

const many = 650
const firstReader = 50_000

function broadcast(count = many): void {
  const { app, telegram, clock } = harness
  const readers = Array.from({ length: count }, (_, index) => firstReader + index)
  for (const id of readers) telegram.createUser({ id, firstName: `Reader ${id}`, started: true })
  const mails = readers.map((id) => ({
    ...({ key: `bulk:1:${id}`, chat: String(id), broadcast: 'bulk:1', dueAt: clock.now() } as const),
    ...({ priority: 'bulk', safeToRepeat: true, payload: { kind: 'message', html: 'Notice' } } as const),
  }))
  app.store.transaction(() => enqueue(app.store, mails, clock.now()))
}

const inStaffChat = (words: string) =>
  harness.telegram
    .visible(harness.staff.id)
    .findLast(
      (message) => message.from === 'bot' && message.text.includes('Message to all') && message.text.includes(words),
    )

/** Lets the bot look after what is due until the staff chat shows these words. */
async function shows(words: string) {
  for (let tries = 0; tries < 100; tries += 1) {
    await harness.running.tick()
    const found = inStaffChat(words)
    if (found !== undefined) return found
    harness.clock.advance(2)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`The staff chat never showed “${words}”`)
}

test('mail to many is paid for, where that is switched on, and nothing else is', async () => {
  const { app, telegram, clock } = harness
  broadcast(120)
  const single = { key: 'single', chat: String(firstReader), dueAt: clock.now(), priority: 'digest' } as const
  const payload = { kind: 'message', html: 'For one' } as const
  app.store.transaction(() => enqueue(app.store, [{ ...single, safeToRepeat: true, payload }], clock.now()))
  await harness.tick()
  const flags = telegram
    .calls('sendMessage')
    .map(({ parameters }) => `${parameters.text} ${parameters.allow_paid_broadcast ?? 'free'}`)
  expect(flags.filter((each) => each === 'Notice true')).toHaveLength(120)
  expect(flags.filter((each) => each !== 'Notice true')).toEqual(['For one free'])
})

test('when the Stars for paid mail are used up, it goes on for nothing, and staff are told once', async () => {
  const { telegram } = harness
  telegram.injectFault({ method: 'sendMessage', kind: 'refusal', description: 'BALANCE_TOO_LOW', times: 3 })
  broadcast(60)
  await harness.tick()
  await harness.tick()
  const { broadcasts } = harness.app.store.outbox
  expect(broadcasts.progress(1, harness.clock.now())).toMatchObject({ total: 60, sent: 60 })
  const told = telegram.visible(harness.staff.id).filter(({ text }) => text.includes('does not accept Stars'))
  expect(told.map(({ text }) => text)).toEqual([expect.stringContaining('BALANCE_TOO_LOW')])
})

test('staff watch a long sending in one message, stop it, and let it go on after a restart', async () => {
  broadcast()
  harness.telegram.block(firstReader + many - 1)
  const message = await shows('Remaining:')
  expect(message.text).toMatch(/Message to all, 20 November 2026, 11:00\nSent: \d+ of 650\n/)
  const { notice } = await harness.press(people.secondStaff, message, 'status:stop')
  expect(notice).toBe('Stopped. Nothing more will be sent until “Resume” is pressed.')
  await shows('Stopped.')
  const sent = () => harness.app.store.outbox.broadcasts.progress(1, harness.clock.now()).sent
  await expect.poll(() => harness.app.store.outbox.counts().sending).toBe(0)
  const before = sent()
  await harness.restart()
  harness.clock.advance(60)
  await harness.running.tick()
  expect(sent()).toBe(before)
  expect(before).toBeLessThan(many - 1)

  const outsider = await harness
    .press(people.visitor, message, 'status:resume')
    .catch((error: unknown) => String(error))
  expect(outsider).toContain('is not in chat')
  expect((await harness.press(people.administrator, message, 'status:resume')).notice).toBe('Resumed. Sending goes on.')
  await harness.tick()
  const end = await shows('Finished.')
  expect(end.messageId).toBe(message.messageId)
  expect(end.text).toContain('Sent: 649 of 650\nNot delivered: 1')
  expect(end.buttons).toEqual([])
  const all = harness.telegram.visible(harness.staff.id).filter(({ text }) => text.includes('Message to all'))
  expect(all).toHaveLength(1)
})
