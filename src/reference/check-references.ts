import type { Clearance } from '../domain/access.ts'
import { type Restriction, restrictions, type Weighed } from '../domain/openness.ts'
import { referencesOf } from '../domain/record-references.ts'
import { isRegisterName } from '../domain/registers.ts'
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

export type CheckOptions = {
  /**
   * Files that may be given to anybody name no restricted source beside a public one. An export of the store may: when one
   * document of two is cleared, its records are public and rest on the other too, which the public is not told of.
   */
  readonly mixedSources?: boolean
}

/** Stands for the sources of records that are known by their visibility alone. */
const somePublic = ' public'

/** Why records are restricted, among those of the files and those known already. */
function closedRecords(
  files: ParsedFile,
  sources: ReadonlyMap<string, Standing>,
  known: Known,
): ReadonlyMap<string, Restriction> {
  const there = [...known.records].flatMap(([key, standing]): Weighed[] => {
    const [register = '', id = ''] = key.split('/')
    return isRegisterName(register)
      ? [{ register, id, body: {}, sources: standing === 'restricted' ? [] : [somePublic] }]
      : []
  })
  const own = files.records.map(({ value: { register, body } }): Weighed => {
    const { sources: attesting, related: _, ...fields } = body
    return { register, id: body.id, body: fields, sources: attesting }
  })
  const clearances = [...sources].map(
    ([id, standing]) => [id, standing === 'restricted' ? standing : 'public'] as const,
  )
  const named = new Set(own.map(({ register, id }) => `${register}/${id}`))
  const others = there.filter(({ register, id }) => !named.has(`${register}/${id}`))
  return restrictions([...own, ...others], new Map<string, Clearance>([...clearances, [somePublic, 'public']]))
}

function keyOf({ register, body }: ReferenceRecord): string {
  return `${register}/${body.id}`
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
 * exactly when all its sources are or another rule keeps it so, and nothing public names anything restricted.
 *
 * @returns every fault, in the order of the files
 */
export function checkReferences(
  files: ParsedFile,
  known: Known = nothing,
  { mixedSources = false }: CheckOptions = {},
): readonly Fault[] {
  const sources = new Map<string, Standing>([
    ...known.sources,
    ...files.sources.map(({ value }) => [value.id, value.visibility] as const),
  ])
  const records = new Map<string, Standing>([
    ...known.records,
    ...files.records.map(({ value }) => [keyOf(value), value.body.visibility] as const),
  ])
  const closed = closedRecords(files, sources, known)
  return [
    ...duplicates(files.sources, (source) => `sources/${source.id}`),
    ...duplicates(files.feeds, (feed) => `feeds/${feed.id}`),
    ...duplicates(files.records, keyOf),
    ...files.records.flatMap((placed) => sourceFaults(placed, sources, mixedSources)),
    ...files.records.flatMap((placed) => visibilityFaults(placed, sources, closed)),
    ...files.records.flatMap((placed) => recordFaults(placed, records)),
    ...files.feeds.flatMap(({ value, origin }) =>
      value.state === undefined || records.has(`member-states/${value.state}`)
        ? []
        : [faultAt(origin, `feeds/${value.id}`, 'state', `there is no member State “${value.state}”`)],
    ),
  ]
}

function sourceFaults(
  { value, origin }: Placed<ReferenceRecord>,
  sources: ReadonlyMap<string, Standing>,
  mixedSources: boolean,
): Fault[] {
  const { visibility } = value.body
  const fault = (field: string, problem: string) => faultAt(origin, keyOf(value), field, problem)
  const named = [
    ...value.body.sources.map((id, index) => ({ id, field: `sources.${index}` })),
    ...value.body.related.map((id, index) => ({ id, field: `related.${index}` })),
  ]
  return named.flatMap(({ id, field }) => {
    const held = sources.get(id)
    if (held === undefined) return [fault(field, `there is no source “${id}”`)]
    // Its symbol alone would tell the public that the document exists and what it speaks of.
    if (!mixedSources && visibility === 'public' && held === 'restricted')
      return [fault(field, 'a public record may not name a restricted source; put what it says into a remark')]
    return []
  })
}

function visibilityFaults(
  { value, origin }: Placed<ReferenceRecord>,
  sources: ReadonlyMap<string, Standing>,
  closed: ReadonlyMap<string, Restriction>,
): Fault[] {
  const key = keyOf(value)
  const because = closed.get(key)
  const fault = (problem: string) => [faultAt(origin, key, 'visibility', problem)]
  const hasPublicSource = value.body.sources.some((id) => sources.get(id) === 'public')
  if (value.body.visibility === 'restricted' && hasPublicSource && because === undefined)
    return fault('a record with a public source is public; a page that only touches on it is related')
  if (value.body.visibility === 'public' && because?.kind === 'offer')
    return fault('an offer to coordinate is restricted')
  if (value.body.visibility === 'public' && because?.kind === 'names')
    return fault(`a public record may not name the restricted document “${because.source}”`)
  return []
}

function recordFaults({ value, origin }: Placed<ReferenceRecord>, records: ReadonlyMap<string, Standing>): Fault[] {
  return referencesOf(value.body).flatMap(({ field, name, keys }) => {
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
