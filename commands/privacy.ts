import { forgetPerson } from '#src/actions/forget-person.ts'
import type { Command } from '#src/bot/command.ts'
import { html } from '#src/views/html.ts'
import { eraseQuestion, privacyView } from '#src/views/privacy.ts'
import { reply } from '#src/views/reply.ts'

export const privacy = {
  name: 'privacy',
  access: 'public',
  topic: 'bot',
  handle: ({ t }) => privacyView(t),
  buttons: {
    ask: ({ t }) => eraseQuestion(t),
    keep: ({ t }) => reply(html`${t('bot.privacy-kept')}`, { placement: 'replace', buttons: [] }),
    erase: ({ viewer, t }, app) => {
      forgetPerson(app, viewer.id)
      return reply(html`${t('bot.privacy-erased')}`, { placement: 'replace', buttons: [] })
    },
  },
} satisfies Command
