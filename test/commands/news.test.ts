import { expect, test } from 'vitest'
import { translatorFor } from '#src/i18n/translator.ts'
import { news } from '../../commands/news.ts'
import { staffRequest, wordsOf } from '../support/staff-request.ts'
import { createTestApp } from '../support/test-app.ts'

test('a sentence that a date ends has one full stop', () => {
  const desk = createTestApp()
  const said = (text: string, language: 'en' | 'ru' | 'kk') =>
    wordsOf(news.handle(staffRequest(desk, text, translatorFor(language)), desk.app))
  expect(said('Монголия октябрь', 'ru')).toMatch(/^Новостей нет: Монголия · 1–31 октября 2026 г\.$/m)
  expect(said('Mongolia October', 'en')).toMatch(/^No news on record: Mongolia · 1–31 October 2026\.$/m)
  expect(said('Моңғолия қазан', 'kk')).toMatch(/^Жаңалық жоқ: Моңғолия · 2026 жылғы 1–31 қазан\.$/m)
  desk.app.store.close()
})
