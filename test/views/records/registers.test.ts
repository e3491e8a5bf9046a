import { expect, test } from 'vitest'
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

test('gives no number of member States for a year before the latest accession, whose dates are not all on record', () => {
  const year = (name: string) => ({ from: calendarDate(`${name}-01-01`), to: calendarDate(`${name}-12-31`) })
  const count = (name: string) => told({ kind: 'membership', about: 'count', span: year(name) })
  expect(count('2005')).toBe('There is no public information on this.')
  expect(count('2023')).toContain('28 Member States')
})
