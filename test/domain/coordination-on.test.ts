import { expect, test } from 'vitest'
import { calendarDate } from '#src/domain/calendar.ts'
import { coordinationDuring, coordinationOf, lacksCoordinator } from '#src/domain/coordination-on.ts'
import { createRecordBook } from '#src/domain/record-book.ts'

type Term = { readonly state: string; readonly from?: string; readonly until?: string; readonly asOf?: string | null }

const today = calendarDate('2026-11-20')

function recordsOf(terms: readonly Term[]) {
  const envelope = { area: 'tourism', role: 'coordinator', status: 'appointed', sources: ['P'], asOf: '2026-10-01' }
  const records = terms.map((term) => ({
    register: 'coordinators' as const,
    body: { id: `co-${term.state}`, visibility: 'public', ...envelope, ...term },
  }))
  const source = { id: 'P', languages: [], visibility: 'public' as const }
  return createRecordBook('public', [source], records).coordinators
}

const onTourism = (terms: readonly Term[], on = today) => coordinationOf('tourism', recordsOf(terms), on)

const statesOf = (found: ReturnType<typeof onTourism>) => found.coordinators.map(({ state }) => state)

const ended = { state: 'IRN', from: '2024-01-01', until: '2025-12-31', asOf: '2023-10-01' }
const running = { ...ended, until: '2027-05-31' }
const coming = { state: 'IND', from: '2027-06-01', until: '2029-05-31' }

test('an area whose coordinator has yet to begin lacks one', () => {
  expect(lacksCoordinator(onTourism([coming]), today)).toBe(true)
  expect(lacksCoordinator(onTourism([coming], calendarDate('2027-06-01')), calendarDate('2027-06-01'))).toBe(false)
})

test('a successor that has yet to begin hides neither the one whose term runs nor the one whose term ended', () => {
  expect(statesOf(onTourism([running, coming]))).toEqual(['IRN', 'IND'])
  expect(statesOf(onTourism([ended, coming]))).toEqual(['IRN', 'IND'])
})

test('a term that runs hides the one before it', () => {
  expect(statesOf(onTourism([ended, { state: 'IND', from: '2026-01-01', asOf: '2025-10-01' }]))).toEqual(['IND'])
})

test('an undated source does not tell of a term before it begins', () => {
  expect(statesOf(onTourism([{ ...coming, asOf: null }]))).toEqual([])
})

test('a span has every term with a day in it, in their order, and no term that only was decided in it', () => {
  const during = (from: string, to: string) =>
    statesOf(
      coordinationDuring('tourism', recordsOf([coming, ended, { state: 'THA', from: '2026-02-01' }]), {
        from: calendarDate(from),
        to: calendarDate(to),
      }),
    )
  expect(during('2025-01-01', '2026-12-31')).toEqual(['IRN', 'THA'])
  expect(during('1990-01-01', '2023-12-31')).toEqual([])
  expect(during('2025-12-31', '2027-06-01')).toEqual(['IRN', 'THA', 'IND'])
})
