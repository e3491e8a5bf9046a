import { replyToArguments, replyToButton } from '#src/ask/reply-to-arguments.ts'
import type { Command } from '#src/bot/command.ts'

export const members = {
  name: 'members',
  access: 'public',
  topic: 'records',
  handle: (request, app) =>
    replyToArguments({ kind: 'membership', overview: { kind: 'membership', about: 'members' } }, request, app.lexicon),
  buttons: {
    open: (press) => replyToButton('members', 'open', press),
    partners: (press) => replyToButton('members', 'partners', press),
  },
} satisfies Command
