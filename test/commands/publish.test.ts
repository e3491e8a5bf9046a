import { afterEach, beforeEach, expect, test } from 'vitest'
import { seenDraft } from '#src/actions/publish-edition.ts'
import type { Press, Request } from '#src/bot/request.ts'
import { createHousekeeping } from '#src/jobs/housekeeping.ts'
import { plainText } from '#src/views/html.ts'
import type { Reply } from '#src/views/reply.ts'
import { publish } from '../../commands/publish.ts'
import { staffRequest } from '../support/staff-request.ts'
import { channels, createTestApp, type TestApp } from '../support/test-app.ts'

let desk: TestApp
beforeEach(() => {
  desk = createTestApp()
})
afterEach(() => desk.app.store.close())

const words = (reply: Reply) => reply.blocks.map(plainText).join('\n')
const posts = () => Object.values(channels).map((chat) => desk.textsTo(chat).length)

const request = (updateKey: string, text: string): Request => ({ ...staffRequest(desk, text), updateKey })

/** More than one edition has room for. */
function acceptMany(): void {
  const places = [
    'Almaty',
    'Baku',
    'Doha',
    'Hanoi',
    'Kabul',
    'Manama',
    'Moscow',
    'Seoul',
    'Tashkent',
    'Tehran',
    'Ulaanbaatar',
  ]
  for (const place of places) desk.addItem({ title: `Minister opens a pipeline in ${place}`, accepted: true })
}

test('a /publish that is delivered again after a kill leaves what is left over for tomorrow, and answers the same', () => {
  acceptMany()
  const first = words(publish.handle(request('1', 'en'), desk.app))
  expect(first).toMatch(/No\. 1/)
  expect(words(publish.handle(request('1', 'en'), desk.app)).slice(0, 40)).toBe(first.slice(0, 40))
  expect(posts()).toEqual([1, 0, 0])
  expect(words(publish.handle(request('2', 'en'), desk.app))).toMatch(/No\. 2/)
  expect(posts()).toEqual([2, 0, 0])
})

test('it says how many items readers see: two tellings of one story are one', () => {
  const title = 'Kazakhstan and Azerbaijan open a new section of the Trans-Caspian corridor'
  desk.addItem({ title, accepted: true })
  desk.addItem({ title: `${title} today`, accepted: true, outlet: 'Lake Courier' })
  for (const told of ['for the first time', 'once more'])
    expect([told, words(publish.handle(request('1', 'en'), desk.app))]).toEqual([
      told,
      expect.stringContaining('(1 item)'),
    ])
})

test('a /publish that a kill broke off between two channels goes on with those that are left', () => {
  acceptMany()
  publish.handle(request('1', 'en'), desk.app)
  publish.handle(request('1', ''), desk.app)
  expect(posts()).toEqual([1, 1, 1])
})

test('a press under a preview that is delivered again is told what it published', () => {
  acceptMany()
  const { mark } = seenDraft(desk.app, 'en', undefined)
  const press: Press = { ...request('1', ''), id: 'en', version: mark, messageId: 7 }
  publish.buttons.draft(press, desk.app)
  expect(words(publish.buttons.draft(press, desk.app))).toMatch(/No\. 1/)
  expect(posts()).toEqual([1, 0, 0])
  expect(() => publish.buttons.draft({ ...press, updateKey: '2' }, desk.app)).toThrow('edition-changed')
})

test('the number of an update means something else when Telegram counts anew', async () => {
  acceptMany()
  publish.handle(request('1', 'en'), desk.app)
  desk.clock.advance(3 * 86_400)
  await createHousekeeping(desk.app).run()
  desk.addItem({ title: 'Ministers agree on rail freight', accepted: true })
  expect(words(publish.handle(request('1', 'en'), desk.app))).toMatch(/No\. 2/)
})
