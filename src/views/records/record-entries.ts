import type { RegisterName } from '../../domain/registers.ts'
import { formatDate, formatRange } from '../../i18n/format.ts'
import { areaShortName, bodyName, dimensionName, stateName, text, unofficialMark } from './names.ts'
import type { RecordContext } from './record-context.ts'
import type { AnyRecord } from './source-line.ts'

/** A record by its name, in lists of records of every kind. */
export type RecordEntry = {
  readonly register: RegisterName
  readonly id: string
  readonly label: string
  readonly record: AnyRecord
}

function entries<T extends AnyRecord>(
  register: RegisterName,
  records: readonly T[],
  label: (record: T) => string,
): readonly RecordEntry[] {
  return records.map((record) => ({
    register,
    id: record.id,
    label: label(record).replaceAll(unofficialMark, ''),
    record,
  }))
}

const dated = (name: string, date: string) => (date === '' ? name : `${name} (${date})`)

/** Every fact of the viewer's book, register by register. Remarks and differences among sources are told with their records. */
export function recordEntries(context: RecordContext): readonly RecordEntry[] {
  const { book, t } = context
  const on = (date: Parameters<typeof formatDate>[0] | undefined) => (date === undefined ? '' : formatDate(date, t))
  const state = (id: string | undefined) => (id === undefined ? '' : stateName(id, context))
  return [
    ...entries('member-states', book['member-states'], ({ name }) => text(name, context)),
    ...entries('organizations', book.organizations, ({ name }) => text(name, context)),
    ...entries('bodies', book.bodies, ({ id }) => bodyName(id, context)),
    ...entries('dimensions', book.dimensions, ({ id }) => dimensionName(id, context)),
    ...entries('areas', book.areas, ({ name }) => text(name, context)),
    ...entries('coordinators', book.coordinators, (each) => {
      const standing = each.status === 'appointed' ? '' : ` (${t(`changes.coordination.${each.status}`)})`
      const role = `${t(`records.role.${each.role}`)}${standing}`
      return [areaShortName(each.area, context), state(each.state), role].filter(Boolean).join(' — ')
    }),
    ...entries('concept-papers', book['concept-papers'], (each) => {
      return `${areaShortName(each.area, context)} — ${t(`records.papers.${each.kind}`)}: ${t(`records.paper-status.${each.status}`)}`
    }),
    ...entries('treaties', book.treaties, ({ shortTitle }) => text(shortTitle, context)),
    ...entries('treaty-actions', book['treaty-actions'], (each) => {
      return dated([state(each.state), t(`records.act.${each.action}`)].filter(Boolean).join(' — '), on(each.date))
    }),
    ...entries('ratification-status', book['ratification-status'], (each) => {
      const { submitted, missing, date } = each
      const required = submitted + missing
      return t('records.treaty.status', { submitted, missing, required, date: formatDate(date, t) })
    }),
    ...entries('events', book.events, ({ title, start, end }) => {
      return dated(text(title, context), start === undefined ? '' : formatRange(start, end, t))
    }),
    ...entries('deadlines', book.deadlines, ({ title, due }) => dated(text(title, context), on(due))),
    ...entries('memoranda', book.memoranda, ({ party, date }) => dated(text(party, context), on(date))),
    ...entries('chairmanships', book.chairmanships, (each) => {
      return dated(stateName(each.state, context), formatRange(each.from, each.until, t))
    }),
    ...entries(
      'officials',
      book.officials,
      ({ name, office }) => `${text(name, context)} — ${t(`records.office.${office}`)}`,
    ),
    ...entries('road-map', book['road-map'], ({ summary }) => text(summary, context)),
    ...entries('glossary', book.glossary, ({ term }) => text(term, context)),
    ...entries('rules', book.rules, (each) => {
      const standing = t(each.adopted ? 'records.rules.adopted' : 'records.rules.draft')
      return `${t('records.rules.number', { number: each.number, standing })}: ${text(each.text, context)}`
    }),
    ...entries('facts', book.facts, ({ title }) => text(title, context)),
  ]
}

/** Remarks and differences among sources by the records that they belong to. */
export function commentEntries(context: RecordContext): readonly RecordEntry[] {
  const { book, t } = context
  const names = new Map(recordEntries(context).map(({ register, id, label }) => [`${register}/${id}`, label]))
  return [
    ...entries('remarks', book.remarks, ({ record, text: words }) => {
      const name = names.get(record) ?? record
      return words === undefined ? t('sources.confirms', { record: name }) : `${name}: ${text(words, context)}`
    }),
    ...entries('discrepancies', book.discrepancies, (each) => text(each.text, context)),
  ]
}
