import { describe, expect, test } from 'vitest'
import { answer } from '#src/ask/answer.ts'
import type { Topic } from '#src/ask/question.ts'
import type { Clearance } from '#src/domain/access.ts'
import { calendarDate } from '#src/domain/calendar.ts'
import type { Language } from '#src/domain/language.ts'
import { committedBook, context, words } from './books.ts'

const books = { public: committedBook('public'), restricted: committedBook('restricted') }

const told = (topic: Topic, language: Language = 'en', clearance: Clearance = 'public') =>
  words(answer(topic, context(books[clearance], '2026-11-20', language)).reply)

test('tells how many priority areas a dimension has', () => {
  const topic: Topic = { kind: 'areas', dimensions: ['economic'] }
  expect(told(topic)).toContain('8 priority areas on public record')
  expect(told(topic, 'ru')).toContain('8 приоритетных направлений')
  expect(told(topic, 'kk')).toContain('\nАшық дереккөздерде 8 басым бағыт\n')
})

test('tells the motto of the one Chairmanship of a State', () => {
  expect(told({ kind: 'chairmanships', which: 'state', states: ['AZE'] })).toContain('Motto: Stronger CICA')
})

test('lists the Chairmanships of a State that had several', () => {
  expect(told({ kind: 'chairmanships', which: 'state', states: ['KAZ'] })).toContain('• Kazakhstan: 2002 – June 2010')
})

test('tells all who chaired in a span, under its name', () => {
  const during = (from: string, to: string, language: Language = 'en') =>
    told({ kind: 'chairmanships', which: 'on', span: { from: calendarDate(from), to: calendarDate(to) } }, language)
  const year = during('2024-01-01', '2024-12-31')
  expect(year).toMatch(/^2024\n\nKazakhstan: 13 October 2022 – 17 December 2024\n/)
  expect(year).toContain('\nAzerbaijan: 17 December 2024')
  expect(during('1990-01-01', '2009-12-31')).toMatch(/^2009 and earlier\n\nKazakhstan: 2002 – June 2010\n/)
  const decade = during('2010-01-01', '2020-12-31', 'ru')
  expect(decade).toMatch(/^2010–2020 гг\.\n/)
  for (const state of ['Казахстан', 'Турция', 'Китай', 'Таджикистан']) expect(decade).toContain(`\n${state}: `)
  expect(during('2010-01-01', '2020-12-31', 'kk')).toMatch(/^2010–2020 жылдар\n/)
})

test('tells all who headed the Secretariat in a span, whatever the office was called', () => {
  const during = (office: string, from: string, to: string) =>
    told({ kind: 'officials', office, span: { from: calendarDate(from), to: calendarDate(to) } })
  const change = during('secretary-general', '2022-01-01', '2022-12-31')
  expect(change).toMatch(/^2022\n/)
  expect(change).toContain('Executive Director; 2020 – 13 October 2022')
  expect(change).toContain('Secretary General; since 13 October 2022')
  expect(during('executive-director', '2018-01-01', '2018-12-31')).toContain('Habibullo Mirzozoda')
  expect(during('executive-director', '2024-01-01', '2024-12-31')).toContain('Secretary General; since 13 October 2022')
  expect(during('secretary-general', '2023-01-01', '2023-12-31')).not.toContain('Executive Director')
})

test('shows no English abbreviation of a body in Russian or Kazakh', () => {
  for (const body of ['mc', 'bc', 'bf', 'yc', 'ttf'])
    for (const language of ['ru', 'kk'] as const)
      expect(told({ kind: 'bodies', bodies: [body] }, language).split('\n')[0]).not.toMatch(/[A-Z]{2}/)
  expect(told({ kind: 'bodies', bodies: ['soc'] }, 'kk')).toContain('(АЛТК)')
})

test('does not say twice who prepared a concept paper', () => {
  expect(told({ kind: 'concept-papers', areas: ['sustainable-development'] }).match(/Prepared by/g)).toHaveLength(1)
})

test('tells when each State approved the Agreement on the Secretariat', () => {
  const topic = { kind: 'ratification', aspect: 'states', treaty: 'secretariat-agreement' } as const
  expect(told({ ...topic, states: ['CHN'] })).toContain('14 April 2007')
  expect(told({ ...topic, states: ['KAZ'] })).toContain('22 February 2007')
})

test.runIf(books.restricted.rules.length > 0)('tells of an instrument that was declined only that it was', () => {
  const text = told({ kind: 'memoranda', memoranda: ['mou-asean'] }, 'en', 'restricted')
  expect(text).toContain('\nDeclined for now')
  expect(text).not.toContain('no instrument on record')
})

const span = (from: string, to: string) => ({ from: calendarDate(from), to: calendarDate(to) })

test('tells how many members the dates on record give for an earlier day, and whose dates are not on record', () => {
  const count = (day: string, language?: Language) =>
    told({ kind: 'membership', about: 'count', on: calendarDate(day) }, language)
  expect(count('2012-12-31')).toMatch(/^As of 31 December 2012\n\nBy the dates on record: 24 Member States\n/)
  expect(count('2012-12-31')).toContain('\nThe date of accession is not on record: Bangladesh, Qatar, Sri Lanka\n')
  expect(count('2012-12-31', 'ru')).toContain('По имеющимся датам: 24 государства-члена\n')
  expect(count('2012-12-31', 'kk')).toContain('Белгілі күндер бойынша: 24 мүше мемлекет\n')
  expect(count('2023-12-31')).toContain('28 Member States')
  expect(count('2023-12-31')).not.toContain('not on record')
  expect(count('1995-12-31')).toBe('There is no public information on this.')
})

test('answers the button of an older version that asks for the number in a span', () => {
  const old = told({ kind: 'membership', about: 'count', span: span('2012-01-01', '2012-12-31') })
  expect(old).toContain('24 Member States')
})

test('tells who was a member on a day, of whom only a bound is on record, and of whom only the year', () => {
  const members = (day: string) => told({ kind: 'membership', about: 'members', on: calendarDate(day) })
  expect(members('2006-12-31')).toContain('18 Member States')
  expect(members('2006-12-31')).not.toContain('Jordan')
  expect(members('2001-12-31')).toContain('By 4 June 2002 at the latest (the exact date is not on record): Afghanistan')
  expect(members('2008-03-01')).toContain('18 Member States')
  expect(members('2008-03-01')).toContain('• Jordan: Member State of CICA; joined: 2008')
})

test('tells of observers whose date is not on record by the day of a source that has them', () => {
  const observers = (day: string) => told({ kind: 'membership', about: 'observers', on: calendarDate(day) })
  expect(observers('2022-12-31')).toContain('9 observer States')
  expect(observers('2020-12-31')).toContain('The date of the status is not on record: Belarus')
  expect(observers('2022-12-31')).not.toContain('Saudi')
})

describe('a list of those who joined', () => {
  const joined = (from: string, to: string, language?: Language) =>
    told({ kind: 'membership', about: 'members', span: span(from, to) }, language)

  test('names those of whom only a bound is on record where it falls into the span or the span was open to it', () => {
    for (const [from, to] of [
      ['1990-01-01', '2009-12-31'],
      ['1999-01-01', '2010-12-31'],
      ['2002-01-01', '2002-12-31'],
      ['1999-01-01', '1999-12-31'],
    ] as const)
      expect(joined(from, to), from).toMatch(/By 4 June 2002 at the latest .*: Afghanistan, China.*Kazakhstan/)
    expect(joined('1990-01-01', '2004-12-31', 'ru')).toContain(
      'Не позднее 4 июня 2002 г. (о точной дате нет сведений): Аф',
    )
    expect(joined('1990-01-01', '2004-12-31', 'kk')).toContain('2002 жылғы 4 маусым күнінен кешіктірмей')
  })

  test('names nobody who had joined before the span or came before CICA', () => {
    expect(joined('2003-01-01', '2010-12-31')).not.toContain('By 4 June')
    expect(joined('1990-01-01', '1998-12-31')).toContain('no public record of an accession in this period')
    expect(joined('1990-01-01', '1998-12-31')).not.toContain('By 4 June')
  })

  test('is in the order of time and names of a long span those without a date', () => {
    const text = joined('2006-01-01', '2022-12-31')
    expect(text.indexOf('Thailand')).toBeLessThan(text.indexOf('Jordan'))
    expect(text.indexOf('Cambodia')).toBeLessThan(text.indexOf('Kuwait'))
    expect(text).toContain('The date of accession is not on record: Bangladesh, Qatar, Sri Lanka')
    expect(joined('2008-01-01', '2008-12-31')).not.toContain('Bangladesh')
    expect(joined('2023-01-01', '2099-12-31')).not.toContain('Bangladesh')
  })
})
