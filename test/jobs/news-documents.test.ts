import { expect, test } from 'vitest'
import { publishEdition } from '#src/actions/publish-edition.ts'
import { draftRoundup, publishRoundup } from '#src/actions/roundup.ts'
import { createDigestDraftJob, createRoundupJob } from '#src/jobs/news-documents.ts'
import { channels, createTestApp, staffChat, type TestApp } from '../support/test-app.ts'

function withNews(now: string): TestApp {
  const desk = createTestApp({ now })
  // The bot has run before: it is no first start.
  desk.app.store.ledger.recordRun('edition', new Date('2026-11-01T04:00:00Z'), new Date('2026-11-01T04:00:00Z'))
  desk.addItem({ title: 'Corridor opens in Aktau', accepted: true })
  publishEdition(desk.app, { language: 'en', by: null })
  return desk
}

test('on Friday at five the round-up comes to the staff chat, once, and to no channel', () => {
  const desk = withNews('2026-11-20T11:00:00Z')
  const job = createRoundupJob(desk.app, () => undefined)
  job.run()
  expect(desk.textsTo(staffChat)).toEqual([])
  desk.clock.set('2026-11-20T12:00:02Z')
  job.run()
  job.run()
  expect(desk.textsTo(staffChat).filter((text) => text.includes('The week in brief'))).toHaveLength(1)
  expect(desk.textsTo(channels.en).filter((text) => text.includes('The week in brief'))).toEqual([])
})

test('the round-up goes on where the last one ended: an edition of Friday evening is in the next', () => {
  const desk = withNews('2026-11-20T12:00:02Z')
  publishRoundup(desk.app, { language: 'en', by: 1 })
  desk.clock.set('2026-11-20T13:30:00Z')
  desk.addItem({ title: 'Evening decision on customs reform', accepted: true })
  publishEdition(desk.app, { language: 'en', by: 1 })
  const titles = () =>
    draftRoundup(desk.app, 'en')?.content.sections.flatMap(({ items }) => items.map(({ title }) => title))
  expect(titles()).toContain('Corridor opens in Aktau')
  desk.clock.set('2026-11-27T12:00:02Z')
  expect(titles()).toEqual(['Evening decision on customs reform'])
  desk.clock.set('2026-12-04T12:00:02Z')
  expect(titles()).toBeUndefined()
})

test('where no round-up went out before, an edition of the Friday evening before is told as well', () => {
  const desk = withNews('2026-11-20T13:30:00Z')
  desk.clock.set('2026-11-27T12:00:02Z')
  expect(draftRoundup(desk.app, 'en')?.content.sections).toHaveLength(1)
  desk.clock.set('2026-11-27T13:30:02Z')
  expect(draftRoundup(desk.app, 'en')).toBeUndefined()
})

test('staff set another day, or none', () => {
  const desk = withNews('2026-11-20T12:00:02Z')
  desk.app.store.desk.changeSetting('roundup-weekday', 'never', 1, desk.app.clock.now())
  createRoundupJob(desk.app, () => undefined).run()
  desk.app.store.desk.changeSetting('roundup-weekday', '6', 1, desk.app.clock.now())
  createRoundupJob(desk.app, () => undefined).run()
  expect(desk.textsTo(staffChat)).toEqual([])
  desk.clock.set('2026-11-21T12:00:02Z')
  createRoundupJob(desk.app, () => undefined).run()
  expect(desk.textsTo(staffChat)).toHaveLength(1)
})

test('on the first morning of a quarter the drafts of the digest come as files, once', async () => {
  const desk = withNews('2026-12-31T12:00:00Z')
  const job = createDigestDraftJob(desk.app, () => undefined)
  await job.run()
  const drafts = () => desk.mail().filter(({ key }) => key.startsWith('digest-draft:'))
  expect(drafts()).toEqual([])
  desk.clock.set('2027-01-01T05:00:02Z')
  await job.run()
  await job.run()
  expect(drafts().map(({ key }) => key)).toEqual([
    'digest-draft:2026-Q4:en',
    'digest-draft:2026-Q4:ru',
    'digest-draft:2026-Q4:kk',
  ])
  const payload: unknown = JSON.parse(drafts()[0]?.payload ?? '{}')
  expect(payload).toMatchObject({ kind: 'document', fileName: 'cica-digest-2026-q4-en.docx' })
})
