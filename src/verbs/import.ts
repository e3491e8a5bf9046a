import { statSync } from 'node:fs'
import { type Desk, type Imported, importRecords } from '../actions/import-records.ts'
import { faultLine, importFolder, openRecords, referenceFolder } from '../app.ts'
import { createClock } from '../clock.ts'
import { ConfigError } from '../config.ts'
import { checkReferences } from '../reference/check-references.ts'
import { textOf } from '../reference/load-reference.ts'
import { parseRecordsFile } from '../reference/parse-records.ts'
import type { Verb } from './verb.ts'

/**
 * `import FILE` takes in a register file or an export, `import FOLDER` a reference folder, `import` the committed one.
 * One bad record, and nothing is loaded: every fault is named with its file, line and field.
 */
export const importFrom: Verb = async ({ words, output, config }) => {
  const path = words[0] ?? referenceFolder
  const clock = createClock(config.clockStart)
  const store = openRecords(config, clock)
  const desk = { store, clock, timeZone: config.timeZone }
  try {
    const { added, changed, unchanged, opened } = isFolder(path) ? importFolder(desk, path) : importFile(desk, path)
    output.write(`${added} added, ${changed} changed, ${unchanged} unchanged\n`)
    if (opened.length > 0)
      output.write(
        `public, although marked restricted, because their document was cleared in the chat: ${opened.join(', ')}\n`,
      )
    return 0
  } finally {
    store.close()
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    throw new ConfigError([`${path}: no such file or folder`])
  }
}

function importFile(desk: Desk, path: string): Imported {
  const text = textOf(path)
  if (text === undefined) throw new ConfigError([`${path}: the file is not UTF-8 text`])
  const parsed = parseRecordsFile(path, text)
  if (parsed.kind !== 'parsed') throw new ConfigError(parsed.faults.map(faultLine))
  const faults = checkReferences(parsed, desk.store.records.known(), { mixedSources: true })
  if (faults.length > 0) throw new ConfigError(faults.map(faultLine))
  const { sources, records, feeds } = parsed
  return importRecords(desk, {
    kind: 'loaded',
    sources: sources.map(({ value }) => value),
    records: records.map(({ value }) => value),
    feeds: feeds.map(({ value }) => value),
  })
}
