import { expect, test } from 'vitest'
import { outlook, restrictions, type Weighed } from '#src/domain/openness.ts'

const sources = new Map([
  ['https://example.org/page', 'public'],
  ['DOC/1', 'restricted'],
  ['DOC/2', 'restricted'],
] as const)

const page = ['https://example.org/page']

function record(register: Weighed['register'], id: string, from: readonly string[], body: object = {}): Weighed {
  return { register, id, sources: from, body }
}

test('a record is public as soon as one source that attests it is', () => {
  const found = restrictions([record('facts', 'a', ['DOC/1', ...page]), record('facts', 'b', ['DOC/1'])], sources)
  expect([...found]).toEqual([['facts/b', { kind: 'sources' }]])
})

test('an offer to coordinate stays restricted whatever its source is', () => {
  const offer = record('coordinators', 'co-1', page, { status: 'offered' })
  const appointed = record('coordinators', 'co-2', page, { status: 'appointed' })
  expect([...restrictions([offer, appointed], sources)]).toEqual([['coordinators/co-1', { kind: 'offer' }]])
})

test('a record stays restricted while its words name a restricted document, and not for a longer symbol', () => {
  const named = record('facts', 'named', page, { text: { en: 'As DOC/1 says.' } })
  const other = record('facts', 'other', page, { text: { en: 'As DOC/12 says, and XDOC/1.' } })
  expect([...restrictions([named, other], sources)]).toEqual([['facts/named', { kind: 'names', source: 'DOC/1' }]])
})

test('what refers to a restricted record stays restricted, and so does what refers to that', () => {
  const area = record('areas', 'tourism', ['DOC/1'])
  const event = record('events', 'ev', page, { area: 'tourism' })
  const remark = record('remarks', 'rem', page, { record: 'events/ev' })
  const unrelated = record('events', 'ev-2', page, { area: 'finance' })
  const found = restrictions([remark, event, area, unrelated], sources)
  expect(found.get('events/ev')).toEqual({ kind: 'refers', to: 'areas/tourism' })
  expect(found.get('remarks/rem')).toEqual({ kind: 'refers', to: 'events/ev' })
  expect(found.has('events/ev-2')).toBe(false)
})

test('an organiser that may be one of two records is open while either is', () => {
  const event = record('events', 'ev', page, { organisers: ['soc'] })
  const [body, organization] = [record('bodies', 'soc', ['DOC/1']), record('organizations', 'soc', page)]
  expect(restrictions([event, body, organization], sources).has('events/ev')).toBe(false)
  expect(restrictions([event, body], sources).has('events/ev')).toBe(true)
})

test('the outlook of clearing a source names what moves, what stays and why, and what rests on another document too', () => {
  const records = [
    record('areas', 'tourism', ['DOC/2']),
    record('facts', 'both', ['DOC/1', 'DOC/2']),
    record('facts', 'old', page),
    record('events', 'ev', ['DOC/1'], { area: 'tourism' }),
    record('coordinators', 'co', ['DOC/1'], { status: 'offered' }),
  ]
  const { moved, held } = outlook({ records, sources }, 'DOC/1', 'public')
  expect(moved.map(({ id, unnamed }) => [id, unnamed])).toEqual([['both', ['DOC/2']]])
  expect(held.map(({ id, because }) => [id, because.kind])).toEqual([
    ['ev', 'refers'],
    ['co', 'offer'],
  ])
})

test('the outlook of a source on which others wait includes what does not rest on it', () => {
  const records = [record('areas', 'tourism', ['DOC/1']), record('events', 'ev', page, { area: 'tourism' })]
  const { moved } = outlook({ records, sources }, 'DOC/1', 'public')
  expect(moved.map(({ id }) => id)).toEqual(['tourism', 'ev'])
})

test('restricting a source again takes back what nothing else attests', () => {
  const cleared = new Map([...sources, ['DOC/1', 'public'] as const])
  const records = [record('facts', 'a', ['DOC/1']), record('facts', 'b', ['DOC/1', ...page])]
  const { moved, keptPublic } = outlook({ records, sources: cleared }, 'DOC/1', 'restricted')
  expect(moved.map(({ id }) => id)).toEqual(['a'])
  expect(keptPublic.map(({ id }) => id)).toEqual(['b'])
})
