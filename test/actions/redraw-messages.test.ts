import { expect, test } from 'vitest'
import { applyAmendment, proposeAmendment } from '#src/actions/amend-item.ts'
import { publishEdition } from '#src/actions/publish-edition.ts'
import { publishUrgent } from '#src/actions/publish-urgent.ts'
import { redrawMessages } from '#src/actions/redraw-messages.ts'
import { DomainError } from '#src/domain/errors.ts'
import { channels, createTestApp, type TestApp } from '../support/test-app.ts'

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

test('what is corrected while its message is still on its way is edited once the message is there', () => {
  const desk = createTestApp()
  const item = desk.addItem({ title: 'Wrong title of the day', accepted: true })
  publishEdition(desk.app, { language: 'en', by })
  correct(desk, item, 'Right title of the day')
  expect(edits(desk)).toEqual([])
  deliver(desk)
  expect(redrawMessages(desk.app)).toBe(true)
  const [edit] = edits(desk)
  expect(edit?.chat).toBe(channels.en)
  expect(edit?.payload).toContain('Right title of the day')
  expect(redrawMessages(desk.app)).toBe(false)
  expect(edits(desk)).toHaveLength(1)
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
