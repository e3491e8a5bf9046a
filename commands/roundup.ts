import { fileOf, roundupDraftDocument } from '#src/actions/news-documents.ts'
import { channelLanguages } from '#src/actions/publish-edition.ts'
import { draftRoundup, publishRoundup } from '#src/actions/roundup.ts'
import type { App } from '#src/app.ts'
import type { Command } from '#src/bot/command.ts'
import type { Press, Request } from '#src/bot/request.ts'
import { DomainError } from '#src/domain/errors.ts'
import { isLanguage, type Language, languageNamed } from '#src/domain/language.ts'
import { capitalised } from '#src/i18n/format.ts'
import { html } from '#src/views/html.ts'
import { type Reply, reply } from '#src/views/reply.ts'
import { roundupPreview } from '#src/views/roundup.ts'
import { unusedWords } from '#src/views/unused-words.ts'

function show(request: Request, app: App): Reply {
  const { t, text } = request
  const channels = channelLanguages(app)
  if (channels.length === 0) return reply(html`${t('desk.no-channels')}`)
  const language = text === '' ? channels[0] : languageNamed(text)
  if (language === undefined || !channels.includes(language))
    return reply(unusedWords('desk.unused-language', text, t, { codes: channels.join(', ') }))
  const others = channels.filter((each) => each !== language)
  const draft = draftRoundup(app, language)
  if (draft !== undefined) return roundupPreview(draft, others, t)
  const buttons = [
    others.map((each) => ({ text: capitalised(t(`desk.languages.${each}`)), data: `roundup:show:${each}` })),
  ]
  return reply(html`${capitalised(t('desk.roundup-nothing', { language: t(`desk.languages.${language}`) }))}`, {
    buttons,
  })
}

function languageOf({ id }: Press): Language {
  if (!isLanguage(id)) throw new DomainError({ code: 'roundup-changed' })
  return id
}

function asFile(format: 'docx' | 'markdown') {
  return async (press: Press, app: App): Promise<Reply> => {
    const language = languageOf(press)
    const { document, until } = roundupDraftDocument(app, language)
    const file = await fileOf(document, format, `cica-week-${until}-${language}`)
    return reply([], { attachment: { kind: 'document', ...file } })
  }
}

/** `/roundup` shows the week's round-up of the first channel, `/roundup ru` another's; buttons publish it or give it as a file. */
export const roundup = {
  name: 'roundup',
  access: 'staff',
  where: 'staff',
  topic: 'desk',
  handle: show,
  buttons: {
    publish: (press, app) => {
      const language = languageOf(press)
      const mark = press.version === undefined ? {} : { mark: press.version }
      publishRoundup(app, { language, by: press.viewer.id, ...mark })
      const { t } = press
      return reply(html`${capitalised(t('desk.roundup-published', { language: t(`desk.languages.${language}`) }))}`)
    },
    docx: asFile('docx'),
    markdown: asFile('markdown'),
  },
} satisfies Command
