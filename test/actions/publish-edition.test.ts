import { afterEach, beforeEach, expect, test } from 'vitest'
import { applyAmendment, proposeAmendment } from '#src/actions/amend-item.ts'
import { dropItem } from '#src/actions/arrange-edition.ts'
import { draftEdition, publishEdition } from '#src/actions/publish-edition.ts'
import type { AmendmentNote } from '#src/domain/amendment.ts'
import { channels, createTestApp, type TestApp } from '../support/test-app.ts'

let desk: TestApp
beforeEach(() => {
  desk = createTestApp()
})
afterEach(() => desk.app.store.close())

/** Two outlets whose items became one story only after both had come in: a title was edited, or changed by its outlet. */
function acceptTwoTellings(): { first: number; second: number } {
  const title = 'Kazakhstan and Azerbaijan open a new section of the Trans-Caspian corridor'
  const first = desk.addItem({ title, accepted: true })
  const second = desk.addItem({ title: `${title} today`, accepted: true, outlet: 'Lake Courier' })
  return { first, second }
}

const lines = (chat: string) => desk.textsTo(chat).join('\n').split('\n')
const post = (language: 'en' | 'ru') =>
  desk.app.store.channelMessages.findByKey(`edition:${language === 'en' ? 1 : 2}:1`)?.markup ?? ''

test('outlets that are named together in a line stay there when the line is corrected', () => {
  const { first, second } = acceptTwoTellings()
  for (const language of ['en', 'ru'] as const) publishEdition(desk.app, { language, by: null })
  expect(lines(channels.en).filter((line) => line.startsWith('•'))).toHaveLength(1)
  const { store } = desk.app
  const [told, ...others] = store.items.recentlyPublished(9)
  expect(others).toEqual([])
  const itemId = told?.id ?? 0
  const other = itemId === first ? second : first
  const note = { all: 'The length was wrong' }
  applyAmendment(desk.app, proposeAmendment(desk.app, { itemId, kind: 'correction', note, by: 1 }).id, 1)
  for (const language of ['en', 'ru'] as const) {
    expect(post(language)).toContain('The length was wrong')
    expect(post(language)).toMatch(/(Outlet, (also|также): Lake Courier)|(Lake Courier, (also|также): Outlet)/)
  }
  expect(() => proposeAmendment(desk.app, { itemId: other, kind: 'retraction', note: {}, by: 1 })).toThrow(
    'item-not-published',
  )
})

test('a story that is withdrawn is gone from the archive with all of its outlets', () => {
  acceptTwoTellings()
  publishEdition(desk.app, { language: 'en', by: null })
  const [told] = desk.app.store.items.recentlyPublished(1)
  const proposal = proposeAmendment(desk.app, { itemId: told?.id ?? 0, kind: 'retraction', note: {}, by: 1 })
  applyAmendment(desk.app, proposal.id, 1)
  expect(desk.app.store.items.archive({ terms: [], limit: 9 }).map(({ retractedAt }) => retractedAt === null)).toEqual([
    false,
  ])
})

test('a title for one channel is corrected there, and nowhere else', () => {
  const { store, clock } = desk.app
  const itemId = desk.addItem({ title: 'Kazakhstan opens a port', accepted: true })
  store.items.entitleFor(itemId, 'ru', 'Казахстан открыл порд', 1, clock.now())
  for (const language of ['en', 'ru'] as const) publishEdition(desk.app, { language, by: null })
  const correct = (title: string, note: AmendmentNote) =>
    applyAmendment(desk.app, proposeAmendment(desk.app, { itemId, kind: 'correction', title, note, by: 1 }).id, 1)
  const english = post('en')
  correct('Казахстан открыл порт', { only: 'ru', all: 'опечатка' })
  expect(post('ru')).toMatch(/Казахстан открыл порт<[\s\S]*Исправлено 20 ноября 2026 г\.: опечатка/u)
  expect(post('en')).toBe(english)
  correct('Kazakhstan opens a new port', { only: 'en' })
  expect(post('en')).toMatch(/Kazakhstan opens a new port<[\s\S]*Corrected on 20 November 2026\./u)
  expect(post('ru')).toMatch(/Казахстан открыл порт<[\s\S]*: опечатка/u)
  expect(() => correct('Порт ашылды', { only: 'kk' })).toThrow('item-not-published')
})

test('a telling with a title of its own for a channel that is still to come is kept for that channel', () => {
  const { first, second } = acceptTwoTellings()
  const { store, clock } = desk.app
  for (const id of [first, second]) store.items.entitleFor(id, 'ru', `Открыт участок коридора ${id}`, 1, clock.now())
  publishEdition(desk.app, { language: 'en', by: null })
  expect(draftEdition(desk.app, 'ru')?.itemIds).toHaveLength(2)
})

test('another outlet’s telling is not lost to a channel from which staff had left out the first', () => {
  const title = 'Kazakhstan and Azerbaijan open a new section of the Trans-Caspian corridor'
  const first = desk.addItem({ title, accepted: true })
  const mark = draftEdition(desk.app, 'ru')?.mark ?? ''
  dropItem(desk.app, { language: 'ru', itemId: first, mark, by: 1 })
  const second = desk.addItem({ title: `${title} today`, accepted: true, outlet: 'Lake Courier' })
  desk.app.store.editions.placeItems('en', [first])
  publishEdition(desk.app, { language: 'en', by: null })
  expect(draftEdition(desk.app, 'ru')?.itemIds).toEqual([second])
})
