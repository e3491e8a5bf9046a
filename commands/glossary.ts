import { replyToArguments, replyToButton } from '#src/ask/reply-to-arguments.ts'
import type { Command } from '#src/bot/command.ts'

export const glossary = {
  name: 'glossary',
  access: 'public',
  topic: 'records',
  handle: (request, app) =>
    replyToArguments({ kind: 'glossary', overview: { kind: 'glossary' } }, request, app.lexicon),
  buttons: {
    open: (press) => replyToButton('glossary', 'open', press),
    facts: (press) => replyToButton('glossary', 'facts', press),
  },
} satisfies Command
