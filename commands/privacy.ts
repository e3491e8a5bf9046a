import { forgetPerson } from '#src/actions/forget-person.ts'
import type { App } from '#src/app.ts'
import type { Command } from '#src/bot/command.ts'
import type { Press } from '#src/bot/request.ts'
import { html } from '#src/views/html.ts'
import { eraseQuestion, privacyView } from '#src/views/privacy.ts'
import { type Reply, reply } from '#src/views/reply.ts'

/** Everybody in a group sees the buttons under somebody's message: what they do concerns whoever presses, so it is asked in private. */
const inPrivate =
  (answer: (press: Press, app: App) => Reply) =>
  (press: Press, app: App): Reply =>
    press.chat.place === 'private' ? answer(press, app) : { blocks: [], open: 'forget' }

export const privacy = {
  name: 'privacy',
  access: 'public',
  topic: 'bot',
  handle: ({ chat, t }) => privacyView(chat.place === 'private', t),
  buttons: {
    ask: inPrivate(({ t }) => eraseQuestion(t)),
    keep: inPrivate(({ t }) => reply(html`${t('bot.privacy-kept')}`, { placement: 'replace', buttons: [] })),
    erase: inPrivate(({ viewer, t }, app) => {
      forgetPerson(app, viewer.id)
      return reply(html`${t('bot.privacy-erased')}`, { placement: 'replace', buttons: [], leavesForm: true })
    }),
  },
} satisfies Command
