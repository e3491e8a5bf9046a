import { forgetPerson } from '#src/actions/forget-person.ts'
import type { Command } from '#src/bot/command.ts'
import { html } from '#src/views/html.ts'
import { eraseQuestion, privacyView } from '#src/views/privacy.ts'
import { reply, toast } from '#src/views/reply.ts'

export const privacy = {
  name: 'privacy',
  access: 'public',
  topic: 'bot',
  handle: ({ chat, t }) => privacyView(chat.place === 'private', t),
  buttons: {
    ask: ({ chat, t }) => (chat.place === 'private' ? eraseQuestion(t) : toast(t('bot.private-only'))),
    keep: ({ t }) => reply(html`${t('bot.privacy-kept')}`, { placement: 'replace', buttons: [] }),
    erase: ({ viewer, chat, t }, app) => {
      // In a group the question may have been somebody else's.
      if (chat.place !== 'private') return toast(t('bot.private-only'))
      forgetPerson(app, viewer.id)
      return reply(html`${t('bot.privacy-erased')}`, { placement: 'replace', buttons: [] })
    },
  },
} satisfies Command
