import { replyToArguments, replyToButton } from '#src/ask/reply-to-arguments.ts'
import type { Command } from '#src/bot/command.ts'

export const agreements = {
  name: 'agreements',
  access: 'public',
  topic: 'records',
  handle: (request, app) =>
    replyToArguments({ kind: 'memoranda', overview: { kind: 'memoranda' } }, request, app.lexicon),
  buttons: {
    open: (press) => replyToButton('agreements', 'open', press),
  },
} satisfies Command
