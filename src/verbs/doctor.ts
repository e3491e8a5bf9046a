import { examineTelegram, type Finding } from '../bot/examine.ts'
import { createClock } from '../clock.ts'
import { type Config, ConfigError } from '../config.ts'
import { examineDatabase } from '../store/examine-database.ts'
import type { Verb } from './verb.ts'

/** Kazakhstan has one time since 1 March 2024: older zone data would post every edition an hour late. */
const checkedInstant = new Date('2024-06-01T00:00:00Z')

function examineTimeZones({ timeZone }: Config): Finding {
  const hour = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Almaty', hour: '2-digit', hourCycle: 'h23' }).format(
    checkedInstant,
  )
  const isWell = hour === '05'
  const detail = isWell
    ? `${process.versions.tz}, ${timeZone}`
    : `${process.versions.tz} is older than 2024a: use a newer Node`
  return { subject: 'time zones', isWell, detail }
}

function databaseFinding({ databasePath }: Config): Finding {
  const subject = 'database'
  try {
    const state = examineDatabase(databasePath)
    if (state.kind === 'absent')
      return { subject, isWell: true, detail: `none at ${databasePath} yet: the first start makes it` }
    const { schema, newest, faults, records } = state
    if (faults[0] !== undefined) return { subject, isWell: false, detail: `${faults[0]}: restore a backup` }
    if (schema > newest)
      return {
        subject,
        isWell: false,
        detail: `${databasePath} is of schema ${schema}, newer than this program (${newest}): start the newer program`,
      }
    const next = schema < newest ? `, which the next start brings to ${newest}` : ''
    return { subject, isWell: true, detail: `${databasePath}, schema ${schema}${next}, ${records} records` }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return { subject, isWell: false, detail: error.faults.join('; ') }
  }
}

/** A line for each thing that must be right: ok, or what to do. Exit code 1 when something is not. */
export const doctor: Verb = async ({ output, config }) => {
  const configuration: Finding = {
    subject: 'configuration',
    isWell: true,
    detail: `clock ${createClock(config.clockStart).now().toISOString()}`,
  }
  const findings = [
    configuration,
    examineTimeZones(config),
    databaseFinding(config),
    ...(await examineTelegram(config)),
  ]
  for (const { subject, isWell, detail } of findings)
    output.write(`${isWell ? 'ok  ' : 'BAD '} ${subject}: ${detail}\n`)
  return findings.every((finding) => finding.isWell) ? 0 : 1
}
