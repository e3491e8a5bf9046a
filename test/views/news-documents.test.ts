import { expect, test } from 'vitest'
import { digestDraft, fileOf, quarterBefore, quarterOf } from '#src/actions/news-documents.ts'
import { publishEdition } from '#src/actions/publish-edition.ts'
import { calendarDate } from '#src/domain/calendar.ts'
import { toMarkdown } from '#src/views/document/markdown.ts'
import { createTestApp } from '../support/test-app.ts'

test('the digest tells of what was published in the quarter and of public events that were held', () => {
  const desk = createTestApp({ now: '2024-11-20T06:00:00Z' })
  desk.addItem({ title: 'Corridor [opens] in Aktau', accepted: true })
  desk.addItem({ title: 'Never published', accepted: false })
  publishEdition(desk.app, { language: 'en', by: null })
  desk.clock.set('2025-01-02T06:00:00Z')
  const text = toMarkdown(digestDraft(desk.app, '2024-Q4', 'en'))
  expect(text).toMatch(/^# .*The Voice of Asia: CICA Digest/)
  expect(text).toContain('**Fourth quarter of 2024**')
  expect(text).toContain('## Events held')
  expect(text).toContain('17 December 2024')
  expect(text).toContain('- [Corridor \\[opens\\] in Aktau](https://outlet.example/')
  expect(text).not.toContain('Never published')
  const restricted = desk.app.store.records
    .book('restricted')
    .events.filter(({ visibility }) => visibility !== 'public')
  expect(restricted.length).toBeGreaterThan(0)
  for (const { title } of restricted) expect(text).not.toContain(title.en)
})

test('a DOCX is a zip of Office Open XML', async () => {
  const desk = createTestApp()
  const { fileName, bytes } = await fileOf(digestDraft(desk.app, '2026-Q3', 'kk'), 'docx', 'x')
  expect(fileName).toBe('x.docx')
  expect(Buffer.from(bytes.subarray(0, 2)).toString()).toBe('PK')
  expect(Buffer.from(bytes).includes('word/document.xml')).toBe(true)
})

test.each([
  ['2026-11-20', '2026-Q4', '2026-Q3'],
  ['2027-01-01', '2027-Q1', '2026-Q4'],
  ['2026-06-30', '2026-Q2', '2026-Q1'],
])('%s is in %s, after %s', (day, quarter, before) => {
  expect(quarterOf(calendarDate(day))).toBe(quarter)
  expect(quarterBefore(calendarDate(day))).toBe(before)
})
