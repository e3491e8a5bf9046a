import type { Command } from '#src/bot/command.ts'
import { helpView } from '#src/views/help.ts'

export const help = {
  name: 'help',
  access: 'public',
  topic: 'bot',
  handle: ({ menu, t }) => helpView(menu, t),
} satisfies Command
