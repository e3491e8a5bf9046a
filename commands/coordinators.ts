import { replyToArguments, replyToButton } from '#src/ask/reply-to-arguments.ts'
import type { Command } from '#src/bot/command.ts'

export const coordinators = {
  name: 'coordinators',
  access: 'public',
  topic: 'records',
  handle: (request, app) =>
    replyToArguments({ kind: 'coordinators', overview: { kind: 'coordinators' } }, request, app.lexicon),
  buttons: {
    open: (press) => replyToButton('coordinators', 'open', press),
  },
} satisfies Command
