import { channelLanguages, draftEdition, droppedFrom, publishEdition } from '#src/actions/publish-edition.ts'
import type { App } from '#src/app.ts'
import type { Command } from '#src/bot/command.ts'
import type { Request } from '#src/bot/request.ts'
import { itemsOf } from '#src/domain/edition.ts'
import { DomainError } from '#src/domain/errors.ts'
import { isLanguage, type Language, languageNamed } from '#src/domain/language.ts'
import { nothingToPreview, publishedLine } from '#src/views/edition-desk.ts'
import { type Html, html } from '#src/views/html.ts'
import { reply } from '#src/views/reply.ts'
import { unusedWords } from '#src/views/unused-words.ts'

/** Publishes for one update once: where Telegram delivers it again after a kill, it is told what it did. */
function published(language: Language, { viewer, t, updateKey }: Request, app: App, mark?: string): Html {
  const usual = app.config.editionTime
  const before = app.store.editions.ofUpdate(updateKey, language)
  if (before !== undefined) return publishedLine({ ...before, language, today: 'out' }, { usual, t })
  const wish = { language, by: viewer.id, updateKey, ...(mark === undefined ? {} : { mark }) }
  const { number, today, content } = publishEdition(app, wish)
  return publishedLine({ language, number, today, count: itemsOf(content).length }, { usual, t })
}

function publishOne(language: Language, request: Request, app: App): Html[] {
  const isRepeated = app.store.editions.ofUpdate(request.updateKey, language) !== undefined
  if (!isRepeated && draftEdition(app, language) === undefined)
    return [nothingToPreview(language, droppedFrom(app, language).length, request.t)]
  return [published(language, request, app)]
}

/** `/publish` publishes in every channel, `/publish kk` in one; the button under a preview publishes just that preview. */
export const publish = {
  name: 'publish',
  access: 'staff',
  where: 'staff',
  topic: 'desk',
  handle: (request, app) => {
    const { text, t } = request
    const channels = channelLanguages(app)
    if (channels.length === 0) return reply(html`${t('desk.no-channels')}`)
    const wanted = languageNamed(text)
    // What is sent to readers cannot be taken back: words that are not understood publish nothing.
    if (text !== '' && (wanted === undefined || !channels.includes(wanted)))
      return reply(unusedWords('desk.unused-language', text, t, { codes: channels.join(', ') }))
    const chosen = wanted === undefined ? channels : [wanted]
    return reply(chosen.flatMap((language) => publishOne(language, request, app)))
  },
  buttons: {
    draft: (press, app) => {
      const { id, version } = press
      if (!isLanguage(id)) throw new DomainError({ code: 'edition-changed' })
      return reply(published(id, press, app, version))
    },
  },
} satisfies Command
