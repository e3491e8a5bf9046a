import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { clearSource, previewClearing } from '#src/actions/clear-source.ts'
import { importRecords } from '#src/actions/import-records.ts'
import { importFolder, referenceFolder } from '#src/app.ts'
import type { Clearance } from '#src/domain/access.ts'
import { DomainError } from '#src/domain/errors.ts'
import { keyOf } from '#src/domain/openness.ts'
import type { Source } from '#src/domain/record.ts'
import { factSchema } from '#src/domain/reference.ts'
import { registers } from '#src/domain/registers.ts'
import { createRecordChangesJob } from '#src/jobs/record-changes.ts'
import { addSubscriber, putEvents } from '../support/subscriber.ts'
import { createTestApp } from '../support/test-app.ts'

const report = 'SOC/1481'
const knowsSecrets = existsSync(join(referenceFolder, 'restricted'))

function setting() {
  const { app, clock } = createTestApp()
  const { store } = app
  const publicKeys = () =>
    new Set(store.records.everything('public').records.map(({ register, body }) => `${register}/${body.id}`))
  const decide = (to: Clearance, mark?: string, source = report) =>
    clearSource(app, { source, to, mark: mark ?? previewClearing(store, source, to).mark, by: 7 })
  return { app, clock, store, publicKeys, decide }
}

function codeOf(act: () => unknown): string | undefined {
  try {
    act()
  } catch (error) {
    if (error instanceof DomainError) return error.fault.code
    throw error
  }
  return undefined
}

describe.runIf(knowsSecrets)('clearing a document', () => {
  test('publishes exactly the entries of the preview, and undoing it takes back exactly these', () => {
    const { store, publicKeys, decide } = setting()
    const before = publicKeys()
    const { moved } = previewClearing(store, report, 'public')
    expect(publicKeys()).toEqual(before)
    const { undo } = decide('public')
    const after = publicKeys()
    expect(moved.length).toBeGreaterThan(100)
    expect([...after].filter((key) => !before.has(key)).sort()).toEqual(moved.map(keyOf).sort())
    decide('restricted', undo)
    expect(publicKeys()).toEqual(before)
  })

  test('counts entries of many registers, remarks and differences among them', () => {
    const { store } = setting()
    const registers = new Set(previewClearing(store, report, 'public').moved.map(({ register }) => register))
    expect([...registers]).toEqual(
      expect.arrayContaining(['coordinators', 'concept-papers', 'events', 'facts', 'remarks', 'discrepancies']),
    )
  })

  test('says of what rests on another document too that this one stays unnamed, and no public list names it', () => {
    const { store, decide } = setting()
    const { moved } = previewClearing(store, report, 'public')
    expect(moved.filter(({ unnamed }) => unnamed.includes('SWG/739')).length).toBeGreaterThan(2)
    decide('public')
    expect(JSON.stringify(store.records.everything('public'))).not.toMatch(/SWG\/739|IO\/101|OBSER\/77/)
  })

  test('of the working group leaves offers to coordinate with those cleared, and what speaks of them', () => {
    const { store, decide } = setting()
    const { moved, held } = previewClearing(store, 'SWG/739', 'public')
    expect(held.map(keyOf)).toContain('coordinators/co-04')
    expect(held.find((each) => each.id === 'co-04')?.because).toEqual({ kind: 'offer' })
    expect(moved.map(keyOf)).not.toContain('coordinators/co-04')
    decide('public', undefined, 'SWG/739')
    expect(store.records.book('public').coordinators.every(({ status }) => status !== 'offered')).toBe(true)
  })

  test('reaches books that were made before', () => {
    const { store, decide } = setting()
    const old = store.records.book('public')
    decide('public')
    expect(store.records.book('public').coordinators.length).toBeGreaterThan(old.coordinators.length)
    expect(store.records.book('public').sources.has(report)).toBe(true)
  })

  test('is refused when a record was changed since the preview', () => {
    const { app, clock, store, decide } = setting()
    const { mark, moved } = previewClearing(store, report, 'public')
    const fact = store.records
      .everything('restricted')
      .records.find(({ register, body }) => register === 'facts' && moved.some(({ id }) => id === body.id))
    const body = factSchema.parse({ ...fact?.body, text: { en: 'Other words.' } })
    app.store.transaction(() => store.records.load([], [{ register: 'facts', body }], clock.now().toISOString()))
    expect(codeOf(() => decide('public', mark))).toBe('preview-changed')
    expect(store.sources.find(report)?.visibility).toBe('restricted')
    expect(codeOf(() => decide('public'))).toBeUndefined()
  })

  test('twice does it once: a press that is delivered again changes nothing', () => {
    const { store, publicKeys, decide } = setting()
    const { mark } = previewClearing(store, report, 'public')
    decide('public', mark)
    const after = publicKeys()
    expect(codeOf(() => decide('public', mark))).toBeUndefined()
    expect(publicKeys()).toEqual(after)
    expect(store.sources.clearedSince(new Date(0))).toHaveLength(1)
  })

  test('holds when the committed files are taken in again, and so does restricting again', () => {
    const { app, store, clock, publicKeys, decide } = setting()
    const before = publicKeys()
    decide('public')
    const after = publicKeys()
    importFolder({ store, clock, timeZone: app.config.timeZone }, referenceFolder)
    expect(publicKeys()).toEqual(after)
    decide('restricted')
    const [source] = store.records.everything('restricted').sources.filter(({ id }) => id === report)
    if (source === undefined) throw new Error('no source')
    app.store.transaction(() =>
      store.records.load([{ ...source, visibility: 'public' }], [], clock.now().toISOString()),
    )
    expect(publicKeys()).toEqual(before)
  })

  test('that is not on record is refused', () => {
    const { decide } = setting()
    expect(codeOf(() => decide('public', '', 'SOC/9999'))).toBe('source-gone')
  })
})

test('restricting a document takes back what waits to be sent of it, but not from readers with clearance', async () => {
  const { app, mail } = createTestApp({ now: '2026-12-09T20:00:00Z' })
  const quiet = { from: '22:00', until: '07:00' }
  app.store.people.grant({ id: 1002, access: 'focal-point', name: 'F', state: 'KAZ' }, 1, app.clock.now())
  for (const chat of [1001, 1002]) addSubscriber(app, chat, { quiet })
  putEvents(app, { id: 'ev-y', start: '2026-12-20' })
  putEvents(app, { id: 'ev-y', start: '2026-12-22' })
  await createRecordChangesJob(app, () => {}).run()
  const source = 'https://example.org/open'
  const { mark } = previewClearing(app.store, source, 'restricted')
  clearSource(app, { source, to: 'restricted', mark, by: 1 })
  const standing = Object.fromEntries(mail().map(({ chat, state }) => [chat, state]))
  expect(standing).toMatchObject({ 1001: 'cancelled', 1002: 'pending' })
})

test('a new record marked restricted that a cleared document makes public is named by the import', () => {
  const { app } = createTestApp()
  const source: Source = { id: 'SOC/9001', title: { en: 'Report' }, languages: [], visibility: 'restricted' }
  const record = (id: string) => {
    const body = { id, term: { en: `Term ${id}` }, sources: [source.id], asOf: '2026-11-01', visibility: 'restricted' }
    return { register: 'glossary', body: registers.glossary.parse(body) } as const
  }
  const take = (...ids: string[]) =>
    importRecords(
      { ...app, timeZone: app.config.timeZone },
      { kind: 'loaded', sources: [source], records: ids.map(record), feeds: [] },
    )
  expect(take('gl-a').opened).toEqual([])
  const { mark } = previewClearing(app.store, source.id, 'public')
  clearSource(app, { source: source.id, to: 'public', mark, by: 1 })
  expect(take('gl-a').opened).toEqual([])
  expect(take('gl-a', 'gl-b').opened).toEqual(['glossary/gl-b'])
})
