import { type Logger, pino } from 'pino'

export type Log = Logger

/**
 * Structured lines on standard error, so that a verb's standard output stays its answer.
 * @param secrets texts that never reach a line, whatever carries them: an error's message, an address, a stack
 */
export function createLog({ level, secrets = [] }: { level: string; secrets?: readonly string[] }): Log {
  const hidden = secrets.filter((secret) => secret !== '')
  const write = (line: string) => {
    process.stderr.write(hidden.reduce((text, secret) => text.replaceAll(secret, '[secret]'), line))
  }
  return pino({ level, timestamp: pino.stdTimeFunctions.isoTime }, { write })
}
