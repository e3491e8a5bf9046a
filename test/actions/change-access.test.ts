import { afterEach, beforeEach, expect, test } from 'vitest'
import { changeAccess, leaveAccess } from '#src/actions/change-access.ts'
import { clearSource, previewClearing } from '#src/actions/clear-source.ts'
import { createDigestsJob } from '#src/jobs/digests.ts'
import { createRecordChangesJob } from '#src/jobs/record-changes.ts'
import { createRemindersJob } from '#src/jobs/reminders.ts'
import { addSubscriber, putEvents } from '../support/subscriber.ts'
import { createTestApp, type TestApp } from '../support/test-app.ts'

let bench: TestApp
beforeEach(() => {
  bench = createTestApp({ now: '2027-02-10T06:00:00Z' })
  const { people } = bench.app.store
  for (const id of [7, 8]) people.grant({ id, access: 'focal-point', state: 'KAZ' }, null, bench.clock.now())
  for (const id of [7, 8]) addSubscriber(bench.app, id, { quiet: { from: '22:00', until: '11:00' } })
})
afterEach(() => bench.app.store.close())

const kindsTo = (chat: number, state: string) =>
  bench
    .mail()
    .filter((row) => row.chat === String(chat) && row.state === state)
    .map(({ key }) => key.split(':').slice(0, 3).join(':'))

async function morning(): Promise<void> {
  bench.clock.set('2027-02-11T04:00:01Z')
  for (const create of [createRecordChangesJob, createRemindersJob, createDigestsJob])
    await create(bench.app, () => {}).run()
}

const suspend = (person: number) => {
  const version = bench.app.store.people.find(person)?.version ?? 0
  changeAccess(bench.app, { person, version, to: 'suspended', by: 3 })
}

test('who leaves or is suspended still gets the reminders and notices that the public gets, and nothing restricted', async () => {
  const secret = { visibility: 'restricted' } as const
  putEvents(bench.app, { id: 'open', start: '2027-02-11' }, { id: 'secret', start: '2027-02-11', ...secret })
  putEvents(bench.app, { id: 'moved', start: '2027-03-11' }, { id: 'hidden', start: '2027-03-11', ...secret })
  putEvents(bench.app, { id: 'moved', start: '2027-03-12' }, { id: 'hidden', start: '2027-03-12', ...secret })
  await morning()
  leaveAccess(bench.app, { id: 7 })
  suspend(8)
  for (const person of [7, 8]) {
    expect(kindsTo(person, 'dead')).toEqual([
      expect.stringMatching(/^change:\d+:\d$/),
      'reminder:event:secret',
      expect.stringMatching(/^digest:/),
    ])
    expect(kindsTo(person, 'pending').slice(0, 2)).toEqual([
      expect.stringMatching(/^change:\d+:\d$/),
      'reminder:event:open',
    ])
  }
  const waiting = bench.mail().filter(({ chat, state }) => ['7', '8'].includes(chat) && state === 'pending')
  expect(waiting.map(({ payload }) => payload).join()).not.toMatch(/secret|hidden|🔒/)
})

test('a digest in which nothing is restricted outlives the access', async () => {
  putEvents(bench.app, { id: 'open', start: '2027-03-11' })
  await morning()
  leaveAccess(bench.app, { id: 7 })
  expect(kindsTo(7, 'pending')).toEqual([expect.stringMatching(/^digest:/)])
})

test('what was public when it was written, and is restricted again, does not outlive the access', async () => {
  putEvents(bench.app, { id: 'open', start: '2027-02-11' }, { id: 'further', start: '2027-03-11' })
  await morning()
  const source = 'https://example.org/open'
  const { mark } = previewClearing(bench.app.store, source, 'restricted')
  clearSource(bench.app, { source, to: 'restricted', mark, by: 3 })
  expect(kindsTo(7, 'pending')).toHaveLength(2)
  leaveAccess(bench.app, { id: 7 })
  expect(kindsTo(7, 'pending')).toEqual([])
})

test('what had moved before it became public is told to readers with clearance only', async () => {
  putEvents(bench.app, { id: 'moved', start: '2027-03-11', visibility: 'restricted' })
  putEvents(bench.app, { id: 'moved', start: '2027-03-12' })
  await morning()
  leaveAccess(bench.app, { id: 7 })
  expect(kindsTo(7, 'dead')).toEqual([expect.stringMatching(/^change:/)])
})
