import { afterAll, describe, expect, test } from 'vitest'
import type { Alias } from '#src/ask/lexicon.ts'
import { compileLexicon } from '#src/ask/lexicon.ts'
import { normalise, tokenise } from '#src/ask/normalise.ts'
import { understand } from '#src/ask/understand.ts'
import { Vocabulary } from '#src/ask/vocabulary.ts'
import { committedRecords } from './records.ts'

const records = committedRecords()
afterAll(() => records.store.close())

function found(aliases: readonly Omit<Alias, 'group'>[], text: string, transliterate = false) {
  const vocabulary = new Vocabulary()
  for (const alias of aliases) vocabulary.add({ ...alias, group: 'words' })
  return vocabulary.find(tokenise(normalise(text)), { transliterate, corrections: 4 }).map((match) => match.alias.id)
}

test('an alias added to the file is understood without a change of code', () => {
  const asking = records.asking('2026-11-20', 'public')
  const text = 'who coordinates the backpacking?'
  expect(understand(text, asking).kind).not.toBe('understood')
  const lexicon = compileLexicon([
    { areas: { tourism: { en: ['backpacking'] } } },
    ...[...Map.groupBy(records.lexicon.aliases, (alias) => alias.group)].map(([group, aliases]) => ({
      [group]: Object.fromEntries(
        [...Map.groupBy(aliases, (alias) => alias.id)].map(([id, own]) => [
          id,
          Object.fromEntries(
            [...Map.groupBy(own, (alias) => alias.language)].map(([l, each]) => [l, each.map((a) => a.text)]),
          ),
        ]),
      ),
    })),
  ])
  expect(understand(text, { ...asking, lexicon })).toMatchObject({
    kind: 'understood',
    topics: [{ kind: 'coordinators', areas: ['tourism'] }],
  })
})

describe('matches every form of a word', () => {
  const alias = (text: string, language: 'en' | 'ru' | 'kk') => [{ id: 'found', text, language }]
  test.each([
    ['committee', 'en', 'committees'],
    ['деловой совет', 'ru', 'заседание Делового совета'],
    ['деловой совет', 'ru', 'деловым советом'],
    ['конвенция', 'ru', 'конвенцией'],
    ['кеңес', 'kk', 'кеңестерінің'],
    ['кеңес', 'kk', 'кенесинде'],
    ['көлік', 'kk', 'көлігінің'],
    ['үйлестір*', 'kk', 'үйлестірушілеріміз'],
    ['борьба с терроризмом', 'ru', 'борьбе терроризмом'],
  ] as const)('%s (%s) in %s', (text, language, question) => {
    expect(found(alias(text, language), question)).toEqual(['found'])
  })

  test.each([
    ['совет', 'ru', 'советский'],
    ['порт', 'ru', 'портфель'],
    ['қор!', 'kk', 'қорытынды'],
    ['=IT', 'en', 'who coordinates it'],
    ['by when', 'en', 'when'],
  ] as const)('but not %s (%s) in %s', (text, language, question) => {
    expect(found(alias(text, language), question)).toEqual([])
  })

  test.each([
    ['coordinator', 'en', 'coordnator'],
    ['committee', 'en', 'comittee'],
    ['председатель', 'ru', 'председталь'],
    ['үйлестіруші', 'kk', 'үйлестіруш'],
  ] as const)('%s (%s) in spite of the slip in %s', (text, language, question) => {
    expect(found(alias(text, language), question)).toEqual(['found'])
  })

  test('typed in Latin letters', () => {
    expect(found(alias('туризм', 'ru'), 'koordinator po turizmu', true)).toEqual(['found'])
  })
})

test('refuses a file with an unknown group, language or alias', () => {
  expect(() => compileLexicon([{ states: { KAZ: { de: ['Kasachstan'] } } }])).toThrow()
  expect(() => compileLexicon([{ cities: { paris: { en: ['Paris'] } } }])).toThrow()
  expect(() => compileLexicon([{ states: { KAZ: { en: [7] } } }])).toThrow()
})

test('the committed lexicon names only states, areas, dimensions, bodies and treaties that are on record', () => {
  const book = records.store.records.book('restricted')
  const known = new Map([
    ['states', new Set(book['member-states'].map((each) => each.id))],
    ['areas', new Set<string>(book.areas.map((each) => each.id))],
    ['dimensions', new Set<string>(book.dimensions.map((each) => each.id))],
    ['bodies', new Set(book.bodies.map((each) => each.id))],
    ['treaties', new Set(book.treaties.map((each) => each.id))],
  ])
  const strays = records.lexicon.aliases.filter((alias) => known.get(alias.group)?.has(alias.id) === false)
  expect(strays).toEqual([])
})
