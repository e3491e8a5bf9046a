import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { importRecords } from './actions/import-records.ts'
import type { Lexicon } from './ask/lexicon.ts'
import { loadLexicon } from './ask/load-lexicon.ts'
import type { Clock } from './clock.ts'
import { type Config, ConfigError } from './config.ts'
import { placesSchema, taxonomySchema } from './domain/classify/taxonomy.ts'
import { type Classifier, compileTaxonomy } from './domain/classify.ts'
import type { FeedReading } from './feeds/read-feed.ts'
import type { Log } from './log.ts'
import { loadReference } from './reference/load-reference.ts'
import { openStore, type Store } from './store/store.ts'

/** All that commands, actions and jobs are handed. Tests build the same one over a database in memory. */
export type App = {
  readonly config: Config
  readonly clock: Clock
  readonly log: Log
  readonly store: Store
  readonly classifier: Classifier
  readonly lexicon: Lexicon
  /** Reads a feed as a poll would, for `/feeds test`; keeps nothing. */
  readonly readFeed: (address: string) => Promise<FeedReading>
}

/** Committed records, taxonomy and lexicon. */
export const referenceFolder = join(import.meta.dirname, '..', 'data', 'reference')

export type AppParts = Pick<App, 'config' | 'clock' | 'log' | 'readFeed'>

/** @throws ConfigError when the database cannot be used or a reference file is at fault */
export function createApp(parts: AppParts): App {
  const store = openRecords(parts.config.databasePath, parts.clock)
  return { ...parts, store, classifier: loadClassifier(), lexicon: loadLexicon(referenceFolder) }
}

/**
 * Opens the store and fills an empty one from the reference files.
 * @throws ConfigError when the database cannot be used or a reference file is at fault
 */
export function openRecords(databasePath: string, clock: Clock): Store {
  const store = openStore(databasePath)
  try {
    if (store.records.count() === 0) importFolder(store, clock, referenceFolder)
    return store
  } catch (error) {
    store.close()
    throw error
  }
}

/** The classifier of the committed taxonomy; needs no store. */
export function loadClassifier(): Classifier {
  const read = (file: string): unknown => parse(readFileSync(join(referenceFolder, file), 'utf8'))
  return compileTaxonomy(taxonomySchema.parse(read('taxonomy.yaml')), placesSchema.parse(read('places.yaml')))
}

/** @throws ConfigError that names file, line and field of every fault; nothing is loaded then */
export function importFolder(store: Store, clock: Clock, folder: string) {
  const reference = loadReference(folder)
  if (reference.kind === 'loaded') return importRecords(store, clock, reference)
  throw new ConfigError(reference.faults.map(faultLine))
}

export function faultLine(fault: {
  file: string
  line: number
  field: string
  problem: string
  record?: string
}): string {
  const field = [fault.record, fault.field].filter(Boolean).join(', ')
  return `${fault.file}:${fault.line}: ${field === '' ? '' : `${field}: `}${fault.problem}`
}
