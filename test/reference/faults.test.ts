import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkReferences } from '#src/reference/check-references.ts'
import { loadReference } from '#src/reference/load-reference.ts'
import { parseRecordsFile } from '#src/reference/parse-records.ts'
import type { Fault } from '#src/reference/reference-set.ts'

const sources = `- id: https://example.org/page
  title: { en: Page, ru: Страница, kk: Парақ }
  visibility: public
`
const states = `- id: KAZ
  name: { en: Kazakhstan, ru: Казахстан, kk: Қазақстан }
  kind: member
  sources: [https://example.org/page]
  asOf: null
  visibility: public
`
const event = `- id: ev-1
  title: { en: A meeting }
  type: working
  organisers: [KAZ]
  start: 2026-01-02
  status: held
  sources: [https://example.org/page]
  asOf: 2026-01-03
  visibility: public
`
const restrictedSources = `- id: NOTE/1
  title: { en: Note, ru: Нота, kk: Нота }
  visibility: restricted
`
const restrictedEvent = event
  .replace('ev-1', 'ev-2')
  .replace('https://example.org/page', 'NOTE/1')
  .replace('visibility: public', 'visibility: restricted')

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reference-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function write(files: Record<string, string | Uint8Array>): void {
  const whole = {
    'sources.yaml': sources,
    'member-states.yaml': states,
    'events.yaml': event,
    'restricted/sources.yaml': restrictedSources,
    'restricted/events.yaml': restrictedEvent,
    ...files,
  }
  for (const [name, text] of Object.entries(whole)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
}

function faults(files: Record<string, string | Uint8Array>): readonly Fault[] {
  write(files)
  const set = loadReference(folder)
  return set.kind === 'faulty' ? set.faults : []
}

function only(files: Record<string, string | Uint8Array>): Fault {
  const [fault, ...others] = faults(files)
  expect(others).toEqual([])
  if (fault === undefined) throw new Error('no fault found')
  return fault
}

describe('a sound folder', () => {
  test('loads, with defaults filled in', () => {
    write({})
    const set = loadReference(folder)
    expect(set).toMatchObject({ kind: 'loaded', feeds: [] })
    if (set.kind !== 'loaded') return
    expect(set.records.map(({ register, body }) => `${register}/${body.id}`)).toEqual([
      'events/ev-1',
      'member-states/KAZ',
      'events/ev-2',
    ])
    expect(set.records[0]?.body).toMatchObject({ confidence: 'stated', needsRecheck: false, related: [] })
  })

  test('may hold a register without records, and the files of the classifier', () => {
    expect(faults({ 'deadlines.yaml': '# none yet\n', 'taxonomy.yaml': 'anything: 1\n' })).toEqual([])
  })
})

describe('a fault names its file, line and field', () => {
  test('of YAML itself', () => {
    expect(only({ 'events.yaml': `${event}\n- id: [unclosed\n` })).toMatchObject({ file: 'events.yaml', field: '' })
    expect(only({ 'events.yaml': event.replace('  type: working', '  type: working\n  type: other') })).toMatchObject({
      line: 4,
      problem: expect.stringContaining('duplicated'),
    })
  })

  test('of text that is not UTF-8', () => {
    const fault = only({ 'events.yaml': new Uint8Array([0x2d, 0x20, 0xff, 0xfe]) })
    expect(fault).toMatchObject({ file: 'events.yaml', problem: 'the file is not UTF-8 text' })
  })

  test('of an id that is too long for a button', () => {
    expect(faults({ 'events.yaml': event.replace('ev-1', `ev-${'x'.repeat(37)}`) })).toEqual([])
    expect(only({ 'events.yaml': event.replace('ev-1', `ev-${'x'.repeat(38)}`) })).toMatchObject({
      ...{ file: 'events.yaml', line: 1, field: 'id' },
      ...{ record: `events/ev-${'x'.repeat(38)}`, problem: 'at most 40 characters' },
    })
  })

  test('of a value of the wrong shape', () => {
    expect(only({ 'events.yaml': event.replace('2026-01-02', '2026-02-30') })).toMatchObject({
      file: 'events.yaml',
      line: 5,
      record: 'events/ev-1',
      field: 'start',
      problem: expect.stringContaining('not a date'),
    })
  })

  test('of a value deep inside', () => {
    const fault = only({
      'events.yaml': event.replace('title: { en: A meeting }', 'title:\n    en: A meeting\n    ru: 7'),
    })
    expect(fault).toMatchObject({ line: 4, field: 'title.ru' })
  })

  test('of a missing field, at its record', () => {
    const fault = only({ 'events.yaml': `# heading\n\n${event.replace('  status: held\n', '')}` })
    expect(fault).toMatchObject({ line: 3, field: 'status', record: 'events/ev-1' })
  })

  test('of a mistyped field name', () => {
    const fault = only({ 'events.yaml': event.replace('  status: held', '  status: held\n  plaze: Astana') })
    expect(fault).toMatchObject({ line: 7, field: 'plaze', problem: 'no such field' })
  })

  test('of a record without a source', () => {
    const fault = only({ 'events.yaml': event.replace('[https://example.org/page]', '[]') })
    expect(fault).toMatchObject({ line: 7, field: 'sources', problem: 'a record needs a source' })
  })

  test('of an id that is taken', () => {
    expect(only({ 'events.yaml': `${event}\n${event}` })).toMatchObject({
      line: 11,
      field: 'id',
      problem: 'this id is already taken in events.yaml, line 1',
    })
    const twice = only({ 'restricted/events.yaml': restrictedEvent.replace('ev-2', 'ev-1') })
    expect(twice).toMatchObject({ file: 'restricted/events.yaml', field: 'id' })
  })

  test('of a source that is not in the list', () => {
    const fault = only({
      'events.yaml': event.replace('sources: [https://example.org/page]', 'sources:\n    - https://example.org/other'),
    })
    expect(fault).toMatchObject({
      line: 8,
      field: 'sources.0',
      problem: 'there is no source “https://example.org/other”',
    })
  })

  test.each([
    ['organisers: [KAZ]', 'organisers: [KAZ, XXX]', 'organisers.1', 'XXX'],
    ['type: working', 'type: working\n  body: soc', 'body', 'soc'],
    ['type: working', 'type: working\n  area: tourism', 'area', 'tourism'],
    ['type: working', 'type: working\n  dimension: human', 'dimension', 'human'],
    ['status: held', 'status: postponed\n  postponedTo: ev-9', 'postponedTo', 'ev-9'],
  ])('of a reference to nothing: %s → %s', (before, after, field, name) => {
    const fault = only({ 'events.yaml': event.replace(before, after) })
    expect(fault).toMatchObject({ file: 'events.yaml', field, problem: expect.stringContaining(`“${name}”`) })
    expect(fault.line).toBeGreaterThan(2)
  })

  test('of a remark on a record that is not there', () => {
    const remark = '- id: rem-1\n  record: events/ev-7\n  sources: [NOTE/1]\n  asOf: null\n  visibility: restricted\n'
    expect(only({ 'restricted/remarks.yaml': remark })).toMatchObject({ line: 2, field: 'record' })
  })

  test('of a feed of an unknown State', () => {
    const feed =
      '- id: wire\n  name: Wire\n  address: https://example.org/rss\n  language: en\n  state: XXX\n  enabled: false\n  status: { en: new }\n'
    expect(only({ 'feeds.yaml': feed })).toMatchObject({
      file: 'feeds.yaml',
      line: 5,
      field: 'state',
      record: 'feeds/wire',
    })
  })

  test('of a file that is no register', () => {
    expect(only({ 'event.yaml': event })).toMatchObject({
      file: 'event.yaml',
      line: 1,
      problem: '“event” is not a register',
    })
  })

  test('of a file that holds no list', () => {
    expect(only({ 'events.yaml': 'ev-1\n' })).toMatchObject({ problem: 'a list of records is expected for “events”' })
  })

  test('of a folder that is not there', () => {
    const set = loadReference(join(folder, 'nowhere'))
    expect(set).toMatchObject({ kind: 'faulty', faults: [{ problem: 'no such folder' }] })
  })
})

describe('the rule of visibility', () => {
  test('keeps restricted records and sources in their own folder', () => {
    const fault = only({ 'restricted/events.yaml': '', 'events.yaml': `${event}\n${restrictedEvent}` })
    expect(fault).toMatchObject({ file: 'events.yaml', line: 19, field: 'visibility' })
    expect(only({ 'restricted/events.yaml': event.replace('ev-1', 'ev-2') })).toMatchObject({
      file: 'restricted/events.yaml',
      line: 9,
      field: 'visibility',
    })
  })

  test('refuses a public record that names a restricted source, even as one of several', () => {
    const fault = only({
      'events.yaml': event.replace('[https://example.org/page]', '[https://example.org/page, NOTE/1]'),
    })
    expect(fault).toMatchObject({ line: 7, field: 'sources.1', problem: expect.stringContaining('restricted source') })
  })

  test('refuses a restricted record that a public source attests', () => {
    const fault = only({
      'restricted/events.yaml': restrictedEvent.replace('[NOTE/1]', '[NOTE/1, https://example.org/page]'),
    })
    expect(fault).toMatchObject({ line: 9, field: 'visibility' })
  })

  test('lets a restricted record name a public page that only touches on it', () => {
    const related = restrictedEvent.replace('[NOTE/1]', '[NOTE/1]\n  related: [https://example.org/page]')
    expect(faults({ 'restricted/events.yaml': related })).toEqual([])
  })

  test('refuses a public record that refers to a restricted one', () => {
    const fault = only({ 'events.yaml': event.replace('status: held', 'status: postponed\n  postponedTo: ev-2') })
    expect(fault).toMatchObject({
      line: 7,
      field: 'postponedTo',
      problem: expect.stringContaining('restricted record'),
    })
  })
})

test('all faults of all files are reported together, and none twice', () => {
  const found = faults({
    'member-states.yaml': states.replace('kind: member', 'kind: partner'),
    'events.yaml': event.replace('status: held', 'status: over').replace('2026-01-03', 'soon'),
    'restricted/events.yaml': restrictedEvent.replace('[NOTE/1]', '[NOTE/2]'),
  })
  expect(found.map((fault) => `${fault.file} ${fault.field}`)).toEqual([
    'events.yaml status',
    'events.yaml asOf',
    'member-states.yaml kind',
    'restricted/events.yaml sources.0',
  ])
})

describe('a file to be imported', () => {
  test('may be a list named after its register, in YAML or JSON', () => {
    const parsed = parseRecordsFile('/somewhere/events.yaml', event)
    expect(parsed).toMatchObject({ kind: 'parsed', records: [{ value: { register: 'events', body: { id: 'ev-1' } } }] })
    const json = JSON.stringify([{ id: 'NOTE/2', visibility: 'public' }], null, '\t')
    expect(parseRecordsFile('sources.json', json)).toMatchObject({
      kind: 'parsed',
      sources: [{ value: { id: 'NOTE/2' } }],
    })
  })

  test('may be a document of several registers, and then has any name', () => {
    const text = `sources:\n  - { id: P, visibility: public }\nevents:\n${event.trimEnd().replace(/^/gm, '  ')}\n`
    const parsed = parseRecordsFile('from-the-secretariat.yaml', text)
    expect(parsed).toMatchObject({ kind: 'parsed', sources: [{}], records: [{}], feeds: [] })
    expect(parseRecordsFile('x.yaml', `${text}meetings: []\n`)).toMatchObject({
      kind: 'faulty',
      faults: [{ line: 13, problem: '“meetings” is not a register' }],
    })
  })

  test('is checked against what the store holds', () => {
    const parsed = parseRecordsFile('events.yaml', event)
    if (parsed.kind !== 'parsed') throw new Error('not parsed')
    const known = {
      sources: new Map([['https://example.org/page', 'public']] as const),
      records: new Map([['member-states/KAZ', 'public']] as const),
    }
    expect(checkReferences(parsed, known)).toEqual([])
    expect(checkReferences(parsed).map((fault) => fault.field)).toEqual(['sources.0', 'organisers.0'])
  })

  test('is not unfolded without end', () => {
    const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\n${'bcdefgh'
      .split('')
      .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[index]}`).join(', ')}]`)
      .join('\n')}\n`
    expect(parseRecordsFile('events.yaml', bomb).kind).toBe('unreadable')
  })
})
