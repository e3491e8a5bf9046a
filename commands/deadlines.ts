import { replyToArguments, replyToButton } from '#src/ask/reply-to-arguments.ts'
import type { Command } from '#src/bot/command.ts'

export const deadlines = {
  name: 'deadlines',
  access: 'public',
  topic: 'records',
  handle: (request, app) =>
    replyToArguments({ kind: 'deadlines', overview: { kind: 'deadlines' } }, request, app.lexicon),
  buttons: {
    open: (press) => replyToButton('deadlines', 'open', press),
  },
} satisfies Command
