import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'

const reference = join(import.meta.dirname, '..', '..', 'data', 'reference')
const locales = join(import.meta.dirname, '..', '..', 'locales')

/** Fields that nobody reads: they name other records, kinds and days. */
const structural = new Set([
  ...['id', 'visibility', 'type', 'body', 'status', 'asOf', 'start', 'end', 'due', 'kind', 'register', 'record'],
  ...['unofficial', 'languages', 'confidence', 'relation', 'state', 'area', 'dimension', 'issuedOn', 'role'],
])

function leaves(value: unknown, field = ''): string[] {
  if (typeof value === 'string') return structural.has(field) ? [] : [value]
  if (Array.isArray(value)) return value.flatMap((each) => leaves(each, field))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, each]) => leaves(each, name))
}

const folded = (text: string) => text.replace(/\s+/g, ' ').trim()

function yamlIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.yaml') && name !== 'lexicon.yaml')
}

/**
 * What only restricted records say: every text and document symbol in data/reference/restricted that stands nowhere in the
 * public files or in the interface. Empty in a copy of the project without the folder.
 */
export function restrictedCanaries(): readonly string[] {
  const folder = join(reference, 'restricted')
  if (!existsSync(folder)) return []
  const everything = [
    ...yamlIn(reference).map((name) => readFileSync(join(reference, name), 'utf8')),
    ...readdirSync(locales).map((name) => readFileSync(join(locales, name), 'utf8')),
  ].join('\n')
  const open = folded(everything.replace(/^#.*$/gm, ''))
  const texts = yamlIn(folder).flatMap((name) => leaves(load(readFileSync(join(folder, name), 'utf8'))))
  const symbols = leavesOf(join(folder, 'sources.yaml'))
  const words = texts.filter((text) => !/^[a-z0-9/.-]+$/.test(text))
  return [...new Set([...words, ...symbols].map(folded))].filter((text) => text.length >= 6 && !open.includes(text))
}

/** A source's id is its document symbol, which answers name. */
function leavesOf(file: string): string[] {
  const sources: unknown = load(readFileSync(file, 'utf8'))
  return Array.isArray(sources)
    ? sources.flatMap((each: unknown) =>
        typeof each === 'object' && each !== null && 'id' in each && typeof each.id === 'string' ? [each.id] : [],
      )
    : []
}

/** The canaries that stand in a text as people see it. */
export function canariesIn(text: string, canaries: readonly string[]): string[] {
  const shown = folded(text)
  return canaries.filter((canary) => shown.includes(canary))
}
