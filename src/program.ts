import { createClock } from './clock.ts'
import { type Config, ConfigError, loadConfig } from './config.ts'
import { createLog } from './log.ts'
import type { Verb } from './verbs/verb.ts'

/** Each is loaded when it is asked for: a question at the terminal needs no Telegram, and the bot no export. */
const verbs: Readonly<Record<string, () => Promise<Verb>>> = {
  ask: async () => (await import('./verbs/ask.ts')).ask,
  classify: async () => (await import('./verbs/classify.ts')).classify,
  feed: async () => (await import('./verbs/feed.ts')).feed,
  import: async () => (await import('./verbs/import.ts')).importFrom,
  export: async () => (await import('./verbs/export.ts')).exportRecords,
  backup: async () => (await import('./verbs/backup.ts')).backup,
  doctor: async () => (await import('./verbs/doctor.ts')).doctor,
  compile: async () => compile,
}

/** Loads all that a start needs, so that Node keeps it compiled: the first start is then as quick and small as the others. */
const compile: Verb = async () => {
  await Promise.all([
    ...[import('../commands/index.ts'), import('./run.ts'), import('./sandbox/start-sandbox.ts')],
    import('./web/server.ts'),
  ])
  return 0
}

/** EX_CONFIG of sysexits.h: a supervisor need not restart what cannot start. */
const configurationExit = 78

/** Runs until it is told to stop; a second signal does not wait for what is under way. */
async function serve(config: Config, onRunning: () => void): Promise<number> {
  const { botToken, clockStart, logLevel, webhook } = config
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
  const log = createLog({ level: logLevel, secrets: [botToken ?? '', webhook?.secret ?? ''] })
  // What nobody expected ends the process, in one line without secrets; the store has what the next one needs.
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'stopped by an unexpected error')
    process.exit(1)
  })
  const { commands } = await import('../commands/index.ts')
  const parts = { config, clock: createClock(clockStart), log, commands, signal: stopping.signal }
  const starting =
    botToken === undefined
      ? import('./sandbox/start-sandbox.ts').then(({ startSandbox }) => startSandbox(parts))
      : import('./run.ts').then(({ run }) => run({ ...parts, token: botToken }))
  const running = await starting.catch((error: unknown) => {
    // Told to stop while it waited for another instance: there is nothing to stop yet.
    if (stopping.signal.aborted) return undefined
    throw error
  })
  onRunning()
  await told
  await running?.stop()
  return 0
}

async function runVerb(words: readonly string[], onRunning: () => void): Promise<number> {
  const [name, ...others] = words
  const config = loadConfig(process.env)
  if (name === undefined || name === 'run') return serve(config, onRunning)
  // Whoever reads has read enough, as `head` does.
  process.stdout.on('error', (error) => {
    if ('code' in error && error.code === 'EPIPE') process.exit(0)
    throw error
  })
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined
  if (verb === undefined)
    throw new ConfigError([`There is no “${name}”; there are: run, ${Object.keys(verbs).join(', ')}`])
  return (await verb())({ words: others, input: process.stdin, output: process.stdout, config })
}

/**
 * The program behind the command line.
 * @param onRunning called when everything that a start needs was loaded
 * @returns the exit code
 */
export async function program(words: readonly string[], onRunning: () => void): Promise<number> {
  try {
    return await runVerb(words, onRunning)
  } catch (error) {
    if (error instanceof ConfigError) process.stderr.write(`${error.faults.join('\n')}\n`)
    else createLog({ level: 'fatal', secrets: [process.env.BOT_TOKEN ?? ''] }).fatal({ err: error }, 'failed')
    return error instanceof ConfigError ? configurationExit : 1
  }
}
