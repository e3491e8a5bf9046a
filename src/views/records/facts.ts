import { html } from '../html.ts'
import { type Block, bold, compose, noteLines } from './compose.ts'
import { text } from './names.ts'
import { nothingOnRecord } from './nothing-on-record.ts'
import type { RecordAnswer, RecordContext } from './record-context.ts'

/** Other dated facts, as they are on record. */
export function factsView(query: { readonly facts: readonly string[] }, context: RecordContext): RecordAnswer {
  const found = query.facts.flatMap((id) => context.book.facts.find((fact) => fact.id === id) ?? [])
  if (found.length === 0) return nothingOnRecord(context)
  const blocks = found.map(
    (fact): Block => [bold(text(fact.title, context)), html`${text(fact.text, context)}`, ...noteLines(fact, context)],
  )
  return compose({ blocks, records: found }, context)
}
