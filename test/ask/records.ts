import { openRecords, referenceFolder } from '#src/app.ts'
import { loadLexicon } from '#src/ask/load-lexicon.ts'
import { type Asking, understand } from '#src/ask/understand.ts'
import { clockOf } from '#src/clock.ts'
import type { Clearance } from '#src/domain/access.ts'
import { calendarDate } from '#src/domain/calendar.ts'

/** The committed records in a real store of their own, and the committed lexicon. */
export function committedRecords() {
  const store = openRecords(
    { databasePath: ':memory:', timeZone: 'Asia/Almaty' },
    clockOf(() => new Date('2026-11-20T06:00:00Z')),
  )
  const lexicon = loadLexicon(referenceFolder)
  const asking = (today: string, clearance: Clearance): Asking => ({
    book: store.records.book(clearance),
    lexicon,
    today: calendarDate(today),
  })
  return {
    store,
    lexicon,
    asking,
    /** What a question means to a public viewer on 20 November 2026, unless said otherwise. */
    understand: (text: string, today = '2026-11-20', clearance: Clearance = 'public') =>
      understand(text, asking(today, clearance)),
  }
}
