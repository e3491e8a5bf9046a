import { afterEach, beforeEach, expect, test } from 'vitest'
import { changePerDimension } from '#src/actions/change-rules.ts'
import { rules } from '../../commands/rules.ts'
import { buttonsOf, staffRequest } from '../support/staff-request.ts'
import { createTestApp, type TestApp } from '../support/test-app.ts'

let desk: TestApp
beforeEach(() => {
  desk = createTestApp()
})
afterEach(() => desk.app.store.close())

test.each([
  [1, ['At most 2']],
  [7, ['At most 6', 'At most 8']],
  [15, ['At most 14']],
])('of numbers of items under a dimension those are offered that can be had: beside %i', (now, offered) => {
  changePerDimension(desk.app, now, 1)
  const texts = buttonsOf(rules.handle(staffRequest(desk), desk.app)).map(({ text }) => text)
  expect(texts.filter((text) => text.startsWith('At most'))).toEqual(offered)
})
