import type { CalendarDate } from '../../domain/calendar.ts'
import type { RecordBook } from '../../domain/record-book.ts'
import type { Translate } from '../../i18n/translator.ts'
import type { Reply } from '../reply.ts'

/** What every view of records is handed: the viewer's book, the day of the question and the language. */
export type RecordContext = {
  readonly book: RecordBook
  readonly today: CalendarDate
  readonly t: Translate
  /** Where a long list is taken up again; from its beginning unless given. */
  readonly offset?: number
}

/** `answered` is false where nothing on record answers, and the reply says so. */
export type RecordAnswer = { readonly reply: Reply; readonly answered: boolean }
