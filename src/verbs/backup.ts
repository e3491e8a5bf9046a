import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { ConfigError } from '../config.ts'
import { copyDatabase } from '../store/examine-database.ts'
import type { Verb } from './verb.ts'

/** `backup FILE`: a consistent copy, also while the bot runs. Never writes over a file that is there. */
export const backup: Verb = async ({ words, output, config }) => {
  const [path] = words
  if (path === undefined) throw new ConfigError(['backup: name the file to write, such as backup-2026-11-20.sqlite'])
  if (existsSync(path)) throw new ConfigError([`backup: ${path} is there already; name another file`])
  if (!existsSync(config.databasePath))
    throw new ConfigError([`backup: there is no database at ${config.databasePath}`])
  if (!existsSync(dirname(resolve(path))))
    throw new ConfigError([`backup: there is no folder for ${path}; make it first`])
  await copyDatabase(config.databasePath, path)
  output.write(`${path} written\n`)
  return 0
}
