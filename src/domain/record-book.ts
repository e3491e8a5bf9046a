import type { z } from 'zod'
import type { Clearance } from './access.ts'
import type { Attested, Envelope, Source } from './record.ts'
import { type RecordOf, type RegisterName, registers } from './registers.ts'

export type AttestedRecord<R extends RegisterName> = Attested<RecordOf<R>>

/**
 * Everything that a viewer of one clearance may know, register by register in the order of the files.
 * Restricted records, remarks and sources are absent from a public book, not hidden in it.
 */
export type RecordBook = { readonly [R in RegisterName]: readonly AttestedRecord<R>[] } & {
  readonly clearance: Clearance
  readonly sources: ReadonlyMap<string, Source>
}

/** A record as the store keeps it: the name of its register and a body of that register's shape. */
export type LooseRecord = { readonly register: RegisterName; readonly body: unknown }

/** Of remarks and discrepancies what concerns one record, keyed `register/id`. */
function groupBy<T>(values: readonly T[], keysOf: (value: T) => readonly string[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const value of values) {
    for (const key of keysOf(value)) {
      const group = groups.get(key)
      if (group === undefined) groups.set(key, [value])
      else group.push(value)
    }
  }
  return groups
}

/**
 * @param sources those a viewer of this clearance may see
 * @param records likewise; @throws ZodError when a body is not of its register's shape
 */
export function createRecordBook(
  clearance: Clearance,
  sources: readonly Source[],
  records: readonly LooseRecord[],
): RecordBook {
  const known = new Map(sources.map((source) => [source.id, source]))
  const seen = (ids: readonly string[]) => ids.flatMap((id) => known.get(id) ?? [])
  const byRegister = groupBy(records, (record) => [record.register])
  const parsed = <T>(register: RegisterName, schema: z.ZodType<T>) =>
    (byRegister.get(register) ?? []).map((record) => schema.parse(record.body))

  const remarks = groupBy(parsed('remarks', registers.remarks), (remark) => [remark.record])
  const discrepancies = groupBy(parsed('discrepancies', registers.discrepancies), (each) => each.records)

  function shelf<T extends Envelope>(register: RegisterName, schema: z.ZodType<T>): readonly Attested<T>[] {
    return parsed(register, schema).map((body) => {
      const { sources: attesting, related, ...fields } = body
      const own = remarks.get(`${register}/${body.id}`) ?? []
      return {
        ...fields,
        sources: seen([
          ...new Set([...attesting, ...own.filter((remark) => !remark.text).flatMap((remark) => remark.sources)]),
        ]),
        related: seen(related),
        remarks: own.flatMap(({ text, sources, visibility }) =>
          text ? [{ text, sources: seen(sources), visibility }] : [],
        ),
        discrepancies: (discrepancies.get(`${register}/${body.id}`) ?? []).map(({ id, text, visibility }) => ({
          ...{ id, text, visibility },
        })),
      }
    })
  }

  return {
    clearance,
    sources: known,
    'member-states': shelf('member-states', registers['member-states']),
    organizations: shelf('organizations', registers.organizations),
    bodies: shelf('bodies', registers.bodies),
    dimensions: shelf('dimensions', registers.dimensions),
    areas: shelf('areas', registers.areas),
    coordinators: shelf('coordinators', registers.coordinators),
    'concept-papers': shelf('concept-papers', registers['concept-papers']),
    treaties: shelf('treaties', registers.treaties),
    'treaty-actions': shelf('treaty-actions', registers['treaty-actions']),
    'ratification-status': shelf('ratification-status', registers['ratification-status']),
    events: shelf('events', registers.events),
    deadlines: shelf('deadlines', registers.deadlines),
    memoranda: shelf('memoranda', registers.memoranda),
    chairmanships: shelf('chairmanships', registers.chairmanships),
    officials: shelf('officials', registers.officials),
    'road-map': shelf('road-map', registers['road-map']),
    glossary: shelf('glossary', registers.glossary),
    rules: shelf('rules', registers.rules),
    facts: shelf('facts', registers.facts),
    remarks: shelf('remarks', registers.remarks),
    discrepancies: shelf('discrepancies', registers.discrepancies),
  }
}
