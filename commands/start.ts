import type { Command } from '#src/bot/command.ts'
import { startView } from '#src/views/welcome.ts'

export const start = {
  name: 'start',
  access: 'public',
  topic: 'bot',
  handle: ({ t }) => startView(t),
} satisfies Command
