import { importRecords } from '#src/actions/import-records.ts'
import type { App } from '#src/app.ts'
import { registers } from '#src/domain/registers.ts'

const sources = {
  public: { id: 'test-page', title: { en: 'Page of the tests' }, languages: [], visibility: 'public' },
  restricted: { id: 'TEST/NOTE/7', title: { en: 'Note of the tests' }, languages: [], visibility: 'restricted' },
} as const

export type TestEvent = {
  readonly id: string
  readonly title: string
  /** `YYYY-MM-DD`, or less exactly known. */
  readonly start: string
  readonly end?: string
  readonly status?: 'planned' | 'confirmed' | 'held' | 'cancelled' | 'postponed'
  readonly visibility?: 'public' | 'restricted'
  /** A meeting of everybody without one. */
  readonly dimension?: 'economic' | 'human'
}

/** An event as `import` takes it in; the same id again changes it. */
export function addEvent({ store, clock, config }: Pick<App, 'store' | 'clock' | 'config'>, event: TestEvent): void {
  const { id, title, start, end, status = 'confirmed', visibility = 'public', dimension } = event
  const body = registers.events.parse({
    id,
    title: { en: title },
    type: dimension === undefined ? 'working' : 'cbm',
    ...(dimension === undefined ? { body: 'swg' } : { dimension }),
    start,
    ...(end === undefined ? {} : { end }),
    place: { en: 'Astana' },
    status,
    sources: [sources[visibility].id],
    asOf: '2026-11-01',
    visibility,
  })
  importRecords(
    { store, clock, timeZone: config.timeZone },
    {
      kind: 'loaded',
      sources: Object.values(sources).map((source) => ({ ...source, languages: [] })),
      records: [{ register: 'events', body }],
      feeds: [],
    },
  )
}

export type TestDeadline = {
  readonly id: string
  readonly title: string
  readonly due: string
  readonly withdrawnOn?: string
  readonly visibility?: 'public' | 'restricted'
}

/** A deadline as `import` takes it in; the same id again changes it. */
export function addDeadline(
  { store, clock, config }: Pick<App, 'store' | 'clock' | 'config'>,
  deadline: TestDeadline,
): void {
  const { id, title, due, withdrawnOn, visibility = 'public' } = deadline
  const body = registers.deadlines.parse({
    id,
    title: { en: title },
    kind: 'comments',
    wording: { en: 'by that day' },
    addressees: 'member-states',
    due,
    issuedOn: '2026-11-01',
    document: { en: 'Note of the tests' },
    ...(withdrawnOn === undefined ? {} : { withdrawnOn }),
    sources: [sources[visibility].id],
    asOf: '2026-11-01',
    visibility,
  })
  importRecords(
    { store, clock, timeZone: config.timeZone },
    {
      kind: 'loaded',
      sources: Object.values(sources).map((source) => ({ ...source, languages: [] })),
      records: [{ register: 'deadlines', body }],
      feeds: [],
    },
  )
}
