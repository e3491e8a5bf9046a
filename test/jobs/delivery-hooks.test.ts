import { afterEach, beforeEach, expect, test } from 'vitest'
import { readdressChat } from '#src/actions/readdress-chat.ts'
import { tellStaff } from '#src/actions/tell-staff.ts'
import { deliveryHooks } from '#src/jobs/delivery-hooks.ts'
import { html } from '#src/views/html.ts'
import { reply } from '#src/views/reply.ts'
import { createTestApp, staffChat, type TestApp } from '../support/test-app.ts'

let bench: TestApp
beforeEach(() => {
  bench = createTestApp()
})
afterEach(() => bench.app.store.close())

test.each([staffChat, '-100777'])('of a note whose outcome nobody knows the staff chat is not told (%s)', (address) => {
  const { app } = bench
  if (address !== staffChat) readdressChat(app, staffChat, address)
  tellStaff(app, { key: 'x', note: () => reply(html`Important`) })
  const note = bench.mail().at(-1)
  if (note === undefined) throw new Error('No note')
  expect(note.chat).toBe(address)
  deliveryHooks(app).onUndecided?.(note)
  expect(bench.mail()).toHaveLength(1)
})
