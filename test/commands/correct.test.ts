import { afterEach, beforeEach, expect, test } from 'vitest'
import { proposeAmendment } from '#src/actions/amend-item.ts'
import { changePerDimension } from '#src/actions/change-rules.ts'
import { publishEdition } from '#src/actions/publish-edition.ts'
import type { Press } from '#src/bot/request.ts'
import { correct } from '../../commands/correct.ts'
import { retract } from '../../commands/retract.ts'
import { pressOn, staffRequest, wordsOf } from '../support/staff-request.ts'
import { createTestApp, type TestApp } from '../support/test-app.ts'

let desk: TestApp
beforeEach(() => {
  desk = createTestApp()
})
afterEach(() => desk.app.store.close())

function publish(...titles: string[]): number[] {
  const ids = titles.map((title) => desk.addItem({ title, accepted: true }))
  publishEdition(desk.app, { language: 'en', by: null })
  return ids
}

const pressed = (id: number, by: number): Press => ({
  ...staffRequest(desk),
  viewer: { id: by, access: 'staff', name: `Officer ${by}` },
  id: String(id),
  version: undefined,
  messageId: 7,
})

function propose(kind: 'correction' | 'retraction', note: string): number {
  const itemId = desk.app.store.items.recentlyPublished(1)[0]?.id ?? 0
  return proposeAmendment(desk.app, { itemId, kind, note: { all: note }, by: 1 }).id
}

test.each([
  ['correction', correct],
  ['retraction', retract],
] as const)('of two who press at once under a %s one is told that it is done, and nobody that it is not', (kind, command) => {
  publish('Ministers open a pipeline')
  const id = propose(kind, 'The figure was wrong')
  const { apply, leave } = command.buttons
  expect(wordsOf(apply(pressed(id, 1), desk.app))).toContain('by Officer 1.')
  for (const late of [apply(pressed(id, 2), desk.app), leave(pressed(id, 2), desk.app)]) {
    expect(late.toast).toBe('This has been confirmed already. The channels are being edited.')
    expect(late.blocks).toEqual([])
  }
  // Telegram repeats a press after a crash.
  expect(wordsOf(apply(pressed(id, 1), desk.app))).toContain('by Officer 1.')
})

test('a correction that was proposed before another one was made does not take that one off the post', () => {
  publish('Ministers open a pipeline')
  const [first, second] = [propose('correction', 'The figure was wrong'), propose('correction', 'The place was wrong')]
  const withdrawal = propose('retraction', 'It was denied')
  desk.clock.advance(60)
  correct.buttons.apply(pressed(first, 1), desk.app)
  expect(() => correct.buttons.apply(pressed(second, 2), desk.app)).toThrow('amendment-overtaken')
  desk.clock.advance(60)
  const third = propose('correction', 'Figure and place were wrong')
  expect(wordsOf(correct.buttons.apply(pressed(third, 2), desk.app))).toContain('by Officer 2.')
  expect(wordsOf(retract.buttons.apply(pressed(withdrawal, 1), desk.app))).toContain('by Officer 1.')
})

test('earlier items are those with the words that were asked for', () => {
  changePerDimension(desk.app, 15, 1)
  const titles = Array.from({ length: 10 }, (_, at) => `Minister opens pipeline ${at + 1}`)
  publish('Experts discuss wheat', ...titles, 'Envoys discuss maize')
  const list = correct.handle(staffRequest(desk, 'pipeline'), desk.app)
  const earlier = correct.buttons.page(pressOn(desk, list, 'Earlier'), desk.app)
  expect(wordsOf(earlier)).toMatch(/1\. Minister opens pipeline 2 [\s\S]*2\. Minister opens pipeline 1 /)
  expect(wordsOf(earlier)).not.toContain('wheat')
})

test('what was published is found behind all that was accepted since', () => {
  publish('Minister opens pipeline 0')
  for (let at = 1; at <= 60; at += 1) desk.addItem({ title: `Minister opens pipeline ${at}`, accepted: true })
  expect(wordsOf(correct.handle(staffRequest(desk, 'pipeline'), desk.app))).toContain('1. Minister opens pipeline 0 ')
  expect(wordsOf(correct.handle(staffRequest(desk, 'wheat'), desk.app))).toContain(
    'No published item has “wheat” in it',
  )
})
