import { chooseLanguage } from '#src/actions/choose-language.ts'
import type { App } from '#src/app.ts'
import type { Command } from '#src/bot/command.ts'
import type { Request } from '#src/bot/request.ts'
import { isLanguage, type Language, languageNamed, languages } from '#src/domain/language.ts'
import { translatorFor } from '#src/i18n/translator.ts'
import { html } from '#src/views/html.ts'
import { type Reply, reply } from '#src/views/reply.ts'
import { languageNames } from '#src/views/subscription.ts'

function choose(chosen: Language, { viewer, chat }: Request, app: App): Reply {
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
  where: 'administrators',
  topic: 'bot',
  handle: (request, app) => {
    const named = languageNamed(request.text)
    if (named !== undefined) return choose(named, request, app)
    return reply(html`${request.t('bot.language-question')}`, {
      buttons: [languages.map((each) => ({ text: languageNames[each], data: `language:choose:${each}` }))],
    })
  },
  buttons: {
    choose: (press, app) => ({
      ...choose(isLanguage(press.id) ? press.id : 'en', press, app),
      placement: 'replace',
      buttons: [],
    }),
  },
} satisfies Command
