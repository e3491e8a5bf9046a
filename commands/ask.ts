import { ask as askRecords } from '#src/ask/ask.ts'
import type { Command } from '#src/bot/command.ts'
import { startView } from '#src/views/welcome.ts'

/** `/ask QUESTION`; what is written without a command is asked too. The answer is in the language of the question. */
export const ask = {
  name: 'ask',
  access: 'public',
  topic: 'records',
  handle: ({ text, book, t, today }, { lexicon }) =>
    text === '' ? startView(t) : askRecords({ text, language: t.language, book, lexicon, today }).reply,
} satisfies Command
