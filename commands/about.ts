import type { Command } from '#src/bot/command.ts'
import { aboutView } from '#src/views/about.ts'

export const about = {
  name: 'about',
  access: 'public',
  topic: 'bot',
  handle: ({ book, t }) => aboutView(book, t),
} satisfies Command
