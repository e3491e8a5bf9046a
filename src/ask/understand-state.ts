import type { CalendarDate } from '../domain/calendar.ts'
import type { RecordBook } from '../domain/record-book.ts'
import type { Translate } from '../i18n/translator.ts'
import type { Lexicon } from './lexicon.ts'
import { understandArguments } from './understand-arguments.ts'

type Asking = { readonly book: RecordBook; readonly today: CalendarDate; readonly t: Translate }

/** The State that somebody names in their own words, slips and all; undefined where it is none or several. */
export function understandState(text: string, { book, today, t }: Asking, lexicon: Lexicon): string | undefined {
  if (text.length > 80) return undefined
  const meant = understandArguments('membership', text, { book, lexicon, today, language: t.language })
  if (meant.kind !== 'understood' || meant.topic.kind !== 'membership') return undefined
  const states = meant.topic.states ?? []
  return states.length === 1 ? states[0] : undefined
}
