import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './serving.ts'

/**
 * How long a start takes, from the process to its first getUpdates: with nothing there yet (no compiled code, no database),
 * with compiled code only, and as every later start. The sandbox's is taken until it says that it is ready.
 */
export async function measureStartUp(rounds = 3): Promise<Readonly<Record<string, number>>> {
  const folder = mkdtempSync(join(tmpdir(), 'cica-start-up-'))
  const cache = join(folder, 'compiled')
  let databases = 0
  const fresh = () => {
    databases += 1
    return join(folder, `${databases}.sqlite`)
  }
  const best = async (once: () => Promise<number>) => {
    const taken: number[] = []
    for (let round = 0; round < rounds; round += 1) taken.push(await once())
    return Math.min(...taken)
  }
  try {
    const first = await untilFirstPoll(fresh(), cache)
    const firstDatabase = await best(() => untilFirstPoll(fresh(), cache))
    const kept = fresh()
    await untilFirstPoll(kept, cache)
    const later = await best(() => untilFirstPoll(kept, cache))
    const sandbox = await best(() => untilSandboxIsReady(cache))
    return { first, firstDatabase, later, sandbox }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function start(environment: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, [join(root, 'src', 'main.ts')], {
    cwd: tmpdir(),
    env: { PATH: process.env.PATH ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
}

async function end(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill()
  await ended
}

/** Only as much of Telegram as a start needs; `onPoll` is called at the first getUpdates. */
async function startDoorman(onPoll: () => void) {
  const server = createServer((request, response) => {
    request.resume()
    const method = request.url?.split('/').at(-1)
    if (method === 'getUpdates') onPoll()
    const me = { id: 1000, is_bot: true, first_name: 'CICA', username: 'cica_bench_bot' }
    const result = method === 'getMe' ? me : method === 'getUpdates' ? [] : true
    const answer = () =>
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ ok: true, result }))
    setTimeout(answer, method === 'getUpdates' ? 100 : 0)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

async function untilFirstPoll(databasePath: string, cache: string): Promise<number> {
  let onPoll = () => {}
  const polled = new Promise<void>((resolve) => {
    onPoll = resolve
  })
  const doorman = await startDoorman(() => onPoll())
  const before = performance.now()
  const child = start({
    BOT_TOKEN: '1000:token-of-the-bench-only',
    TELEGRAM_API_ROOT: doorman.url,
    DATABASE_PATH: databasePath,
    NODE_COMPILE_CACHE: cache,
  })
  await polled
  const taken = performance.now() - before
  await end(child)
  doorman.stop()
  return taken
}

async function untilSandboxIsReady(cache: string): Promise<number> {
  const before = performance.now()
  const child = start({ NODE_COMPILE_CACHE: cache })
  await new Promise<void>((resolve) => child.stdout?.on('data', () => resolve()))
  const taken = performance.now() - before
  await end(child)
  return taken
}

if (import.meta.main) {
  const taken = await measureStartUp()
  const lines = [
    ['nothing there yet', taken.first],
    ['first start with this database', taken.firstDatabase],
    ['every later start', taken.later],
    ['the sandbox, until it is ready', taken.sandbox],
  ] as const
  for (const [name, milliseconds] of lines)
    process.stdout.write(`${name.padEnd(34)}${(milliseconds ?? 0).toFixed(0).padStart(6)} ms\n`)
}
