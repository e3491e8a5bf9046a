import { describe, expect, test } from 'vitest'
import { answer } from '#src/ask/answer.ts'
import type { Topic } from '#src/ask/question.ts'
import { clearances } from '#src/domain/access.ts'
import { calendarDate } from '#src/domain/calendar.ts'
import { areaSlugs, dimensionSlugs } from '#src/domain/dimension.ts'
import { languages } from '#src/domain/language.ts'
import { type Reply, toMessages } from '#src/views/reply.ts'
import { committedBook, committedReference, context, words } from './books.ts'

const books = { public: committedBook('public'), restricted: committedBook('restricted') }
const everything = books.restricted
const ids = (records: readonly { readonly id: string }[]) => records.map(({ id }) => id)
const states = ids(everything['member-states'])
const year = { from: calendarDate('2023-01-01'), to: calendarDate('2023-12-31') }

/** Every kind of topic, and of every register each record that anybody may ask for by name. */
const topics: readonly Topic[] = [
  { kind: 'coordinators' },
  { kind: 'coordinators', about: 'offers' },
  { kind: 'coordinators', about: 'vacancies' },
  { kind: 'coordinators', about: 'terms' },
  { kind: 'coordinators', on: calendarDate('2024-06-01') },
  ...areaSlugs.flatMap((area): Topic[] => [
    { kind: 'coordinators', areas: [area] },
    { kind: 'concept-papers', areas: [area] },
    { kind: 'areas', areas: [area] },
    { kind: 'meetings', filter: { areas: [area] }, which: 'all' },
  ]),
  ...dimensionSlugs.flatMap((dimension): Topic[] => [
    { kind: 'coordinators', dimensions: [dimension] },
    { kind: 'areas', dimensions: [dimension] },
    { kind: 'meetings', filter: { dimensions: [dimension] }, which: 'all' },
  ]),
  ...states.flatMap((state): Topic[] => [
    { kind: 'coordinators', states: [state] },
    { kind: 'membership', about: 'state', states: [state] },
    { kind: 'ratification', aspect: 'status', treaty: 'convention', states: [state] },
    { kind: 'concept-papers', states: [state] },
    { kind: 'chairmanships', which: 'state', states: [state] },
    { kind: 'meetings', filter: { states: [state] }, which: 'all' },
  ]),
  ...ids(everything.events).map((id): Topic => ({ kind: 'meetings', filter: { events: [id] }, which: 'all' })),
  ...ids(everything.bodies).flatMap((id): Topic[] => [
    { kind: 'bodies', bodies: [id] },
    { kind: 'meetings', filter: { bodies: [id] }, which: 'next' },
    { kind: 'meetings', filter: { bodies: [id] }, which: 'last' },
  ]),
  { kind: 'meetings', filter: {}, which: 'next' },
  { kind: 'meetings', filter: {}, which: 'all' },
  { kind: 'meetings', filter: { span: year }, which: 'all' },
  ...ids(everything.treaties).flatMap((treaty): Topic[] =>
    (['status', 'threshold', 'entry-into-force', 'depositary', 'states', 'treaty'] as const).map((aspect) => ({
      kind: 'ratification',
      aspect,
      treaty,
    })),
  ),
  { kind: 'concept-papers' },
  { kind: 'deadlines' },
  { kind: 'deadlines', deadlines: ids(everything.deadlines) },
  { kind: 'membership', about: 'members' },
  { kind: 'membership', about: 'observers' },
  { kind: 'membership', about: 'count' },
  { kind: 'membership', about: 'state', which: 'last' },
  { kind: 'membership', about: 'state', which: 'founding' },
  { kind: 'membership', about: 'members', span: year },
  { kind: 'membership', about: 'state', outsiders: ['IT'] },
  { kind: 'organizations' },
  { kind: 'organizations', organizations: ids(everything.organizations) },
  { kind: 'memoranda' },
  ...ids(everything.memoranda).map((id): Topic => ({ kind: 'memoranda', memoranda: [id] })),
  { kind: 'bodies' },
  ...(['current', 'next', 'previous', 'first', 'all', 'on'] as const).map(
    (which): Topic => ({ kind: 'chairmanships', which }),
  ),
  { kind: 'officials' },
  { kind: 'officials', office: 'secretary-general', which: 'current' },
  ...ids(everything.officials).map((id): Topic => ({ kind: 'officials', officials: [id] })),
  { kind: 'road-map' },
  ...ids(everything['road-map']).map((id): Topic => ({ kind: 'road-map', clusters: [id] })),
  { kind: 'glossary' },
  { kind: 'glossary', terms: ids(everything.glossary) },
  { kind: 'areas' },
  { kind: 'rules' },
  { kind: 'figures', year: 2023 },
  { kind: 'figures', year: 1990 },
  ...ids(everything.facts).map((id): Topic => ({ kind: 'facts', facts: [id] })),
  { kind: 'news' },
  { kind: 'greeting' },
  { kind: 'help' },
]

const days = ['2023-09-10', '2026-11-20']

/** All texts of a value, however deep. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

/** What only restricted records say: symbols of documents and every text of some length. */
function restrictedTexts(): readonly string[] {
  const { sources } = committedReference()
  const symbols = sources.filter(({ visibility }) => visibility === 'restricted').map(({ id }) => id)
  const publicWords = textsIn(
    committedReference().records.filter(({ body }) => JSON.stringify(body).includes('"visibility":"public"')),
  ).join('\n')
  const texts = committedReference()
    .records.filter(({ body }) => JSON.stringify(body).includes('"visibility":"restricted"'))
    .flatMap(({ body }) => textsIn(body))
    .filter((each) => each.length > 14 && each.includes(' ') && !publicWords.includes(each))
  return [...symbols, ...new Set(texts)]
}

function buttonsOf(reply: Reply) {
  return (reply.buttons ?? []).flat().flatMap((button) => ('data' in button ? [button] : []))
}

describe.each(languages)('every topic in %s', (language) => {
  test.each(clearances)('reads well for a viewer of clearance %s', (clearance) => {
    for (const day of days) {
      for (const topic of topics) {
        const { reply } = answer(topic, context(books[clearance], day, language))
        const text = words(reply)
        const where = `${JSON.stringify(topic)} on ${day}: ${text}`
        expect(text.length, where).toBeGreaterThan(10)
        expect(text.length, where).toBeLessThanOrEqual(3000)
        expect(toMessages(reply.blocks), where).toHaveLength(1)
        expect(text, where).not.toMatch(/records\.[a-z]|\{\{|undefined|\[object|NaN/)
        for (const button of buttonsOf(reply)) {
          expect(Buffer.byteLength(button.data), where).toBeLessThanOrEqual(64)
          expect(button.text.length, where).toBeGreaterThan(0)
        }
      }
    }
  })

  test('tells the public nothing that only restricted records say', () => {
    const secrets = restrictedTexts()
    if (everything.rules.length > 0) expect(secrets.length).toBeGreaterThan(200)
    for (const day of days) {
      for (const topic of topics) {
        const { reply } = answer(topic, context(books.public, day, language))
        const told = `${words(reply)}\n${buttonsOf(reply)
          .map((button) => button.text)
          .join('\n')}`
        const leaked = secrets.filter((secret) => told.includes(secret))
        expect(leaked, JSON.stringify(topic)).toEqual([])
        expect(told, JSON.stringify(topic)).not.toContain('🔒')
      }
    }
  })
})

test.runIf(everything.rules.length > 0)('marks every answer from restricted records as for Member States only', () => {
  const restricted = everything.events.filter(({ visibility }) => visibility === 'restricted')
  expect(restricted.length).toBeGreaterThan(0)
  for (const { id } of restricted) {
    const { reply } = answer(
      { kind: 'meetings', filter: { events: [id] }, which: 'all' },
      context(everything, '2026-11-20'),
    )
    expect(words(reply)).toMatch(/^🔒 For Member States only/)
  }
})

test('answers about what is not in the book in the same words as about what does not exist', () => {
  for (const language of languages) {
    const said = (id: string) =>
      words(
        answer(
          { kind: 'meetings', filter: { events: [id] }, which: 'all' },
          context(books.public, '2026-11-20', language),
        ).reply,
      )
    const hidden = everything.events.find(({ visibility }) => visibility === 'restricted')?.id ?? 'ev-none'
    expect(said(hidden)).toBe(said('ev-none'))
  }
})
