import { replyToArguments, replyToButton } from '#src/ask/reply-to-arguments.ts'
import type { Command } from '#src/bot/command.ts'

export const chair = {
  name: 'chair',
  access: 'public',
  topic: 'records',
  handle: (request, app) =>
    replyToArguments(
      { kind: 'chairmanships', overview: { kind: 'chairmanships', which: 'current' } },
      request,
      app.lexicon,
    ),
  buttons: {
    open: (press) => replyToButton('chair', 'open', press),
    officials: (press) => replyToButton('chair', 'officials', press),
  },
} satisfies Command
