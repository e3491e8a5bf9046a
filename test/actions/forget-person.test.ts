import { expect, test } from 'vitest'
import { changeAccess, leaveAccess } from '#src/actions/change-access.ts'
import { forgetPerson } from '#src/actions/forget-person.ts'
import {
  acceptInvitation,
  makeInvitation,
  requestRegistration,
  withdrawRegistration,
} from '#src/actions/register-person.ts'
import { tellStaff } from '#src/actions/tell-staff.ts'
import type { App } from '#src/app.ts'
import { enqueue } from '#src/outbox/enqueue.ts'
import { undecidedNote } from '#src/views/delivery.ts'
import { createTestApp, staffChat, type TestApp } from '../support/test-app.ts'

const person = 424242
const wanted = {
  ...({ person, name: 'Aida Nurlan', state: 'KAZ', institution: 'Ministry of Foreign Affairs' } as const),
  ...({ role: 'focal-point', language: 'en' } as const),
} as const

/** Whatever the outbox still holds, keys and texts. */
function remaining({ app }: TestApp): string {
  const rows = Array.from({ length: 20 }, (_, index) => app.store.outbox.find(index + 1))
  return JSON.stringify(rows.filter((row) => row !== undefined))
}

test('what staff were told of a message to somebody is forgotten with them, and what they were told of others is not', () => {
  const bench = createTestApp()
  const { app, clock } = bench
  for (const [id, chat] of [
    [1, person],
    [2, 4242421],
    [3, -424242],
  ] as const) {
    const row = { id, chat: String(chat), key: `person:${chat}:access` }
    tellStaff(app, { key: `undecided:${id}:1`, note: (t) => undecidedNote(row, t) })
  }
  const payload = { kind: 'message', html: 'Digest' } as const
  const mail = { key: 'x', chat: String(person), priority: 'digest', dueAt: clock.now(), safeToRepeat: true } as const
  enqueue(app.store, [{ ...mail, payload }], clock.now())
  app.store.outbox.claim({ now: clock.now(), limit: 9, judge: () => ({ kind: 'go', afterId: null }) })
  forgetPerson(app, person)
  expect(remaining(bench)).not.toMatch(/[^-\d]424242\D/)
  expect(remaining(bench)).toMatch(/4242421[\s\S]*-424242/)
})

test('of a request that was withdrawn nothing is left, the card for staff included', () => {
  for (const withdraw of [
    ({ app }: TestApp) => withdrawRegistration(app, person),
    ({ app }: TestApp) => forgetPerson(app, person),
  ]) {
    const bench = createTestApp()
    requestRegistration(bench.app, wanted)
    expect(remaining(bench)).toContain('Aida')
    withdraw(bench)
    expect(remaining(bench)).not.toContain('Aida')
  }
})

test('nothing is kept of somebody because they let the bot in again', () => {
  const { app, clock } = createTestApp()
  app.store.chats.markStopped(String(person), 'blocked', clock.now())
  expect(app.store.personalData.of(person)).toMatchObject({ chat: [{ status: 'blocked' }] })
  app.store.chats.markReachable(String(person), clock.now())
  expect(app.store.personalData.of(person)).toEqual({})
})

test('whoever erases a suspension with everything else does not come back by an invitation that is still open', () => {
  for (const leave of [forgetPerson, (app: App, id: number) => leaveAccess(app, { id })]) {
    const bench = createTestApp()
    const { app, clock } = bench
    const invite = (state: string) => makeInvitation(app, { state, role: 'delegate', institution: null, by: 1 }).token
    const open = (token: string) => acceptInvitation(app, { token, person, name: 'Aida', language: 'en' }).kind
    app.store.people.grant({ id: person, access: 'focal-point', name: 'Aida', state: 'KAZ' }, 1, clock.now())
    changeAccess(app, { person, version: 1, to: 'suspended', by: 1 })
    const tokens = [invite('KAZ'), invite('KAZ'), invite('CHN')]
    expect(tokens.map(open)).toEqual(['suspended', 'suspended', 'suspended'])
    leave(app, person)
    expect(tokens.slice(0, 2).map(open)).toEqual(['revoked', 'revoked'])
    expect(app.store.registrations.openInvitations(clock.now())).toMatchObject([{ state: 'CHN' }])
    expect(remaining(bench)).toMatch(/"chat":"-1001".*was suspended \(Kazakhstan\).*2 open invitations/)
    expect(remaining(bench)).not.toContain('Aida')
  }
})

test('of somebody who was not suspended staff hear nothing, and invitations stay open', () => {
  const { app, clock, textsTo } = createTestApp()
  app.store.people.grant({ id: person, access: 'focal-point', name: 'Aida', state: 'KAZ' }, 1, clock.now())
  makeInvitation(app, { state: 'KAZ', role: 'delegate', institution: null, by: 1 })
  forgetPerson(app, person)
  expect([textsTo(staffChat), app.store.registrations.openInvitations(clock.now()).length]).toEqual([[], 1])
})
