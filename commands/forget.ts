import type { Command } from '#src/bot/command.ts'
import { eraseQuestion } from '#src/views/privacy.ts'

export const forget = {
  name: 'forget',
  access: 'public',
  where: 'private',
  topic: 'bot',
  handle: ({ t }) => ({ ...eraseQuestion(t), placement: 'new' }),
} satisfies Command
