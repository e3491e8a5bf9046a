import { replyToArguments, replyToButton } from '#src/ask/reply-to-arguments.ts'
import type { Command } from '#src/bot/command.ts'

export const bodies = {
  name: 'bodies',
  access: 'public',
  topic: 'records',
  handle: (request, app) => replyToArguments({ kind: 'bodies', overview: { kind: 'bodies' } }, request, app.lexicon),
  buttons: {
    open: (press) => replyToButton('bodies', 'open', press),
  },
} satisfies Command
