import { shortened } from '../domain/shortened.ts'
import type { MessageKey, MessageParameters, Translate } from '../i18n/translator.ts'
import { type Html, html } from './html.ts'

/** So much of what somebody wrote is said back to them. */
const quotedUnits = 40

/** Words of a person as they are said back. */
export const quoted = (text: string): string => shortened(text, quotedUnits)

/** Says that words behind a command could not be used, and what can be. */
export function unusedWords(key: MessageKey, text: string, t: Translate, parameters: MessageParameters = {}): Html {
  return html`${t(key, { ...parameters, text: quoted(text) })}`
}
