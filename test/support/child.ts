import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')

export type ChildOptions = {
  readonly environment?: Readonly<Record<string, string>>
  /** All of standard input; it is closed then. */
  readonly input?: string
  /** Another copy of the program than this one. */
  readonly root?: string
  /** Where it is started; there may be a .env. */
  readonly folder?: string
  /** Runs as this user, where the tests run as root. */
  readonly uid?: number
}

export type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string }

export type Child = {
  readonly process: ChildProcess
  /** What it wrote to standard error so far. */
  stderr(): string
  stdout(): string
  /** Resolves when its output contains or matches this. */
  says(wanted: string | RegExp, timeoutMs?: number): Promise<string>
  ended: Promise<Ended>
  /** SIGTERM, and waits for the end. */
  stop(): Promise<Ended>
  /** SIGKILL: it has no time for anything. */
  kill(): Promise<Ended>
}

/** Starts the real program as a process of its own, with no other environment than what is given. */
export function startChild(words: readonly string[], options: ChildOptions = {}): Child {
  const directory = options.root ?? root
  const child = spawn(process.execPath, [join(directory, 'src', 'main.ts'), ...words], {
    cwd: options.folder ?? tmpdir(),
    env: { PATH: process.env.PATH ?? '', ...options.environment },
    ...(options.uid === undefined ? {} : { uid: options.uid }),
  })
  let [out, err] = ['', '']
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of listeners) listener()
  }
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    out += chunk
    tell()
  })
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    err += chunk
    tell()
  })
  child.stdin.on('error', () => {})
  child.stdin.end(options.input ?? '')
  const ended = once(child, 'close').then(([code]): Ended => {
    tell()
    return { code: typeof code === 'number' ? code : null, stdout: out, stderr: err }
  })
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    return ended
  }
  return {
    process: child,
    stderr: () => err,
    stdout: () => out,
    ended,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    says: (wanted, timeoutMs = 15_000) =>
      new Promise((resolve, reject) => {
        const finish = () => {
          clearTimeout(timer)
          listeners.delete(look)
        }
        const look = () => {
          const text = out + err
          const isThere = typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text)
          if (isThere) {
            finish()
            resolve(text)
          } else if (child.exitCode !== null) {
            finish()
            reject(new Error(`It ended with ${child.exitCode} and never said ${wanted}:\n${text}`))
          }
        }
        const timer = setTimeout(() => {
          finish()
          reject(new Error(`It did not say ${wanted} within ${timeoutMs} ms:\n${out}${err}`))
        }, timeoutMs)
        listeners.add(look)
        look()
      }),
  }
}

/** Runs the program to its end. */
export function runChild(words: readonly string[], options: ChildOptions = {}): Promise<Ended> {
  return startChild(words, options).ended
}
