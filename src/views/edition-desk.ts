import type { Language } from '../domain/language.ts'
import type { Translate } from '../i18n/translator.ts'
import { type Html, html } from './html.ts'
import { buttonData, type Reply, reply } from './reply.ts'

export type Draft = {
  readonly language: Language
  readonly number: number
  readonly messages: readonly Html[]
  readonly mark: string
}

/** The edition exactly as it would go out, and a button that publishes just this. */
export function previewView(draft: Draft, t: Translate): Reply {
  const heading = t('desk.edition-preview', { language: t(`desk.languages.${draft.language}`) })
  return reply([html`<i>${heading}</i>`, ...draft.messages], {
    buttons: [[{ text: t('desk.publish'), data: buttonData('publish', 'draft', draft.language, draft.mark) }]],
  })
}

export function nothingToPreview(languages: readonly Language[], t: Translate): Html[] {
  return languages.map((language) => html`${t('desk.edition-none', { language: t(`desk.languages.${language}`) })}`)
}

export function publishedLine(draft: Draft & { readonly itemIds: readonly number[] }, t: Translate): Html {
  const { language, number, itemIds } = draft
  return html`${t('desk.published', { language: t(`desk.languages.${language}`), number, count: itemIds.length })}`
}
