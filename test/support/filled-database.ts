import { copyFileSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openRecords } from '#src/app.ts'
import { settableClock } from './settable-clock.ts'

const folder = mkdtempSync(join(tmpdir(), 'cica-filled-'))
const templates = new Map<string, string>()
let copies = 0

/**
 * A database with the committed records, as a first start at that instant leaves it: made once and copied, for parsing all
 * registers takes ten times as long.
 * @param path where it is to be; a place of its own unless given
 */
export function filledDatabase(now: string, path?: string): string {
  const template = templates.get(now) ?? join(folder, `template-${templates.size}.sqlite`)
  if (!templates.has(now)) {
    openRecords({ databasePath: template, timeZone: 'Asia/Almaty' }, settableClock(now)).close()
    templates.set(now, template)
  }
  copies += 1
  const copy = path ?? join(folder, `${copies}.sqlite`)
  copyFileSync(template, copy)
  return copy
}
