import type { Command } from '#src/bot/command.ts'
import { html } from '#src/views/html.ts'
import { reply } from '#src/views/reply.ts'

/** Everything that is stored about the person, as it is stored. */
export const mydata = {
  name: 'mydata',
  access: 'public',
  where: 'private',
  topic: 'bot',
  handle: ({ viewer, t, now }, { store }) => {
    const data = store.personalData.of(viewer.id)
    if (Object.keys(data).length === 0) return reply(html`${t('bot.mydata-nothing')}`)
    const file = { exportedAt: now.toISOString(), telegramUserId: viewer.id, ...data }
    return reply(html`${t('bot.mydata-file')}`, {
      attachment: {
        kind: 'document',
        fileName: 'cica-bot-my-data.json',
        bytes: new TextEncoder().encode(`${JSON.stringify(file, null, 2)}\n`),
      },
    })
  },
} satisfies Command
