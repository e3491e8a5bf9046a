import type { Clearance } from '../domain/access.ts'
import { isRegisterName, type RegisterName } from '../domain/registers.ts'
import type { Fault, Origin, ParsedFile, Placed, ReferenceRecord } from './reference-set.ts'

/** What is there to be referred to besides the files at hand: for `import FILE`, what the store holds. */
export type Known = {
  /** By source id. */
  readonly sources: ReadonlyMap<string, Standing>
  /** By `register/id`. */
  readonly records: ReadonlyMap<string, Standing>
}

/** An unsound entry is there but has faults of its own: to refer to it is no second fault. */
export type Standing = Clearance | 'unsound'

const nothing: Known = { sources: new Map(), records: new Map() }

/** Fields that name another record, and the register it is sought in. */
const targets: Readonly<Record<string, RegisterName>> = {
  state: 'member-states',
  preparedBy: 'member-states',
  area: 'areas',
  dimension: 'dimensions',
  body: 'bodies',
  furtherBodies: 'bodies',
  approvedBy: 'bodies',
  organization: 'organizations',
  treaty: 'treaties',
  postponedTo: 'events',
}

function keyOf({ register, body }: ReferenceRecord): string {
  return `${register}/${body.id}`
}

/** An organiser is a State by its code, else an organisation or a body. */
function organiserKeys(id: string): readonly string[] {
  return /^[A-Z]{3}$/.test(id) ? [`member-states/${id}`] : [`organizations/${id}`, `bodies/${id}`]
}

function keysFor(field: string, value: string): readonly string[] {
  if (field === 'record' || field === 'records') return [value]
  if (field === 'organisers') return organiserKeys(value)
  const register = targets[field]
  return register === undefined ? [] : [`${register}/${value}`]
}

type Reference = { readonly field: string; readonly name: string; readonly keys: readonly string[] }

function referencesOf(record: ReferenceRecord): readonly Reference[] {
  return Object.entries(record.body).flatMap(([field, value]: [string, unknown]) => {
    const named = (name: unknown, path: string): Reference[] => {
      const keys = typeof name === 'string' ? keysFor(field, name) : []
      return keys.length === 0 ? [] : [{ field: path, name: String(name), keys }]
    }
    return Array.isArray(value) ? value.flatMap((name, index) => named(name, `${field}.${index}`)) : named(value, field)
  })
}

function duplicates<T>(placed: readonly Placed<T>[], keyOfValue: (value: T) => string): readonly Fault[] {
  const first = new Map<string, Origin>()
  return placed.flatMap(({ value, origin }) => {
    const key = keyOfValue(value)
    const earlier = first.get(key)
    if (earlier === undefined) {
      first.set(key, origin)
      return []
    }
    const there = `${earlier.file}, line ${earlier.lineOf('id')}`
    return [faultAt(origin, key, 'id', `this id is already taken in ${there}`)]
  })
}

function faultAt(origin: Origin, record: string, field: string, problem: string): Fault {
  return { file: origin.file, line: origin.lineOf(field), record, field, problem }
}

/**
 * What must hold between records: ids are unique, every source and record referred to exists, a record is restricted
 * exactly when all its sources are, and nothing public names anything restricted.
 *
 * @returns every fault, in the order of the files
 */
export function checkReferences(files: ParsedFile, known: Known = nothing): readonly Fault[] {
  const sources = new Map<string, Standing>([
    ...known.sources,
    ...files.sources.map(({ value }) => [value.id, value.visibility] as const),
  ])
  const records = new Map<string, Standing>([
    ...known.records,
    ...files.records.map(({ value }) => [keyOf(value), value.body.visibility] as const),
  ])
  return [
    ...duplicates(files.sources, (source) => `sources/${source.id}`),
    ...duplicates(files.feeds, (feed) => `feeds/${feed.id}`),
    ...duplicates(files.records, keyOf),
    ...files.records.flatMap((placed) => sourceFaults(placed, sources)),
    ...files.records.flatMap((placed) => recordFaults(placed, records)),
    ...files.feeds.flatMap(({ value, origin }) =>
      value.state === undefined || records.has(`member-states/${value.state}`)
        ? []
        : [faultAt(origin, `feeds/${value.id}`, 'state', `there is no member State “${value.state}”`)],
    ),
  ]
}

function sourceFaults({ value, origin }: Placed<ReferenceRecord>, sources: ReadonlyMap<string, Standing>): Fault[] {
  const { visibility } = value.body
  const fault = (field: string, problem: string) => faultAt(origin, keyOf(value), field, problem)
  const named = [
    ...value.body.sources.map((id, index) => ({ id, field: `sources.${index}` })),
    ...value.body.related.map((id, index) => ({ id, field: `related.${index}` })),
  ]
  const faults = named.flatMap(({ id, field }) => {
    const held = sources.get(id)
    if (held === undefined) return [fault(field, `there is no source “${id}”`)]
    // Its symbol alone would tell the public that the document exists and what it speaks of.
    if (visibility === 'public' && held === 'restricted')
      return [fault(field, 'a public record may not name a restricted source; put what it says into a remark')]
    return []
  })
  const attesting = value.body.sources.map((id) => sources.get(id))
  if (visibility === 'restricted' && attesting.includes('public'))
    faults.push(
      fault('visibility', 'a record with a public source is public; a page that only touches on it is related'),
    )
  return faults
}

function recordFaults({ value, origin }: Placed<ReferenceRecord>, records: ReadonlyMap<string, Standing>): Fault[] {
  return referencesOf(value).flatMap(({ field, name, keys }) => {
    const held = keys.flatMap((key) => records.get(key) ?? [])
    const fault = (problem: string) => [faultAt(origin, keyOf(value), field, problem)]
    if (held.length === 0) {
      const register = keys.length === 1 ? keys[0]?.split('/')[0] : undefined
      const where = register !== undefined && isRegisterName(register) ? ` in ${register}` : ''
      return fault(`there is no record “${name}”${where}`)
    }
    if (value.body.visibility === 'public' && held.every((each) => each === 'restricted'))
      return fault(`a public record may not refer to the restricted record “${name}”`)
    return []
  })
}
