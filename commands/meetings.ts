import { replyToArguments, replyToButton } from '#src/ask/reply-to-arguments.ts'
import type { Command } from '#src/bot/command.ts'

export const meetings = {
  name: 'meetings',
  access: 'public',
  topic: 'records',
  handle: (request, app) =>
    replyToArguments(
      { kind: 'meetings', overview: { kind: 'meetings', filter: {}, which: 'next' } },
      request,
      app.lexicon,
    ),
  buttons: {
    show: (press) => replyToButton('meetings', 'show', press),
    page: (press) => replyToButton('meetings', 'page', press),
  },
} satisfies Command
