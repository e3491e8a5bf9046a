import { type Logger, pino, stdSerializers } from 'pino'

export type Log = Logger

/**
 * What an error says about itself. Of other fields only these are kept: grammY's errors carry the whole call with them, and
 * with it the text that a person was to read.
 */
const named = new Set(['type', 'message', 'stack', 'code', 'errno', 'syscall', 'method', 'error_code', 'description'])

function errorFields(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const fields = Object.entries(stdSerializers.errWithCause(error)).filter(([name]) => named.has(name))
  // grammY names what lies behind an error `error`.
  const cause = error.cause ?? ('error' in error ? error.error : undefined)
  return { ...Object.fromEntries(fields), ...(cause === undefined ? {} : { cause: errorFields(cause) }) }
}

/**
 * Structured lines on standard error, so that a verb's standard output stays its answer.
 * @param secrets texts that never reach a line, whatever carries them: an error's message, an address, a stack
 */
export function createLog({ level, secrets = [] }: { level: string; secrets?: readonly string[] }): Log {
  const hidden = secrets.filter((secret) => secret !== '')
  const write = (line: string) => {
    process.stderr.write(hidden.reduce((text, secret) => text.replaceAll(secret, '[secret]'), line))
  }
  const serializers = { err: errorFields }
  return pino({ level, serializers, timestamp: pino.stdTimeFunctions.isoTime }, { write })
}
