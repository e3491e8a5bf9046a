import { replyToArguments, replyToButton } from '#src/ask/reply-to-arguments.ts'
import type { Command } from '#src/bot/command.ts'

export const roadmap = {
  name: 'roadmap',
  access: 'public',
  topic: 'records',
  handle: (request, app) =>
    replyToArguments({ kind: 'road-map', overview: { kind: 'road-map' } }, request, app.lexicon),
  buttons: {
    open: (press) => replyToButton('roadmap', 'open', press),
  },
} satisfies Command
