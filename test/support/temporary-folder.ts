import { mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A run leaves some 700 MB of databases until its end. */
const room = 4 * 1024 ** 3

/** In memory, where there is room: hundreds of databases commit for power cuts that no test makes, and nobody waits for a disk. */
function roomiest(): string {
  const memory = '/dev/shm'
  try {
    const { bavail, bsize } = statfsSync(memory)
    return bavail * bsize > room ? memory : tmpdir()
  } catch {
    return tmpdir()
  }
}

/** What the tests of one run write, all in one folder, which is gone when it ends. */
export default function setup(): () => void {
  const folder = mkdtempSync(join(roomiest(), 'cica-tests-'))
  process.env.TMPDIR = folder
  return () => rmSync(folder, { recursive: true, force: true })
}
