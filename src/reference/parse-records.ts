import { basename, extname } from 'node:path'
import type { z } from 'zod'
import { longestRecordId, type Source, sourceSchema } from '../domain/record.ts'
import { isRegisterName, registers } from '../domain/registers.ts'
import { type FeedEntry, feedEntrySchema } from './feeds.ts'
import { type LocatedYaml, type Path, parseLocatedYaml } from './located-yaml.ts'
import type { Fault, Origin, ParsedRecords, Placed, ReferenceRecord } from './reference-set.ts'

type Located = Extract<LocatedYaml, { kind: 'parsed' }>

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function idOf(value: unknown): string | undefined {
  return isObject(value) && typeof value.id === 'string' ? value.id : undefined
}

function listNameOf(fileName: string): string {
  return basename(fileName, extname(fileName))
}

function isListName(name: string): boolean {
  return isRegisterName(name) || name === 'sources' || name === 'feeds'
}

/**
 * Reads what `import FILE` is given: a list, whose register is the file's name (`events.yaml`, also `sources` and
 * `feeds`), or a document that maps register names to lists. YAML or JSON. Checks each record against its register's
 * shape and nothing beyond it; see {@link checkReferences} for what records say of each other.
 *
 * @returns everything in the file, or every fault in it with its line
 */
export function parseRecordsFile(fileName: string, text: string): ParsedRecords {
  const yaml = parseLocatedYaml(text.replace(/^\uFEFF/, ''))
  if (yaml.kind === 'faulty') {
    const faults = yaml.errors.map((error) => ({ file: fileName, field: '', ...error }))
    return { kind: 'unreadable', faults }
  }
  const sources: Placed<Source>[] = []
  const records: Placed<ReferenceRecord>[] = []
  const feeds: Placed<FeedEntry>[] = []
  const faults: Fault[] = []
  const unsound: string[] = []

  function eachOf<T>(name: string, schema: z.ZodType<T>, list: readonly unknown[], at: Path): Placed<T>[] {
    return list.flatMap((item, index) => {
      const path = [...at, index]
      const result = schema.safeParse(item)
      if (result.success) return [{ value: result.data, origin: originOf(fileName, located, path) }]
      const id = idOf(item)
      const record = id === undefined ? undefined : `${name}/${id}`
      if (record !== undefined) unsound.push(record)
      faults.push(...faultsOf(result.error, { fileName, located, path, record }))
      return []
    })
  }

  function refuseLongId(register: string, id: string, origin: Origin): void {
    if (id.length <= longestRecordId) return
    const record = `${register}/${id}`
    unsound.push(record)
    const problem = `at most ${longestRecordId} characters`
    faults.push({ file: fileName, line: origin.lineOf('id'), record, field: 'id', problem })
  }

  function take(name: string, value: unknown, at: Path): void {
    const fault = (problem: string) => faults.push({ file: fileName, line: located.lineOf(at), field: '', problem })
    if (!isListName(name)) fault(`“${name}” is not a register`)
    else if (value === null || value === undefined) return
    else if (!Array.isArray(value)) fault(`a list of records is expected for “${name}”`)
    else if (name === 'sources') sources.push(...eachOf(name, sourceSchema, value, at))
    else if (name === 'feeds') feeds.push(...eachOf(name, feedEntrySchema, value, at))
    else if (isRegisterName(name)) {
      const bodies = eachOf<ReferenceRecord['body']>(name, registers[name], value, at)
      for (const { value: body, origin } of bodies) refuseLongId(name, body.id, origin)
      records.push(...bodies.map(({ value: body, origin }) => ({ value: { register: name, body }, origin })))
    }
  }

  const located: Located = yaml
  if (isObject(yaml.value)) for (const [name, list] of Object.entries(yaml.value)) take(name, list, [name])
  else take(listNameOf(fileName), yaml.value, [])
  const sound = { sources, records, feeds }
  return faults.length > 0 ? { kind: 'faulty', faults, sound, unsound } : { kind: 'parsed', ...sound }
}

function originOf(file: string, located: Located, path: Path): Origin {
  return {
    file,
    lineOf: (field) => {
      const steps = field === '' ? [] : field.split('.')
      return located.lineOf([...path, ...steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step))])
    },
  }
}

type FaultPlace = {
  readonly fileName: string
  readonly located: Located
  readonly path: Path
  readonly record: string | undefined
}

function faultsOf(error: z.ZodError, { fileName, located, path, record }: FaultPlace): Fault[] {
  return error.issues.flatMap((issue) => {
    // A mistyped field name is found on its own line, not on that of its record.
    const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]
    return paths.map((inside) => ({
      file: fileName,
      line: located.lineOf([...path, ...inside]),
      ...(record === undefined ? {} : { record }),
      field: inside.join('.'),
      problem: issue.code === 'unrecognized_keys' ? 'no such field' : issue.message,
    }))
  })
}
