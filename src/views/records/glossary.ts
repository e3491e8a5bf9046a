import { languages } from '../../domain/language.ts'
import { type Html, html } from '../html.ts'
import { bold, bullet, compose, noteLines } from './compose.ts'
import { nothingOnRecord } from './nothing-on-record.ts'
import type { RecordAnswer, RecordContext } from './record-context.ts'

type Known = RecordContext['book']['glossary'][number]

/** The term in the three languages, as far as the sources have it. */
function termLine({ term }: Known): Html {
  const [first, ...others] = languages.flatMap((language) => term[language] ?? [])
  return html`${bold(first ?? '')}${others.map((other) => html` — ${other}`)}`
}

/** How the Secretariat's own documents put a term in English, Russian and Kazakh. */
export function glossaryView(query: { readonly terms?: readonly string[] }, context: RecordContext): RecordAnswer {
  const { t, book } = context
  if (query.terms !== undefined) {
    const found = query.terms.flatMap((id) => book.glossary.find((term) => term.id === id) ?? [])
    if (found.length === 0) return nothingOnRecord(context)
    const terms = found.map((term) => [termLine(term), ...noteLines(term, context)])
    return compose({ blocks: [[html`${t('records.glossary.heading')}:`], ...terms], records: found }, context)
  }
  if (book.glossary.length === 0) return nothingOnRecord(context)
  const rows = book.glossary.map((term) => bullet(termLine(term)))
  return compose(
    { blocks: [[bold(t('records.glossary.heading'))], rows], records: book.glossary, differences: false },
    context,
  )
}
