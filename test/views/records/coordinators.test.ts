import { expect, test } from 'vitest'
import { calendarDate } from '#src/domain/calendar.ts'
import { coordinatorsView } from '#src/views/records/coordinators.ts'
import { book, committedBook, context, record, words } from './books.ts'

const appointed = { area: 'tourism', role: 'coordinator', status: 'appointed' }
const thailand = record('coordinators', { id: 'co-1', ...appointed, state: 'THA' })
const offer = record('coordinators', {
  id: 'co-2',
  area: 'tourism',
  state: 'ISR',
  role: 'co-coordinator',
  status: 'offered',
  visibility: 'restricted',
})
const vacancy = record('coordinators', {
  id: 'co-3',
  area: 'finance',
  role: 'coordinator',
  status: 'vacant',
  visibility: 'restricted',
})

const ask = (query: Parameters<typeof coordinatorsView>[0], own: ReturnType<typeof book>, today?: string) =>
  words(coordinatorsView(query, context(own, today)).reply)

test('names the coordinator of an area, with the source and its date', () => {
  const text = ask({ areas: ['tourism'] }, book([thailand]))
  expect(text).toContain('Coordinator: Thailand')
  expect(text).toContain('Source: example.org · as of 1 May 2024')
})

test('says that an area has no coordinator on public record, never simply none', () => {
  expect(ask({ areas: ['finance'] }, book([vacancy]))).toBe('Finance\nNo coordinator on public record')
})

test('tells a cleared viewer that the place is vacant, and marks the answer', () => {
  const text = ask({ areas: ['finance'] }, book([vacancy], 'restricted'))
  expect(text).toContain('Coordinator: vacant')
  expect(text).toContain('For Member States only')
})

test('answers the public in the same words whether or not there are offers', () => {
  const without = ask({ about: 'offers' }, book([thailand]))
  expect(ask({ about: 'offers' }, book([thailand, offer]))).toBe(without)
  expect(without).toContain('no public information')
  expect(ask({ about: 'offers' }, book([offer], 'restricted'))).toContain('Tourism: Israel, co-coordinator')
})

test('keeps an offer out of what the public reads of an area and of a State', () => {
  const own = book([thailand, offer])
  expect(ask({ areas: ['tourism'] }, own)).not.toContain('Israel')
  expect(ask({ states: ['ISR'] }, own)).toContain('No coordinator or co-coordinator role on public record')
})

test('says that a term has ended and that no extension is on record', () => {
  const own = book([
    record('coordinators', { id: 'co-1', ...appointed, state: 'THA', from: '2022-01-01', until: '2023-12-31' }),
  ])
  expect(ask({ areas: ['tourism'] }, own)).toContain(
    'Thailand (term: 2022–2023; ended on 31 December 2023, no extension on record)',
  )
  expect(ask({ areas: ['tourism'] }, own, '2023-11-01')).toContain('ends on 31 December 2023')
  expect(ask({ areas: ['tourism'] }, own, '2022-03-01')).toContain('Coordinator: Thailand (term: 2022–2023)')
  expect(ask({ about: 'vacancies' }, own)).toContain('Tourism — Thailand (term ended)')
})

test('tells every term of a span under the name of the span', () => {
  const own = book([
    record('coordinators', { id: 'co-1', ...appointed, state: 'THA', from: '2022-01-01', until: '2022-12-31' }),
    record('coordinators', { id: 'co-2', ...appointed, state: 'VNM', from: '2023-06-23' }),
  ])
  const during = (from: string, to: string, query: Parameters<typeof coordinatorsView>[0]) =>
    ask({ ...query, span: { from: calendarDate(from), to: calendarDate(to) } }, own)
  const both = during('2022-01-01', '2023-12-31', { areas: ['tourism'] })
  expect(both).toMatch(/^2022–2023\n/)
  expect(both).toContain('Coordinators: Thailand (term: 2022; ended on 31 December 2022')
  expect(both).toContain('Viet Nam (since 23 June 2023)')
  expect(during('2023-06-01', '2023-06-30', { areas: ['tourism'] })).toContain('Coordinator: Viet Nam')
  expect(during('1990-01-01', '2021-12-31', { areas: ['tourism'] })).toBe(
    '2021 and earlier\n\nTourism\nNo coordinator on public record',
  )
  expect(during('2022-01-01', '2022-12-31', {})).toContain('Tourism: Thailand')
  expect(during('2022-01-01', '2022-12-31', { states: ['VNM'] })).toContain('No coordinator or co-coordinator role')
})

test('says of a role without dates that it may not have begun by the time that was asked for', () => {
  const later = 'Coordinator: Thailand (beginning not on record)'
  const on = calendarDate('2020-06-01')
  expect(ask({ areas: ['tourism'], on }, book([thailand]))).toContain(later)
  expect(ask({ areas: ['tourism'], span: { from: on, to: calendarDate('2020-06-30') } }, book([thailand]))).toContain(
    later,
  )
  expect(ask({ areas: ['tourism'], on: calendarDate('2024-05-20') }, book([thailand]))).not.toContain('beginning')
  expect(ask({ areas: ['tourism'] }, book([thailand]))).not.toContain('beginning')
})

test('prefers the running term of a State to the one that ended', () => {
  const before = record('coordinators', {
    id: 'co-1',
    ...appointed,
    state: 'VNM',
    from: '2020-01-01',
    until: '2021-12-31',
  })
  const now = record('coordinators', { id: 'co-2', ...appointed, state: 'THA', from: '2022-01-01' })
  const text = ask({ areas: ['tourism'] }, book([before, now]))
  expect(text).toContain('Thailand')
  expect(text).not.toContain('Viet Nam')
})

test('never uses a report that the Secretariat contradicts', () => {
  const reported = record('coordinators', {
    id: 'co-1',
    area: 'tourism',
    state: 'THA',
    role: 'coordinator',
    status: 'reported',
    confidence: 'contradicted',
  })
  expect(ask({ areas: ['tourism'] }, book([reported]))).toBe('Tourism\nNo coordinator on public record')
})

test('does not give a role that no source names', () => {
  const unspecified = record('coordinators', {
    id: 'co-1',
    area: 'tourism',
    state: 'THA',
    role: 'unspecified',
    status: 'role-not-specified',
  })
  const text = ask({ areas: ['tourism'] }, book([unspecified]))
  expect(text).toContain(
    'No coordinator on public record\nThailand: a role is mentioned, but which one is not specified',
  )
})

test('tells first that a State has no role in the area that was asked for', () => {
  expect(ask({ areas: ['tourism'], states: ['VNM'] }, book([thailand]))).toContain(
    'Viet Nam: no public record of a role in this area\nCoordinator: Thailand',
  )
})

test('says where sources differ', () => {
  const discrepancy = record('discrepancies', {
    id: 'd-1',
    records: ['coordinators/co-1'],
    text: { en: 'One page says 2021, the other 2022.' },
  })
  expect(ask({ areas: ['tourism'] }, book([thailand, discrepancy]))).toContain(
    'Sources differ: One page says 2021, the other 2022.',
  )
})

test('shows a restricted remark to a public record only to the cleared', () => {
  const remark = record('remarks', {
    id: 'r-1',
    record: 'coordinators/co-1',
    text: { en: 'Confirmed in a note.' },
    visibility: 'restricted',
  })
  expect(ask({ areas: ['tourism'] }, book([thailand, remark]))).not.toContain('Confirmed')
  expect(ask({ areas: ['tourism'] }, book([thailand, remark], 'restricted'))).toMatch(
    /^🔒 For Member States only[\s\S]*Confirmed in a note/,
  )
})

test('treats an area that only the cleared know as nothing on public record', () => {
  const answer = coordinatorsView({ areas: ['sme'] }, context(book([])))
  expect(words(answer.reply)).toBe('There is no public information on this.')
  expect(answer.answered).toBe(false)
})

test('offers the concept paper and the meetings of an area', () => {
  const { reply } = coordinatorsView({ areas: ['tourism'] }, context(book([thailand])))
  expect(reply.buttons).toEqual([
    [
      { text: 'Its concept paper', data: 'papers:open:a.tourism' },
      { text: 'Its meetings', data: 'meetings:open:a.tourism' },
    ],
  ])
})

test('does not know a later term before the day of its decision, and then says when it begins', () => {
  const own = book([
    record('coordinators', {
      id: 'co-1',
      ...appointed,
      state: 'THA',
      from: '2024-01-01',
      until: '2025-12-31',
      asOf: '2023-08-22',
    }),
  ])
  expect(ask({ areas: ['tourism'] }, own, '2023-08-21')).toContain('No coordinator on public record')
  expect(ask({ areas: ['tourism'] }, own, '2023-08-22')).toContain(
    'Thailand (term: 2024–2025; begins on 1 January 2024)',
  )
})

test('names the source of a remark beside that of the record, for those who read the remark', () => {
  const remark = record('remarks', {
    id: 'r-1',
    record: 'coordinators/co-1',
    text: { en: 'Confirmed in a note.' },
    visibility: 'restricted',
  })
  const records = [thailand, remark]
  expect(ask({ areas: ['tourism'] }, book(records, 'restricted'))).toContain('Sources: example.org; NOTE/1 · as of')
  expect(ask({ areas: ['tourism'] }, book(records))).toContain('Source: example.org · as of')
  // The overview leaves remarks out, and with them their sources.
  expect(ask({}, book(records, 'restricted'))).not.toContain('NOTE/1')
})

test('says whose each note is where several States have a role', () => {
  const own = book([
    record('coordinators', { id: 'co-1', ...appointed, state: 'THA', note: { en: 'New in the List.' } }),
    record('coordinators', {
      id: 'co-2',
      ...appointed,
      role: 'co-coordinator',
      state: 'VNM',
      note: { en: 'New in the List.' },
    }),
  ])
  expect(ask({ areas: ['tourism'] }, own)).toContain('Thailand, Viet Nam. New in the List.')
})

test('lists the areas without a coordinator by their full names', () => {
  expect(ask({ about: 'vacancies' }, committedBook('public'))).toMatch(/small and medium/)
})

const coming = { ...appointed, from: '2027-06-01', asOf: '2026-10-01' }
const later = record('coordinators', { id: 'co-1', ...coming, state: 'THA', until: '2029-05-31' })

test('says in a list that the term of a coordinator has yet to begin', () => {
  expect(ask({}, book([later]), '2026-11-20')).toContain('Tourism: Thailand (term begins on 1 June 2027)')
  expect(ask({}, committedBook('public'), '2023-10-01')).toContain(
    'ICT security: Russian Federation (term begins on 1 January 2024)',
  )
  expect(ask({}, committedBook('public'), '2026-11-20')).toContain('ICT security: Russian Federation (term ended)')
})

test('counts an area among those without a coordinator until the term begins', () => {
  expect(ask({ about: 'vacancies' }, book([later]), '2026-11-20')).toContain(
    'Tourism — Thailand (term begins on 1 June 2027)',
  )
  expect(ask({ about: 'vacancies' }, book([later]), '2027-06-01')).not.toContain('Tourism')
})

test('says when a term begins also where its end is open', () => {
  const open = record('coordinators', { id: 'co-1', ...coming, state: 'THA' })
  expect(ask({ areas: ['tourism'] }, book([open]), '2026-11-20')).toContain(
    'Coordinator: Thailand (term begins on 1 June 2027)',
  )
  expect(ask({ areas: ['tourism'] }, book([open]), '2027-06-01')).toContain('Coordinator: Thailand (since 1 June 2027)')
})

const terms = [
  record('coordinators', { id: 'co-1', ...appointed, state: 'THA', from: '2024-01-01', until: '2025-12-31' }),
  record('coordinators', { id: 'co-2', ...appointed, area: 'finance', state: 'THA', from: '2024-01-01' }),
  record('coordinators', { id: 'co-3', ...coming, state: 'VNM' }),
]

test('counts in the ranking the terms that run, and names the others apart', () => {
  const text = ask({ about: 'ranking' }, book(terms), '2026-11-20')
  expect(text).toMatch(/• Thailand: 1\n+Term ended:\n• Thailand: 1\n+Term not yet begun:\n• Viet Nam: 1/)
  expect(text).not.toContain('As of')
})

test('ranks as of the day that was asked for, and says so', () => {
  const text = ask({ about: 'ranking', on: calendarDate('2025-06-01') }, book(terms), '2026-11-20')
  expect(text).toContain('As of 1 June 2025')
  expect(text).toContain('• Thailand: 2')
  expect(text).not.toMatch(/Term|Viet Nam/)
})

test('ranks nobody on a day before any role was known', () => {
  const text = ask({ about: 'ranking', on: calendarDate('2015-06-01') }, committedBook('public'), '2026-11-20')
  expect(text).toContain('As of 1 June 2015')
  expect(text).toContain('No coordinator or co-coordinator role on public record\n')
  expect(text).toContain('Beginning not on record; named in later or undated sources:')
  expect(text).not.toMatch(/Russian Federation|Bangladesh|Jordan/)
})

test('tells what a State coordinated on a day from what was known then, and counts what ran', () => {
  const china = (on: string) => ask({ states: ['CHN'], on: calendarDate(on) }, committedBook('public'), '2026-11-20')
  expect(china('2015-06-01')).toContain('No coordinator or co-coordinator role on public record')
  expect(china('2015-06-01')).not.toMatch(/2021|2024|ICTs/)
  expect(china('2026-11-20')).toMatch(/Term ended:\n• Security .*ended on 31 December 2025.*\nTotal: 3 \(4/)
  expect(china('2025-06-01')).toContain('Total: 4')
})

test('does not take a role whose beginning is not on record for one of an earlier day', () => {
  const india = (on?: string) =>
    ask({ states: ['IND'], ...(on && { on: calendarDate(on) }) }, committedBook('public'), '2026-11-20')
  expect(india('2015-06-01')).toMatch(/Beginning not on record; named in later or undated sources:\n• .*terror/)
  expect(india()).toContain('Total: 3')
  expect(india()).not.toContain('Beginning not on record')
})

test('says which day the vacancies and the terms are those of', () => {
  const on = calendarDate('2025-06-01')
  expect(ask({ about: 'vacancies', on }, book(terms), '2026-11-20')).toContain('As of 1 June 2025')
  expect(ask({ about: 'terms', on }, book(terms), '2026-11-20')).toContain('As of 1 June 2025')
})
