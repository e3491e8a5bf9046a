import { channelLanguages, draftEdition } from '#src/actions/publish-edition.ts'
import type { Command } from '#src/bot/command.ts'
import { isLanguage, languages } from '#src/domain/language.ts'
import { nothingToPreview, previewView } from '#src/views/edition-desk.ts'
import { html } from '#src/views/html.ts'
import { reply } from '#src/views/reply.ts'

/** `/edition` shows the first channel's edition, `/edition ru` another's; the other languages are a press away. */
export const edition = {
  name: 'edition',
  access: 'staff',
  where: 'staff',
  topic: 'desk',
  handle: ({ text, t }, app) => {
    const channels = channelLanguages(app)
    if (channels.length === 0) return reply(html`${t('desk.no-channels')}`)
    const wanted = text.toLowerCase()
    const language = isLanguage(wanted) ? wanted : (channels[0] ?? 'en')
    const draft = draftEdition(app, language)
    const others = languages
      .filter((each) => each !== language && channels.includes(each))
      .map((each) => ({ text: t(`desk.languages.${each}`), data: `edition:show:${each}` }))
    if (draft === undefined) return reply(nothingToPreview([language], t), { buttons: [others] })
    const shown = previewView(draft, t)
    return { ...shown, buttons: [...(shown.buttons ?? []), others] }
  },
} satisfies Command
