import { openRecords } from '../app.ts'
import { createClock } from '../clock.ts'
import { registerNames } from '../domain/registers.ts'
import type { Verb } from './verb.ts'

/** `export` prints every record and source as JSON that `import` takes back; `export --public` leaves restricted ones out. */
export const exportRecords: Verb = async ({ words, output, config }) => {
  const store = openRecords(config.databasePath, createClock(config.clockStart))
  try {
    const { sources, records } = store.records.everything(words.includes('--public') ? 'public' : 'restricted')
    const lists = registerNames.map((name) => [
      name,
      records.filter((record) => record.register === name).map((record) => record.body),
    ])
    output.write(`${JSON.stringify({ sources, ...Object.fromEntries(lists) }, undefined, 2)}\n`)
    return 0
  } finally {
    store.close()
  }
}
