import { commands } from '../commands/index.ts'
import { createClock } from './clock.ts'
import { type Config, ConfigError, loadConfig } from './config.ts'
import { createLog } from './log.ts'
import { run } from './run.ts'
import { startSandbox } from './sandbox/start-sandbox.ts'
import { ask } from './verbs/ask.ts'
import { backup } from './verbs/backup.ts'
import { classify } from './verbs/classify.ts'
import { doctor } from './verbs/doctor.ts'
import { exportRecords } from './verbs/export.ts'
import { feed } from './verbs/feed.ts'
import { importFrom } from './verbs/import.ts'
import type { Verb } from './verbs/verb.ts'

const verbs: Readonly<Record<string, Verb>> = {
  ask,
  classify,
  feed,
  import: importFrom,
  export: exportRecords,
  backup,
  doctor,
}

/** EX_CONFIG of sysexits.h: a supervisor need not restart what cannot start. */
const configurationExit = 78

/** Runs until it is told to stop; a second signal does not wait for what is under way. */
async function serve(config: Config): Promise<number> {
  const { botToken, clockStart, logLevel } = config
  const stopping = new AbortController()
  const told = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        if (stopping.signal.aborted) process.exit(1)
        stopping.abort()
        resolve()
      })
    }
  })
  const log = createLog({ level: logLevel, secrets: botToken === undefined ? [] : [botToken] })
  const parts = { config, clock: createClock(clockStart), log, commands, signal: stopping.signal }
  const running = botToken === undefined ? await startSandbox(parts) : await run({ ...parts, token: botToken })
  await told
  await running.stop()
  return 0
}

async function main(): Promise<number> {
  const [name, ...words] = process.argv.slice(2)
  const config = loadConfig(process.env)
  if (name === undefined || name === 'run') return serve(config)
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined
  if (verb === undefined)
    throw new ConfigError([`There is no “${name}”; there are: run, ${Object.keys(verbs).join(', ')}`])
  return verb({ words, input: process.stdin, output: process.stdout, config })
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  process.stderr.write(`${error.faults.join('\n')}\n`)
  process.exitCode = configurationExit
}
