import { html } from '../html.ts'
import { type Block, bold, compose, noteLines } from './compose.ts'
import { text } from './names.ts'
import { nothingOnRecord } from './nothing-on-record.ts'
import type { RecordAnswer, RecordContext } from './record-context.ts'

/** Rules of the modalities of CBM implementation, each with its number and whether it is adopted or a draft. */
export function rulesView(query: { readonly rules?: readonly string[] }, context: RecordContext): RecordAnswer {
  const { t, book } = context
  const wanted = query.rules
  const found = book.rules.filter((rule) => wanted === undefined || wanted.includes(rule.id))
  if (found.length === 0) return nothingOnRecord(context)
  const blocks = found.map((rule): Block => {
    const standing = t(rule.adopted ? 'records.rules.adopted' : 'records.rules.draft')
    return [
      bold(t('records.rules.number', { number: rule.number, standing })),
      html`${text(rule.text, context)}`,
      ...noteLines(rule, context),
    ]
  })
  return compose({ blocks, records: found }, context)
}
