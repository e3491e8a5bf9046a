import { replyToButton } from '#src/ask/reply-to-arguments.ts'
import type { Command } from '#src/bot/command.ts'
import { dueView } from '#src/views/records/due.ts'

export const due = {
  name: 'due',
  access: 'focal-point',
  topic: 'records',
  handle: (request) => dueView(request).reply,
  buttons: {
    rules: (press) => replyToButton('due', 'rules', press),
  },
} satisfies Command
