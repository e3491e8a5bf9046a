import type { CalendarDate } from '../domain/calendar.ts'
import type { RecordBook } from '../domain/record-book.ts'
import type { Translate } from '../i18n/translator.ts'
import { analyse } from './analyse.ts'
import { indexOf } from './book-index.ts'
import type { Lexicon } from './lexicon.ts'

type Asking = { readonly book: RecordBook; readonly today: CalendarDate; readonly t: Translate }

/** The day on which a date in somebody's own words begins: “2026-11-01”, “March”, «с 1 ноября»; undefined where there is none. */
export function understandDay(text: string, { book, today, t }: Asking, lexicon: Lexicon): CalendarDate | undefined {
  if (text.length > 80) return undefined
  const index = indexOf(book, lexicon)
  const { spans, dates } = analyse(text, { today, book, index }, t.language)
  return dates.impossible.length > 0 ? undefined : spans[0]?.from
}
