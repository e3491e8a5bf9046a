import { expect, test } from 'vitest'
import { applyAmendment, proposeAmendment } from '#src/actions/amend-item.ts'
import { decideMail } from '#src/actions/decide-mail.ts'
import { editAgain, placePost } from '#src/actions/place-post.ts'
import { publishEdition } from '#src/actions/publish-edition.ts'
import { publishUrgent } from '#src/actions/publish-urgent.ts'
import { redrawMessages } from '#src/actions/redraw-messages.ts'
import { DomainError } from '#src/domain/errors.ts'
import { createRecorder } from '#src/outbox/record.ts'
import type { OutboxChange } from '#src/store/outbox.ts'
import { channels, createTestApp, staffChat, type TestApp } from '../support/test-app.ts'

const by = 1003
const edits = (desk: TestApp) => desk.mail().filter(({ key }) => key.startsWith('edit:'))

/** Telegram takes everything that is on its way, and gives it the next numbers. */
function deliver({ app }: Pick<TestApp, 'app'>): void {
  const { outbox } = app.store
  const claimed = outbox.claim({ now: app.clock.now(), limit: 50, judge: () => ({ kind: 'go', afterId: null }) })
  for (const row of claimed) outbox.settle(row, { kind: 'sent', messageId: 100 + row.id }, '{}', app.clock.now())
  if (claimed.length > 0) deliver({ app })
}

function correct(desk: TestApp, itemId: number, title: string): void {
  const { id } = proposeAmendment(desk.app, { itemId, kind: 'correction', title, note: {}, by })
  applyAmendment(desk.app, id, by)
}

test('what is corrected while its message is on its way is edited once the message is there', () => {
  const desk = createTestApp()
  const item = desk.addItem({ title: 'Wrong title of the day', accepted: true })
  publishEdition(desk.app, { language: 'en', by })
  const [row] = claim(desk)
  correct(desk, item, 'Right title of the day')
  expect(edits(desk)).toEqual([])
  if (row === undefined) throw new Error('No post')
  expect(desk.app.store.outbox.find(row.id)?.payload).toContain('Wrong title')
  desk.app.store.outbox.settle(row, { kind: 'sent', messageId: 100 }, '{}', desk.clock.now())
  expect(redrawMessages(desk.app)).toBe(true)
  const [edit] = edits(desk)
  expect(edit?.chat).toBe(channels.en)
  expect(edit?.payload).toContain('Right title of the day')
  expect(redrawMessages(desk.app)).toBe(false)
  expect(edits(desk)).toHaveLength(1)
})

test('what is corrected before its message has left leaves as corrected, and is not edited', () => {
  const desk = createTestApp()
  const item = desk.addItem({ title: 'Wrong title of the day', accepted: true })
  publishEdition(desk.app, { language: 'en', by })
  correct(desk, item, 'Right title of the day')
  const post = () => desk.mail().find(({ chat }) => chat === channels.en)
  expect(post()?.payload).toContain('Right title of the day')
  deliver(desk)
  redrawMessages(desk.app)
  expect([post()?.state, edits(desk)]).toEqual(['sent', []])
  correct(desk, item, 'Best title of the day')
  expect(edits(desk).map(({ key }) => key)).toEqual(['edit:edition:1:1:2'])
})

test.each([
  'dead',
  'uncertain',
] as const)('“Send again” of a post (%s) does not publish what was retracted meanwhile', (state) => {
  const change: OutboxChange = state === 'dead' ? { kind: 'dead' } : { kind: 'uncertain', nextAt: null, failures: 4 }
  const { desk, item, row } = settledPost(change, '{"type":"no-rights"}')
  const { store } = desk.app
  applyAmendment(desk.app, proposeAmendment(desk.app, { itemId: item, kind: 'retraction', note: {}, by }).id, by)
  decideMail(desk.app, { row: row.id, to: 'again', by })
  const again = store.outbox.find(row.id)
  expect([again?.state, again?.payload.includes('Wrong title')]).toEqual(['pending', false])
  deliver(desk)
  redrawMessages(desk.app)
  expect(edits(desk)).toEqual([])
})

test('an amendment applied twice is one edit for each channel', () => {
  const desk = createTestApp()
  const item = desk.addItem({ title: 'Wrong title of the day', accepted: true })
  for (const language of ['en', 'ru', 'kk'] as const) publishEdition(desk.app, { language, by })
  deliver(desk)
  const { id } = proposeAmendment(desk.app, { itemId: item, kind: 'retraction', note: {}, by })
  applyAmendment(desk.app, id, by)
  applyAmendment(desk.app, id, by)
  expect(edits(desk).map(({ chat }) => chat)).toEqual([channels.en, channels.ru, channels.kk])
  expect(edits(desk).every(({ payload }) => !payload.includes('Wrong title'))).toBe(true)
})

/** One edition in the English channel, whose post is settled as given. */
function settledPost(change: OutboxChange, outcome: string) {
  const desk = createTestApp()
  const { store, clock } = desk.app
  const item = desk.addItem({ title: 'Wrong title of the day', accepted: true })
  publishEdition(desk.app, { language: 'en', by })
  const [row] = claim(desk)
  if (row === undefined) throw new Error('No post')
  store.outbox.settle(row, change, outcome, clock.now())
  return { desk, item, row }
}

/** Its item is retracted afterwards. */
function retractedPost(settled: 'sent' | 'uncertain') {
  const change: OutboxChange =
    settled === 'sent' ? { kind: 'sent', messageId: 77 } : { kind: 'uncertain', nextAt: null, failures: 4 }
  const { desk, item, row } = settledPost(change, '{"type":"unknown"}')
  if (settled === 'uncertain') decideMail(desk.app, { row: row.id, to: 'sent', by })
  const { id } = proposeAmendment(desk.app, { itemId: item, kind: 'retraction', note: {}, by })
  applyAmendment(desk.app, id, by)
  return desk
}

const claim = ({ app }: TestApp) =>
  app.store.outbox.claim({ now: app.clock.now(), limit: 50, judge: () => ({ kind: 'go', afterId: null }) })

/** Telegram refuses the edit that is due for want of rights. */
function refuseEdit(desk: TestApp): void {
  const { store, clock } = desk.app
  const edit = claim(desk).find(({ key }) => key.startsWith('edit:'))
  if (edit === undefined) throw new Error('No edit')
  store.chats.markStopped(channels.en, 'no-rights', clock.now())
  store.outbox.settle(edit, { kind: 'dead' }, '{"type":"no-rights"}', clock.now())
  redrawMessages(desk.app)
}

test('a retraction that its channel refuses is told to staff, stays owed, and is made when they try again', () => {
  const desk = retractedPost('sent')
  refuseEdit(desk)
  const note = desk.mail().findLast(({ chat }) => chat === staffChat)
  expect(note?.payload).toContain('was not changed: the bot may not write there')
  const [, message] = /status:edit:(\d+)/.exec(note?.payload ?? '') ?? []
  expect(redrawMessages(desk.app)).toBe(false)
  expect(editAgain(desk.app, { id: Number(message), by })).toBe(true)
  expect(editAgain(desk.app, { id: Number(message), by })).toBe(false)
  deliver(desk)
  redrawMessages(desk.app)
  expect(edits(desk).map(({ key, state }) => `${key} ${state}`)).toEqual([
    'edit:edition:1:1:1 dead',
    'edit:edition:1:1:1:1 sent',
  ])
  expect(desk.app.store.channelMessages.find(Number(message))).toMatchObject({ revision: 1, revisionSent: 1 })
})

test('a retraction that was refused is made by itself when the channel takes mail again', () => {
  const desk = retractedPost('sent')
  refuseEdit(desk)
  desk.clock.advance(3600)
  desk.app.store.chats.markReachable(channels.en, desk.clock.now())
  expect(redrawMessages(desk.app)).toBe(true)
  expect(edits(desk).map(({ state }) => state)).toEqual(['dead', 'pending'])
  expect(edits(desk)[1]?.payload).not.toContain('Wrong title')
})

test('a correction that a channel refuses is not tried, and told, again with every edition that it refuses too', () => {
  const desk = createTestApp()
  const { store } = desk.app
  const item = desk.addItem({ title: 'Wrong title of the day', accepted: true })
  publishEdition(desk.app, { language: 'en', by })
  deliver(desk)
  correct(desk, item, 'Right title of the day')
  const { clock, log } = desk.app
  const recorder = createRecorder({ store, clock, log, random: () => 0, hooks: {}, channels: [], canSearch: false })
  for (const status of ['no-rights', 'gone'] as const) {
    refuseEdit(desk)
    store.chats.markStopped(channels.en, status, desk.clock.now())
    const told = desk.textsTo(staffChat).length
    desk.clock.advance(3600)
    desk.addItem({ title: `Rail freight of ${status} agreed`, accepted: true })
    publishEdition(desk.app, { language: 'en', by })
    expect([redrawMessages(desk.app), desk.textsTo(staffChat).length]).toEqual([false, told])
    // A post that the channel takes shows that it takes edits too.
    const post = claim(desk).find((row) => row.chat === channels.en)
    if (post === undefined) throw new Error('No post')
    const chat = { id: channels.en, kind: 'channel' } as const
    recorder.recordCall(post, 'message', { type: 'sent', messageId: 300 + post.id, chat })
    expect([redrawMessages(desk.app), edits(desk).at(-1)?.state]).toEqual([true, 'pending'])
  }
})

test('a further change is tried although the one before was refused', () => {
  const desk = createTestApp()
  const item = desk.addItem({ title: 'Wrong title of the day', accepted: true })
  publishEdition(desk.app, { language: 'en', by })
  deliver(desk)
  correct(desk, item, 'Better title of the day')
  refuseEdit(desk)
  correct(desk, item, 'Best title of the day')
  expect(edits(desk).map(({ key, state }) => `${key} ${state}`)).toEqual([
    'edit:edition:1:1:1 dead',
    'edit:edition:1:1:2 pending',
  ])
})

test('a post that staff found themselves is corrected once they give its link; until then they are told that it is not', () => {
  const desk = retractedPost('uncertain')
  expect(edits(desk)).toEqual([])
  const note = desk.mail().findLast(({ chat }) => chat === staffChat)
  expect(note?.payload).toContain('does not know where it stands')
  expect(redrawMessages(desk.app)).toBe(false)
  const id = Number(/status:link:(\d+)/.exec(note?.payload ?? '')?.[1])
  const place = (link: string) => placePost(desk.app, { id, link, by })
  expect([place('It is the second one'), place('https://t.me/c/999/55')]).toEqual(['not-a-link', 'not-a-link'])
  expect(place('https://t.me/cica_news/55?single')).toBe('noted')
  const [edit] = edits(desk)
  expect(JSON.parse(edit?.payload ?? '{}')).toMatchObject({ kind: 'edit', messageId: 55 })
  expect([place('https://t.me/cica_news/55'), place('https://t.me/cica_news/56')]).toEqual(['noted', 'taken'])
})

test('the link of another post is not taken: it would be overwritten', () => {
  const desk = retractedPost('uncertain')
  desk.addItem({ title: 'Another title of the day', accepted: true })
  publishEdition(desk.app, { language: 'en', by })
  deliver(desk)
  const other = desk.mail().findLast(({ chat }) => chat === channels.en)?.messageId
  expect(placePost(desk.app, { id: 1, link: `https://t.me/cica_news/${other}`, by })).toBe('taken')
})

test('a note that would not fit into its message is refused before anything changes', () => {
  const desk = createTestApp()
  const item = desk.addItem({ title: 'Short title here', accepted: true })
  publishEdition(desk.app, { language: 'en', by })
  const fault = (() => {
    try {
      proposeAmendment(desk.app, { itemId: item, kind: 'correction', note: { all: 'слово '.repeat(900) }, by })
    } catch (error) {
      return error instanceof DomainError ? error.fault.code : undefined
    }
    return undefined
  })()
  expect(fault).toBe('amendment-too-long')
})

test('the day of a correction is that of the zone which the Secretariat set', () => {
  // In Honolulu it is still the 19th.
  const desk = createTestApp({ now: '2026-11-20T06:00:00Z', environment: { TIME_ZONE: 'Pacific/Honolulu' } })
  const item = desk.addItem({ title: 'Wrong title of the day', accepted: true })
  publishEdition(desk.app, { language: 'en', by })
  deliver(desk)
  correct(desk, item, 'Right title of the day')
  expect(edits(desk)[0]?.payload).toContain('19 November 2026')
})

test('what was never published cannot be corrected, what is retracted not again', () => {
  const desk = createTestApp()
  const item = desk.addItem({ title: 'Waiting for its edition', accepted: true })
  const propose = () => proposeAmendment(desk.app, { itemId: item, kind: 'retraction', note: {}, by })
  expect(propose).toThrow('item-not-published')
  publishEdition(desk.app, { language: 'en', by })
  applyAmendment(desk.app, propose().id, by)
  expect(propose).toThrow('item-retracted')
})

test('an urgent item goes to every channel once, whoever repeats the press', () => {
  const desk = createTestApp()
  const item = desk.addItem({ title: 'Border reopened this hour' })
  publishUrgent(desk.app, { itemId: item, version: 1, by })
  expect(() => publishUrgent(desk.app, { itemId: item, version: 1, by })).toThrow('item-published')
  expect(desk.mail().map(({ key }) => key)).toEqual([
    `urgent:${item}:en:1`,
    `urgent:${item}:ru:1`,
    `urgent:${item}:kk:1`,
  ])
  expect(() => publishEdition(desk.app, { language: 'en', by })).toThrow('edition-empty')
})

test('an urgent item without a dimension, or on an older card, is refused', () => {
  const desk = createTestApp()
  const bare = desk.addItem({ title: 'No heading for this', dimensions: [] })
  const item = desk.addItem({ title: 'Some heading for this' })
  expect(() => publishUrgent(desk.app, { itemId: bare, version: 1, by })).toThrow('item-without-dimension')
  expect(() => publishUrgent(desk.app, { itemId: item, version: 7, by })).toThrow('out-of-date')
})
