import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { dimensionSlugs } from '#src/domain/dimension.ts'
import { eventSchema } from '#src/domain/event.ts'
import { memberStateSchema } from '#src/domain/member-state.ts'
import { ratificationStatusSchema } from '#src/domain/ratification.ts'
import type { RegisterName } from '#src/domain/registers.ts'
import { loadReference } from '#src/reference/load-reference.ts'
import type { ReferenceRecord, ReferenceSet } from '#src/reference/reference-set.ts'

const folder = 'data/reference'

type Loaded = Extract<ReferenceSet, { kind: 'loaded' }>

function loaded(from: string): Loaded {
  const set = loadReference(from)
  if (set.kind === 'faulty') throw new Error(JSON.stringify(set.faults, null, 1))
  return set
}

const all = loaded(folder)
const publicRecords = all.records.filter(({ body }) => body.visibility === 'public')
const restrictedRecords = all.records.filter(({ body }) => body.visibility === 'restricted')

function register(name: RegisterName, records: readonly ReferenceRecord[] = all.records) {
  return records.filter((record) => record.register === name).map(({ body }) => body)
}

/** Every text in a value, with the path that leads to it. */
function textsIn(value: unknown, path = ''): { path: string; text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, `${path}.${key}`))
}

const scratch: string[] = []
afterEach(() => {
  for (const path of scratch.splice(0)) rmSync(path, { recursive: true })
})

describe('the committed reference files', () => {
  test('load without a fault', () => {
    expect(loadReference(folder).kind).toBe('loaded')
  })

  test('load the same public records without the restricted folder', () => {
    const copy = mkdtempSync(join(tmpdir(), 'reference-'))
    scratch.push(copy)
    cpSync(folder, copy, { recursive: true })
    rmSync(join(copy, 'restricted'), { recursive: true })
    const alone = loaded(copy)
    expect(alone.records).toEqual(publicRecords)
    expect(alone.sources).toEqual(all.sources.filter((source) => source.visibility === 'public'))
    expect(alone.feeds).toEqual(all.feeds)
  })

  test('hold every record of the dossier', () => {
    const states = register('member-states').map((body) => memberStateSchema.parse(body))
    expect(states.filter((state) => state.kind === 'member')).toHaveLength(28)
    expect(states.filter((state) => state.kind === 'observer')).toHaveLength(10)
    const counts: Partial<Record<RegisterName, number>> = {
      organizations: 10,
      bodies: 24,
      dimensions: 5,
      areas: 18,
      coordinators: 29,
      'concept-papers': 18,
      treaties: 4,
      'treaty-actions': 14,
      'ratification-status': 2,
      events: 84,
      deadlines: 6,
      memoranda: 11,
      chairmanships: 7,
      officials: 8,
      'road-map': 8,
      glossary: 12,
    }
    expect(
      Object.fromEntries(
        Object.keys(counts).map((name) => [name, all.records.filter((each) => each.register === name).length]),
      ),
    ).toEqual(counts)
  })

  test('state the count of instruments twice: restricted in 2023, public in 2025', () => {
    const statuses = register('ratification-status').map((body) => ratificationStatusSchema.parse(body))
    expect(statuses).toEqual([
      expect.objectContaining({ date: '2025-07-21', submitted: 13, missing: 1, visibility: 'public' }),
      expect.objectContaining({ date: '2023-12-07', submitted: 8, missing: 6, visibility: 'restricted' }),
    ])
  })

  test('count the thirteen CBM events of 2023 by dimension as the annual report does', () => {
    const events = register('events').map((body) => eventSchema.parse(body))
    const cbm = events.filter((event) => event.type === 'cbm' && event.start?.startsWith('2023'))
    const split = dimensionSlugs.map((dimension) => cbm.filter((event) => event.dimension === dimension).length)
    expect(dimensionSlugs).toEqual(['military-political', 'new-challenges', 'economic', 'environmental', 'human'])
    expect(split).toEqual([1, 5, 3, 2, 2])
  })

  test('keep the old date of the postponed ministerial and name its successor', () => {
    const events = new Map(register('events').map((body) => [body.id, eventSchema.parse(body)]))
    const postponed = events.get('ev-056')
    expect(postponed).toMatchObject({ status: 'postponed', start: '2024-11-11', postponedTo: 'ev-062' })
    expect(events.get('ev-062')).toMatchObject({ status: 'held', start: '2024-12-17' })
  })

  test('flag every planned thing whose outcome was not found', () => {
    const planned = register('events')
      .map((body) => eventSchema.parse(body))
      .filter((event) => event.status === 'planned')
    expect(planned.length).toBeGreaterThan(10)
    expect(planned.filter((event) => !event.needsRecheck).map((event) => event.id)).toEqual([])
  })

  test('have every name and text in three languages', () => {
    const localized = (value: unknown): value is Record<string, string> =>
      typeof value === 'object' && value !== null && 'en' in value
    const incomplete = [
      ...all.records.map(({ register, body }) => ({ key: `${register}/${body.id}`, value: body })),
      ...all.sources.map((source) => ({ key: source.id, value: source })),
    ].flatMap(({ key, value }) =>
      Object.entries(value)
        // An abbreviation is there only in the languages that have one of their own.
        .filter(([name, field]) => name !== 'abbreviation' && localized(field) && !('ru' in field && 'kk' in field))
        .map(([field]) => `${key} ${field}`),
    )
    expect(incomplete).toEqual([])
    expect(all.sources.filter((source) => source.title === undefined)).toEqual([])
  })

  test('give no body a Latin abbreviation in Russian or Kazakh', () => {
    const copies = register('bodies').flatMap((body) =>
      textsIn(body).filter(({ path, text }) => /abbreviation\.(ru|kk)$/.test(path) && /^[A-Z]+$/.test(text)),
    )
    expect(copies).toEqual([])
  })

  test('write Russian without Kazakh letters and English without Cyrillic ones', () => {
    // A word quoted from another language stands in guillemets or in English quotation marks.
    const unquoted = (text: string) => text.replace(/[«“][^»”]*[»”]/g, '')
    const slips = [...all.records.map(({ body }) => body), ...all.feeds].flatMap((body) =>
      textsIn(body).filter(
        ({ path, text }) =>
          (path.endsWith('.ru') && /[әғқңөұүһіӘҒҚҢӨҰҮҺІ]/.test(unquoted(text))) ||
          (path.endsWith('.en') && /[а-яА-ЯёЁәғқңөұүһі]/.test(unquoted(text))),
      ),
    )
    expect(slips).toEqual([])
  })

  test('enable only feeds that somebody has tested', () => {
    expect(all.feeds.filter((feed) => feed.enabled)).toHaveLength(12)
    expect(all.feeds.filter((feed) => feed.enabled && /not tested|not to answer/.test(feed.status.en))).toEqual([])
  })
})

describe('the public files', () => {
  const publicText = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8').replace(/\s+/g, ' ').toLowerCase() }))

  /** Words of the news classifier and of questions are everybody's; what records say is not. */
  const wordLists = ['taxonomy.yaml', 'places.yaml', 'lexicon.yaml']
  const recordText = publicText.filter(({ name }) => !wordLists.includes(name))

  function filesWith(string: string, among = recordText): string[] {
    return among.filter(({ text }) => text.includes(string.toLowerCase())).map(({ name }) => name)
  }

  test('never name a restricted document', () => {
    const symbols = all.sources.filter((source) => source.visibility === 'restricted').map((source) => source.id)
    expect(symbols).toHaveLength(5)
    const parts = [...symbols, '1481', 'SWG/', 'SOC/', '319emb', 'OBSER/', 'MC/2023']
    expect(parts.filter((symbol) => filesWith(symbol, publicText).length > 0)).toEqual([])
  })

  test('never repeat a text of a restricted record', () => {
    // Names of organisations, areas and the like are the same for everybody; what is said of them is not.
    const publicTexts = new Set(publicRecords.flatMap(({ body }) => textsIn(body).map(({ text }) => text)))
    const names = /\.(party|term|shortName|unofficial|related|records?)\b/
    const secrets = restrictedRecords
      .flatMap(({ body }) => textsIn(body))
      .filter(({ path, text }) => text.length > 24 && !names.test(path) && !text.startsWith('http'))
    expect(secrets.length).toBeGreaterThan(300)
    expect(secrets.filter(({ text }) => filesWith(text).length > 0 || publicTexts.has(text))).toEqual([])
  })

  test.each([
    'radicalization',
    'open-source intelligence',
    'Agro-industry',
    'misuse of the Internet',
    'disaster resilience',
    'BCG',
    'forensics',
    'psychological',
    '80th session of ESCAP',
    'essay contest',
    '1,973,450',
    '2,860,000',
    '76.6',
    'Voice of Asia',
    'CICA Daily News',
    'ASEAN',
    'UNODC',
    'Regional Anti-Terrorist',
    'Economic Cooperation Organization',
    'Project Review Committee',
    'among the 13',
    'three months',
    'six months',
    '15 July 2023',
    '29 February 2024',
    '13–14 June',
    '20–21 July',
    '27–29 August',
    'eighth instrument',
    'internationalized',
    'contracted personnel',
    'new challenges and threats (general)',
    'Suzhou',
    'vacan',
  ])('never say “%s”', (string) => {
    const restrictedText = JSON.stringify(restrictedRecords).toLowerCase()
    expect(restrictedText, 'the canary has died: nothing restricted says this any more').toContain(string.toLowerCase())
    expect(filesWith(string)).toEqual([])
  })

  test('show no offer, no vacancy and no place in the list that the public sources do not give', () => {
    const coordinators = register('coordinators', publicRecords)
    expect(coordinators.filter((body) => 'status' in body && ['offered', 'vacant'].includes(body.status))).toEqual([])
    const clusters = register('road-map', publicRecords)
    expect(clusters.map((body) => ('number' in body ? body.number : undefined))).toEqual([
      1,
      2,
      3,
      4,
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })

  test('hold no record of an area that the public knows nothing of', () => {
    expect(publicRecords.filter(({ body }) => JSON.stringify(body).includes('nct-general'))).toEqual([])
  })
})
