import { channelLanguages, draftEdition, publishEdition } from '#src/actions/publish-edition.ts'
import type { App } from '#src/app.ts'
import type { Command } from '#src/bot/command.ts'
import { DomainError } from '#src/domain/errors.ts'
import { isLanguage, type Language, languageNamed } from '#src/domain/language.ts'
import type { Translate } from '#src/i18n/translator.ts'
import { nothingToPreview, publishedLine } from '#src/views/edition-desk.ts'
import { type Html, html } from '#src/views/html.ts'
import { reply } from '#src/views/reply.ts'
import { unusedWords } from '#src/views/unused-words.ts'

function publishOne(language: Language, by: number, app: App, t: Translate): Html[] {
  if (draftEdition(app, language) === undefined) return nothingToPreview([language], t)
  return [publishedLine(publishEdition(app, { language, by }), { usual: app.config.editionTime, t })]
}

/** `/publish` publishes in every channel, `/publish kk` in one; the button under a preview publishes just that preview. */
export const publish = {
  name: 'publish',
  access: 'staff',
  where: 'staff',
  topic: 'desk',
  handle: ({ text, viewer, t }, app) => {
    const channels = channelLanguages(app)
    if (channels.length === 0) return reply(html`${t('desk.no-channels')}`)
    const wanted = languageNamed(text)
    // What is sent to readers cannot be taken back: words that are not understood publish nothing.
    if (text !== '' && (wanted === undefined || !channels.includes(wanted)))
      return reply(unusedWords('desk.unused-language', text, t, { codes: channels.join(', ') }))
    const chosen = wanted === undefined ? channels : [wanted]
    return reply(chosen.flatMap((language) => publishOne(language, viewer.id, app, t)))
  },
  buttons: {
    draft: ({ id, version, viewer, t }, app) => {
      if (!isLanguage(id)) throw new DomainError({ code: 'edition-changed' })
      const draft = publishEdition(app, {
        language: id,
        by: viewer.id,
        ...(version === undefined ? {} : { mark: version }),
      })
      return reply(publishedLine(draft, { usual: app.config.editionTime, t }))
    },
  },
} satisfies Command
