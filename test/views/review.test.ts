import { expect, test } from 'vitest'
import { dimensionSlugs } from '#src/domain/dimension.ts'
import { languages } from '#src/domain/language.ts'
import { translatorFor } from '#src/i18n/translator.ts'
import { entityCount, plainText } from '#src/views/html.ts'
import { toMessages } from '#src/views/reply.ts'
import { cardView, queueView, sheetView } from '#src/views/review.ts'
import { createTestApp } from '../support/test-app.ts'

const { app, addItem } = createTestApp()
for (let number = 1; number <= 30; number += 1)
  addItem({ title: `${number} ${'Очень длинный заголовок новости '.repeat(8)}`, dimensions: [...dimensionSlugs] })
const items = app.store.items.awaitingReview(30)

test.each(languages)('thirty items fill one message, with a button each (%s)', (language) => {
  const t = translatorFor(language)
  for (const view of [queueView(items, 30, t), sheetView({ id: 1, items, marked: items.map(({ id }) => id) }, t)]) {
    const messages = toMessages(view.blocks)
    expect(messages).toHaveLength(1)
    expect(entityCount(messages[0] ?? { markup: '' })).toBeLessThanOrEqual(100)
    expect((view.buttons ?? []).flat().length).toBeGreaterThanOrEqual(31)
    expect((view.buttons ?? []).every((row) => row.length <= 8)).toBe(true)
  }
})

test('a queue shown whole does not speak of its first items', () => {
  const head = (total: number) => plainText(queueView(items, total, translatorFor('en')).blocks[0] ?? { markup: '' })
  expect(head(30)).toBe('30 items await review\nPress a number to open the card.')
  expect(head(31)).toContain('Shown: the first 30.')
})

test.each(languages)('a card names what it knows in the reader’s language (%s)', (language) => {
  const t = translatorFor(language)
  const [item] = items
  if (item === undefined) throw new Error('no item')
  const full = {
    ...item,
    memberStates: ['KAZ', 'CHN'],
    evidence: [{ dimension: 'economic' as const, terms: ['export', 'trade'] }],
    alsoIn: [{ feedName: 'Kazinform', link: 'https://inform.example/1' }],
    confidence: 0.94,
  }
  const { blocks } = cardView(full, { book: app.store.records.book('restricted'), timeZone: 'Asia/Almaty', t })
  const text = blocks.map(plainText).join('\n')
  expect(text).toMatch(/94\u00a0?%/)
  expect(text).toContain('export, trade')
  expect(text).toContain('Kazinform')
  expect(blocks[0]?.markup).toContain('<a href="https://inform.example/1">Kazinform</a>')
  expect(text).not.toMatch(/\{\{|undefined|desk\./)
})
