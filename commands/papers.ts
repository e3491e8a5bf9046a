import { replyToArguments, replyToButton } from '#src/ask/reply-to-arguments.ts'
import type { Command } from '#src/bot/command.ts'

export const papers = {
  name: 'papers',
  access: 'public',
  topic: 'records',
  handle: (request, app) =>
    replyToArguments({ kind: 'concept-papers', overview: { kind: 'concept-papers' } }, request, app.lexicon),
  buttons: {
    open: (press) => replyToButton('papers', 'open', press),
  },
} satisfies Command
