import { existsSync } from 'node:fs'
import { enableCompileCache, flushCompileCache } from 'node:module'
import { join } from 'node:path'

const compileCache = join(import.meta.dirname, '..', 'data', 'var', 'compile-cache')
const [verb = 'run'] = process.argv.slice(2)
// Node's own flag for this says at every start that there is no such file.
if (existsSync('.env')) process.loadEnvFile()

// Node keeps compiled code of every file only when it is told to before the first, so the bot tells it by starting anew in
// the same process (a tenth of a second). Everything else takes half as long then, and a third of the memory is never taken:
// not by what strips the types, and not by the room that V8 keeps for a speed which nobody needs here.
if (['run', 'compile'].includes(verb) && process.env.NODE_COMPILE_CACHE === undefined && process.platform !== 'win32')
  process.execve?.(
    process.execPath,
    [process.execPath, ...process.execArgv, '--optimize-for-size', ...process.argv.slice(1)],
    // One arena of glibc for all threads: what one gives back, the others can take (15 MB less after an hour).
    { MALLOC_ARENA_MAX: '1', ...process.env, NODE_COMPILE_CACHE: compileCache },
  )

enableCompileCache(compileCache)

const { program } = await import('./program.ts')
// What is killed later has no time to keep anything.
process.exitCode = await program(process.argv.slice(2), () => void flushCompileCache())
