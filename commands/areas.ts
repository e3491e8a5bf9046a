import { replyToArguments, replyToButton } from '#src/ask/reply-to-arguments.ts'
import type { Command } from '#src/bot/command.ts'

export const areas = {
  name: 'areas',
  access: 'public',
  topic: 'records',
  handle: (request, app) => replyToArguments({ kind: 'areas', overview: { kind: 'areas' } }, request, app.lexicon),
  buttons: {
    open: (press) => replyToButton('areas', 'open', press),
  },
} satisfies Command
