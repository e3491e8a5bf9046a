import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

// The full one, with ten thousand subscribers, is run by hand: see broadcast.ts.
test('a small broadcast over HTTP, with real kills and every mishap, loses nothing and doubles nothing in a channel', async () => {
  const sizes = ['--subscribers', '160', '--kills', '3', '--faults', '24', '--seed', '5']
  const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'broadcast.ts'), ...sizes])
  const nothing = { lost: 0, lostInGroups: 0, wrongChannels: 0, doubledThoughNotSafe: 0, overLimits: 0 }
  expect(JSON.parse(stdout)).toMatchObject({ subscribers: 160, kills: 3, migrated: 3, ...nothing })
}, 120_000)
