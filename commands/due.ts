import { replyToArguments, replyToButton } from '#src/ask/reply-to-arguments.ts'
import type { Command } from '#src/bot/command.ts'
import { html } from '#src/views/html.ts'
import { reply } from '#src/views/reply.ts'

export const due = {
  name: 'due',
  access: 'focal-point',
  topic: 'records',
  // In a group the book is the public's: what it does not hold may well be there for whoever asks.
  handle: (request, app) =>
    request.chat.place !== 'private' && request.book.rules.length === 0
      ? reply(html`${request.t('bot.private-only')}`)
      : replyToArguments({ kind: 'due', overview: { kind: 'due' } }, request, app.lexicon),
  buttons: {
    open: (press) => replyToButton('due', 'open', press),
    rules: (press) => replyToButton('due', 'rules', press),
  },
} satisfies Command
