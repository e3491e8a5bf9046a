import { chooseLanguage } from '#src/actions/choose-language.ts'
import type { App } from '#src/app.ts'
import type { Command } from '#src/bot/command.ts'
import type { Request } from '#src/bot/request.ts'
import { isLanguage, type Language, languageNamed, languages } from '#src/domain/language.ts'
import { translatorFor } from '#src/i18n/translator.ts'
import { html } from '#src/views/html.ts'
import { type Reply, reply, toast } from '#src/views/reply.ts'
import { languageNames } from '#src/views/subscription.ts'

async function choose(chosen: Language, { viewer, chat, administers, t }: Request, app: App): Promise<Reply> {
  // A group reads along: one member does not choose for all. In the staff chat everybody is staff.
  if (chat.place === 'group' && (await administers(chat.address)).kind !== 'administrator')
    return toast(t('bot.language-administrators'))
  chooseLanguage(app, {
    person: viewer.id,
    chat: chat.address,
    isPrivate: chat.place === 'private',
    language: chosen,
  })
  return reply(html`${translatorFor(chosen)('bot.language-chosen')}`)
}

export const language = {
  name: 'language',
  access: 'public',
  topic: 'bot',
  handle: (request, app) => {
    const named = languageNamed(request.text)
    if (named !== undefined) return choose(named, request, app)
    return reply(html`${request.t('bot.language-question')}`, {
      buttons: [languages.map((each) => ({ text: languageNames[each], data: `language:choose:${each}` }))],
    })
  },
  buttons: {
    choose: async (press, app) => {
      const answer = await choose(isLanguage(press.id) ? press.id : 'en', press, app)
      return answer.toast === undefined ? { ...answer, placement: 'replace', buttons: [] } : answer
    },
  },
} satisfies Command
