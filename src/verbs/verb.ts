import type { Readable, Writable } from 'node:stream'
import type { Config } from '../config.ts'

/** What a verb is handed: its words, the streams it reads and writes, and the configuration. */
export type Terminal = {
  readonly words: readonly string[]
  readonly input: Readable & { readonly isTTY?: boolean }
  readonly output: Writable
  readonly config: Config
}

/** One thing that can be asked at a terminal. @returns the exit code */
export type Verb = (terminal: Terminal) => Promise<number>
