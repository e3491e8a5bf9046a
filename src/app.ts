import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { type Desk, importRecords } from './actions/import-records.ts'
import { indexOf } from './ask/book-index.ts'
import type { Lexicon } from './ask/lexicon.ts'
import { loadLexicon } from './ask/load-lexicon.ts'
import type { Clock } from './clock.ts'
import { type Config, ConfigError } from './config.ts'
import { placesSchema, taxonomySchema } from './domain/classify/taxonomy.ts'
import { type Classifier, compileTaxonomy } from './domain/classify.ts'
import { type FeedLists, feedLists } from './feeds/feed-lists.ts'
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
  /** Made when it is first asked for: start-up does not wait for it. */
  readonly classifier: Classifier
  /** Likewise. */
  readonly lexicon: Lexicon
  /** Reads a feed as a poll would, for `/feeds test`; keeps nothing. */
  readonly readFeed: (address: string) => Promise<FeedReading>
  /** Lists of feeds as other programs keep them (OPML). */
  readonly feedLists: FeedLists
}

/** Committed records, taxonomy and lexicon. */
export const referenceFolder = join(import.meta.dirname, '..', 'data', 'reference')

export type AppParts = Pick<App, 'config' | 'clock' | 'log' | 'readFeed'>

/** @throws ConfigError when the database cannot be used or a reference file is at fault */
export function createApp(parts: AppParts): App {
  const store = openRecords(parts.config, parts.clock)
  return {
    ...parts,
    store,
    feedLists,
    get classifier() {
      return committedClassifier()
    },
    get lexicon() {
      return committedLexicon()
    },
  }
}

/** Files of the program itself never change while it runs: they are read when first needed, once for every App of the process. */
function once<T>(read: () => T): () => T {
  let kept: T | undefined
  return () => {
    kept ??= read()
    return kept
  }
}

const committedClassifier = once(loadClassifier)
const committedLexicon = once(() => loadLexicon(referenceFolder))

/** Between two steps of warming up there is room for whoever writes meanwhile. */
const warmUpPause = 50

/**
 * Makes ready, once polling has begun, what the first question and the first news item need: half a second of work in three
 * steps. A file at fault ends the process as it would have at start.
 * @returns what ends it early
 */
export function warmUp(app: App): () => void {
  const steps = [
    () => app.lexicon,
    () => indexOf(app.store.records.book('public'), app.lexicon),
    () => app.classifier,
  ].values()
  const next = () => {
    const { done, value: step } = steps.next()
    if (done === true) return
    step()
    timer = setTimeout(next, warmUpPause)
  }
  let timer = setTimeout(next, warmUpPause)
  return () => clearTimeout(timer)
}

/**
 * Opens the store and fills an empty one from the reference files.
 * @throws ConfigError when the database cannot be used or a reference file is at fault
 */
export function openRecords(config: Pick<Config, 'databasePath' | 'timeZone'>, clock: Clock): Store {
  const { databasePath, timeZone } = config
  const store = openStore(databasePath)
  try {
    if (store.records.count() === 0) importFolder({ store, clock, timeZone }, referenceFolder)
    return store
  } catch (error) {
    store.close()
    throw error
  }
}

/** The classifier of the committed taxonomy; needs no store. */
export function loadClassifier(): Classifier {
  const read = (file: string): unknown => load(readFileSync(join(referenceFolder, file), 'utf8'))
  return compileTaxonomy(taxonomySchema.parse(read('taxonomy.yaml')), placesSchema.parse(read('places.yaml')))
}

/** @throws ConfigError that names file, line and field of every fault; nothing is loaded then */
export function importFolder(desk: Desk, folder: string) {
  const reference = loadReference(folder)
  if (reference.kind === 'loaded') return importRecords(desk, reference)
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
