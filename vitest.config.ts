import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // What a file leaves behind in its process would be a fault of the program's, too: it has no globals.
    isolate: false,
    maxWorkers: 4,
    // Hundreds of databases' worth of records come and go: fewer, larger collections take a tenth of the time less.
    execArgv: ['--max-semi-space-size=64'],
    // Processes and browsers are started while four files run at once on two cores.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default', './test/support/closing-counts.ts'],
    globalSetup: './test/support/temporary-folder.ts',
  },
})
