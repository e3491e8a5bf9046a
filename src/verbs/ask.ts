import { z } from 'zod'
import { changesSince, usualChangeDays } from '../actions/changes-since.ts'
import { openRecords, referenceFolder } from '../app.ts'
import { ask as askRecords } from '../ask/ask.ts'
import { loadLexicon } from '../ask/load-lexicon.ts'
import { createClock } from '../clock.ts'
import { clearanceSchema } from '../domain/access.ts'
import { addDays, calendarDateSchema } from '../domain/calendar.ts'
import { isLanguage } from '../domain/language.ts'
import { joinHtml, plainText } from '../views/html.ts'
import { answerLines } from './json-lines.ts'
import type { Verb } from './verb.ts'

const questionSchema = z.object({
  id: z.union([z.string(), z.number()]).nullable().default(null),
  text: z.string(),
  /** A hint only: the answer is in the language of the question. */
  lang: z.string().nullish(),
  clearance: clearanceSchema.default('public'),
  now: calendarDateSchema.nullish(),
})

/** `ask QUESTION`, or JSON Lines of questions on standard input. Words at the terminal are asked as the public. */
export const ask: Verb = async ({ words, input, output, config }) => {
  const clock = createClock(config.clockStart)
  const store = openRecords(config, clock)
  const lexicon = loadLexicon(referenceFolder)
  const today = clock.today(config.timeZone)
  const answer = (value: unknown) => {
    const { id, text, lang, clearance, now } = questionSchema.parse(value)
    const language = isLanguage(lang) ? { language: lang } : {}
    const day = now ?? today
    const found = askRecords({
      ...{ text, ...language, book: store.records.book(clearance), lexicon, today: day },
      changes: (since, context) =>
        changesSince(since ?? addDays(day, -usualChangeDays), context, { store, timeZone: config.timeZone }),
    })
    return { id, answered: found.answered, intent: found.intent, text: plainText(joinHtml(found.reply.blocks, '\n\n')) }
  }
  try {
    if (words.length === 0) await answerLines(input, output, answer)
    else output.write(`${answer({ text: words.join(' ') }).text}\n`)
    return 0
  } finally {
    store.close()
  }
}
