import { join } from 'node:path'

export const root = join(import.meta.dirname, '..', '..')

/** As src/main.ts starts itself. */
export const compileCache = join(root, 'data', 'var', 'compile-cache')
export const servingFlags: readonly string[] = [
  '--optimize-for-size',
  ...(process.env.BENCH_FLAGS ?? '').split(' ').filter(Boolean),
]
