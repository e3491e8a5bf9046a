import { PassThrough, Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { loadConfig } from '#src/config.ts'
import type { Verb } from '#src/verbs/verb.ts'

export type VerbRun = {
  readonly words?: readonly string[]
  /** All of standard input. */
  readonly input?: string
  readonly environment?: Readonly<Record<string, string>>
}

/** Runs a verb within this process: what only differs in its input need not start a program each time. */
export async function runVerb(verb: Verb, { words = [], input = '', environment = {} }: VerbRun) {
  const [output, chunks]: [PassThrough, string[]] = [new PassThrough(), []]
  output.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk))
  const code = await verb({ words, input: Readable.from([input]), output, config: loadConfig(environment) })
  output.end()
  await finished(output)
  return { code, stdout: chunks.join('') }
}
