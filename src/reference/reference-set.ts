import type { Source } from '../domain/record.ts'
import type { RecordOf, RegisterName } from '../domain/registers.ts'
import type { FeedEntry } from './feeds.ts'

/** What keeps a file from being taken, and where a person finds it. */
export type Fault = {
  readonly file: string
  /** Counted from 1. */
  readonly line: number
  /** `register/id` of the record, where it is known. */
  readonly record?: string
  /** The path within the record, such as `title.ru`; empty where the fault is the whole record's or the file's. */
  readonly field: string
  readonly problem: string
}

/** A record in the defaults-filled shape of its register. */
export type ReferenceRecord = { readonly register: RegisterName; readonly body: RecordOf<RegisterName> }

/** All that the reference files hold, or every fault in them: one bad record and nothing is loaded. */
export type ReferenceSet =
  | {
      readonly kind: 'loaded'
      readonly sources: readonly Source[]
      readonly records: readonly ReferenceRecord[]
      readonly feeds: readonly FeedEntry[]
    }
  | { readonly kind: 'faulty'; readonly faults: readonly Fault[] }

/** Where a value came from, for faults that only show when files are seen together. */
export type Origin = { readonly file: string; readonly lineOf: (field: string) => number }

export type Placed<T> = { readonly value: T; readonly origin: Origin }

/** One file's contents, each in its own right shape; nothing is known yet of what they refer to. */
export type ParsedFile = {
  readonly sources: readonly Placed<Source>[]
  readonly records: readonly Placed<ReferenceRecord>[]
  readonly feeds: readonly Placed<FeedEntry>[]
}

export type ParsedRecords =
  | ({ readonly kind: 'parsed' } & ParsedFile)
  | {
      readonly kind: 'faulty'
      readonly faults: readonly Fault[]
      /** The entries that are in their right shape, so that their other faults are found in the same reading. */
      readonly sound: ParsedFile
      /** `register/id` of those that are not: what refers to them is not at fault. */
      readonly unsound: readonly string[]
    }
  /** Not YAML at all: nothing is known of what the file holds. */
  | { readonly kind: 'unreadable'; readonly faults: readonly Fault[] }
