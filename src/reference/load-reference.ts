import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Clearance } from '../domain/access.ts'
import { checkReferences, type Known } from './check-references.ts'
import { parseRecordsFile } from './parse-records.ts'
import type { Fault, Origin, ParsedFile, ParsedRecords, Placed, ReferenceSet } from './reference-set.ts'

/** Files of the folder that are no registers: they belong to the classifier and to the understanding of questions. */
const foreignFiles: readonly string[] = ['taxonomy.yaml', 'places.yaml', 'lexicon.yaml']

type Held = { readonly key: string; readonly visibility: Clearance }

function yamlFilesIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name) && !foreignFiles.includes(name))
    .sort()
}

/** The folder decides who may have a file, so nothing may stand in the wrong one. */
function misplaced(entries: readonly Placed<Held>[], folder: Clearance): readonly Fault[] {
  return entries
    .filter(({ value }) => value.visibility !== folder)
    .map(({ value, origin }) => ({
      file: origin.file,
      line: origin.lineOf('visibility'),
      record: value.key,
      field: 'visibility',
      problem:
        folder === 'public'
          ? 'restricted entries belong in the folder restricted/'
          : 'only restricted entries belong in the folder restricted/',
    }))
}

function heldIn(file: ParsedFile): readonly Placed<Held>[] {
  const held = (key: string, visibility: Clearance, origin: Origin) => ({ value: { key, visibility }, origin })
  return [
    ...file.sources.map(({ value, origin }) => held(`sources/${value.id}`, value.visibility, origin)),
    ...file.records.map(({ value: { register, body }, origin }) =>
      held(`${register}/${body.id}`, body.visibility, origin),
    ),
  ]
}

type Part = {
  readonly files: readonly ParsedFile[]
  readonly faults: readonly Fault[]
  readonly unsound: readonly string[]
  /** Whether every file could be read: else what is missing says nothing. */
  readonly whole: boolean
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** @returns undefined where the file is not UTF-8 text */
export function textOf(path: string): string | undefined {
  try {
    return utf8.decode(readFileSync(path))
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

function readFile(folder: string, prefix: string, name: string): ParsedRecords {
  const file = `${prefix}${name}`
  const text = textOf(join(folder, name))
  if (text !== undefined) return parseRecordsFile(file, text)
  return { kind: 'unreadable', faults: [{ file, line: 1, field: '', problem: 'the file is not UTF-8 text' }] }
}

function soundPart(parsed: ParsedRecords): readonly ParsedFile[] {
  if (parsed.kind === 'unreadable') return []
  return [parsed.kind === 'parsed' ? parsed : parsed.sound]
}

function readPart(folder: string, prefix: string, visibility: Clearance): Part {
  const read = yamlFilesIn(folder).map((name) => readFile(folder, prefix, name))
  const files = read.flatMap(soundPart)
  const faults = read.flatMap((parsed) => (parsed.kind === 'parsed' ? [] : parsed.faults))
  return {
    files,
    faults: [...faults, ...misplaced(files.flatMap(heldIn), visibility)],
    unsound: read.flatMap((parsed) => (parsed.kind === 'faulty' ? parsed.unsound : [])),
    whole: read.every((parsed) => parsed.kind !== 'unreadable'),
  }
}

function unsoundAsKnown(keys: readonly string[]): Known {
  const prefix = 'sources/'
  const standing = (ids: readonly string[]) => new Map(ids.map((id) => [id, 'unsound' as const]))
  return {
    sources: standing(keys.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length))),
    records: standing(keys),
  }
}

function byPlace(a: Fault, b: Fault): number {
  return a.file.localeCompare(b.file) || a.line - b.line
}

/**
 * Reads `data/reference/` and, where it is there, its folder `restricted/`; without it the public records stand alone.
 *
 * @param folder the path of the reference folder
 * @returns all sources, records and feeds, or every fault in every file together
 */
export function loadReference(folder: string): ReferenceSet {
  if (!existsSync(folder)) {
    return { kind: 'faulty', faults: [{ file: folder, line: 1, field: '', problem: 'no such folder' }] }
  }
  const restricted = join(folder, 'restricted')
  const parts = [
    readPart(folder, '', 'public'),
    ...(existsSync(restricted) ? [readPart(restricted, 'restricted/', 'restricted')] : []),
  ]
  const files = parts.flatMap((part) => part.files)
  const together: ParsedFile = {
    sources: files.flatMap((file) => file.sources),
    records: files.flatMap((file) => file.records),
    feeds: files.flatMap((file) => file.feeds),
  }
  const unsound = unsoundAsKnown(parts.flatMap((part) => part.unsound))
  const crossFaults = parts.every((part) => part.whole) ? checkReferences(together, unsound) : []
  const faults = [...parts.flatMap((part) => part.faults), ...crossFaults]
  if (faults.length > 0) return { kind: 'faulty', faults: faults.sort(byPlace) }
  return {
    kind: 'loaded',
    sources: together.sources.map(({ value }) => value),
    records: together.records.map(({ value }) => value),
    feeds: together.feeds.map(({ value }) => value),
  }
}
