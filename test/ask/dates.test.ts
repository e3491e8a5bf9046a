import { afterAll, describe, expect, test } from 'vitest'
import { analyse } from '#src/ask/analyse.ts'
import { indexOf } from '#src/ask/book-index.ts'
import { calendarDate } from '#src/domain/calendar.ts'
import { committedRecords } from './records.ts'

const records = committedRecords()
afterAll(() => records.store.close())

function spans(text: string, today = '2026-11-20') {
  const book = records.store.records.book('public')
  const setting = { today: calendarDate(today), book, index: indexOf(book, records.lexicon) }
  return analyse(text, setting).spans.map(({ from, to }) => `${from} ${to}`)
}

describe('a day', () => {
  test.each([
    'what happened on 29 April 2025',
    'April 29, 2025?',
    'the 29th of April 2025',
    '29.04.2025',
    '2025-04-29',
    'что было 29 апреля 2025 года',
    'на 29-е апреля 2025 г.',
    '2025 жылғы 29 сәуірде не болды',
    '2025 жылгы 29 сауирде не болды',
  ])('%s', (text) => {
    expect(spans(text)).toEqual(['2025-04-29 2025-04-29'])
  })
})

describe('a range', () => {
  test.each([
    ['meetings 13–14 June 2023', '2023-06-13 2023-06-14'],
    ['between 1 and 31 December 2024', '2024-12-01 2024-12-31'],
    ['с 1 по 31 декабря 2024', '2024-12-01 2024-12-31'],
    ['from March to June 2024', '2024-03-01 2024-06-30'],
    ['с марта по июнь 2024', '2024-03-01 2024-06-30'],
    ['2024 жылғы наурыз бен маусым аралығында', '2024-03-01 2024-06-30'],
    ['2025 жылғы наурыздан мамырға дейін', '2025-03-01 2025-05-31'],
    ['2025 жылғы 15 наурыздан 20 мамырға дейін', '2025-03-15 2025-05-20'],
    ['2018-2020', '2018-01-01 2020-12-31'],
    ['events before 2023', '1990-01-01 2022-12-31'],
    ['мероприятия после сентября 2025', '2025-10-01 2099-12-31'],
    ['events since June 2025', '2025-06-01 2099-12-31'],
    ['joined since 2010', '2010-01-01 2099-12-31'],
    ['joined after 2010', '2011-01-01 2099-12-31'],
    ['2025 жылғы маусымнан бастап', '2025-06-01 2099-12-31'],
    ['мероприятия с июня 2025 года', '2025-06-01 2099-12-31'],
  ])('%s', (text, span) => {
    expect(spans(text)).toEqual([span])
  })
})

describe('a month, a quarter, a half, a season, a year', () => {
  test.each([
    ['august 2023', '2023-08-01 2023-08-31'],
    ['в феврале 2024', '2024-02-01 2024-02-29'],
    ['2022 жылғы желтоқсандағы', '2022-12-01 2022-12-31'],
    ['2022 жылгы желтоксанда', '2022-12-01 2022-12-31'],
    ['06.2022', '2022-06-01 2022-06-30'],
    ['second half of August 2023', '2023-08-16 2023-08-31'],
    ['Q4 2024', '2024-10-01 2024-12-31'],
    ['четвертый квартал 2024', '2024-10-01 2024-12-31'],
    ['2025 жылдың бірінші жартысы', '2025-01-01 2025-06-30'],
    ['летом 2023', '2023-06-01 2023-08-31'],
    ['в 2012 году', '2012-01-01 2012-12-31'],
  ])('%s', (text, span) => {
    expect(spans(text)).toEqual([span])
  })
})

describe('a decade', () => {
  test.each([
    ['who joined in the 2000s', '2000-01-01 2009-12-31'],
    ["who joined in the 2010's", '2010-01-01 2019-12-31'],
    ['кто вступил в 2000-х годах', '2000-01-01 2009-12-31'],
    ['кто вступил в 2010-е', '2010-01-01 2019-12-31'],
    ['кто вступил в 1990-ые годы', '1990-01-01 1999-12-31'],
    ['2000-жылдары кім қосылды', '2000-01-01 2009-12-31'],
    ['2010 жылдарда кім қосылды', '2010-01-01 2019-12-31'],
    ['who joined in the 90s', '1990-01-01 1999-12-31'],
    ['кто вступил в 90-х', '1990-01-01 1999-12-31'],
    ['кто вступил в 90-е годы', '1990-01-01 1999-12-31'],
    ['90-жылдары кім қосылды', '1990-01-01 1999-12-31'],
    ['who chaired in the 2000s and 2010s', '2000-01-01 2019-12-31'],
    ['who chaired before the 2010s', '1990-01-01 2009-12-31'],
    ['who chaired after the 2000s', '2010-01-01 2099-12-31'],
  ])('%s', (text, span) => {
    expect(spans(text)).toEqual([span])
  })

  test.each([
    ['в 2020-м году', '2020-01-01 2020-12-31'],
    ['в 2010 году', '2010-01-01 2010-12-31'],
    ['2010 жылы', '2010-01-01 2010-12-31'],
    ['2010 жылдың мамырында', '2010-05-01 2010-05-31'],
    ['2010 жылдан бастап', '2010-01-01 2099-12-31'],
    ['in 2020 Sri Lanka', '2020-01-01 2020-12-31'],
    ['2023s', '2023-01-01 2023-12-31'],
    ['20-е апреля 2024', '2024-04-20 2024-04-20'],
    ['2010-2020 жылдары', '2010-01-01 2020-12-31'],
    ['2010 және 2020 жылдар аралығында', '2010-01-01 2020-12-31'],
    ['2010 мен 2020 жылдар аралығында', '2010-01-01 2020-12-31'],
  ])('none in “%s”', (text, span) => {
    expect(spans(text)).toEqual([span])
  })
})

describe('counted from today', () => {
  test.each([
    ['events tomorrow', '2025-05-19', '2025-05-20 2025-05-20'],
    ['мероприятия на этой неделе', '2025-05-20', '2025-05-19 2025-05-25'],
    ['events next month', '2025-12-05', '2026-01-01 2026-01-31'],
    ['келесі ай', '2025-12-05', '2026-01-01 2026-01-31'],
    ['в прошлом году', '2025-05-01', '2024-01-01 2024-12-31'],
    ['биыл', '2025-05-01', '2025-01-01 2025-12-31'],
    ['events in the next 30 days', '2025-05-01', '2025-05-01 2025-05-31'],
    ['за последние три месяца', '2025-05-01', '2025-02-01 2025-05-01'],
    ['до конца года', '2025-05-01', '2025-05-01 2025-12-31'],
    ['last february', '2025-05-01', '2025-02-01 2025-02-28'],
    ['next february', '2025-05-01', '2026-02-01 2026-02-28'],
  ])('%s on %s', (text, today, span) => {
    expect(spans(text, today)).toEqual([span])
  })
})

test('takes no ordinal, small number or impossible day for a date', () => {
  expect(spans('7th ministerial council')).toEqual([])
  expect(spans('cluster 4 of the road map')).toEqual([])
  expect(spans('31.02.2024')).not.toContain('2024-02-31 2024-02-31')
  expect(spans('may I ask who coordinates tourism')).toEqual([])
})

describe('a month of another year', () => {
  test.each([
    ['what did the senior officials review in july last year', '2025-07-01 2025-07-31'],
    ['форум в сентябре прошлого года', '2025-09-01 2025-09-30'],
    ['meetings in march next year', '2027-03-01 2027-03-31'],
    ['в мае этого года', '2026-05-01 2026-05-31'],
    ['былтырғы қыркүйекте не өтті', '2025-09-01 2025-09-30'],
    ['өткен жылғы шілдеде', '2025-07-01 2025-07-31'],
  ])('%s', (text, expected) => {
    expect(spans(text)).toEqual([expected])
  })
})

describe('a week of a month', () => {
  test.each([
    ['what happened in the last week of June 2024', '2024-06-24 2024-06-30'],
    ['meetings in the second week of June 2024', '2024-06-08 2024-06-14'],
    ['в первую неделю марта 2023', '2023-03-01 2023-03-07'],
    ['что проходило в последнюю неделю июня 2024', '2024-06-24 2024-06-30'],
    ['маусымның соңғы аптасында 2024 жылы не өтті', '2024-06-24 2024-06-30'],
    ['2024 жылғы маусымның екінші аптасы', '2024-06-08 2024-06-14'],
  ])('%s', (text, expected) => {
    expect(spans(text)).toEqual([expected])
  })
})

describe('a day that no calendar has', () => {
  const impossible = (text: string) => {
    const book = records.store.records.book('public')
    const setting = { today: calendarDate('2026-11-20'), book, index: indexOf(book, records.lexicon) }
    return analyse(text, setting).dates.impossible
  }

  test.each([
    ['meetings on 30 February 2026', '30 February 2026'],
    ['что было 31 апреля 2024', '31 апреля 2024'],
    ['2026-02-30', '2026-02-30'],
    ['31.02.2026', '31.02.2026'],
    ['заседания 2026-13', '2026-13'],
  ])('%s', (text, day) => {
    expect(impossible(text)).toEqual([day])
    expect(spans(text)).toEqual([])
  })

  test.each([
    '29 February 2024',
    'events 2024-26',
    'order 13/2023',
    'SOC/1481',
    'meetings 15.06.2022',
  ])('“%s” is none', (text) => {
    expect(impossible(text)).toEqual([])
  })

  test('the years of “2024-26” are a range', () => {
    expect(spans('chairmanship 2024-26')).toEqual(['2024-01-01 2026-12-31'])
  })
})
