import { expect, test } from 'vitest'
import { digestDraft } from '#src/actions/news-documents.ts'
import { publishEdition } from '#src/actions/publish-edition.ts'
import { settleItem } from '#src/actions/settle-item.ts'
import { toMarkdown } from '#src/views/document/markdown.ts'
import { createTestApp } from '../support/test-app.ts'

test('an outlet is cited with its own day, not with that on which staff accepted the item', () => {
  const { app, clock, addItem } = createTestApp({ now: '2026-11-18T06:00:00Z' })
  const itemId = addItem({ title: 'Ministers open a pipeline' })
  clock.set('2026-11-20T06:00:00Z')
  settleItem(app, { itemId, version: 1, to: 'accepted', by: 1 })
  publishEdition(app, { language: 'en', by: null })
  expect(toMarkdown(digestDraft(app, '2026-Q4', 'en'))).toContain('— *Outlet, 18 November 2026*')
  app.store.close()
})
