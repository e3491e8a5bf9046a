import { afterEach, beforeEach, expect, test } from 'vitest'
import { getItem } from '#src/actions/get-item.ts'
import { translatorFor } from '#src/i18n/translator.ts'
import { plainText } from '#src/views/html.ts'
import { itemLine } from '#src/views/item-line.ts'
import { createTestApp, type TestApp } from '../support/test-app.ts'

let desk: TestApp
beforeEach(() => {
  desk = createTestApp()
})
afterEach(() => desk.app.store.close())

test.each([
  ['中国与哈萨克斯坦签署贸易协议 2026', '', ''],
  ['ایران و قزاقستان توافق‌نامه امضا کردند', '', ''],
  ['Mongolia opens a mine', '', ' (на английском)'],
  ['5,000,000', '', ' (на английском)'],
])('a language that is not known is not named: %s', (title, en, ru) => {
  const item = getItem(desk.app.store, desk.addItem({ title }))
  const line = (language: 'en' | 'ru') =>
    plainText(itemLine(item, { t: translatorFor(language), timeZone: 'Asia/Almaty' }))
  expect(line('en')).toBe(`• ${title}${en} — Outlet`)
  expect(line('ru')).toBe(`• ${title}${ru} — Outlet`)
})
