import { chooseLanguage } from '#src/actions/choose-language.ts'
import type { Command } from '#src/bot/command.ts'
import { isLanguage, languages } from '#src/domain/language.ts'
import { translatorFor } from '#src/i18n/translator.ts'
import { html } from '#src/views/html.ts'
import { reply, toast } from '#src/views/reply.ts'
import { languageNames } from '#src/views/subscription.ts'

export const language = {
  name: 'language',
  access: 'public',
  topic: 'bot',
  handle: ({ t }) =>
    reply(html`${t('bot.language-question')}`, {
      buttons: [languages.map((each) => ({ text: languageNames[each], data: `language:choose:${each}` }))],
    }),
  buttons: {
    choose: async ({ id, viewer, chat, administers, t }, app) => {
      // A group reads along: one member does not choose for all. In the staff chat everybody is staff.
      if (chat.place === 'group' && (await administers(chat.address)).kind !== 'administrator')
        return toast(t('bot.language-administrators'))
      const chosen = isLanguage(id) ? id : 'en'
      chooseLanguage(app, {
        person: viewer.id,
        chat: chat.address,
        isPrivate: chat.place === 'private',
        language: chosen,
      })
      return reply(html`${translatorFor(chosen)('bot.language-chosen')}`, { placement: 'replace', buttons: [] })
    },
  },
} satisfies Command
