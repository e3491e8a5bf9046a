import { replyToButton } from '#src/ask/reply-to-arguments.ts'
import type { Command } from '#src/bot/command.ts'
import { html } from '#src/views/html.ts'
import { dueView } from '#src/views/records/due.ts'
import { reply } from '#src/views/reply.ts'

export const due = {
  name: 'due',
  access: 'focal-point',
  topic: 'records',
  // In a group the book is the public's: what it does not hold may well be there for whoever asks.
  handle: (request) =>
    request.chat.place !== 'private' && request.book.rules.length === 0
      ? reply(html`${request.t('bot.private-only')}`)
      : dueView(request).reply,
  buttons: {
    rules: (press) => replyToButton('due', 'rules', press),
  },
} satisfies Command
