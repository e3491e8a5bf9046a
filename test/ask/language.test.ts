import { afterAll, describe, expect, test } from 'vitest'
import { understand } from '#src/ask/understand.ts'
import { committedRecords } from './records.ts'

const records = committedRecords()
afterAll(() => records.store.close())

describe('answers in the language of the question', () => {
  test.each([
    ['when is the next SOC meeting', 'en'],
    ['когда следующий КСДЛ', 'ru'],
    ['келесі АЛТК отырысы қашан', 'kk'],
    ['келеси АЛТК отырысы кашан', 'kk'],
    ['ауыл шаруашылыгы кай олшемге жатады', 'kk'],
    ['bahrein s kakogo goda v SVMDA', 'ru'],
    ['ratificirovala li mongolia konvenciyu', 'ru'],
    ['kelesi AZhT otyrysy qashan', 'kk'],
    ['rjulf cktle.ott pfctlfybt RCLK', 'ru'],
    ['туче ЫЩС ьууештп', 'en'],
    ['rtktcb jnshsc rfify FKNR', 'kk'],
    ['когда SOC', 'ru'],
    ['SWG қашан', 'kk'],
    ['Кто координирует борьбу с терроризмом в CICA', 'ru'],
    ['draft concept paper қазақша', 'kk'],
    ['confidence building measures по-русски', 'ru'],
    ['how do you say сотрудничество in English', 'en'],
    ['what does КСДЛ mean', 'en'],
    ['кто координирует sustainable development', 'ru'],
    ['next business council meeting қашан', 'kk'],
    ['sustainable development concept paper кто подготовил', 'ru'],
    ['показать {{7*7}} process.env', 'ru'],
    ['kogda byl biznes-forum v 2023 godu', 'ru'],
  ])('%s → %s', (text, language) => {
    expect(records.understand(text).language).toBe(language)
  })
})

test('falls back on the reader’s own language only where the question shows none', () => {
  const asking = records.asking('2026-11-20', 'public')
  expect(understand('SOC 2023?', { ...asking, language: 'kk' }).language).toBe('kk')
  expect(understand('SOC 2023?', asking).language).toBe('en')
  expect(understand('когда следующий саммит', { ...asking, language: 'en' }).language).toBe('ru')
})
